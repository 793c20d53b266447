//! How often a provider is asked.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

const WINDOW: Duration = Duration::from_secs(60);

/// At most so many calls within any minute. Clones share their state.
#[derive(Clone, Debug)]
pub(super) struct Rate {
    /// None for no limit.
    most: Option<usize>,
    /// When the last calls began, or will.
    begun: Arc<Mutex<VecDeque<Instant>>>,
}

impl Rate {
    pub(super) fn new(most: Option<usize>) -> Self {
        Self { most: most.filter(|most| *most > 0), begun: Arc::default() }
    }

    /// Takes the next free place and says when it is: those who wait are served in the order in which they came.
    pub(super) fn reserve(&self) -> Instant {
        let now = Instant::now();
        let Some(most) = self.most else { return now };
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        let free = if begun.len() < most { None } else { begun.pop_front() };
        let at = free.map_or(now, |before| now.max(before + WINDOW));
        begun.push_back(at);
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn no_minute_sees_more_than_allowed() {
        let rate = Rate::new(Some(3));
        let start = Instant::now();
        let seconds: Vec<u64> = (0..8).map(|_| (rate.reserve() - start).as_secs()).collect();
        assert_eq!(seconds, [0, 0, 0, 60, 60, 60, 120, 120]);
        tokio::time::advance(Duration::from_secs(600)).await;
        assert_eq!(rate.reserve(), Instant::now());
        assert_eq!(Rate::new(None).reserve(), Instant::now());
    }
}
