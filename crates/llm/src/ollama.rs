//! Ollama's own API.
//!
//! Native, because the compatible endpoint cuts a long context without a word: how much a model reads at once,
//! `num_ctx`, can only be said here.

mod models;

use std::collections::VecDeque;

use contract::{ModelId, ModelView, Usage};
use futures::stream::BoxStream;
use serde_json::{Value, json};

use crate::endpoint::{Endpoint, Variables};
use crate::native::{Protocol, Said, parts, set, tokens, turns};
use crate::reply::{Part, Patience, reply};
use crate::wire::Framing;
use crate::{FinishReason, Image, LlmError, LlmEvent, Provider, Request, Role};
use models::Models;

pub(crate) const DEFAULT_BASE: &str = "http://127.0.0.1:11434";
const DEFAULT_PORT: u16 = 11_434;
/// Ollama has no key; the address is what is to be checked.
pub(crate) const VARIABLES: Variables = Variables { key: "OLLAMA_HOST", address: "OLLAMA_HOST" };
/// Tokens of `num_ctx` at least. The server's own default of 4096 does not hold a small project.
const LEAST_CONTEXT: usize = 8_192;
/// Tokens kept free for the reply.
const REPLY_ROOM: usize = 8_192;
/// Code has about three bytes per token; too much is better than too little.
const BYTES_PER_TOKEN: usize = 3;

#[derive(Clone)]
pub struct Ollama {
    endpoint: Endpoint,
    models: Models,
    patience: Patience,
}

impl Ollama {
    /// `host` as in `OLLAMA_HOST`: a URL, or host and port of which either may be missing.
    pub fn new(host: &str) -> Self {
        let endpoint = Endpoint::new(&base(host), "", VARIABLES);
        Self { models: Models::new(endpoint.clone()), endpoint, patience: Patience::default() }
    }

    pub fn with_patience(mut self, patience: Patience) -> Self {
        self.patience = patience;
        self
    }

    /// Always present: one that is started later is found then.
    pub(crate) fn from_env(env: &impl Fn(&str) -> Option<String>) -> Self {
        Self::new(&set(env, "OLLAMA_HOST").unwrap_or_default())
    }

    /// Asks the server which models it has; none if it does not run.
    pub async fn find_models(&self) {
        self.models.refresh().await;
    }
}

pub(crate) fn endpoint(env: &impl Fn(&str) -> Option<String>) -> Endpoint {
    Endpoint::new(&base(&set(env, VARIABLES.address).unwrap_or_default()), "", VARIABLES)
}

impl Provider for Ollama {
    fn id(&self) -> &str {
        "ollama"
    }

    fn name(&self) -> String {
        "Ollama".to_owned()
    }

    fn models(&self) -> Vec<ModelView> {
        self.models.list().iter().map(|name| self.endpoint.model(self.id(), name)).collect()
    }

    /// A turn that was interrupted goes on although Ollama is not up yet, and then says so.
    fn has(&self, id: &ModelId) -> bool {
        id.as_str().strip_prefix("ollama/").is_some_and(|name| !name.is_empty())
    }

    fn stream(&self, request: Request) -> BoxStream<'static, Result<LlmEvent, LlmError>> {
        let (endpoint, models) = (self.endpoint.clone(), self.models.clone());
        let prefix = request.prefix.clone();
        let asked = async move {
            let length = models.context_length(&request.model).await;
            let context = Context::of(&request, length);
            let notice = context.notice(&request.model);
            let body = body(&request, context.tokens);
            let opened = {
                let endpoint = endpoint.clone();
                async move {
                    let call = endpoint.http.post(format!("{}/api/chat", endpoint.base)).json(&body);
                    endpoint.send(call).await
                }
            };
            let notice = futures::stream::iter(notice.map(|text| Ok(Part::Notice(text))));
            futures::StreamExt::chain(notice, parts(endpoint, Framing::Lines, Lines, opened))
        };
        let parts = Box::pin(futures::FutureExt::flatten_stream(asked));
        reply(parts, prefix.as_deref(), self.patience)
    }
}

/// How much a model is told to read at once.
struct Context {
    tokens: usize,
    /// The model's own limit, when the request does not fit into it.
    exceeded: Option<usize>,
}

impl Context {
    /// `length` is the model's limit in tokens, if known. Steps of powers of two: each change makes Ollama load
    /// the model again.
    fn of(request: &Request, length: Option<usize>) -> Self {
        let bytes: usize = request.system.len() + turns(request).map(|said| said.text.len()).sum::<usize>();
        let asked = bytes.div_ceil(BYTES_PER_TOKEN) + request.images() * contract::IMAGE_TOKENS;
        let wanted = (asked + REPLY_ROOM).next_power_of_two().max(LEAST_CONTEXT);
        match length {
            Some(length) => Self { tokens: wanted.min(length), exceeded: (asked > length).then_some(length) },
            None => Self { tokens: wanted, exceeded: None },
        }
    }

