//! Which models Ollama has, and how much each reads.

use contract::ModelId;
use llm::{LlmEvent, Message, Ollama, Provider, Request, Role};

use super::protocol::PROTOCOLS;
use super::server::{Answer, Server, closed_address};
use super::{PATIENT, prompt};
use futures::StreamExt;

const SHOW: &str = r#"{"model_info":{"general.architecture":"qwen3","qwen3.context_length":20000}}"#;

fn long(bytes: usize) -> Request {
    Request { messages: vec![Message::new(Role::User, "x".repeat(bytes))], ..prompt() }
}

#[tokio::test]
async fn models_that_can_write_are_offered_and_others_are_not() {
    let tags = r#"{"models":[
        {"name":"qwen3:8b","details":{"family":"qwen3"}},
        {"name":"nomic-embed-text:latest","details":{"family":"nomic-bert"}},
        {"model":"llama3","details":null}]}"#;
    let server = Server::start([Answer::status(200, "", tags), Answer::status(500, "", "")]).await;
    let ollama = Ollama::new(&server.address);
    ollama.find_models().await;
    let ids: Vec<ModelId> = ollama.models().into_iter().map(|model| model.id).collect();
    assert_eq!(ids, [ModelId::from("ollama/qwen3:8b"), ModelId::from("ollama/llama3")]);
    assert_eq!(server.asked()[0].path(), "/api/tags");
    // One that went away offers nothing, but an interrupted turn still finds it.
    ollama.find_models().await;
    assert!(ollama.models().is_empty());
    assert!(ollama.has(&"ollama/qwen3:8b".into()) && !ollama.has(&"openai/qwen3:8b".into()));
}

#[tokio::test]
async fn one_that_does_not_run_offers_nothing() {
    let ollama = Ollama::new(&closed_address().await);
    ollama.find_models().await;
    assert!(ollama.models().is_empty());
}

#[tokio::test]
async fn one_that_is_started_later_is_found_then() {
    let tags = r#"{"models":[{"name":"m"}]}"#;
    let server = Server::start([Answer::status(200, "", tags)]).await;
    let ollama = Ollama::new(&server.address);
    // Whoever asks for the list sets the search going.
    assert!(ollama.models().is_empty());
    let found = async {
        while ollama.models().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENT.first, found).await.unwrap();
}

#[tokio::test]
async fn the_context_is_as_long_as_needed_and_the_model_can_read() {
    let protocol = PROTOCOLS.iter().find(|protocol| protocol.name == "ollama").unwrap();
    let answer = || Answer::stream(protocol.reply(&["x"]));
    let server = Server::start_with_model([answer(), answer(), answer()], Some(SHOW)).await;
    let model = (protocol.make)(&server.address, "", PATIENT);
    let mut notices = Vec::new();
    for bytes in [10, 30_000, 90_000] {
        let items: Vec<_> = model.stream(long(bytes)).collect().await;
        notices.extend(items.into_iter().filter_map(|item| match item.unwrap() {
            LlmEvent::Notice(text) => Some(text),
            _ => None,
        }));
    }
    let asked: Vec<_> =
        server.asked().iter().map(|asked| asked.json()["options"]["num_ctx"].clone()).collect();
    assert_eq!(asked, [16_384, 20_000, 20_000]);
    assert_eq!(
        notices,
        ["m reads at most 20000 tokens at once, and this is more: it does not see all of it."]
    );
}
