//! What the workspace knows, as plain data: no signals, no browser, tested natively.

mod files;
mod filing;
mod fold;
mod found;
mod globs;
mod history;
mod journal;
mod late;
mod marks;
mod offers;
mod problems;
mod reasons;
mod reply;
mod steps;
mod tree;
mod turn;
pub mod words;

use std::collections::BTreeMap;

use contract::{Diagnostic, ModelId, ModelView, ProjectId, RunStatus, WorkspaceView};

pub use files::{OpenFile, Save};
pub use filing::{NameCheck, Naming, is_within, join, parent};
pub use found::{Edit, FileMatches, Found, Match, Report, Row, splices};
pub use globs::Globs;
pub use history::{Version, VersionKind, WayBack};
pub use journal::{Journal, KeptEdit};
pub use late::Dispute;
pub use offers::{offers, spoken};
pub use reasons::{Reason, reasons};
pub use steps::{Act, Move};
pub use tree::{TreeRow, tree_rows};
pub use turn::{Block, Card, CardState, Step, Turn};

use reply::Reply;
use steps::Steps;

/// Older lines of the activity log are let go.
const MOST_ACTIVITY: usize = 300;

/// What the outside world (editor, preview) has to learn after a fold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The text of this path is now what `WorkspaceState::text` says; `marks` are the lines that the model
    /// changed, first and last, counted from 1.
    Changed {
        path: String,
        marks: Vec<(u32, u32)>,
    },
    Removed {
        path: String,
    },
    /// The file is somewhere else now, with what was typed into it.
    Moved {
        from: String,
        to: String,
    },
    /// What was shown of the model's text for this path will not come: show the stored text, or nothing.
    Reverted {
        path: String,
    },
    TurnStarted,
    TurnEnded,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityLine {
    pub seq: i64,
    pub at_ms: i64,
    pub text: String,
}

/// A prompt that waits for the turn before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    /// Of the event that queued it.
    pub seq: i64,
    pub prompt: String,
    pub model: ModelId,
    /// How many pictures go along.
    pub images: usize,
}

/// A project as this tab shows it: built from a [`WorkspaceView`], moved on by `fold`.
pub struct WorkspaceState {
    pub project: ProjectId,
    pub name: String,
    /// The name of the shared project that this is a copy of.
    pub forked_from: Option<String>,
    pub models: Vec<ModelView>,
    pub files: BTreeMap<String, OpenFile>,
    pub turns: Vec<Turn>,
    /// Oldest first.
    pub queue: Vec<Queued>,
    /// Oldest first.
    pub versions: Vec<Version>,
    steps: Steps,
    /// Findings of the last check, and what the editor's TypeScript says of the files since.
    pub problems: Vec<Diagnostic>,
    findings: problems::Findings,
    pub activity: Vec<ActivityLine>,
    /// Number of the last event folded; a socket resumes after it.
    pub seq: i64,
    /// Grows whenever a path comes or goes.
    pub paths_revision: u32,
    /// Grows whenever any text changes.
    pub text_revision: u32,
    pub history_revision: u32,
    pub problems_revision: u32,
    reply: Option<Reply>,
    effects: Vec<Effect>,
    /// How many edits by hand were begun.
    edits: u32,
}

impl WorkspaceState {
    pub fn new(view: WorkspaceView) -> Self {
        let WorkspaceView { project, files, history, seq, models } = view;
        let files = files.into_iter().map(|file| (file.path.clone(), OpenFile::stored(file, seq))).collect();
        let mut state = Self {
            project: project.id,
            name: project.name,
            forked_from: None,
            models,
            files,
            turns: Vec::new(),
            queue: Vec::new(),
            versions: Vec::new(),
            steps: Steps::default(),
            problems: Vec::new(),
            findings: problems::Findings::default(),
            activity: Vec::new(),
            seq: 0,
            paths_revision: 0,
            text_revision: 0,
            history_revision: 0,
            problems_revision: 0,
            reply: None,
            effects: Vec::new(),
            edits: 0,
        };
        for event in &history {
            state.fold(event);
        }
        state.seq = seq;
        state.effects.clear();
        state
    }

    /// What happened since the last call.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// The turn under way.
    pub fn active(&self) -> Option<&Turn> {
        self.turns.last().filter(|turn| turn.status == RunStatus::Running)
    }

    /// The text a person sees: their own unsaved words before the stored ones.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(OpenFile::text)
    }

    /// Whether the file is a picture, a font or the like, whose text nobody reads.
    pub fn is_bytes(&self, path: &str) -> bool {
        self.text(path).is_some_and(|text| vfs::is_stored_as_bytes(path, text))
    }

    /// Path and tentative text of the file that the model is writing now.
    pub fn writing(&self) -> Option<(String, String)> {
        let reply = self.reply.as_ref()?;
        reply.writing(|path| self.text(path))
    }

    /// The whole tree as the preview takes it.
    pub fn tree_json(&self) -> String {
        let tree: BTreeMap<&str, &str> =
            self.files.iter().map(|(path, file)| (path.as_str(), file.text())).collect();
        serde_json::to_string(&tree).unwrap_or_default()
    }

    /// The file a person most likely wants to see first.
    pub fn first_file(&self) -> Option<String> {
        ["src/App.tsx", "src/main.tsx", "src/App.jsx"]
            .into_iter()
            .find(|path| self.files.contains_key(*path))
            .map(str::to_owned)
            .or_else(|| self.files.keys().find(|path| path.starts_with("src/")).cloned())
    }

    /// What the last turn is best remembered by: the first script it changed, or whatever it changed first.
    pub fn front(&self) -> Option<String> {
        let cards = &self.turns.last()?.cards;
        let here = || cards.iter().map(|card| &card.path).filter(|path| self.files.contains_key(*path));
        let script = here().find(|path| [".tsx", ".jsx", ".ts", ".js"].iter().any(|end| path.ends_with(end)));
        script.or_else(|| here().next()).cloned()
    }

    /// Whether there is something that the preview can start.
    pub fn has_entry(&self) -> bool {
        has_entry(|path| self.files.contains_key(path))
    }

    /// As the picker calls it.
    pub fn model_name(&self, id: &ModelId) -> String {
        let known = self.models.iter().find(|model| model.id == *id).map(|model| model.name.clone());
        known.unwrap_or_else(|| id.as_str().rsplit('/').next().unwrap_or_default().to_owned())
    }
}

/// Whether among files there is one that the preview can start.
pub fn has_entry(is_there: impl Fn(&str) -> bool) -> bool {
    const ENTRIES: [&str; 6] =
        ["src/main.tsx", "src/App.tsx", "src/main.jsx", "src/App.jsx", "src/main.ts", "src/main.js"];
    ENTRIES.iter().any(|path| is_there(path))
}

#[cfg(test)]
mod tests;
