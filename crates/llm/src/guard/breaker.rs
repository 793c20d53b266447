//! A provider that fails again and again is left alone for a while, so that nobody waits for it in vain.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// So many failures in a row.
    Closed(u32),
    /// Left alone until then.
    Open(Instant),
    /// One call is let through to see whether it works again.
    Trial,
}

/// One provider's breaker. Clones share their state.
#[derive(Clone, Debug)]
pub(super) struct Breaker {
    state: Arc<Mutex<State>>,
    /// Failures in a row that open it.
    most: u32,
    /// How long it stays open.
    rest: Duration,
}

impl Breaker {
    pub(super) fn new(most: u32, rest: Duration) -> Self {
        Self { state: Arc::new(Mutex::new(State::Closed(0))), most: most.max(1), rest }
    }

    /// Lets a call through, or says how long to leave the provider alone.
    pub(super) fn admit(&self) -> Result<Pass, Duration> {
        let mut state = self.state();
        match *state {
            State::Closed(_) => {}
            State::Open(until) => {
                let wait = until.saturating_duration_since(Instant::now());
                if !wait.is_zero() {
                    return Err(wait);
                }
                *state = State::Trial;
            }
            State::Trial => return Err(self.rest),
        }
        Ok(Pass { breaker: self.clone(), judged: false })
    }

    /// A call although it is open: there is nobody else to ask.
    pub(super) fn insist(&self) -> Pass {
        Pass { breaker: self.clone(), judged: false }
    }

    pub(super) fn is_open(&self) -> bool {
        matches!(*self.state(), State::Open(_))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A call under way. Dropped without a verdict, because somebody pressed Stop, it says nothing about the provider.
#[derive(Debug)]
pub(super) struct Pass {
    breaker: Breaker,
    judged: bool,
}

impl Pass {
    /// The provider works.
    pub(super) fn succeed(&mut self) {
        self.judged = true;
        *self.breaker.state() = State::Closed(0);
    }

    pub(super) fn fail(&mut self) {
        self.judged = true;
        let mut state = self.breaker.state();
        *state = match *state {
            State::Closed(failures) if failures + 1 < self.breaker.most => State::Closed(failures + 1),
            State::Closed(_) | State::Trial => State::Open(Instant::now() + self.breaker.rest),
            // Another call was faster.
            State::Open(until) => State::Open(until),
        };
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        if self.judged {
            return;
        }
        let mut state = self.breaker.state();
        if *state == State::Trial {
            // The next call is the trial.
            *state = State::Open(Instant::now());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REST: Duration = Duration::from_secs(30);

    fn fail(breaker: &Breaker) {
        breaker.admit().unwrap().fail();
    }

    #[tokio::test(start_paused = true)]
    async fn failures_in_a_row_open_it_and_one_trial_closes_it() {
        let breaker = Breaker::new(3, REST);
        fail(&breaker);
        fail(&breaker);
        breaker.admit().unwrap().succeed();
        fail(&breaker);
        fail(&breaker);
        assert!(breaker.admit().is_ok(), "two in a row are not three");
        fail(&breaker);
        assert_eq!(breaker.admit().unwrap_err(), REST);

        tokio::time::advance(REST).await;
        let mut trial = breaker.admit().unwrap();
        assert_eq!(breaker.admit().unwrap_err(), REST, "one at a time");
        trial.fail();
        assert_eq!(breaker.admit().unwrap_err(), REST);

        tokio::time::advance(REST).await;
        breaker.admit().unwrap().succeed();
        assert_eq!(*breaker.state(), State::Closed(0));
    }

    #[tokio::test(start_paused = true)]
    async fn a_trial_that_was_stopped_leaves_the_next_one_its_place() {
        let breaker = Breaker::new(1, REST);
        fail(&breaker);
        tokio::time::advance(REST).await;
        drop(breaker.admit().unwrap());
        breaker.admit().unwrap().succeed();
        assert!(breaker.admit().is_ok());
    }
}
