//! What a person does to files and folders, other than typing into them.

use serde::{Deserialize, Serialize};

/// Largest picture, font or other file that is no text, in bytes (VFS-09).
pub const MAX_ASSET_BYTES: usize = 10 * 1024 * 1024;
/// All of them in one project: they go along whenever the project is opened.
pub const MAX_ASSETS_BYTES: usize = 50 * 1024 * 1024;
/// A folder lives in this file as long as nothing else is in it, as it does in Git.
pub const FOLDER_MARK: &str = ".gitkeep";

/// One step in the explorer. Paths are relative with forward slashes; a path may name a folder where it says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FileOperation {
    /// A new text file.
    Create {
        path: String,
        content: String,
    },
    CreateFolder {
        path: String,
    },
    /// A file or a folder; imports follow.
    Move {
        from: String,
        to: String,
    },
    /// A file or a folder; what the copy imports stays what the original imports.
    Copy {
        from: String,
        to: String,
    },
    /// A file or a folder.
    Delete {
        path: String,
    },
}

/// What became of operations: enough to take them back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilesChanged {
    /// Number of the last event before the change, and of its own last one.
    pub before: i64,
    pub seq: i64,
    /// Every path whose file was made, changed or taken away.
    pub paths: Vec<String>,
    /// Old and new path of each file that was moved.
    pub moved: Vec<(String, String)>,
    /// Files whose imports were changed, by their new paths.
    pub updated: Vec<String>,
}
