//! A model's stream in pieces worth storing.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::BoxStream;
use llm::{LlmError, LlmEvent};
use tokio::time::Instant;

/// One frame of a display: text that arrives closer together is stored and shown at once.
const FRAME: Duration = Duration::from_millis(16);
/// A piece is stored however fast the text comes.
const LARGEST: usize = 16 * 1024;

type Item = Result<LlmEvent, LlmError>;

pub(crate) struct Pieces {
    stream: BoxStream<'static, Item>,
    text: String,
    /// What came after the text that has not been handed out yet.
    held: Option<Item>,
}

impl Pieces {
    pub(crate) fn new(stream: BoxStream<'static, Item>) -> Self {
        Self { stream, text: String::new(), held: None }
    }

    /// The next piece. Losing the future loses no text.
    pub(crate) async fn next(&mut self) -> Option<Item> {
        if self.text.is_empty() {
            if let Some(held) = self.held.take() {
                return Some(held);
            }
            match self.stream.next().await? {
                Ok(LlmEvent::Text(text)) => self.text = text,
                other => return Some(other),
            }
        }
        let until = Instant::now() + FRAME;
        while self.text.len() < LARGEST && self.held.is_none() {
            match tokio::time::timeout_at(until, self.stream.next()).await {
                Ok(Some(Ok(LlmEvent::Text(more)))) => self.text.push_str(&more),
                Ok(Some(other)) => self.held = Some(other),
                Ok(None) | Err(_) => break,
            }
        }
        Some(Ok(LlmEvent::Text(std::mem::take(&mut self.text))))
    }
}

#[cfg(test)]
mod tests {
    use futures::stream;

    use super::*;

    #[tokio::test]
    async fn text_is_joined_and_the_end_comes_after_it() {
        let items: Vec<Item> =
            vec![Ok(LlmEvent::Text("a".into())), Ok(LlmEvent::Text("b".into())), Err(LlmError::Stopped)];
        let mut pieces = Pieces::new(stream::iter(items).boxed());
        assert!(matches!(pieces.next().await, Some(Ok(LlmEvent::Text(text))) if text == "ab"));
        assert!(matches!(pieces.next().await, Some(Err(LlmError::Stopped))));
        assert!(pieces.next().await.is_none());
    }

    #[tokio::test]
    async fn a_pause_ends_a_piece() {
        let items = stream::once(async { Ok(LlmEvent::Text("a".into())) }).chain(stream::pending());
        let mut pieces = Pieces::new(items.boxed());
        assert!(matches!(pieces.next().await, Some(Ok(LlmEvent::Text(text))) if text == "a"));
    }
}
