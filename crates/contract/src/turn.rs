//! What a person asks for, and what of the project goes along with it.

use serde::{Deserialize, Serialize};

use crate::{ImageId, ModelId, Price};

/// How a turn is to be done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnOptions {
    /// Paths that go along whatever else has to stay behind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pinned: Vec<String>,
    /// Paths of which only the name goes along.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excluded: Vec<String>,
    /// Paths that are open in the editor, the one in front first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<String>,
    /// What the preview's console said last, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub console: Vec<String>,
    /// Pictures of the project that the prompt is about, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<ImageId>,
    /// Mends what the preview or the check found; no other fix follows it by itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fix: bool,
    /// Talk it over and change nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub plan_only: bool,
}

/// A prompt with all that belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnRequest {
    pub prompt: String,
    /// None takes the default one.
    #[serde(default)]
    pub model: Option<ModelId>,
    #[serde(default)]
    pub options: TurnOptions,
}

impl From<&str> for TurnRequest {
    fn from(prompt: &str) -> Self {
        Self { prompt: prompt.to_owned(), ..Self::default() }
    }
}

/// Why a file stands where it does in the order in which files go along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relevance {
    Pinned,
    /// The prompt names it.
    Mentioned,
    /// In front in the editor.
    Open,
    /// It imports one of those above, or one of them imports it.
    Related,
    /// The last turns or the person changed it.
    Recent,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContextState {
    /// The whole text goes along.
    Sent,
    /// Only its name does: there was no room for more.
    Trimmed,
    /// Only its name does: a person said so.
    Excluded,
}

/// A file in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContextFile {
    pub path: String,
    /// Of its text, about.
    pub tokens: u32,
    pub relevance: Relevance,
    pub state: ContextState,
}

/// What goes to the model, before it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContextView {
    pub files: Vec<ContextFile>,
    /// Of the instructions that every turn begins with.
    pub instructions_tokens: u32,
    pub prompt_tokens: u32,
    pub console_tokens: u32,
    /// Of the pictures that the model gets to see; an estimate.
    #[serde(default)]
    pub images_tokens: u32,
    /// Earlier turns that go along, and those there are.
    pub turns_sent: u32,
    pub turns: u32,
    pub history_tokens: u32,
    /// The sum.
    pub tokens: u32,
    /// About what the model will write, going by the last turns.
    pub answer_tokens: u32,
    /// How many there may be.
    pub budget: u32,
    /// None where it is not known.
    pub price: Option<Price>,
}
