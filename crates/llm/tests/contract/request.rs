//! What each provider is asked.

use llm::{Message, Request, Role};
use serde_json::{Value, json};

use super::protocol::PROTOCOLS;
use super::server::{Answer, Server};
use super::{PATIENT, split, stopped};
use futures::StreamExt;

#[tokio::test]
async fn the_whole_conversation_is_sent_in_the_providers_words() {
    let request = || Request {
        model: "m".into(),
        system: "Be brief.".into(),
        messages: vec![
            Message::new(Role::User, "Hi"),
            Message::new(Role::Assistant, "Hello"),
            Message::new(Role::User, "A list"),
        ],
        prefix: Some("I will".into()),
        continuation: "Go on.".into(),
        max_tokens: Some(77),
        files: vec![("src/App.tsx".into(), "for models that read files".into())],
        ..Request::default()
    };
    for protocol in &PROTOCOLS {
        let server = Server::start([Answer::stream(protocol.reply(&["x"]))]).await;
        let model = (protocol.make)(&server.address, "sk-1", PATIENT);
        let (_, rest) = split(model.stream(request()).collect().await);
        assert_eq!(rest.last(), Some(&stopped()));
        let asked = server.asked().remove(0);
        assert_eq!(asked.path(), protocol.path);
        assert!(asked.head.starts_with("POST "));
        if let Some(header) = protocol.key_header {
            assert!(asked.head.contains(&format!("\r\n{header}sk-1\r\n")), "{}", asked.head);
        }
        assert!(!asked.path().contains("sk-1"));
        assert_eq!(asked.json(), wanted(protocol.name), "{}", protocol.name);
    }
}

fn wanted(provider: &str) -> Value {
    let said = [
        ("user", "Hi"),
        ("assistant", "Hello"),
        ("user", "A list"),
        ("assistant", "I will"),
        ("user", "Go on."),
    ];
    let messages = || said.map(|(role, content)| json!({ "role": role, "content": content })).to_vec();
    let with_system = || {
        let mut all = vec![json!({ "role": "system", "content": "Be brief." })];
        all.extend(messages());
        all
    };
    match provider {
        "openai" => json!({
            "model": "m",
            "messages": with_system(),
            "stream": true,
            "stream_options": { "include_usage": true },
            "max_completion_tokens": 77,
        }),
        "anthropic" => json!({
            "model": "m",
            "max_tokens": 77,
            "system": [{ "type": "text", "text": "Be brief.", "cache_control": { "type": "ephemeral" } }],
            "messages": messages(),
            "stream": true,
        }),
        "gemini" => {
            let role = |role| if role == "assistant" { "model" } else { "user" };
            json!({
                "systemInstruction": { "parts": [{ "text": "Be brief." }] },
                "contents": said.map(|(who, text)| json!({ "role": role(who), "parts": [{ "text": text }] })),
                "generationConfig": { "maxOutputTokens": 77 },
            })
        }
        "ollama" => json!({
            "model": "m",
            "messages": with_system(),
            "stream": true,
            "options": { "num_ctx": 16384, "num_predict": 77 },
        }),
        other => panic!("{other} is new: say what it should be asked"),
    }
}