    fn notice(&self, model: &str) -> Option<String> {
        let length = self.exceeded?;
        Some(format!(
            "{model} reads at most {length} tokens at once, and this is more: it does not see all of it."
        ))
    }
}

fn body(request: &Request, context: usize) -> Value {
    let system =
        (!request.system.trim().is_empty()).then(|| json!({ "role": "system", "content": request.system }));
    let messages = turns(request).map(|Said { role, text, images }| {
        let role = match role {
            Role::User => "user",
            Role::Assistant => "assistant",
        };
        if images.is_empty() {
            return json!({ "role": role, "content": text });
        }
        let images: Vec<String> = images.iter().map(Image::base64).collect();
        json!({ "role": role, "content": text, "images": images })
    });
    let messages: Vec<Value> = system.into_iter().chain(messages).collect();
    let mut options = json!({ "num_ctx": context });
    if let Some(most) = request.max_tokens {
        options["num_predict"] = json!(most);
    }
    json!({ "model": request.model, "messages": messages, "stream": true, "options": options })
}

struct Lines;

impl Protocol for Lines {
    fn read(
        &mut self,
        endpoint: &Endpoint,
        message: &Value,
        parts: &mut VecDeque<Part>,
    ) -> Result<(), LlmError> {
        if let Some(error) = message.get("error") {
            return Err(endpoint.error(200, error, None));
        }
        match message.pointer("/message/content").and_then(Value::as_str) {
            Some(text) if !text.is_empty() => parts.push_back(Part::Text(text.to_owned())),
            // Thoughts.
            Some(_) | None => parts.push_back(Part::Alive),
        }
        if message.get("done").and_then(Value::as_bool) != Some(true) {
            return Ok(());
        }
        let (read, written) = (tokens(message, "prompt_eval_count"), tokens(message, "eval_count"));
        if read > 0 || written > 0 {
            let usage =
                Usage { input_tokens: read, output_tokens: written, cached_tokens: 0, estimated: false };
            parts.push_back(Part::Usage(usage));
        }
        parts.push_back(match message.get("done_reason").and_then(Value::as_str) {
            // Older servers give no reason.
            None | Some("" | "stop") => Part::Finish(FinishReason::Stop),
            Some("length") => Part::Finish(FinishReason::Length),
            Some(other) => Part::Finish(FinishReason::Other(other.to_owned())),
        });
        parts.push_back(Part::End);
        Ok(())
    }
}

/// The URL that `OLLAMA_HOST` means.
fn base(host: &str) -> String {
    let host = host.trim().trim_end_matches('/');
    let (scheme, rest) = host.split_once("://").unwrap_or(("http", host));
    let (authority, path) = match rest.split_once('/') {
        Some((authority, path)) => (authority, format!("/{path}")),
        None => (rest, String::new()),
    };
    let (name, port) = match authority.rsplit_once(':') {
        // The colon of an IPv6 address.
        Some((_, port)) if port.ends_with(']') => (authority, None),
        Some((name, port)) => (name, port.parse().ok()),
        None => (authority, None),
    };
    let name = match name {
        // Where a server listens; it is not where it can be reached.
        "" | "0.0.0.0" => "127.0.0.1",
        "[::]" => "[::1]",
        name => name,
    };
    let usual: u16 = match (scheme, host.contains("://")) {
        ("https", _) => 443,
        (_, true) => 80,
        (_, false) => DEFAULT_PORT,
    };
    let port = port.unwrap_or(usual);
    format!("{scheme}://{name}:{port}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Message;

    #[test]
    fn hosts_are_read_as_ollama_reads_them() {
        for (host, wanted) in [
            ("", "http://127.0.0.1:11434"),
            ("0.0.0.0", "http://127.0.0.1:11434"),
            (":9", "http://127.0.0.1:9"),
            ("box", "http://box:11434"),
            ("box:9/", "http://box:9"),
            ("[::1]", "http://[::1]:11434"),
            ("[::]:9", "http://[::1]:9"),
            ("https://box/ollama/", "https://box:443/ollama"),
            ("http://box", "http://box:80"),
        ] {
            assert_eq!(base(host), wanted, "{host}");
        }
    }

    #[test]
    fn the_context_grows_in_steps_up_to_what_the_model_can_read() {
        let request = |bytes: usize| Request {
            messages: vec![Message::new(Role::User, "x".repeat(bytes))],
            ..Request::default()
        };
        let tokens = |bytes, length| Context::of(&request(bytes), length).tokens;
        assert_eq!(tokens(30, None), 16_384);
        assert_eq!(tokens(20_000, None), 16_384);
        assert_eq!(tokens(30_000, Some(131_072)), 32_768);
        assert_eq!(tokens(30_000, Some(4_096)), 4_096);
        assert_eq!(Context::of(&request(9_000), Some(4_096)).notice("m"), None);
        assert!(Context::of(&request(30_000), Some(4_096)).notice("m").is_some());
    }
}
