//! Pictures go along with what a person says, as each provider wants them.

use std::sync::Arc;

use contract::ModelId;
use futures::StreamExt;
use llm::{Anthropic, Image, LlmEvent, Message, OpenAi, Policy, Registry, Request, Role};
use serde_json::{Value, json};

use super::protocol::PROTOCOLS;
use super::server::{Answer, Server, closed_address};
use super::{PATIENT, prompt, split, stopped};

/// `x` and `yz` are `eA==` and `eXo=` in base64.
fn seen() -> Request {
    let images = vec![Image::new("image/png", *b"x"), Image::new("image/webp", *b"yz")];
    let asked = Message { images, ..Message::new(Role::User, "Like this") };
    Request {
        messages: vec![Message::new(Role::User, "Hi"), Message::new(Role::Assistant, "Hello"), asked],
        prefix: Some("I will".into()),
        continuation: "Go on.".into(),
        ..prompt()
    }
}

#[tokio::test]
async fn each_provider_gets_the_pictures_with_the_prompt_they_belong_to() {
    for protocol in &PROTOCOLS {
        let server = Server::start([Answer::stream(protocol.reply(&["x"]))]).await;
        let model = (protocol.make)(&server.address, "sk-1", PATIENT);
        let (_, rest) = split(model.stream(seen()).collect().await);
        assert_eq!(rest.last(), Some(&stopped()), "{}", protocol.name);
        let body = server.asked().remove(0).json();
        let list = if protocol.name == "gemini" { &body["contents"] } else { &body["messages"] };
        let said: Vec<&Value> =
            list.as_array().unwrap().iter().filter(|saying| saying["role"] != "system").collect();
        assert_eq!(said.len(), 5, "{}: {body}", protocol.name);
        assert_eq!(*said[2], wanted(protocol.name), "{}", protocol.name);
        // Nothing else has any.
        for at in [0, 1, 3, 4] {
            assert!(!said[at].to_string().contains("eA=="), "{}: {}", protocol.name, said[at]);
        }
    }
}

fn wanted(provider: &str) -> Value {
    match provider {
        "openai" => json!({ "role": "user", "content": [
            { "type": "text", "text": "Like this" },
            { "type": "image_url", "image_url": { "url": "data:image/png;base64,eA==" } },
            { "type": "image_url", "image_url": { "url": "data:image/webp;base64,eXo=" } },
        ] }),
        "anthropic" => json!({ "role": "user", "content": [
            { "type": "image", "source": { "type": "base64", "media_type": "image/png", "data": "eA==" } },
            { "type": "image", "source": { "type": "base64", "media_type": "image/webp", "data": "eXo=" } },
            { "type": "text", "text": "Like this" },
        ] }),
        "gemini" => json!({ "role": "user", "parts": [
            { "inline_data": { "mime_type": "image/png", "data": "eA==" } },
            { "inline_data": { "mime_type": "image/webp", "data": "eXo=" } },
            { "text": "Like this" },
        ] }),
        "ollama" => json!({ "role": "user", "content": "Like this", "images": ["eA==", "eXo="] }),
        other => panic!("{other} is new: say how it takes pictures"),
    }
}

/// Who answers instead may be blind: then it is told, and so is the person.
#[tokio::test]
async fn a_fallback_that_does_not_see_gets_no_pictures() {
    let openai = PROTOCOLS.iter().find(|protocol| protocol.name == "openai").unwrap();
    let server = Server::start([Answer::stream(openai.reply(&["Hello"]))]).await;
    let blind = OpenAi::new(&format!("http://{}/v1", server.address), "k", vec!["gpt-3.5-turbo".into()]);
    let away = Anthropic::new(&format!("http://{}", closed_address().await), "k", vec!["m".into()]);
    let policy = Policy { attempts: 1, fallback: vec!["openai".into()], ..Policy::default() };
    let registry = Registry::guarded(
        vec![Arc::new(away.with_patience(PATIENT)), Arc::new(blind.with_patience(PATIENT))],
        policy,
    );
    let model = registry.find(&ModelId::from("anthropic/m")).unwrap();
    assert!(model.sees_images(&"anthropic/m".into()));
    let items: Vec<_> = model.stream(Request { prefix: None, ..seen() }).collect().await;
    let told = items.iter().any(|item| {
        matches!(item, Ok(LlmEvent::Notice(text))
            if text == "gpt-3.5-turbo cannot see images. It was told that there were 2 images.")
    });
    assert!(told, "{items:?}");
    let body = &server.asked()[0].body;
    assert!(!body.contains("base64") && body.contains("The person attached 2 images."), "{body}");
}
