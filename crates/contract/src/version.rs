//! Versions of a project, by the numbers of the events between which they lie.

use serde::{Deserialize, Serialize};

/// Two moments of a project: right after event `from`, and right after event `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    pub from: i64,
    pub to: i64,
}

/// How much differs between the two moments of a [`Span`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeCount {
    pub files: u32,
    /// Lines.
    pub added: u32,
    pub removed: u32,
}

/// Most spans that are counted at once.
pub const MAX_SPANS: usize = 100;
