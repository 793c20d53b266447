use contract::{FileOp, PlanStep, Warning};

/// What the parser understood. For any cut of the same bytes the sequence is the same: events are made from
/// whole lines only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParseEvent {
    /// Text outside of any element, with its line ends.
    Prose(String),
    PlanStep(PlanStep),
    PlanEnd,
    FileOpen(FileHead),
    /// A hunk begins; `anchor` is the text after `@@`.
    HunkStart {
        anchor: Option<String>,
    },
    Line(DiffLine),
    HunkEnd,
    /// Part of a whole file, raw.
    ContentDelta(String),
    WhyDelta(String),
    /// `complete` is false when the reply ended inside the element.
    FileClose {
        complete: bool,
    },
    Warning(Warning),
}

/// The attributes of a file element, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileHead {
    pub path: String,
    pub op: Option<FileOp>,
    pub to: Option<String>,
    pub base: Option<String>,
}

/// A line of a diff without its marker and line end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiffLine {
    Context(String),
    Added(String),
    Removed(String),
    /// No marker: context, if it is there.
    Bare(String),
}
