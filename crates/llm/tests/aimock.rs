//! Every provider against an independent server that speaks all of their protocols.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use contract::Usage;
use futures::StreamExt;
use llm::{
    Anthropic, FinishReason, Gemini, LlmError, LlmEvent, Message, Ollama, OpenAi, Provider, Registry,
    Request, Role,
};
use serde_json::json;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// What is split in streams: tags, quotes, line ends, characters of two and three bytes. The server cuts between
/// halves of a character outside of the basic plane, which is no text any more.
const TEXT: &str =
    "<plan>\n- src/App.tsx: Größe\n</plan>\n<file path=\"src/App.tsx\">\nconst a = \"→ 世界\";\n</file>\n";
const KEY: &str = "sk-aimock";
const START_LIMIT: Duration = Duration::from_secs(60);

struct Server {
    url: String,
    fixtures: PathBuf,
    /// Killed when dropped.
    _process: Child,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.fixtures);
    }
}

impl Server {
    /// On a port of its own choice, which is in its first lines.
    async fn start(name: &str) -> Self {
        let end2end = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../end2end");
        let program = end2end.join("node_modules/@copilotkit/aimock/dist/cli.js");
        assert!(
            program.is_file(),
            "The independent server is not installed. Run `cd end2end && npm ci`, then test again."
        );
        let fixtures = std::env::temp_dir().join(format!("easel-aimock-{}-{name}.json", std::process::id()));
        std::fs::write(&fixtures, fixtures_json()).unwrap();
        let mut process = Command::new("node")
            .arg(program)
            .args(["--port", "0", "--log-level", "info", "--fixtures"])
            .arg(&fixtures)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let url = async {
            loop {
                let line = lines.next_line().await.unwrap().unwrap();
                if let Some((_, url)) = line.split_once("listening on ") {
                    return url.trim().to_owned();
                }
            }
        };
        let url = tokio::time::timeout(START_LIMIT, url).await.unwrap();
        // Its log would fill the pipe and stop it.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Self { url, fixtures, _process: process }
    }

    fn providers(&self) -> [Arc<dyn Provider>; 4] {
        let url = &self.url;
        [
            Arc::new(OpenAi::new(&format!("{url}/v1"), KEY, vec!["gpt-test".into()])),
            Arc::new(Anthropic::new(url, KEY, vec!["claude-test".into()])),
            Arc::new(Gemini::new(url, KEY, vec!["gemini-test".into()])),
            Arc::new(Ollama::new(url)),
        ]
    }
}

fn fixtures_json() -> String {
    let usage = json!({ "prompt_tokens": 30, "completion_tokens": 5 });
    let mut fixtures: Vec<_> = (1..=7)
        .map(|size| {
            json!({
                "match": { "userMessage": format!("cut {size}") },
                "response": { "content": TEXT, "reasoning": "Let me think.", "usage": usage },
                "chunkSize": size,
            })
        })
        .collect();
    fixtures.push(json!({
        "match": { "userMessage": "too long" },
        "response": { "content": "Half", "finishReason": "length" },
    }));
    fixtures.push(json!({
        "match": { "userMessage": "break off" },
        "response": { "content": TEXT },
        "chunkSize": 5,
        // Slow enough that what was written before the break has left the server.
        "latency": 10,
        "truncateAfterChunks": 6,
    }));
    fixtures.push(json!({
        "match": { "userMessage": "limit" },
        "response": { "error": { "message": "Slow down", "type": "rate_limit_error" }, "status": 429, "retryAfter": 9 },
    }));
    fixtures.push(json!({
        "match": { "userMessage": "fail" },
        "response": { "error": { "message": "Oops", "type": "server_error" }, "status": 500 },
    }));
    fixtures.push(json!({
        "match": { "userMessage": "malformed" },
        "response": { "content": TEXT },
        "chaos": { "malformedRate": 1 },
    }));
    json!({ "fixtures": fixtures }).to_string()
}

async fn ask(provider: &Arc<dyn Provider>, words: &str) -> (String, Vec<Result<LlmEvent, LlmError>>) {
    let model = match provider.id() {
        "ollama" => "qwen3".to_owned(),
        _ => provider.models()[0].name.clone(),
    };
    let request = Request {
        model,
        system: "Be brief.".into(),
        messages: vec![Message::new(Role::User, words)],
        ..Request::default()
    };
    let mut text = String::new();
    let mut rest = Vec::new();
    let mut stream = provider.stream(request);
    while let Some(item) = stream.next().await {
        match item {
            Ok(LlmEvent::Text(piece)) => text.push_str(&piece),
            other => rest.push(other),
        }
    }
    (text, rest)
}

#[tokio::test]
async fn pieces_of_any_size_make_the_same_reply() {
    let server = Server::start("cut").await;
    for provider in server.providers() {
        for size in 1..=7 {
            let (text, rest) = ask(&provider, &format!("cut {size}")).await;
            assert_eq!(text, TEXT, "{} cut {size}", provider.id());
            assert_eq!(rest.last(), Some(&Ok(LlmEvent::Finish(FinishReason::Stop))), "{}", provider.id());
            // This server's Ollama counts nothing.
            if provider.id() != "ollama" {
                let usage = Usage { input_tokens: 30, output_tokens: 5, cached_tokens: 0, estimated: false };
                assert!(rest.contains(&Ok(LlmEvent::Usage(usage))), "{} {rest:?}", provider.id());
            }
        }
    }
}

#[tokio::test]
async fn what_goes_wrong_is_told_apart() {
    let server = Server::start("wrong").await;
    for provider in server.providers() {
        let id = provider.id();
        let (text, rest) = ask(&provider, "break off").await;
        assert!(TEXT.starts_with(&text) && !text.is_empty() && text != TEXT, "{id}: {text:?}");
        assert_eq!(rest.last(), Some(&Err(LlmError::Stopped)), "{id}");

        let (_, rest) = ask(&provider, "limit").await;
        let wait = Some(Duration::from_secs(9));
        assert_eq!(rest.last(), Some(&Err(LlmError::RateLimited { retry_after: wait })), "{id}");

        let (_, rest) = ask(&provider, "fail").await;
        let refused = LlmError::Refused { status: 500, message: "Oops".into() };
        assert_eq!(rest.last(), Some(&Err(refused)), "{id}");

        let (_, rest) = ask(&provider, "malformed").await;
        assert!(
            matches!(rest.last(), Some(Err(LlmError::Stopped | LlmError::Unreadable(_)))),
            "{id} {rest:?}"
        );

        if id != "ollama" {
            let (text, rest) = ask(&provider, "too long").await;
            assert_eq!(
                (text.as_str(), rest.last()),
                ("Half", Some(&Ok(LlmEvent::Finish(FinishReason::Length)))),
                "{id}"
            );
        }
    }
}

#[tokio::test]
async fn models_of_all_of_them_stand_side_by_side() {
    let server = Server::start("models").await;
    let ollama = Ollama::new(&server.url);
    ollama.find_models().await;
    let [openai, anthropic, gemini, _] = server.providers();
    let registry = Registry::new(vec![openai, anthropic, gemini, Arc::new(ollama)]);
    let models = registry.models();
    let mut ids: Vec<&str> = models.iter().map(|model| model.id.as_str()).collect();
    assert!(ids.starts_with(&["openai/gpt-test", "anthropic/claude-test", "gemini/gemini-test"]), "{ids:?}");
    assert!(ids.iter().any(|id| id.starts_with("ollama/")), "{ids:?}");
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), models.len());
    for model in &models {
        let provider = registry.find(&model.id).unwrap();
        assert!(model.id.as_str().starts_with(provider.id()));
    }
}
