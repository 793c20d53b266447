//! Google's Gemini API.

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

pub(crate) const DEFAULT_BASE: &str = "https://generativelanguage.googleapis.com";
/// An alias of Google's for its newest one that every key may use.
pub(crate) const DEFAULT_MODEL: &str = "gemini-flash-latest";
pub(crate) const VARIABLES: Variables = Variables { key: "GEMINI_API_KEY", address: "GEMINI_BASE_URL" };
/// The variable of the models.
pub(crate) const MODELS: &str = "GEMINI_MODEL";

#[derive(Clone)]
pub struct Gemini {
    endpoint: Endpoint,
    models: Vec<String>,
    patience: Patience,
}

impl Gemini {
    /// `base` with or without `/v1beta` at its end.
    pub fn new(base: &str, key: &str, models: Vec<String>) -> Self {
        let models = models.iter().map(|name| name.trim_start_matches("models/").to_owned()).collect();
        Self { endpoint: Endpoint::new(base, key, VARIABLES), models, patience: Patience::default() }
    }

    pub fn with_patience(mut self, patience: Patience) -> Self {
        self.patience = patience;
        self
    }

    /// Present when a key or an address is set.
    pub(crate) fn from_env(env: &impl Fn(&str) -> Option<String>) -> Option<Self> {
        let setup = setup(env, VARIABLES, MODELS, (DEFAULT_BASE, DEFAULT_MODEL))?;
        Some(Self::new(&setup.base, &setup.key, setup.models))
    }
}

pub(crate) fn list_models(endpoint: &Endpoint) -> Result<RequestBuilder, LlmError> {
    let url = format!("{}/models?pageSize=1000", endpoint.versioned("v1beta"));
    endpoint.sign(endpoint.http.get(url), "x-goog-api-key")
}

impl Provider for Gemini {
    fn id(&self) -> &str {
        "gemini"
    }

    fn name(&self) -> String {
        "Gemini".to_owned()
    }

    fn models(&self) -> Vec<ModelView> {
        self.models.iter().map(|name| self.endpoint.model(self.id(), name)).collect()
    }

    fn stream(&self, request: Request) -> BoxStream<'static, Result<LlmEvent, LlmError>> {
        let endpoint = self.endpoint.clone();
        let body = body(&request);
        let opened = {
            let (endpoint, model) = (endpoint.clone(), request.model.clone());
            async move {
                let base = endpoint.versioned("v1beta");
                let url = format!("{base}/models/{model}:streamGenerateContent?alt=sse");
                // In a header: addresses end up in logs.
                let call = endpoint.sign(endpoint.http.post(url).json(&body), "x-goog-api-key")?;
                endpoint.send(call).await
            }
        };
        let parts = parts(endpoint, Framing::Events, Candidates, opened);
        reply(parts, request.prefix.as_deref(), self.patience)
    }
}

fn body(request: &Request) -> Value {
    let contents: Vec<Value> = turns(request)
        .map(|Said { role, text, images }| {
            let role = match role {
                Role::User => "user",
                Role::Assistant => "model",
            };
            let pictures = images.iter().map(
                |image| json!({ "inline_data": { "mime_type": image.media_type, "data": image.base64() } }),
            );
            let words = std::iter::once(json!({ "text": text }));
            json!({ "role": role, "parts": pictures.chain(words).collect::<Vec<_>>() })
        })
        .collect();
    let mut body = json!({ "contents": contents });
    if !request.system.trim().is_empty() {
        body["systemInstruction"] = json!({ "parts": [{ "text": request.system }] });
    }
    if let Some(most) = request.max_tokens {
        body["generationConfig"] = json!({ "maxOutputTokens": most });
    }
    body
}

struct Candidates;

impl Protocol for Candidates {
    fn read(
        &mut self,
        endpoint: &Endpoint,
        message: &Value,
        parts: &mut VecDeque<Part>,
    ) -> Result<(), LlmError> {
        if let Some(error) = message.get("error") {
            return Err(endpoint.error(200, error, None));
        }
        if let Some(usage) = message.get("usageMetadata").filter(|usage| usage.is_object()) {
            parts.push_back(Part::Usage(Usage {
                input_tokens: tokens(usage, "promptTokenCount"),
                output_tokens: tokens(usage, "candidatesTokenCount") + tokens(usage, "thoughtsTokenCount"),
                cached_tokens: tokens(usage, "cachedContentTokenCount"),
                estimated: false,
            }));
        }
        if let Some(reason) = message.pointer("/promptFeedback/blockReason").and_then(Value::as_str) {
            parts.push_back(Part::Blocked(format!("its filter refused the prompt ({})", words(reason))));
        }
        let Some(candidate) = message.pointer("/candidates/0") else { return Ok(()) };
        let pieces = candidate.pointer("/content/parts").and_then(Value::as_array);
        for piece in pieces.into_iter().flatten() {
            let thought = piece.get("thought").and_then(Value::as_bool).unwrap_or_default();
            match piece.get("text").and_then(Value::as_str) {
                Some(text) if !thought && !text.is_empty() => parts.push_back(Part::Text(text.to_owned())),
                Some(_) | None => parts.push_back(Part::Alive),
            }
        }
        let Some(reason) = candidate.get("finishReason").and_then(Value::as_str) else { return Ok(()) };
        parts.push_back(match reason {
            // The first is what an unset field looks like.
            "" | "FINISH_REASON_UNSPECIFIED" => Part::Alive,
            "STOP" => Part::Finish(FinishReason::Stop),
            "MAX_TOKENS" => Part::Finish(FinishReason::Length),
            "SAFETY" | "RECITATION" | "BLOCKLIST" | "PROHIBITED_CONTENT" | "SPII" | "LANGUAGE" => {
                Part::Blocked(format!("its filter stopped the reply ({})", words(reason)))
            }
            other => Part::Finish(FinishReason::Other(words(other))),
        });
        Ok(())
    }
}

/// `PROHIBITED_CONTENT` for people.
fn words(reason: &str) -> String {
    match reason {
        "SPII" => "personal data".to_owned(),
        "RECITATION" => "it repeated published text".to_owned(),
        reason => reason.to_lowercase().replace('_', " "),
    }
}
