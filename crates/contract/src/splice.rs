//! Changes of several files at once: replacing in a project, renaming a symbol.

use serde::{Deserialize, Serialize};

/// Puts `insert` in the place of `remove` bytes from `at` on. Both are bytes of UTF-8 in the text before any change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Splice {
    pub at: u32,
    pub remove: u32,
    pub insert: String,
}

/// What becomes of one file. `base` is the hash of the text that the splices are meant for; they come in order and do
/// not overlap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSplices {
    pub path: String,
    pub base: String,
    pub splices: Vec<Splice>,
}

/// A file as it was stored, with the hash of its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedFile {
    pub path: String,
    pub hash: String,
}
