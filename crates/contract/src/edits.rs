//! The report on one edited file. Also the JSON of `easel apply --json`.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileOp {
    Edit,
    Create,
    /// A whole file over an existing one.
    Write,
    Delete,
    Rename,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileStatus {
    Applied,
    /// Some hunks applied, some were refused.
    Partial,
    Refused,
    /// The file already said so.
    Unchanged,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HunkStatus {
    Applied,
    Already,
    Refused,
}

/// How a hunk was located, strict to lenient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchStage {
    Exact,
    TrailingBlanks,
    BlockRepair,
    Reindent,
    AlreadyApplied,
    EdgeFuzz,
    Split,
    Alignment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    High,
    /// Shown for review.
    Low,
}

/// A line of the current file, `line` counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearLine {
    pub line: u32,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HunkReport {
    /// Counted from 1 within the file block.
    pub n: u32,
    pub status: HunkStatus,
    pub stage: Option<MatchStage>,
    pub confidence: Confidence,
    /// First line of the change in the resulting file, counted from 1.
    pub line: Option<u32>,
    pub reason: Option<String>,
    #[serde(default)]
    pub nearest: Vec<NearLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileReport {
    pub path: String,
    pub op: FileOp,
    /// The new path of a rename.
    pub to: Option<String>,
    pub status: FileStatus,
    /// False when the reply ended inside this block.
    pub complete: bool,
    pub added: u32,
    pub removed: u32,
    pub why: Option<String>,
    /// Why the whole file was refused, as a sentence.
    #[serde(default)]
    pub reason: Option<String>,
    pub hunks: Vec<HunkReport>,
}

/// Something the parser forgave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Kebab-case and stable, for counting per model.
    pub code: String,
    pub message: String,
    /// Byte offset in the reply.
    pub at: u64,
}
