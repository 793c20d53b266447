//! Attempts, limits and who answers instead, over real connections.

use std::sync::Arc;
use std::time::Duration;

use contract::ModelId;
use futures::StreamExt;
use llm::{LlmError, LlmEvent, Patience, Policy, Provider, Registry};

use super::protocol::PROTOCOLS;
use super::server::{Answer, Server};
use super::{Item, PATIENT, last, prompt, split, stopped};

fn quick() -> Policy {
    Policy { backoff: Duration::from_millis(2), ..Policy::default() }
}

fn notices(items: &[Item]) -> Vec<&str> {
    let notice = |item| match item {
        &Ok(LlmEvent::Notice(ref text)) => Some(text.as_str()),
        Ok(_) | Err(_) => None,
    };
    items.iter().filter_map(notice).collect()
}

async fn call(registry: &Registry, id: &str) -> Vec<Item> {
    registry.find(&ModelId::from(id)).unwrap().stream(prompt()).collect().await
}

#[tokio::test]
async fn every_provider_is_asked_again_and_three_times_at_most() {
    for protocol in &PROTOCOLS {
        let busy = || Answer::status(429, "retry-after: 0\r\n", "{}");
        let broken = || Answer::status(500, "", "oops");
        let server = Server::start([
            busy(),
            Answer::stream(""),
            Answer::stream(protocol.reply(&["Hello"])),
            broken(),
            broken(),
            broken(),
            Answer::status(400, "", "no"),
        ])
        .await;
        let model = (protocol.make)(&server.address, "key", PATIENT);
        let name = model.name();
        let registry = Registry::guarded(vec![model], quick());
        let id = format!("{}/m", protocol.name);

        let items = call(&registry, &id).await;
        let told = notices(&items);
        assert_eq!(
            told,
            [
                format!("{name} limits how often it may be asked; trying again (2 of 3)."),
                format!("{name} broke off; trying again (3 of 3)."),
            ]
        );
        let (text, rest) = split(items);
        assert_eq!((text.as_str(), last(&rest)), ("Hello", &stopped()), "{}", protocol.name);

        let items = call(&registry, &id).await;
        assert_eq!(last(&items), &Err(LlmError::Refused { status: 500, message: "oops".into() }));
        assert_eq!(server.asked().len(), 6);
        // Asking again would not help.
        let items = call(&registry, &id).await;
        assert_eq!(items, [Err(LlmError::Refused { status: 400, message: "no".into() })]);
        assert_eq!(server.asked().len(), 7);
    }
}

#[tokio::test]
async fn each_provider_stands_in_for_each_other() {
    for failing in &PROTOCOLS {
        for standing_in in PROTOCOLS.iter().filter(|other| other.name != failing.name) {
            let silent = Server::start([Answer::stream("").hold()]).await;
            let working = Server::start([Answer::stream(standing_in.reply(&["Hello"]))]).await;
            let limit = Patience::of(Duration::from_millis(150));
            let first = (failing.make)(&silent.address, "key", limit);
            let second = (standing_in.make)(&working.address, "key", PATIENT);
            let (name, other) = (first.name(), second.name());
            let id = format!("{}/m", standing_in.name);
            let policy = Policy { fallback: vec![id.clone()], ..quick() };
            let registry = Registry::guarded(vec![first, second], policy);

            let items = call(&registry, &format!("{}/m", failing.name)).await;
            assert_eq!(
                notices(&items),
                [format!("{name} did not answer in 0 s; continued with {other} (m).")]
            );
            assert!(items.contains(&Ok(LlmEvent::Switched(id.as_str().into()))));
            let (text, rest) = split(items);
            assert_eq!((text.as_str(), last(&rest)), ("Hello", &stopped()), "{id}");
            assert_eq!(working.asked()[0].path(), standing_in.path);
        }
    }
}

#[tokio::test]
async fn what_breaks_after_the_first_text_is_the_callers() {
    for protocol in &PROTOCOLS {
        let server = Server::start([Answer::stream(protocol.start(&["Hel"]))]).await;
        let policy = Policy { fallback: vec!["demo".into()], ..quick() };
        let model: Arc<dyn Provider> = (protocol.make)(&server.address, "key", PATIENT);
        let registry = Registry::guarded(vec![model, Arc::new(llm::Demo::at_rate(0))], policy);
        let (text, rest) = split(call(&registry, &format!("{}/m", protocol.name)).await);
        assert_eq!((text.as_str(), last(&rest)), ("Hel", &Err(LlmError::Stopped)), "{}", protocol.name);
        assert_eq!(server.asked().len(), 1, "{}", protocol.name);
    }
}
