use serde::{Deserialize, Serialize};

use crate::{FileView, SavedFile};

/// Answer to a hand edit that was made while the server was away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SyncedFile {
    Saved(SavedFile),
    /// The same lines were changed here meanwhile, or the file was deleted: nothing was stored. `current` is what
    /// there is, with the event that made it so.
    Disputed {
        current: Option<FileView>,
        seq: i64,
    },
}
