//! What is the same for every protocol once its messages are read: limits of silence, the seam of a continued
//! reply, and whether a reply that ended was whole.

use std::collections::VecDeque;
use std::time::Duration;

use contract::Usage;
use futures::StreamExt;
use futures::stream::{self, BoxStream};

use crate::seam::Seam;
use crate::{FinishReason, LlmError, LlmEvent};

/// How long usage may take to follow a whole reply.
const USAGE_PATIENCE: Duration = Duration::from_secs(3);

/// How long a model may say nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// Until the first piece.
    pub first: Duration,
    /// Between two pieces.
    pub next: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self::of(Duration::from_secs(60))
    }
}

impl Patience {
    pub fn of(limit: Duration) -> Self {
        Self { first: limit, next: limit }
    }
}

/// What a message of a provider's protocol says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Text(String),
    /// The model is at work, for instance thinks.
    Alive,
    /// The connection is open; the model has said nothing.
    Ping,
    /// Totals of the call so far; the last ones count.
    Usage(Usage),
    Notice(String),
    /// The reply is whole.
    Finish(FinishReason),
    /// The provider's filter ended the reply.
    Blocked(String),
    /// Nothing more comes, whatever the connection does.
    End,
}

pub(crate) type Parts = BoxStream<'static, Result<Part, LlmError>>;

/// The events of one call. `parts` opens the connection at its first poll.
pub(crate) fn reply(
    parts: Parts,
    prefix: Option<&str>,
    patience: Patience,
) -> BoxStream<'static, Result<LlmEvent, LlmError>> {
    let reply = Reply {
        parts,
        seam: Seam::new(prefix),
        patience,
        deadline: None,
        heard: false,
        usage: None,
        ending: None,
        ready: VecDeque::new(),
        over: false,
    };
    stream::unfold(reply, |mut reply| async move { reply.next().await.map(|item| (item, reply)) }).boxed()
}

struct Reply {
    parts: Parts,
    seam: Seam,
    patience: Patience,
    /// When silence gets too long, and how long it is then.
    deadline: Option<(tokio::time::Instant, Duration)>,
    /// The model has said something.
    heard: bool,
    usage: Option<Usage>,
    /// What the reply said about its end. It is handed out last: usage may follow it.
    ending: Option<Result<FinishReason, LlmError>>,
    ready: VecDeque<Result<LlmEvent, LlmError>>,
    over: bool,
}

impl Reply {
    async fn next(&mut self) -> Option<Result<LlmEvent, LlmError>> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            if self.over {
                return None;
            }
            let (deadline, limit) = match self.deadline {
                Some(deadline) => deadline,
                None => {
                    let limit = if self.heard { self.patience.next } else { self.patience.first };
                    let limit = if self.ending.is_some() { limit.min(USAGE_PATIENCE) } else { limit };
                    *self.deadline.insert((tokio::time::Instant::now() + limit, limit))
                }
            };
            match tokio::time::timeout_at(deadline, self.parts.next()).await {
                Ok(Some(Ok(part))) => self.take(part),
                Ok(None) => self.finish(Err(LlmError::Stopped)),
                Ok(Some(Err(error))) => self.finish(Err(error)),
                Err(_) => self.finish(Err(LlmError::TimedOut(limit))),
            }
        }
    }

    fn take(&mut self, part: Part) {
        if part != Part::Ping {
            self.deadline = None;
        }
        match part {
            Part::Ping => {}
            Part::Alive => self.heard = true,
            Part::Text(text) => {
                self.heard = true;
                self.say(|seam| seam.push(&text));
            }
            Part::Usage(usage) => self.usage = Some(usage),
            Part::Notice(text) => self.ready.push_back(Ok(LlmEvent::Notice(text))),
            Part::Finish(reason) => self.ending = Some(Ok(reason)),
            Part::Blocked(reason) => self.ending = Some(Err(LlmError::Blocked(reason))),
            Part::End => self.finish(Err(LlmError::Stopped)),
        }
    }

    fn say(&mut self, text: impl FnOnce(&mut Seam) -> String) {
        let text = text(&mut self.seam);
        if !text.is_empty() {
            self.ready.push_back(Ok(LlmEvent::Text(text)));
        }
    }

    /// `otherwise` is how it ended if the reply did not say that it is whole. If it did, it is, even when the
    /// connection is left open or cut after that.
    fn finish(&mut self, otherwise: Result<FinishReason, LlmError>) {
        self.over = true;
        let ending = match (self.ending.take(), otherwise) {
            (Some(ending), Err(LlmError::Stopped | LlmError::TimedOut(_))) => ending,
            (_, otherwise) => otherwise,
        };
        if ending.is_ok() {
            self.say(Seam::finish);
        }
        // Also of a call that failed: it has to be paid.
        self.ready.extend(self.usage.take().map(|usage| Ok(LlmEvent::Usage(usage))));
        self.ready.push_back(ending.map(LlmEvent::Finish));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Patience = Patience { first: Duration::from_secs(60), next: Duration::from_secs(20) };

    /// One part a step of 15 s.
    fn slow(parts: impl IntoIterator<Item = Part, IntoIter: Send + 'static>) -> Parts {
        let step = |part| async {
            tokio::time::sleep(Duration::from_secs(15)).await;
            Ok(part)
        };
        stream::iter(parts).then(step).boxed()
    }

    async fn collect(parts: Parts) -> (Vec<Result<LlmEvent, LlmError>>, u64) {
        let start = tokio::time::Instant::now();
        let items = reply(parts, None, PATIENCE).collect().await;
        (items, start.elapsed().as_secs())
    }

    #[tokio::test(start_paused = true)]
    async fn a_ping_is_no_word() {
        let (items, seconds) = collect(slow(std::iter::repeat(Part::Ping))).await;
        assert_eq!((items, seconds), (vec![Err(LlmError::TimedOut(PATIENCE.first))], 60));
        let text = std::iter::once(Part::Text("a".into()));
        let (items, seconds) = collect(slow(text.chain(std::iter::repeat(Part::Ping)))).await;
        assert_eq!((items.last(), seconds), (Some(&Err(LlmError::TimedOut(PATIENCE.next))), 35));
    }

    #[tokio::test(start_paused = true)]
    async fn who_thinks_is_given_time() {
        let thoughts = std::iter::repeat_n(Part::Alive, 40);
        let (items, seconds) = collect(slow(thoughts.chain([Part::Finish(FinishReason::Stop)]))).await;
        assert_eq!((items, seconds), (vec![Ok(LlmEvent::Finish(FinishReason::Stop))], 41 * 15));
    }

    #[tokio::test(start_paused = true)]
    async fn usage_is_told_once_also_of_a_call_that_failed() {
        let usage = |output_tokens| Usage { output_tokens, ..Usage::default() };
        let parts = [Part::Usage(usage(1)), Part::Text("a".into()), Part::Usage(usage(7))];
        let (items, _) = collect(slow(parts)).await;
        let wanted = [Ok(LlmEvent::Text("a".into())), Ok(LlmEvent::Usage(usage(7))), Err(LlmError::Stopped)];
        assert_eq!(items, wanted);
    }
}
