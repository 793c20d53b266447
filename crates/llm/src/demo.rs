//! The demo model: offline, deterministic, pattern-based, and labelled as such.
//!
//! It answers in the same grammar as any model, so that the first run without a key shows the real thing: plan,
//! streamed edits, check, preview. What it cannot do it says.

mod build;
mod change;
mod component;
mod draft;
mod kind;
mod list;
mod listed;
mod looks;
mod mistake;
mod page;
mod part;
mod reply;
mod source;
mod starter;
mod text;
mod wish;
mod words;

pub use starter::{base_style, starter};

use std::time::Duration;

use contract::{ModelView, Usage};
use futures::StreamExt;
use futures::stream::{self, BoxStream};

use crate::{FinishReason, LlmError, LlmEvent, Provider, Request};
use mistake::Ending;

/// Characters of one piece.
const PIECE: usize = 32;
/// Characters a second: as fast as the quickest hosted models, so that a page of several files is there in five seconds.
const RATE: u32 = 4_000;

#[derive(Clone, Debug)]
pub struct Demo {
    /// Characters a second; 0 is without delay.
    rate: u32,
}

impl Demo {
    pub fn at_rate(rate: u32) -> Self {
        Self { rate }
    }

    pub(crate) fn from_env(env: &impl Fn(&str) -> Option<String>) -> Self {
        Self { rate: env("EASEL_DEMO_RATE").and_then(|value| value.trim().parse().ok()).unwrap_or(RATE) }
    }
}

impl Provider for Demo {
    fn id(&self) -> &str {
        "demo"
    }

    fn name(&self) -> String {
        "the demo model".to_owned()
    }

    fn models(&self) -> Vec<ModelView> {
        vec![ModelView {
            id: "demo/easel".into(),
            name: "Demo model".to_owned(),
            provider: "Easel".to_owned(),
            note: Some("Demo model: offline, pattern-based; connect a model for anything else".to_owned()),
            is_default: false,
            sees_images: false,
        }]
    }

    fn stream(&self, request: Request) -> BoxStream<'static, Result<LlmEvent, LlmError>> {
        let answer = mistake::answer(&request);
        // A reply that is taken up again goes on where it broke off. After an upgrade it may have become
        // another one, and a seam between two would end up in a file.
        let start = request.prefix.as_ref().map_or(0, String::len);
        if !answer.text.starts_with(request.prefix.as_deref().unwrap_or_default()) {
            return stream::iter([Err(LlmError::Stopped)]).boxed();
        }
        let rate = if self.rate == 0 { 0 } else { answer.rate.unwrap_or(self.rate) };
        let mut items: Vec<Result<LlmEvent, LlmError>> =
            pieces(&answer.text[start..]).map(|piece| Ok(LlmEvent::Text(piece))).collect();
        match answer.ending {
            Ending::Whole => {
                let tokens = |bytes: usize| i64::try_from(bytes.div_ceil(4)).unwrap_or(i64::MAX);
                let asked: usize = request.messages.iter().map(|message| message.text.len()).sum();
                items.push(Ok(LlmEvent::Usage(Usage {
                    input_tokens: tokens(asked),
                    output_tokens: tokens(answer.text.len() - start),
                    cached_tokens: 0,
                    estimated: true,
                })));
                items.push(Ok(LlmEvent::Finish(FinishReason::Stop)));
            }
            Ending::BrokenOff => items.push(Err(LlmError::Stopped)),
        }
        stream::iter(items)
            .then(move |item| async move {
                match &item {
                    Ok(LlmEvent::Text(text)) if rate > 0 => {
                        let characters = u32::try_from(text.chars().count()).unwrap_or(1);
                        tokio::time::sleep(Duration::from_secs(1) * characters / rate).await;
                    }
                    _ => tokio::task::yield_now().await,
                }
                item
            })
            .boxed()
    }
}

fn pieces(text: &str) -> impl Iterator<Item = String> {
    let characters: Vec<char> = text.chars().collect();
    let count = characters.len().div_ceil(PIECE);
    (0..count).map(move |i| characters[i * PIECE..((i + 1) * PIECE).min(characters.len())].iter().collect())
}
