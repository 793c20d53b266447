//! What pages show: answers of server functions.

use serde::{Deserialize, Serialize};

use crate::{ModelId, ProjectId, RunId, StoredEvent};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectView {
    pub id: ProjectId,
    pub name: String,
    pub created_at_ms: i64,
    pub updated_at_ms: i64,
    pub files: i64,
}

/// A text file of a project. `path` is relative with forward slashes; `hash` is `vfs::content_hash`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileView {
    pub path: String,
    pub content: String,
    pub hash: String,
}

/// All a tab needs to show a project. `files` stand as they were at `seq`; `history` are the events up to
/// `seq`, condensed (`FileChange::Elided`, text of one call joined); events after `seq` come by the socket.
/// While a run is active `seq` is the last event before it, so that its stream is replayed from the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkspaceView {
    pub project: ProjectView,
    pub files: Vec<FileView>,
    pub history: Vec<StoredEvent>,
    pub seq: i64,
    pub models: Vec<ModelView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelView {
    pub id: ModelId,
    /// As shown in the picker: "Demo model", "gpt-5".
    pub name: String,
    pub provider: String,
    /// One sentence shown wherever it answers, if there is something to know.
    pub note: Option<String>,
    pub is_default: bool,
    /// False only for a model that is known not to look at pictures.
    #[serde(default = "unless_known")]
    pub sees_images: bool,
}

fn unless_known() -> bool {
    true
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartedRun {
    pub project: ProjectId,
    pub run: RunId,
}

/// Answer to a hand edit. `content` is set when the server merged it with a change that came in between:
/// the editor then shows this text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedFile {
    pub seq: i64,
    pub hash: Option<String>,
    pub content: Option<String>,
    /// Set when both changed the same lines: the other text is kept in the history.
    pub notice: Option<String>,
}

/// What a turn did to one file; none where there is no file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDiff {
    pub path: String,
    pub before: Option<String>,
    pub after: Option<String>,
}
