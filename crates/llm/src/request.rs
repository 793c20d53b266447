use contract::{ModelView, Usage};
use futures::stream::BoxStream;

use crate::LlmError;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    User,
    Assistant,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub role: Role,
    pub text: String,
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
    Usage(Usage),
    /// The reply is whole. A stream that ends without it was broken off.
    Finish(FinishReason),
}

/// A source of models. Dropping the stream ends the call.
pub trait Provider: Send + Sync {
    /// The part of a model's id before the slash.
    fn id(&self) -> &str;
    fn models(&self) -> Vec<ModelView>;
    fn stream(&self, request: Request) -> BoxStream<'static, Result<LlmEvent, LlmError>>;
}
