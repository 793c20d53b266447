use contract::{FileOp, PlanStep, Warning};

/// What the parser understood.
///
/// Invariant: for every way of cutting the same bytes the sequence is the same once adjacent `Prose`,
/// `ContentDelta` and `WhyDelta` are joined (`merge_events` in the tests). Today events are made from whole
/// lines only, so they are the same even before that; consumers must not rely on where deltas are split.
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
    /// Part of a whole file, raw. The first one comes with `<content>` and may be empty.
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
    /// Hash of the text that the author saw; informative, the lines themselves decide.
    pub base: Option<String>,
    /// Only `</content:end>` closes the content, which is then exact: line ends are not adapted to the file.
    pub end: Option<String>,
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
