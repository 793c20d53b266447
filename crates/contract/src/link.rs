//! Share links: what their owner and their visitors get to see of them.

use serde::{Deserialize, Serialize};

use crate::{FileView, LinkId};

/// What a link shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// Every file and the running preview, and so the app alone as well.
    #[default]
    View,
    /// The app alone.
    Run,
}

/// How long a new link works.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkLife {
    Hour,
    Day,
    Week,
    Month,
    /// Until it is revoked.
    #[default]
    Unlimited,
}

/// A link as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LinkView {
    pub id: LinkId,
    /// `/s/{token}`; the app alone is at `/app/` below it. None if the token cannot be read back any more.
    pub path: Option<String>,
    /// First characters of the token, to tell links apart.
    pub hint: String,
    pub created_at_ms: i64,
    #[serde(default)]
    pub kind: LinkKind,
    #[serde(default)]
    pub may_fork: bool,
    /// None for a link that works until it is revoked.
    #[serde(default)]
    pub expires_at_ms: Option<i64>,
    /// How often a page behind it was opened.
    #[serde(default)]
    pub opened: i64,
}

/// What a visitor with a link of kind `View` sees.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SharedView {
    pub name: String,
    pub files: Vec<FileView>,
    /// Whether the visitor may copy it into a workspace of their own.
    #[serde(default)]
    pub may_fork: bool,
    /// Tells projects apart where a browser keeps what their apps store. No secret, and of no use as a token.
    #[serde(default)]
    pub key: String,
    /// The address of the page with its host, for pages that show a picture of it.
    #[serde(default)]
    pub address: String,
}

/// Why a page that is open has nothing to show any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkEnd {
    Revoked,
    Expired,
    /// There is no such link now; whether there ever was one is not said.
    Unknown,
}

/// Frames of `/s/{token}/live`, JSON text, one frame a message. A page sends `ClientFrame::Ping`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "frame", rename_all = "snake_case")]
pub enum LinkFrame {
    /// The first one: the link works.
    Open,
    Pong,
    /// The last one.
    Ended {
        how: LinkEnd,
    },
}
