//! Every endpoint that speaks OpenAI's chat protocol.
//!
//! Requests and chunks are plain JSON values: the library's typed ones reject what lenient servers send, an
//! empty `finish_reason` for one. Its retries are replaced too, because they would hide a refusal for minutes.

use async_openai::Client;
use async_openai::config::OpenAIConfig;
use async_openai::error::OpenAIError;
use async_openai::middleware::HttpRequestFactory;
use contract::{ModelView, Usage};
use futures::stream::{self, BoxStream};
use futures::{StreamExt, TryStreamExt};
use reqwest::RequestBuilder;
use serde_json::{Value, json};

use crate::endpoint::{Endpoint, Variables};
use crate::native::{setup, tokens};
use crate::reply::{Part, Parts, Patience, reply};
use crate::{FinishReason, LlmError, LlmEvent, Message, Provider, Request, Role};

pub(crate) const DEFAULT_BASE: &str = "https://api.openai.com/v1";
pub(crate) const DEFAULT_MODEL: &str = "gpt-5";
pub(crate) const VARIABLES: Variables = Variables { key: "OPENAI_API_KEY", address: "OPENAI_BASE_URL" };
/// The variable of the models.
pub(crate) const MODELS: &str = "OPENAI_MODEL";

#[derive(Clone)]
pub struct OpenAi {
    client: Client<OpenAIConfig>,
    endpoint: Endpoint,
    models: Vec<String>,
    patience: Patience,
}

