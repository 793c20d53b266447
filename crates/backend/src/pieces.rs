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
    /// When the next piece may be handed out: after a pause at once, in a flood once a frame.
    due: Instant,
}

impl Pieces {
    pub(crate) fn new(stream: BoxStream<'static, Item>) -> Self {
        Self { stream, text: String::new(), held: None, due: Instant::now() }
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
        while self.text.len() < LARGEST && self.held.is_none() {
            // When it is due already, what has arrived by now still goes along.
            match tokio::time::timeout_at(self.due, self.stream.next()).await {
                Ok(Some(Ok(LlmEvent::Text(more)))) => self.text.push_str(&more),
                Ok(Some(other)) => self.held = Some(other),
                Ok(None) | Err(_) => break,
            }
        }
        self.due = Instant::now() + FRAME;
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

    #[tokio::test(start_paused = true)]
    async fn the_first_text_after_a_pause_waits_for_nothing_and_a_flood_for_a_frame() {
        let (sender, receiver) = futures::channel::mpsc::unbounded::<Item>();
        let mut pieces = Pieces::new(receiver.boxed());
        let say = |text: &str| sender.unbounded_send(Ok(LlmEvent::Text(text.into()))).unwrap();
        let started = Instant::now();
        say("a");
        assert!(matches!(pieces.next().await, Some(Ok(LlmEvent::Text(text))) if text == "a"));
        assert_eq!(started.elapsed(), Duration::ZERO);
        say("b");
        say("c");
        assert!(matches!(pieces.next().await, Some(Ok(LlmEvent::Text(text))) if text == "bc"));
        assert!(started.elapsed() >= FRAME && started.elapsed() < FRAME * 2, "{:?}", started.elapsed());
    }

    #[tokio::test]
    async fn a_pause_ends_a_piece() {
        let items = stream::once(async { Ok(LlmEvent::Text("a".into())) }).chain(stream::pending());
        let mut pieces = Pieces::new(items.boxed());
        assert!(matches!(pieces.next().await, Some(Ok(LlmEvent::Text(text))) if text == "a"));
    }
}
