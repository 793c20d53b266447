//! The interface for scripts: what is sent to `/api/ai/…`, and what comes back.

use serde::{Deserialize, Serialize};

use crate::{
    ConversationId, Diagnostic, FileOp, FileStatus, ModelId, Problem, ProjectId, RunId, RunStatus, Usage,
};

/// What `POST /api/ai/generate` and `…/stream` take.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenerateRequest {
    pub prompt: String,
    /// None makes a new project.
    #[serde(default)]
    pub project_id: Option<ProjectId>,
    /// None takes the default one.
    #[serde(default)]
    pub model: Option<ModelId>,
}

/// What `POST /api/projects/{id}/chat` takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChatRequest {
    pub message: String,
    #[serde(default)]
    pub model: Option<ModelId>,
}

/// A turn that was started. `ws_url` is a path of this server; its frames begin at the turn's first event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StartedView {
    pub generation_id: RunId,
    pub project_id: ProjectId,
    pub conversation_id: ConversationId,
    /// Of the person's message, as `GET /api/conversations/{id}/messages` lists it.
    pub message_id: String,
    pub ws_url: String,
}

/// What a turn did to a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AnsweredFile {
    pub path: String,
    pub op: FileOp,
    pub status: FileStatus,
    pub why: Option<String>,
    /// Why it was refused.
    pub reason: Option<String>,
    /// The text as it is now; none where there is no file.
    pub content: Option<String>,
}

/// A turn from its prompt to its end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    pub generation_id: RunId,
    pub project_id: ProjectId,
    pub status: RunStatus,
    pub model: ModelId,
    /// What the model said besides the files.
    pub text: String,
    pub files: Vec<AnsweredFile>,
    pub diagnostics: Vec<Diagnostic>,
    /// Rounds of repair.
    pub rounds: u32,
    pub usage: Usage,
    /// Millionths of a US dollar; none where no price was known.
    pub cost_micros: Option<i64>,
    pub timing: Timing,
    pub problem: Option<Problem>,
}

/// Milliseconds since the turn began; none for what did not happen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Timing {
    pub first_text_ms: Option<i64>,
    pub first_file_ms: Option<i64>,
    pub verified_ms: Option<i64>,
    pub total_ms: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageRole {
    User,
    Assistant,
}

/// A message of a conversation. A turn is two: the prompt, and what the model said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MessageView {
    pub id: String,
    pub role: MessageRole,
    /// Of an answer, without its files.
    pub content: String,
    pub generation_id: RunId,
    /// Milliseconds since the Unix epoch.
    pub created_at_ms: i64,
    /// Of an answer: how it ended, what answered, and the files it wrote.
    pub status: Option<RunStatus>,
    pub model: Option<ModelId>,
    pub files: Vec<String>,
}

/// A page of messages, oldest first. `next` is the value of `after` for the page behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessagePage {
    pub messages: Vec<MessageView>,
    pub next: Option<String>,
}

/// What `POST /api/ai/verify` takes: files by path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerifyRequest {
    pub files: std::collections::BTreeMap<String, String>,
}

/// What a check found. `ok` when nothing in it is an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifyReport {
    pub ok: bool,
    pub checkers: Vec<String>,
    pub diagnostics: Vec<Diagnostic>,
}
