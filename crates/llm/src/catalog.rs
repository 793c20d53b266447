//! Which models a provider offers; also the test whether its key and address are right.

use std::time::Duration;

use reqwest::RequestBuilder;
use serde_json::Value;

use crate::endpoint::Endpoint;
use crate::native::setup;
use crate::{LlmError, Offer, anthropic, gemini, ollama, openai};

/// For the whole answer.
const PATIENCE: Duration = Duration::from_secs(15);
/// Aggregators list several hundred models with long descriptions.
const MOST_BYTES: usize = 8 * 1024 * 1024;
/// Parts of names of models that do not write text, of which some providers list many.
const OTHER_TRADES: [&str; 14] = [
    "embed",
    "whisper",
    "tts",
    "dall-e",
    "moderation",
    "imagen",
    "image",
    "veo",
    "audio",
    "realtime",
    "transcribe",
    "rerank",
    "sora",
    "aqa",
];

/// Asks the provider with this id for its models, the ones that write text, by name. `env` answers the value of a
/// variable. Fails like a call would: no answer, a refused key, something that is no list.
pub async fn find_models(
    provider: &str,
    env: &impl Fn(&str) -> Option<String>,
) -> Result<Vec<String>, LlmError> {
    let Some(offer) = Offer::find(provider) else {
        return Err(LlmError::Unreadable(format!("there is no provider {provider}")));
    };
    let (endpoint, request, list, name) = match offer.id {
        "ollama" => {
            let endpoint = ollama::endpoint(env);
            let request = endpoint.http.get(format!("{}/api/tags", endpoint.base));
            (endpoint, request, "models", "name")
        }
        id => {
            let variables = offer.variables();
            let Some(setup) = setup(env, variables, offer.models, (offer.default_address, "")) else {
                return Err(LlmError::Unauthorized { key: variables.key });
            };
            let endpoint = Endpoint::new(&setup.base, &setup.key, variables);
            let request = match id {
                "anthropic" => anthropic::list_models(&endpoint)?,
                "gemini" => gemini::list_models(&endpoint)?,
                _ => openai::list_models(&endpoint)?,
            };
            let (list, name) = if id == "gemini" { ("models", "name") } else { ("data", "id") };
            (endpoint, request, list, name)
        }
    };
    let answer = ask(&endpoint, request).await?;
    let Some(entries) = answer.get(list).and_then(Value::as_array) else {
        return Err(endpoint.unreadable());
    };
    let names = entries.iter().filter(|entry| writes(entry)).filter_map(|entry| entry.get(name)?.as_str());
    let mut names: Vec<String> = names
        .map(|name| name.trim_start_matches("models/").to_owned())
        .filter(|name| is_writer(name))
        .collect();
    names.sort_unstable();
    names.dedup();
    Ok(names)
}

async fn ask(endpoint: &Endpoint, request: RequestBuilder) -> Result<Value, LlmError> {
    let read = async {
        let mut response = endpoint.send(request).await?;
        let mut body = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(|error| endpoint.unreachable(&error))? {
            body.extend_from_slice(&piece);
            if body.len() > MOST_BYTES {
                return Err(endpoint.unreadable());
            }
        }
        serde_json::from_slice(&body).map_err(|_| endpoint.unreadable())
    };
    tokio::time::timeout(PATIENCE, read).await.unwrap_or(Err(LlmError::TimedOut(PATIENCE)))
}

/// Some say what a model is for.
fn writes(entry: &Value) -> bool {
    let methods = entry.get("supportedGenerationMethods").and_then(Value::as_array);
    methods.is_none_or(|methods| methods.iter().any(|method| method == "generateContent"))
}

fn is_writer(name: &str) -> bool {
    !OTHER_TRADES.iter().any(|trade| name.contains(trade))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_of_other_trades_are_left_out() {
        for name in ["gpt-5", "claude-sonnet-5", "gemini-flash-latest", "o4-mini", "qwen3-coder:30b"] {
            assert!(is_writer(name), "{name}");
        }
        for name in ["text-embedding-3-large", "whisper-1", "gpt-4o-mini-tts", "gpt-image-1", "imagen-4"] {
            assert!(!is_writer(name), "{name}");
        }
    }
}
