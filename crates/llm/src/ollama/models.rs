//! Which models an Ollama has, asked again from time to time, and how much each can read.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;

use crate::endpoint::Endpoint;

/// How old the list may be before it is asked for again.
const FRESH: Duration = Duration::from_secs(10);
/// For an answer about models; it comes from memory.
const PATIENCE: Duration = Duration::from_secs(3);

#[derive(Clone)]
pub(super) struct Models {
    endpoint: Endpoint,
    known: Arc<Mutex<Known>>,
}

#[derive(Default)]
struct Known {
    names: Vec<String>,
    asked: Option<Instant>,
    /// Tokens, by model.
    lengths: HashMap<String, usize>,
}

impl Models {
    pub(super) fn new(endpoint: Endpoint) -> Self {
        Self { endpoint, known: Arc::default() }
    }

    /// Those of the last answer. When it is old, the next caller gets a newer one.
    pub(super) fn list(&self) -> Vec<String> {
        let mut known = self.known();
        if known.asked.is_none_or(|asked| asked.elapsed() > FRESH)
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            known.asked = Some(Instant::now());
            let models = self.clone();
            runtime.spawn(async move { models.refresh().await });
        }
        known.names.clone()
    }

    pub(super) async fn refresh(&self) {
        self.known().asked = Some(Instant::now());
        let url = format!("{}/api/tags", self.endpoint.base);
        // Without an answer there is no Ollama, and no models.
        let answer = self.ask(self.endpoint.http.get(url)).await.unwrap_or_default();
        let list = answer.get("models").and_then(Value::as_array);
        let names = list.into_iter().flatten().filter(|model| can_write(model)).filter_map(name);
        let names: Vec<String> = names.map(str::to_owned).collect();
        let mut known = self.known();
        if known.names != names {
            tracing::info!(models = names.join(", "), address = %self.endpoint.address, "Ollama's models");
            known.names = names;
            // A model may have been replaced under its name.
            known.lengths.clear();
        }
    }

    /// Tokens that `model` can read at once; none if the server does not say.
    pub(super) async fn context_length(&self, model: &str) -> Option<usize> {
        if let Some(length) = self.known().lengths.get(model) {
            return Some(*length);
        }
        let url = format!("{}/api/show", self.endpoint.base);
        let answer = self.ask(self.endpoint.http.post(url).json(&json!({ "model": model }))).await?;
        let info = answer.get("model_info")?.as_object()?;
        let (_, length) = info.iter().find(|(key, _)| key.ends_with(".context_length"))?;
        let length = usize::try_from(length.as_u64()?).ok().filter(|length| *length > 0)?;
        self.known().lengths.insert(model.to_owned(), length);
        Some(length)
    }

    async fn ask(&self, request: reqwest::RequestBuilder) -> Option<Value> {
        request.timeout(PATIENCE).send().await.ok()?.error_for_status().ok()?.json().await.ok()
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn name(model: &Value) -> Option<&str> {
    model.get("name").or_else(|| model.get("model"))?.as_str()
}

/// Models that only turn text into vectors are listed, too.
fn can_write(model: &Value) -> bool {
    let family = model.pointer("/details/family").and_then(Value::as_str).unwrap_or_default();
    !family.contains("bert") && !name(model).unwrap_or_default().contains("embed")
}