impl OpenAi {
    /// `base` ends in `/v1` or whatever stands before `/chat/completions`.
    pub fn new(base: &str, key: &str, models: Vec<String>) -> Self {
        let endpoint = Endpoint::new(base, key, VARIABLES);
        let config = OpenAIConfig::new().with_api_base(&endpoint.base).with_api_key(key.trim());
        let service = {
            let endpoint = endpoint.clone();
            tower::service_fn(move |factory: HttpRequestFactory| send(endpoint.clone(), factory))
        };
        let client = Client::with_config(config).with_http_service(service);
        Self { client, endpoint, models, patience: Patience::default() }
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

/// A refusal with what its headers say; travels through the library as its boxed error.
#[derive(Debug)]
struct Refusal(LlmError);

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Refusal {}

async fn send(endpoint: Endpoint, factory: HttpRequestFactory) -> Result<reqwest::Response, OpenAIError> {
    let mut request = factory.build().await?;
    if let Some(key) = request.headers_mut().get_mut("authorization") {
        key.set_sensitive(true);
    }
    let response = endpoint.http.execute(request).await.map_err(OpenAIError::Reqwest)?;
    if response.status().is_success() {
        return Ok(response);
    }
    Err(OpenAIError::Boxed(Box::new(Refusal(endpoint.refusal(response).await))))
}

pub(crate) fn list_models(endpoint: &Endpoint) -> Result<RequestBuilder, LlmError> {
    let request = endpoint.http.get(format!("{}/models", endpoint.base));
    // A server without keys may take offence at an empty one.
    if endpoint.is_keyless() { Ok(request) } else { endpoint.sign_bearer(request) }
}

impl Provider for OpenAi {
    fn id(&self) -> &str {
        "openai"
    }

    fn name(&self) -> String {
        // Many others speak the same protocol.
        if DEFAULT_BASE.contains(&self.endpoint.address) {
            "OpenAI".to_owned()
        } else {
            self.endpoint.address.clone()
        }
    }

    fn models(&self) -> Vec<ModelView> {
        self.models.iter().map(|name| self.endpoint.model(self.id(), name)).collect()
    }

    fn stream(&self, request: Request) -> BoxStream<'static, Result<LlmEvent, LlmError>> {
        reply(self.parts(body(&request)), request.prefix.as_deref(), self.patience)
    }
}

impl OpenAi {
    fn parts(&self, request: Value) -> Parts {
        let (client, endpoint) = (self.client.clone(), self.endpoint.clone());
        let opened = async move {
            // The library panics at a key that fits into no header.
            endpoint.signature()?;
            let chunks = client.chat().create_stream_byot(request).await;
            let chunks: BoxStream<'static, Result<Value, OpenAIError>> =
                chunks.map_err(|error| failure(&endpoint, error))?;
            Ok(chunks.flat_map(move |chunk| stream::iter(read(&endpoint, chunk))))
        };
        stream::once(opened).try_flatten().boxed()
    }
}

fn body(request: &Request) -> Value {
    let mut messages = vec![json!({ "role": "system", "content": request.system })];
    let message = |Message { role, text, images }: &Message| {
        let role = match role {
            Role::User => "user",
            Role::Assistant => "assistant",
        };
        // Many a compatible server knows parts only where they are needed.
        if images.is_empty() {
            return json!({ "role": role, "content": text });
        }
        let words = std::iter::once(json!({ "type": "text", "text": text }));
        let pictures = images
            .iter()
            .map(|image| json!({ "type": "image_url", "image_url": { "url": image.data_url() } }));
        json!({ "role": role, "content": words.chain(pictures).collect::<Vec<_>>() })
    };
    messages.extend(request.messages.iter().map(message));
    if let Some(prefix) = request.prefix.as_ref().filter(|prefix| !prefix.is_empty()) {
        messages.push(json!({ "role": "assistant", "content": prefix }));
        messages.push(json!({ "role": "user", "content": request.continuation }));
    }
    let mut body = json!({
        "model": request.model,
        "messages": messages,
        "stream": true,
        "stream_options": { "include_usage": true },
    });
    if let Some(most) = request.max_tokens {
        body["max_completion_tokens"] = json!(most);
    }
    body
}

/// What one chunk says.
fn read(endpoint: &Endpoint, chunk: Result<Value, OpenAIError>) -> Vec<Result<Part, LlmError>> {
    let chunk = match chunk {
        Ok(chunk) => chunk,
        // Once the reply runs, a broken connection and a broken chunk are the same: it ended early.
        Err(error) => {
            let error = endpoint.redact(&error.to_string());
            tracing::warn!(%error, address = %endpoint.address, "a model's stream broke");
            return vec![Err(LlmError::Stopped)];
        }
    };
    if let Some(error) = chunk.get("error").filter(|error| !error.is_null()) {
        return vec![Err(endpoint.error(200, error, None))];
    }
    let mut parts = Vec::new();
    if let Some(choice) = chunk.pointer("/choices/0") {
        match choice.pointer("/delta/content").and_then(Value::as_str) {
            Some(text) if !text.is_empty() => parts.push(Ok(Part::Text(text.to_owned()))),
            // Thoughts, under several names.
            Some(_) | None => parts.push(Ok(Part::Alive)),
        }
        match choice.get("finish_reason").and_then(Value::as_str) {
            None | Some("") => {}
            Some("stop" | "eos" | "end_turn") => parts.push(Ok(Part::Finish(FinishReason::Stop))),
            Some("length" | "max_tokens") => parts.push(Ok(Part::Finish(FinishReason::Length))),
            Some("content_filter") => {
                parts.push(Ok(Part::Blocked("its filter stopped the reply".to_owned())));
            }
            Some(other) => parts.push(Ok(Part::Finish(FinishReason::Other(other.to_owned())))),
        }
    }
    if let Some(usage) = chunk.get("usage").filter(|usage| usage.is_object()) {
        parts.push(Ok(Part::Usage(Usage {
            input_tokens: tokens(usage, "prompt_tokens"),
            output_tokens: tokens(usage, "completion_tokens"),
            cached_tokens: usage
                .get("prompt_tokens_details")
                .map_or(0, |details| tokens(details, "cached_tokens")),
            estimated: false,
        })));
    }
    parts
}

fn failure(endpoint: &Endpoint, error: OpenAIError) -> LlmError {
    match error {
        OpenAIError::Boxed(boxed) => match boxed.downcast::<Refusal>() {
            Ok(refusal) => refusal.0,
            Err(error) => LlmError::Refused { status: 0, message: endpoint.redact(&error.to_string()) },
        },
        OpenAIError::Reqwest(error) if error.is_connect() || error.is_timeout() || error.is_request() => {
            endpoint.unreachable(&error)
        }
        other => LlmError::Refused { status: 0, message: endpoint.redact(&other.to_string()) },
    }
}
