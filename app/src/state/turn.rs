//! One turn of the conversation, as the chat shows it.

use contract::{
    Confidence, Diagnostic, FileOp, FileReport, FileStatus, HunkStatus, ImageId, ModelId, PlanStep, Problem,
    RunId, RunStatus, Stage, Usage,
};

/// A piece of the model's answer, in the order it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Markdown.
    Prose(String),
    /// Index into `Turn::cards`.
    Card(usize),
    /// A sentence of Easel's own, for instance that a repair began.
    Note(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardState {
    Writing,
    /// Written by the model, not yet committed.
    Verifying,
    Applied,
    Unchanged,
    NeedsReview,
    Refused,
    /// The reply ended before the file did.
    Stopped,
}

impl CardState {
    pub fn is_settled(self) -> bool {
        match self {
            Self::Writing | Self::Verifying => false,
            Self::Applied | Self::Unchanged | Self::NeedsReview | Self::Refused | Self::Stopped => true,
        }
    }

    /// Beside the path; nothing when all is well.
    pub fn label(self) -> &'static str {
        match self {
            Self::Writing => "writing",
            Self::Verifying => "verifying",
            Self::Applied => "",
            Self::Unchanged => "unchanged",
            Self::NeedsReview => "needs review",
            Self::Refused => "refused",
            Self::Stopped => "stopped",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    pub path: String,
    pub op: Option<FileOp>,
    pub added: u32,
    pub removed: u32,
    pub why: String,
    pub state: CardState,
    pub report: Option<FileReport>,
}

impl Card {
    pub(super) fn new(path: &str, op: Option<FileOp>) -> Self {
        Self {
            path: path.to_owned(),
            op,
            added: 0,
            removed: 0,
            why: String::new(),
            state: CardState::Writing,
            report: None,
        }
    }

    /// What the server made of the block is the truth from here on.
    pub(super) fn settle(&mut self, report: &FileReport) {
        self.path = report.to.clone().unwrap_or_else(|| report.path.clone());
        self.op = Some(report.op);
        self.added = report.added;
        self.removed = report.removed;
        if let Some(why) = &report.why {
            self.why.clone_from(why);
        }
        let doubtful = report.hunks.iter().any(|hunk| {
            hunk.status == HunkStatus::Refused
                || hunk.status == HunkStatus::Applied && hunk.confidence == Confidence::Low
        });
        self.state = match report.status {
            _ if !report.complete && report.status != FileStatus::Applied => CardState::Stopped,
            FileStatus::Applied if doubtful => CardState::NeedsReview,
            FileStatus::Applied => CardState::Applied,
            FileStatus::Partial => CardState::NeedsReview,
            FileStatus::Refused => CardState::Refused,
            FileStatus::Unchanged => CardState::Unchanged,
        };
        self.report = Some(report.clone());
    }

    /// Why it needs a look, as a sentence.
    pub fn reason(&self) -> Option<String> {
        let report = self.report.as_ref()?;
        report.reason.clone().or_else(|| {
            let refused = report.hunks.iter().find(|hunk| hunk.status == HunkStatus::Refused)?;
            refused.reason.clone()
        })
    }

    /// Lines of the file that are most like what a refused change looked for: number and text.
    pub fn nearest(&self) -> Vec<(u32, String)> {
        let hunks = self.report.iter().flat_map(|report| &report.hunks);
        hunks
            .filter(|hunk| hunk.status == HunkStatus::Refused)
            .flat_map(|hunk| hunk.nearest.iter().map(|near| (near.line, near.text.clone())))
            .take(6)
            .collect()
    }

    fn landed(&self) -> bool {
        matches!(self.state, CardState::Applied | CardState::NeedsReview | CardState::Unchanged)
    }
}

/// A line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub text: String,
    pub done: bool,
    pub current: bool,
}

pub struct Turn {
    /// Counted from 1.
    pub n: u32,
    pub run: RunId,
    pub prompt: String,
    pub images: Vec<ImageId>,
    /// It was asked to mend something.
    pub fix: bool,
    pub model: ModelId,
    pub status: RunStatus,
    pub stage: Option<Stage>,
    pub steps: Vec<PlanStep>,
    pub blocks: Vec<Block>,
    pub cards: Vec<Card>,
    pub diagnostics: Vec<Diagnostic>,
    /// How often the model was asked to mend what the check found.
    pub repairs: u32,
    pub problem: Option<Problem>,
    pub usage: Option<Usage>,
    /// Millionths of a US dollar; none where no price was known.
    pub cost_micros: Option<i64>,
    pub started_at_ms: i64,
    pub elapsed_ms: Option<i64>,
    pub undone: bool,
    pub changed_files: bool,
    /// Grows with every change to the turn; whoever shows it watches this.
    pub revision: u32,
}

impl Turn {
    pub fn is_running(&self) -> bool {
        self.status == RunStatus::Running
    }

    pub fn can_undo(&self) -> bool {
        self.changed_files && !self.undone && !self.is_running()
    }

    /// The plan as a checklist: a step of a file is done when the file is in, any other when all before the
    /// next file's are; everything is done when the turn went well.
    pub fn checklist(&self) -> Vec<Step> {
        let well = self.status == RunStatus::Succeeded;
        let landed = |path: &str| self.cards.iter().any(|card| card.path == path && card.landed());
        let last_landed = self.steps.iter().rposition(|step| step.path.as_deref().is_some_and(landed));
        let mut current_found = !self.is_running();
        let steps = self.steps.iter().enumerate().map(|(i, step)| {
            let done = well
                || match &step.path {
                    Some(path) => landed(path),
                    None => last_landed.is_some_and(|last| i < last),
                };
            let current = !done && !current_found;
            current_found |= current;
            Step { text: step.text.clone(), done, current }
        });
        steps.collect()
    }

    /// What the model offers to do next; nothing after a turn that went wrong.
    pub fn offers(&self) -> Vec<String> {
        if self.status != RunStatus::Succeeded || self.undone {
            return Vec::new();
        }
        let words = self.blocks.iter().rev().find_map(|block| match block {
            Block::Prose(text) => Some(text.as_str()),
            Block::Card(_) | Block::Note(_) => None,
        });
        words.map(super::offers).unwrap_or_default()
    }

    /// What is going on, in two or three words; none when the turn is over.
    pub fn doing(&self) -> Option<&'static str> {
        if !self.is_running() {
            return None;
        }
        Some(match self.stage {
            None => "Starting",
            Some(Stage::Plan) => "Planning",
            Some(Stage::Generate) => "Writing",
            Some(Stage::Verify) => "Checking",
            Some(Stage::Repair) => "Repairing",
        })
    }
}
