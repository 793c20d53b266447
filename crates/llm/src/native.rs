//! Calls over plain HTTP whose replies are messages of JSON.

use std::collections::VecDeque;
use std::future::Future;

use futures::stream::{self, BoxStream};
use futures::{StreamExt, TryStreamExt};
use reqwest::Response;
use serde_json::Value;

use crate::endpoint::{Endpoint, Variables};
use crate::reply::{Part, Parts};
use crate::wire::{Decoder, Framing};
use crate::{Image, LlmError, Request, Role};

/// What the messages of one provider say. One value reads one reply.
pub(crate) trait Protocol: Send + 'static {
    /// Adds what `message` says to `parts`. An error ends the reply.
    fn read(
        &mut self,
        endpoint: &Endpoint,
        message: &Value,
        parts: &mut VecDeque<Part>,
    ) -> Result<(), LlmError>;
}

/// The parts of one reply. `opened` sends the request when it is first polled.
pub(crate) fn parts(
    endpoint: Endpoint,
    framing: Framing,
    protocol: impl Protocol,
    opened: impl Future<Output = Result<Response, LlmError>> + Send + 'static,
) -> Parts {
    let read = async move {
        let body = opened.await?.bytes_stream().map_ok(|bytes| bytes.to_vec()).boxed();
        let decoder = Decoder::new(framing);
        let reading =
            Reading { endpoint, protocol, body, decoder, ready: VecDeque::new(), read: 0, over: false };
        Ok(stream::try_unfold(reading, |mut reading| async move {
            Ok(reading.next().await?.map(|part| (part, reading)))
        }))
    };
    stream::once(read).try_flatten().boxed()
}

struct Reading<P> {
    endpoint: Endpoint,
    protocol: P,
    body: BoxStream<'static, reqwest::Result<Vec<u8>>>,
    decoder: Decoder,
    ready: VecDeque<Part>,
    /// Messages so far.
    read: u64,
    over: bool,
}

impl<P: Protocol> Reading<P> {
    /// None at the end of the connection.
    async fn next(&mut self) -> Result<Option<Part>, LlmError> {
        loop {
            if let Some(part) = self.ready.pop_front() {
                return Ok(Some(part));
            }
            if let Some(message) = self.decoder.next() {
                self.take(&message)?;
                continue;
            }
            if self.over {
                return Ok(None);
            }
            match self.body.next().await {
                Some(Ok(bytes)) => self.decoder.push(&bytes)?,
                Some(Err(error)) => {
                    let error = error.without_url();
                    tracing::warn!(%error, address = %self.endpoint.address, "a model's stream broke");
                    return Err(LlmError::Stopped);
                }
                None => {
                    self.over = true;
                    self.decoder.finish()?;
                }
            }
        }
    }

    fn take(&mut self, message: &str) -> Result<(), LlmError> {
        let message = match serde_json::from_str::<Value>(message) {
            Ok(message) => message,
            // Once the reply runs, a broken message and a broken connection are the same: it ended early.
            Err(error) if self.read > 0 => {
                tracing::warn!(%error, address = %self.endpoint.address, "a model's message cannot be read");
                return Err(LlmError::Stopped);
            }
            Err(error) => {
                tracing::warn!(%error, address = %self.endpoint.address, "a model's answer cannot be read");
                let variable = self.endpoint.variables.address;
                return Err(LlmError::Unreadable(format!("what it sent is no reply; is {variable} right?")));
            }
        };
        self.read += 1;
        self.protocol.read(&self.endpoint, &message, &mut self.ready)
    }
}

/// One saying of a conversation.
#[derive(Clone, Copy)]
pub(crate) struct Said<'a> {
    pub(crate) role: Role,
    pub(crate) text: &'a str,
    pub(crate) images: &'a [Image],
}

/// Whose turn it is and what was said, with the reply so far at the end and what is said after it. Empty texts
/// are left out, which some providers refuse.
pub(crate) fn turns(request: &Request) -> impl Iterator<Item = Said<'_>> {
    let words = |role, text| Said { role, text, images: &[] };
    let said = request.messages.iter().map(|message| Said {
        role: message.role,
        text: &message.text,
        images: &message.images,
    });
    let prefix = request.prefix.as_deref().filter(|prefix| !prefix.is_empty());
    let rest = prefix
        .map(|prefix| [words(Role::Assistant, prefix), words(Role::User, request.continuation.as_str())]);
    said.chain(rest.into_iter().flatten()).filter(|said| !said.text.trim().is_empty())
}

/// A count of tokens, 0 where the provider says nothing.
pub(crate) fn tokens(usage: &Value, name: &str) -> i64 {
    usage.get(name).and_then(Value::as_i64).unwrap_or_default()
}

/// A variable's value without blanks; none when that is nothing.
pub(crate) fn set(env: &impl Fn(&str) -> Option<String>, name: &str) -> Option<String> {
    env(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// What is set of a provider.
pub(crate) struct Setup {
    pub(crate) base: String,
    /// Empty for a gateway that needs none.
    pub(crate) key: String,
    pub(crate) models: Vec<String>,
}

/// None unless a key or an address is set. `models` names the variable of the models; `defaults` are address and model.
pub(crate) fn setup(
    env: &impl Fn(&str) -> Option<String>,
    variables: Variables,
    models: &str,
    defaults: (&str, &str),
) -> Option<Setup> {
    let (key, base) = (set(env, variables.key), set(env, variables.address));
    if key.is_none() && base.is_none() {
        return None;
    }
    let (address, model) = defaults;
    Some(Setup {
        base: base.unwrap_or_else(|| address.to_owned()),
        key: key.unwrap_or_default(),
        models: names(set(env, models).as_deref().unwrap_or(model)),
    })
}

/// Names separated by commas, each once.
pub(crate) fn names(list: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in list.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}
