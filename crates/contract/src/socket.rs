//! Frames of `/ws/ai/stream?project={id}&after={seq}`, JSON text, one frame a message.

use serde::{Deserialize, Serialize};

use crate::{Problem, StoredEvent};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "frame", rename_all = "snake_case")]
pub enum ServerFrame {
    /// First frame: the build the server runs, so that a tab from before an upgrade can say so.
    Hello {
        build: String,
    },
    /// In order, without gaps: the first continues the `after` that the client sent.
    Events {
        events: Vec<StoredEvent>,
    },
    /// The socket closes after this.
    Failed {
        problem: Problem,
    },
    Pong,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "frame", rename_all = "snake_case")]
pub enum ClientFrame {
    Ping,
}
