//! What the model is asked.

use contract::Event;
use futures::stream::BoxStream;
use llm::{LlmError, LlmEvent, Message, Request, Role};

use crate::BackendError;
use crate::journal::Journal;
use crate::turn::Turn;

impl Journal {
    /// Calls the turn's model, continuing the text it has sent so far. None if the model is gone.
    pub(crate) async fn request(
        &self,
        turn: &Turn,
    ) -> Result<Option<BoxStream<'static, Result<LlmEvent, LlmError>>>, BackendError> {
        let Some(provider) = self.context.0.models.find(&turn.model) else { return Ok(None) };
        let model = turn.model.as_str().split_once('/').map_or(turn.model.as_str(), |(_, name)| name);
        let mut messages = Vec::new();
        messages.push(Message { role: Role::User, text: turn.prompt.clone() });
        let request = Request {
            model: model.to_owned(),
            system: String::new(),
            messages,
            prefix: (!turn.call.text.is_empty()).then(|| turn.call.text.clone()),
            max_tokens: None,
            files: self.files().await?.into_iter().collect(),
        };
        let _ = |_: Event| ();
        Ok(Some(provider.stream(request)))
    }
}
