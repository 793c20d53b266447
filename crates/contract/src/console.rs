//! What a previewed app says, and the frames of `/ws/projects/{id}/console`: JSON text, one frame a message.

use serde::{Deserialize, Serialize};

use crate::Problem;

/// Entries kept of each project.
pub const CONSOLE_ENTRIES: usize = 1000;
/// How long they are kept, in milliseconds.
pub const CONSOLE_AGE_MS: i64 = 15 * 60 * 1000;
/// Longest text of an entry, in bytes; more is cut.
pub const CONSOLE_TEXT_BYTES: usize = 16 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsoleLevel {
    Log,
    Info,
    Warn,
    Error,
    Debug,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsoleEntry {
    pub level: ConsoleLevel,
    pub text: String,
    /// Milliseconds since the Unix epoch, by the browser's clock.
    pub at_ms: i64,
    /// The file and place that said it, lines and columns from 1.
    #[serde(default)]
    pub path: Option<String>,
    #[serde(default)]
    pub line: Option<u32>,
    #[serde(default)]
    pub column: Option<u32>,
    /// It is about a call over the network.
    #[serde(default)]
    pub network: bool,
}

/// Both ways: the workspace sends what its preview said, and everyone who listens gets what others sent. The first
/// frame to a listener holds what is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "frame", rename_all = "snake_case")]
pub enum ConsoleFrame {
    Entries {
        entries: Vec<ConsoleEntry>,
    },
    /// This many entries came faster than they were read.
    Missed {
        count: u64,
    },
    /// The socket closes after this.
    Failed {
        problem: Problem,
    },
    Ping,
    Pong,
}
