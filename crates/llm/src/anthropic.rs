//! Anthropic's Messages API.
//!
//! Native, because the compatible endpoint drops prompt caching: a reply that is continued sends the whole system
//! prompt, files included, again.

use std::collections::VecDeque;

use contract::{ModelView, Usage};
use futures::stream::BoxStream;
use reqwest::RequestBuilder;
use serde_json::{Value, json};

use crate::endpoint::{Endpoint, Variables};
use crate::native::{Protocol, Said, parts, setup, tokens, turns};
use crate::reply::{Part, Patience, reply};
use crate::wire::Framing;
use crate::{FinishReason, LlmError, LlmEvent, Provider, Request, Role};

pub(crate) const DEFAULT_BASE: &str = "https://api.anthropic.com";
pub(crate) const DEFAULT_MODEL: &str = "claude-sonnet-5";
const VERSION: &str = "2023-06-01";
pub(crate) const VARIABLES: Variables = Variables { key: "ANTHROPIC_API_KEY", address: "ANTHROPIC_BASE_URL" };
/// The variable of the models.
pub(crate) const MODELS: &str = "ANTHROPIC_MODEL";

#[derive(Clone)]
pub struct Anthropic {
    endpoint: Endpoint,
    models: Vec<String>,
    patience: Patience,
}

impl Anthropic {
    /// `base` with or without `/v1` at its end.
    pub fn new(base: &str, key: &str, models: Vec<String>) -> Self {
        Self { endpoint: Endpoint::new(base, key, VARIABLES), models, patience: Patience::default() }
    }

    pub fn with_patience(mut self, patience: Patience) -> Self {
        self.patience = patience;
        self
    }

    /// Present when a key is set; an address alone is a gateway that needs none.
    pub(crate) fn from_env(env: &impl Fn(&str) -> Option<String>) -> Option<Self> {
        let setup = setup(env, VARIABLES, MODELS, (DEFAULT_BASE, DEFAULT_MODEL))?;
        Some(Self::new(&setup.base, &setup.key, setup.models))
    }
}

pub(crate) fn list_models(endpoint: &Endpoint) -> Result<RequestBuilder, LlmError> {
    let url = format!("{}/models?limit=1000", endpoint.versioned("v1"));
    endpoint.sign(endpoint.http.get(url).header("anthropic-version", VERSION), "x-api-key")
}

impl Provider for Anthropic {
    fn id(&self) -> &str {
        "anthropic"
    }

    fn name(&self) -> String {
        "Anthropic".to_owned()
    }

    fn models(&self) -> Vec<ModelView> {
        self.models.iter().map(|name| self.endpoint.model(self.id(), name)).collect()
    }

    fn stream(&self, request: Request) -> BoxStream<'static, Result<LlmEvent, LlmError>> {
        let endpoint = self.endpoint.clone();
        let body = body(&request);
        let opened = {
            let endpoint = endpoint.clone();
            async move {
                let url = format!("{}/messages", endpoint.versioned("v1"));
                let call = endpoint.http.post(url).header("anthropic-version", VERSION).json(&body);
                endpoint.send(endpoint.sign(call, "x-api-key")?).await
            }
        };
        let parts = parts(endpoint, Framing::Events, Messages::default(), opened);
        reply(parts, request.prefix.as_deref(), self.patience)
    }
}

fn body(request: &Request) -> Value {
    let messages: Vec<Value> = turns(request)
        .map(|Said { role, text, images }| {
            let role = match role {
                Role::User => "user",
                Role::Assistant => "assistant",
            };
            if images.is_empty() {
                return json!({ "role": role, "content": text });
            }
            // Pictures before the words about them, as the provider advises.
            let pictures = images.iter().map(|image| {
                let source =
                    json!({ "type": "base64", "media_type": image.media_type, "data": image.base64() });
                json!({ "type": "image", "source": source })
            });
            let words = std::iter::once(json!({ "type": "text", "text": text }));
            json!({ "role": role, "content": pictures.chain(words).collect::<Vec<_>>() })
        })
        .collect();
    let mut body = json!({
        "model": request.model,
        "max_tokens": request.max_tokens.unwrap_or_else(|| most_tokens(&request.model)),
        "messages": messages,
        "stream": true,
    });
    if !request.system.trim().is_empty() {
        body["system"] = json!([{
            "type": "text",
            "text": request.system,
            "cache_control": { "type": "ephemeral" },
        }]);
    }
    body
}

/// The limit has to be named, and one above the model's own is refused. What is longer is continued.
fn most_tokens(model: &str) -> u32 {
    let old = |name: &str| model.starts_with(name);
    if old("claude-3-5") {
        8_192
    } else if old("claude-3-7") {
        32_000
    } else if old("claude-3-") || old("claude-2") || old("claude-instant") {
        4_096
    } else {
        32_000
    }
}

#[derive(Default)]
struct Messages {
    usage: Usage,
}

impl Protocol for Messages {
    fn read(
        &mut self,
        endpoint: &Endpoint,
        message: &Value,
        parts: &mut VecDeque<Part>,
    ) -> Result<(), LlmError> {
        match message.get("type").and_then(Value::as_str).unwrap_or_default() {
            "message_start" => {
                self.count(message.pointer("/message/usage"), parts);
                // Nothing is said yet, but the model has begun.
                parts.push_back(Part::Alive);
            }
            "content_block_delta" => match message.pointer("/delta/text").and_then(Value::as_str) {
                Some(text) => parts.push_back(Part::Text(text.to_owned())),
                // Thoughts.
                None => parts.push_back(Part::Alive),
            },
            "message_delta" => {
                self.count(message.get("usage"), parts);
                if let Some(reason) = message.pointer("/delta/stop_reason").and_then(Value::as_str) {
                    parts.push_back(match reason {
                        "end_turn" | "stop_sequence" => Part::Finish(FinishReason::Stop),
                        "max_tokens" | "model_context_window_exceeded" => Part::Finish(FinishReason::Length),
                        "refusal" => Part::Blocked("the model declined to answer".to_owned()),
                        other => Part::Finish(FinishReason::Other(other.to_owned())),
                    });
                }
            }
            "message_stop" => parts.push_back(Part::End),
            "error" => {
                return Err(endpoint.error(200, message.get("error").unwrap_or(message), None));
            }
            // Pings, and whatever is yet to be invented, which clients are asked to pass over.
            _ => parts.push_back(Part::Ping),
        }
        Ok(())
    }
}

impl Messages {
    /// Totals come in pieces: what was read at the beginning, what was written at the end.
    fn count(&mut self, usage: Option<&Value>, parts: &mut VecDeque<Part>) {
        let Some(usage) = usage.filter(|usage| usage.is_object()) else { return };
        if usage.get("input_tokens").is_some_and(Value::is_number) {
            let (read, written) =
                (tokens(usage, "cache_read_input_tokens"), tokens(usage, "cache_creation_input_tokens"));
            self.usage.input_tokens = tokens(usage, "input_tokens") + read + written;
            self.usage.cached_tokens = read;
        }
        self.usage.output_tokens = self.usage.output_tokens.max(tokens(usage, "output_tokens"));
        parts.push_back(Part::Usage(self.usage));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_model_may_write_as_much_as_it_can() {
        assert_eq!(most_tokens("claude-3-haiku-20240307"), 4_096);
        assert_eq!(most_tokens("claude-3-5-sonnet-latest"), 8_192);
        assert_eq!(most_tokens("claude-3-7-sonnet-latest"), 32_000);
        assert_eq!(most_tokens("claude-opus-5"), 32_000);
    }
}
