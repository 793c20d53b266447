use contract::{ModelId, ModelView, Usage};
use futures::stream::BoxStream;

use crate::{Image, LlmError};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    User,
    Assistant,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub role: Role,
    pub text: String,
    /// Only on what a person says.
    pub images: Vec<Image>,
}

impl Message {
    /// Words alone.
    pub fn new(role: Role, text: impl Into<String>) -> Self {
        Self { role, text: text.into(), images: Vec::new() }
    }
}

/// One call of a model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The provider's own name of the model.
    pub model: String,
    pub system: String,
    pub messages: Vec<Message>,
    /// The reply so far, when a call is taken up again: the stream brings only what follows it.
    pub prefix: Option<String>,
    /// What a model is told after the prefix, unless it continues by itself.
    pub continuation: String,
    pub max_tokens: Option<u32>,
    /// Path and text of the project's files, for a model that reads them itself.
    pub files: Vec<(String, String)>,
    /// What the person asked, alone, for a model that works from patterns; empty where that is the last message.
    pub prompt: String,
    /// Nothing is to be changed: for a model that does not read what it is told.
    pub plan_only: bool,
    /// Pictures that were left out because the model does not see.
    pub unseen: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FinishReason {
    Stop,
    /// The reply was cut at the model's limit.
    Length,
    Other(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LlmEvent {
    Text(String),
    /// Tokens of a call, also of one that failed: it has to be paid.
    Usage(Usage),
    /// A sentence about the call that a person should see, for instance that it is tried again.
    Notice(String),
    /// From here on another model answers than the one that was asked.
    Switched(ModelId),
    /// The reply is whole. A stream that ends without it was broken off.
    Finish(FinishReason),
}

/// A source of models. Dropping the stream ends the call.
pub trait Provider: Send + Sync {
    /// The part of a model's id before the slash.
    fn id(&self) -> &str;

    /// As people call it.
    fn name(&self) -> String {
        self.id().to_owned()
    }

    fn models(&self) -> Vec<ModelView>;

    /// Whether a call of this model makes sense. A model may be there without being listed.
    fn has(&self, id: &ModelId) -> bool {
        self.models().iter().any(|model| model.id == *id)
    }

    /// Whether pictures are of use to this model; true where nothing is known.
    fn sees_images(&self, id: &ModelId) -> bool {
        self.models().iter().find(|model| model.id == *id).is_none_or(|model| model.sees_images)
    }

    fn stream(&self, request: Request) -> BoxStream<'static, Result<LlmEvent, LlmError>>;
}
