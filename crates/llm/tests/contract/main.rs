//! What every provider holds, against local servers whose bytes the test decides.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod behaviour;
mod fallback;
mod images;
mod ollama;
mod protocol;
mod request;
mod secret;
mod server;

use std::sync::Arc;
use std::time::Duration;

use futures::StreamExt;
use llm::{FinishReason, LlmError, LlmEvent, Message, Patience, Provider, Request, Role};

type Item = Result<LlmEvent, LlmError>;

/// Longer than any answer of a local server takes.
const PATIENT: Patience = Patience { first: Duration::from_secs(20), next: Duration::from_secs(20) };

fn prompt() -> Request {
    Request {
        model: "m".into(),
        system: "Be brief.".into(),
        messages: vec![Message::new(Role::User, "Hi")],
        ..Request::default()
    }
}

async fn ask(model: &Arc<dyn Provider>) -> Vec<Item> {
    model.stream(prompt()).collect().await
}

/// The text, and everything else in its order.
fn split(items: Vec<Item>) -> (String, Vec<Item>) {
    let mut text = String::new();
    let rest = items.into_iter().filter_map(|item| match item {
        Ok(LlmEvent::Text(piece)) => {
            text.push_str(&piece);
            None
        }
        other => Some(other),
    });
    let rest = rest.collect();
    (text, rest)
}

fn last(items: &[Item]) -> &Item {
    items.last().unwrap()
}

fn stopped() -> Item {
    Ok(LlmEvent::Finish(FinishReason::Stop))
}
