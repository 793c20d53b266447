//! The event log: the one record from which files, chat and progress are rebuilt.

use serde::{Deserialize, Serialize};

use crate::{ConversationId, Diagnostic, FileReport, ModelId, Problem, RunId, TabId, TurnOptions};

/// An event with its place in the project's log. `seq` starts at 1 and has no gaps within a project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredEvent {
    pub seq: i64,
    /// Milliseconds since the Unix epoch.
    pub at_ms: i64,
    /// The run that caused it; none for hand edits and renames.
    pub run: Option<RunId>,
    pub event: Event,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Plan,
    Generate,
    Verify,
    Repair,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunStatus {
    Running,
    Succeeded,
    /// Ended with changes applied, and something refused or failing its check.
    NeedsReview,
    Failed,
    Cancelled,
}

/// One line of the plan; `path` when it stands for one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanStep {
    pub text: String,
    #[serde(default)]
    pub path: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The files a new project starts with.
    Seed,
    Run,
    Hand,
    /// Several files at once, by hand: a replacement in the project, a renamed symbol.
    Replace,
    /// A turn was undone, or parts of it were rejected.
    Undo,
    /// An earlier version was put back.
    Restore,
    /// Copied from a shared project.
    Fork,
}

/// Why an earlier version was put back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RestoreStep {
    /// Somebody chose it from the history.
    #[default]
    Picked,
    /// The newest version was undone.
    Back,
    /// What an undo had taken back was redone.
    Forward,
}

/// What became of one path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FileChange {
    Written {
        content: String,
    },
    Deleted,
    Renamed {
        to: String,
        content: String,
    },
    /// In condensed history only: the change is already part of the files sent along.
    Elided,
}

/// Tokens of one model call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    /// Including those that were cached.
    pub input_tokens: i64,
    pub output_tokens: i64,
    /// Of the input, what the provider had read before and charges less for.
    #[serde(default)]
    pub cached_tokens: i64,
    /// True when counted here because the provider sent no figures.
    pub estimated: bool,
}

/// Past tense: each has happened and is stored before anyone sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    ProjectRenamed {
        name: String,
    },
    /// The first event of a copy of a shared project: `source` is the name that project had.
    ProjectForked {
        source: String,
    },
    RunStarted {
        conversation: ConversationId,
        prompt: String,
        model: ModelId,
        #[serde(default)]
        options: TurnOptions,
    },
    StageStarted {
        stage: Stage,
        /// None where no model is called.
        model: Option<ModelId>,
        /// 0 for the first pass, 1.. for repair rounds.
        round: u32,
        /// The plan is made by a call of its own, whose text is not part of the reply.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        apart: bool,
    },
    /// The model call was taken up again after a break (server restart, dropped stream). Text already
    /// received stays; what follows continues it.
    CallResumed {
        reason: String,
    },
    /// Something about the call that a person should see: it is tried again, or another model answers.
    Noticed {
        text: String,
    },
    Planned {
        steps: Vec<PlanStep>,
    },
    /// The model's own text. Concatenated since its call began it is what that call has said so far: since the last
    /// `StageStarted` of a plan or a repair, or of `Generate` after a plan that was made apart.
    TextReceived {
        text: String,
    },
    FileChanged {
        path: String,
        change: FileChange,
        origin: Origin,
        /// Hash of the content before; none when the file is new.
        before: Option<String>,
        /// Hash of the content after; none when it is gone.
        after: Option<String>,
        report: Option<FileReport>,
        tab: Option<TabId>,
    },
    /// A file block that changed nothing: refused, unchanged or incomplete.
    FileKept {
        report: FileReport,
    },
    Verified {
        checkers: Vec<String>,
        diagnostics: Vec<Diagnostic>,
    },
    UsageRecorded {
        model: ModelId,
        usage: Usage,
        /// Millionths of a US dollar; none where no price was known.
        #[serde(default)]
        cost_micros: Option<i64>,
    },
    StageFinished {
        stage: Stage,
        elapsed_ms: i64,
    },
    RunFinished {
        status: RunStatus,
        elapsed_ms: i64,
        problem: Option<Problem>,
    },
    /// A prompt waits until the turn before it has ended. Its number is the event's.
    PromptQueued {
        prompt: String,
        model: ModelId,
        #[serde(default)]
        options: TurnOptions,
    },
    /// A prompt waits no longer: its turn begins, or somebody took it back.
    PromptUnqueued {
        queued: i64,
    },
    /// All changes of an earlier run were taken back, by the `FileChanged` events before this one.
    RunUndone {
        undone: RunId,
    },
    /// The files stand again as they stood right after event `seq`, by the `FileChanged` events before this one.
    VersionRestored {
        seq: i64,
        #[serde(default)]
        step: RestoreStep,
        /// Runs whose changes stood until now and do not any more.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        undone: Vec<RunId>,
        /// Runs that had been undone and whose changes are back.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        redone: Vec<RunId>,
    },
}
