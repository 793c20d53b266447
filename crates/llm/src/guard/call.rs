//! One guarded call as a small machine: wait for a place, ask, hand on, and when it fails decide what next.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use futures::StreamExt;
use futures::stream::BoxStream;
use tokio::time::{Instant, sleep_until};

use super::breaker::Pass;
use super::{Link, Policy};
use crate::{LlmError, LlmEvent, Request, unseen_notice};

type Item = Result<LlmEvent, LlmError>;

/// A wait that is shorter needs no words.
const WORTH_SAYING: Duration = Duration::from_secs(1);

pub(super) struct Call {
    link: Link,
    rest: VecDeque<Link>,
    request: Request,
    policy: Arc<Policy>,
    /// Of this link, from 1.
    attempt: u32,
    step: Step,
    /// Text has been handed out: from here on failures are the caller's.
    said: bool,
    ready: VecDeque<Item>,
}

enum Step {
    Begin,
    /// Between two attempts.
    Pause(Instant),
    /// Until the limit of how often it may be asked lets it through.
    Queue(Pass, Instant),
    Reply(Pass, BoxStream<'static, Item>),
    Over,
}

impl Call {
    pub(super) fn new(first: Link, rest: Vec<Link>, request: Request, policy: Arc<Policy>) -> Self {
        Self {
            link: first,
            rest: rest.into(),
            request,
            policy,
            attempt: 1,
            step: Step::Begin,
            said: false,
            ready: VecDeque::new(),
        }
    }

    pub(super) async fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            self.step = match std::mem::replace(&mut self.step, Step::Over) {
                Step::Begin => self.begin(),
                Step::Pause(until) => {
                    sleep_until(until).await;
                    Step::Begin
                }
                Step::Queue(pass, until) => {
                    sleep_until(until).await;
                    let request =
                        Request { model: self.link.model_name().to_owned(), ..self.request.clone() };
                    Step::Reply(pass, self.link.provider.stream(request))
                }
                Step::Reply(pass, mut stream) => match stream.next().await {
                    Some(Ok(event)) => self.hand_on(event, pass, stream),
                    Some(Err(error)) => self.fail(error, Some(pass)),
                    None => self.fail(LlmError::Stopped, Some(pass)),
                },
                Step::Over => return None,
            };
        }
    }

    fn begin(&mut self) -> Step {
        let pass = match self.link.gate.breaker.admit() {
            Ok(pass) => pass,
            // A person who presses Retry may have mended it; one attempt costs less than being turned away.
            Err(_) if self.rest.is_empty() => self.link.gate.breaker.insist(),
            Err(wait) => {
                return self.fail(LlmError::Paused { provider: self.link.provider.name(), wait }, None);
            }
        };
        let at = self.link.gate.rate.reserve();
        let wait = at - Instant::now();
        if wait >= WORTH_SAYING {
            let (name, most) = (self.link.provider.name(), self.link.gate.most.unwrap_or_default());
            self.say(format!("Waiting {}: {name} is asked at most {most} times a minute.", seconds(wait)));
        }
        Step::Queue(pass, at)
    }

    fn hand_on(&mut self, event: LlmEvent, mut pass: Pass, stream: BoxStream<'static, Item>) -> Step {
        let over = match &event {
            LlmEvent::Text(_) => {
                if !self.said {
                    pass.succeed();
                }
                self.said = true;
                false
            }
            LlmEvent::Finish(_) => {
                pass.succeed();
                true
            }
            LlmEvent::Usage(_) | LlmEvent::Notice(_) | LlmEvent::Switched(_) => false,
        };
        self.ready.push_back(Ok(event));
        if over { Step::Over } else { Step::Reply(pass, stream) }
    }

    /// Counts the failure and decides: again, another, or the end. `pass` is none if the provider was not asked.
    fn fail(&mut self, error: LlmError, pass: Option<Pass>) -> Step {
        if let Some(mut pass) = pass {
            if is_outage(&error) { pass.fail() } else { pass.succeed() }
        }
        if self.said || matches!(error, LlmError::Blocked(_)) {
            // A filter's word is an answer. Asking elsewhere is for the person to decide.
            self.ready.push_back(Err(error));
            return Step::Over;
        }
        let name = self.link.provider.name();
        if let Some(wait) = self.wait_before_next(&error) {
            self.attempt += 1;
            let (n, of) = (self.attempt, self.policy.attempts);
            let when = if wait < WORTH_SAYING { String::new() } else { format!(" in {}", seconds(wait)) };
            self.say(format!("{name} {}; trying again{when} ({n} of {of}).", error.told()));
            return Step::Pause(Instant::now() + wait);
        }
        let Some(next) = self.rest.pop_front() else {
            self.ready.push_back(Err(error));
            return Step::Over;
        };
        self.link = next;
        self.attempt = 1;
        let (next, model) = (self.link.provider.name(), self.link.model_name());
        self.say(format!("{name} {}; continued with {next} ({model}).", error.told()));
        // Without images nothing is looked up: a provider may have to ask its server what its models can do.
        if self.request.images() > 0 && !self.link.provider.sees_images(&self.link.model) {
            let images = self.request.leave_out_images();
            self.say(unseen_notice(self.link.model_name(), images));
        }
        self.ready.push_back(Ok(LlmEvent::Switched(self.link.model.clone())));
        Step::Begin
    }

    /// How long to wait before asking the same provider again; none if that makes no sense.
    fn wait_before_next(&self, error: &LlmError) -> Option<Duration> {
        let again = match error {
            LlmError::Unreachable { .. }
            | LlmError::RateLimited { .. }
            | LlmError::Stopped
            | LlmError::Unreadable(_) => true,
            LlmError::Refused { .. } => error.retryable(),
            // Silence has already cost all the time there is.
            LlmError::TimedOut(_) => false,
            LlmError::Unauthorized { .. } | LlmError::Blocked(_) | LlmError::Paused { .. } => false,
        };
        // The failure that opened the breaker tells more than the breaker would.
        if !again || self.attempt >= self.policy.attempts || self.link.gate.breaker.is_open() {
            return None;
        }
        if let LlmError::RateLimited { retry_after: Some(wait) } = error {
            return (*wait <= self.policy.most_wait).then_some(*wait);
        }
        let doubled = self.policy.backoff.saturating_mul(1 << (self.attempt - 1).min(16));
        // Those who failed together do not come back together.
        Some(doubled.mul_f64(rand::random_range(0.5..1.0)).min(self.policy.most_wait))
    }

    fn say(&mut self, text: String) {
        tracing::info!(notice = text, "a model's call");
        self.ready.push_back(Ok(LlmEvent::Notice(text)));
    }
}

/// Whether the provider is to blame. One that refuses a request is there.
fn is_outage(error: &LlmError) -> bool {
    match error {
        LlmError::Unreachable { .. }
        | LlmError::TimedOut(_)
        | LlmError::Stopped
        | LlmError::Unreadable(_) => true,
        LlmError::Refused { status, .. } => *status >= 500,
        LlmError::Unauthorized { .. }
        | LlmError::RateLimited { .. }
        | LlmError::Blocked(_)
        | LlmError::Paused { .. } => false,
    }
}

/// Rounded up.
fn seconds(wait: Duration) -> String {
    format!("{} s", wait.as_secs() + u64::from(wait.subsec_nanos() > 0))
}
