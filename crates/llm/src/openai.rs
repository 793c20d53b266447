//! Every endpoint that speaks OpenAI's chat protocol.
//!
//! Requests and chunks are plain JSON values: the library's typed ones reject what lenient servers send, an
//! empty `finish_reason` for one. Its retries are replaced too, because they would hide a refusal for minutes.

use std::time::Duration;

use async_openai::Client;
use async_openai::config::OpenAIConfig;
use async_openai::error::OpenAIError;
use async_openai::middleware::HttpRequestFactory;
use contract::{ModelView, Usage};
use futures::StreamExt;
use futures::stream::{self, BoxStream};
use serde_json::{Value, json};

use crate::seam::Seam;
use crate::{FinishReason, LlmError, LlmEvent, Message, Provider, Request, Role};

const DEFAULT_BASE: &str = "https://api.openai.com/v1";
const DEFAULT_MODEL: &str = "gpt-5";
/// How long usage may take to follow a whole reply.
const USAGE_PATIENCE: Duration = Duration::from_secs(3);

#[derive(Clone)]
pub struct OpenAi {
    client: Client<OpenAIConfig>,
    /// Host and port, for messages.
    address: String,
    models: Vec<String>,
    /// To the first piece, and between pieces.
    patience: Duration,
}

impl OpenAi {
    /// `base` ends in `/v1` or whatever stands before `/chat/completions`.
    pub fn new(base: &str, key: &str, models: Vec<String>) -> Self {
        // Before the first client, which reads it.
        crate::install_crypto();
        let http = reqwest::Client::builder()
            .connect_timeout(Duration::from_secs(10))
            .build()
            .unwrap_or_else(|_| reqwest::Client::new());
        let config = OpenAIConfig::new().with_api_base(base.trim_end_matches('/')).with_api_key(key);
        let service = tower::service_fn(move |factory: HttpRequestFactory| send(http.clone(), factory));
        Self {
            client: Client::with_config(config).with_http_service(service),
            address: base
                .split("://")
                .last()
                .and_then(|rest| rest.split('/').next())
                .unwrap_or(base)
                .to_owned(),
            models,
            patience: Duration::from_secs(60),
        }
    }

    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Present when a key or an address is set.
    pub(crate) fn from_env(env: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let env =
            |name: &str| env(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let (key, base) = (env("OPENAI_API_KEY"), env("OPENAI_BASE_URL"));
        if key.is_none() && base.is_none() {
            return None;
        }
        let models = env("OPENAI_MODEL").unwrap_or_else(|| DEFAULT_MODEL.to_owned());
        let models =
            models.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        let patience = env("EASEL_FIRST_TOKEN_SECONDS").and_then(|value| value.parse().ok()).unwrap_or(60);
        Some(
            Self::new(base.as_deref().unwrap_or(DEFAULT_BASE), key.as_deref().unwrap_or_default(), models)
                .with_patience(Duration::from_secs(patience)),
        )
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

async fn send(http: reqwest::Client, factory: HttpRequestFactory) -> Result<reqwest::Response, OpenAIError> {
    let response = http.execute(factory.build().await?).await.map_err(OpenAIError::Reqwest)?;
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    let retry_after = response
        .headers()
        .get("retry-after")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.trim().parse::<f64>().ok())
        .filter(|seconds| seconds.is_finite() && *seconds >= 0.0)
        .map(|seconds| Duration::from_secs_f64(seconds.ceil().min(86_400.0)));
    let body = response.text().await.unwrap_or_default();
    let told = serde_json::from_str::<Value>(&body).unwrap_or_default();
    let message = told.pointer("/error/message").or_else(|| told.get("error")).and_then(Value::as_str);
    let message = message.map_or(body.clone(), str::to_owned);
    // An empty account answers 429 too, and waiting does not fill it.
    let spent = told.pointer("/error/code").and_then(Value::as_str) == Some("insufficient_quota");
    let error = match status.as_u16() {
        401 | 403 => LlmError::Unauthorized,
        429 if !spent => LlmError::RateLimited { retry_after },
        status => LlmError::Refused { status, message },
    };
    Err(OpenAIError::Boxed(Box::new(Refusal(error))))
}

impl Provider for OpenAi {
    fn id(&self) -> &str {
        "openai"
    }

    fn models(&self) -> Vec<ModelView> {
        self.models
            .iter()
            .map(|name| ModelView {
                id: format!("openai/{name}").into(),
                name: name.clone(),
                provider: self.address.clone(),
                note: None,
                is_default: false,
            })
            .collect()
    }

    fn stream(&self, request: Request) -> BoxStream<'static, Result<LlmEvent, LlmError>> {
        let call = Call {
            seam: Seam::new(request.prefix.as_deref()),
            provider: self.clone(),
            request: Some(body(&request)),
            chunks: None,
            ready: Vec::new(),
            finish: None,
            over: false,
        };
        stream::unfold(call, |mut call| async move { call.next().await.map(|item| (item, call)) }).boxed()
    }
}

fn body(request: &Request) -> Value {
    let mut messages = vec![json!({ "role": "system", "content": request.system })];
    let message = |Message { role, text }: &Message| {
        let role = match role {
            Role::User => "user",
            Role::Assistant => "assistant",
        };
        json!({ "role": role, "content": text })
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
    if let (Some(most), Some(body)) = (request.max_tokens, body.as_object_mut()) {
        body.insert("max_completion_tokens".to_owned(), json!(most));
    }
    body
}

type Chunks = BoxStream<'static, Result<Value, OpenAIError>>;

struct Call {
    provider: OpenAi,
    request: Option<Value>,
    chunks: Option<Chunks>,
    seam: Seam,
    /// Events of the last chunk, in reverse.
    ready: Vec<LlmEvent>,
    /// Handed out last: usage comes after the reason.
    finish: Option<FinishReason>,
    over: bool,
}

impl Call {
    async fn next(&mut self) -> Option<Result<LlmEvent, LlmError>> {
        loop {
            if let Some(event) = self.ready.pop() {
                return Some(Ok(event));
            }
            if self.over {
                return None;
            }
            let whole = self.finish.is_some();
            let patience = self.provider.patience;
            let patience = if whole { patience.min(USAGE_PATIENCE) } else { patience };
            let step = match tokio::time::timeout(patience, self.step()).await {
                Ok(step) => step,
                Err(_) => Err(LlmError::TimedOut(patience)),
            };
            let step = match step {
                // Servers leave the connection open, or cut it, after a reply that said it is whole.
                Err(LlmError::Stopped | LlmError::TimedOut(_)) if whole => Ok(false),
                step => step,
            };
            match step {
                Ok(true) => {}
                Ok(false) => {
                    self.over = true;
                    let rest = self.seam.finish();
                    let Some(finish) = self.finish.take() else { return Some(Err(LlmError::Stopped)) };
                    self.ready.push(LlmEvent::Finish(finish));
                    if !rest.is_empty() {
                        self.ready.push(LlmEvent::Text(rest));
                    }
                }
                Err(error) => {
                    self.over = true;
                    return Some(Err(error));
                }
            }
        }
    }

    /// Opens the stream or takes its next chunk; false at the end.
    async fn step(&mut self) -> Result<bool, LlmError> {
        if let Some(request) = self.request.take() {
            let opened = self.provider.client.chat().create_stream_byot(request).await;
            self.chunks = Some(opened.map_err(|error| self.failure(error))?);
        }
        let Some(chunks) = &mut self.chunks else { return Ok(false) };
        match chunks.next().await {
            None => Ok(false),
            Some(Ok(chunk)) => self.take(&chunk).map(|()| true),
            // Once the reply runs, a broken connection and a broken chunk are the same: it ended early.
            Some(Err(error)) => {
                tracing::warn!(%error, address = %self.provider.address, "a model's stream broke");
                Err(LlmError::Stopped)
            }
        }
    }

    fn take(&mut self, chunk: &Value) -> Result<(), LlmError> {
        if let Some(error) = chunk.get("error").filter(|error| !error.is_null()) {
            let message = error.get("message").and_then(Value::as_str).unwrap_or_default();
            return Err(LlmError::Refused { status: 200, message: message.to_owned() });
        }
        let mut events = Vec::new();
        if let Some(choice) = chunk.pointer("/choices/0") {
            if let Some(text) = choice.pointer("/delta/content").and_then(Value::as_str) {
                let text = self.seam.push(text);
                if !text.is_empty() {
                    events.push(LlmEvent::Text(text));
                }
            }
            match choice.get("finish_reason").and_then(Value::as_str) {
                None | Some("") => {}
                Some("stop" | "eos" | "end_turn") => self.finish = Some(FinishReason::Stop),
                Some("length" | "max_tokens") => self.finish = Some(FinishReason::Length),
                Some(other) => self.finish = Some(FinishReason::Other(other.to_owned())),
            }
        }
        if let Some(usage) = chunk.get("usage").filter(|usage| usage.is_object()) {
            let tokens = |name: &str| usage.get(name).and_then(Value::as_i64).unwrap_or_default();
            events.push(LlmEvent::Usage(Usage {
                input_tokens: tokens("prompt_tokens"),
                output_tokens: tokens("completion_tokens"),
                estimated: false,
            }));
        }
        events.reverse();
        self.ready = events;
        Ok(())
    }

    fn failure(&self, error: OpenAIError) -> LlmError {
        match error {
            OpenAIError::Boxed(boxed) => match boxed.downcast::<Refusal>() {
                Ok(refusal) => refusal.0,
                Err(error) => LlmError::Refused { status: 0, message: error.to_string() },
            },
            OpenAIError::Reqwest(error) if error.is_connect() || error.is_timeout() || error.is_request() => {
                tracing::warn!(%error, address = %self.provider.address, "a model did not answer");
                LlmError::Unreachable { address: self.provider.address.clone() }
            }
            other => LlmError::Refused { status: 0, message: other.to_string() },
        }
    }
}
