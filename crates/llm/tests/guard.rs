//! What stands around a call, with a provider that fails as told and a clock that only runs when all wait.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use contract::{ModelId, ModelView, Usage};
use futures::StreamExt;
use futures::stream::{self, BoxStream};
use llm::{FinishReason, LlmError, LlmEvent, Policy, Provider, Rates, Registry, Request};
use tokio::time::Instant;

type Item = Result<LlmEvent, LlmError>;

/// Fails with its errors in order, then answers.
#[derive(Clone)]
struct Fake {
    id: &'static str,
    errors: Arc<Mutex<VecDeque<LlmError>>>,
    asked: Arc<Mutex<Vec<(Instant, String)>>>,
}

impl Fake {
    fn new(id: &'static str, errors: impl IntoIterator<Item = LlmError>) -> Self {
        Self { id, errors: Arc::new(Mutex::new(errors.into_iter().collect())), asked: Arc::default() }
    }

    fn calls(&self) -> usize {
        self.asked.lock().unwrap().len()
    }

    /// Since the first call.
    fn times(&self) -> Vec<Duration> {
        let asked = self.asked.lock().unwrap();
        asked.iter().map(|(at, _)| *at - asked[0].0).collect()
    }
}

impl Provider for Fake {
    fn id(&self) -> &str {
        self.id
    }

    fn name(&self) -> String {
        self.id.to_uppercase()
    }

    fn models(&self) -> Vec<ModelView> {
        vec![ModelView {
            id: format!("{}/m", self.id).into(),
            name: "m".into(),
            provider: self.id.into(),
            note: None,
            is_default: false,
            sees_images: true,
        }]
    }

    fn stream(&self, request: Request) -> BoxStream<'static, Item> {
        self.asked.lock().unwrap().push((Instant::now(), request.model));
        let items: Vec<Item> = match self.errors.lock().unwrap().pop_front() {
            // What was read has to be paid, although nothing came of it.
            Some(error) => vec![Ok(LlmEvent::Usage(Usage::default())), Err(error)],
            None => vec![Ok(LlmEvent::Text("Hello".into())), Ok(LlmEvent::Finish(FinishReason::Stop))],
        };
        stream::iter(items).boxed()
    }
}

fn registry(providers: &[&Fake], policy: Policy) -> Registry {
    let dynamic = |fake: &&Fake| Arc::new((*fake).clone()) as Arc<dyn Provider>;
    Registry::guarded(providers.iter().map(dynamic).collect(), policy)
}

fn falling_back(names: &[&str]) -> Policy {
    Policy { fallback: names.iter().map(|name| (*name).to_owned()).collect(), ..Policy::default() }
}

async fn call(registry: &Registry) -> (Vec<String>, Vec<Item>) {
    let id = registry.models()[0].id.clone();
    let request = Request { model: "m".into(), ..Request::default() };
    let items: Vec<Item> = registry.find(&id).unwrap().stream(request).collect().await;
    let mut notices = Vec::new();
    let rest = items.into_iter().filter_map(|item| match item {
        Ok(LlmEvent::Notice(text)) => {
            notices.push(text);
            None
        }
        Ok(LlmEvent::Usage(_)) => None,
        other => Some(other),
    });
    let rest = rest.collect();
    (notices, rest)
}

fn answered(items: &[Item]) -> bool {
    items.ends_with(&[Ok(LlmEvent::Text("Hello".into())), Ok(LlmEvent::Finish(FinishReason::Stop))])
}

fn busy(seconds: Option<u64>) -> LlmError {
    LlmError::RateLimited { retry_after: seconds.map(Duration::from_secs) }
}

fn down() -> LlmError {
    LlmError::Unreachable { address: "host".into(), variable: "A_BASE_URL" }
}

#[tokio::test(start_paused = true)]
async fn what_the_provider_asks_for_is_waited() {
    let a = Fake::new("a", [busy(Some(7)), busy(Some(2))]);
    let (notices, items) = call(&registry(&[&a], Policy::default())).await;
    assert!(answered(&items));
    assert_eq!(a.times(), [0, 7, 9].map(Duration::from_secs));
    let wanted = [
        "A limits how often it may be asked; trying again in 7 s (2 of 3).",
        "A limits how often it may be asked; trying again in 2 s (3 of 3).",
    ];
    assert_eq!(notices, wanted);
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_too_long_is_left_to_the_person() {
    let a = Fake::new("a", [busy(Some(3600))]);
    let (notices, items) = call(&registry(&[&a], Policy::default())).await;
    assert_eq!(items, [Err(busy(Some(3600)))]);
    assert!(notices.is_empty());
}

#[tokio::test(start_paused = true)]
async fn attempts_are_spread_and_end() {
    let mut pauses = Vec::new();
    for _ in 0..20 {
        let a = Fake::new("a", [down(), down(), down(), down()]);
        let (_, items) = call(&registry(&[&a], Policy::default())).await;
        assert_eq!(items, [Err(down())]);
        let times = a.times();
        assert_eq!(times.len(), 3);
        let (first, second) = (times[1], times[2] - times[1]);
        // The clock of the runtime has steps of a millisecond.
        assert!((250..=501).contains(&first.as_millis()), "{first:?}");
        assert!((500..=1001).contains(&second.as_millis()), "{second:?}");
        pauses.push(first);
    }
    pauses.dedup();
    assert!(pauses.len() > 1, "each waits differently");
}

#[tokio::test(start_paused = true)]
async fn silence_and_refusals_are_not_tried_again() {
    for error in [
        LlmError::TimedOut(Duration::from_secs(20)),
        LlmError::Unauthorized { key: "A_KEY" },
        LlmError::Refused { status: 400, message: "no".into() },
        LlmError::Blocked("its filter refused the prompt".into()),
    ] {
        let a = Fake::new("a", [error.clone()]);
        assert_eq!(call(&registry(&[&a], Policy::default())).await.1, [Err(error)]);
        assert_eq!(a.calls(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn the_next_in_the_chain_answers_and_the_person_hears_of_it() {
    let a = Fake::new("a", [LlmError::TimedOut(Duration::from_secs(20))]);
    let b = Fake::new("b", [LlmError::Unauthorized { key: "B_KEY" }]);
    let c = Fake::new("c", []);
    let (notices, items) = call(&registry(&[&a, &b, &c], falling_back(&["b", "c/large"]))).await;
    // Only listed models can stand in.
    assert_eq!(
        items,
        [Ok(LlmEvent::Switched(ModelId::from("b/m"))), Err(LlmError::Unauthorized { key: "B_KEY" }),]
    );
    assert_eq!(notices, ["A did not answer in 20 s; continued with B (m)."]);

    let a = Fake::new("a", [LlmError::TimedOut(Duration::from_secs(20))]);
    let b = Fake::new("b", [LlmError::Unauthorized { key: "B_KEY" }]);
    let (notices, items) = call(&registry(&[&a, &b, &c], falling_back(&["b", "c"]))).await;
    assert!(answered(&items));
    assert_eq!(items[1], Ok(LlmEvent::Switched(ModelId::from("c/m"))));
    assert_eq!(notices[1], "B did not accept the key; continued with C (m).");
    assert_eq!(c.asked.lock().unwrap()[0].1, "m");
}

#[tokio::test(start_paused = true)]
async fn a_filters_word_is_final() {
    let blocked = LlmError::Blocked("its filter refused the prompt".into());
    let (a, b) = (Fake::new("a", [blocked.clone()]), Fake::new("b", []));
    let (_, items) = call(&registry(&[&a, &b], falling_back(&["b"]))).await;
    assert_eq!((items, b.calls()), (vec![Err(blocked)], 0));
}

#[tokio::test(start_paused = true)]
async fn who_fails_again_and_again_is_left_alone_for_a_while() {
    let (a, b) = (Fake::new("a", std::iter::repeat_n(down(), 6)), Fake::new("b", []));
    let registry = registry(&[&a, &b], falling_back(&["b"]));
    for calls in [3, 5, 5] {
        let (notices, items) = call(&registry).await;
        assert!(answered(&items));
        assert_eq!(a.calls(), calls, "{notices:?}");
    }
    let (notices, _) = call(&registry).await;
    assert_eq!(notices, ["A failed several times in a row; continued with B (m)."]);

    // One trial, which fails: alone again.
    tokio::time::advance(Duration::from_secs(30)).await;
    call(&registry).await;
    assert_eq!(a.calls(), 6);
    call(&registry).await;
    assert_eq!(a.calls(), 6);
    // And one that does not.
    tokio::time::advance(Duration::from_secs(30)).await;
    let (notices, items) = call(&registry).await;
    assert!(answered(&items) && notices.is_empty(), "{notices:?}");
    assert_eq!((a.calls(), b.calls()), (7, 6));
}

#[tokio::test(start_paused = true)]
async fn the_call_that_is_too_much_is_told_its_own_failure() {
    let a = Fake::new("a", std::iter::repeat_n(LlmError::Stopped, 9));
    let registry = registry(&[&a], Policy { failures: 2, ..Policy::default() });
    let (notices, items) = call(&registry).await;
    assert_eq!((items, a.calls()), (vec![Err(LlmError::Stopped)], 2));
    assert_eq!(notices, ["A broke off; trying again (2 of 3)."]);
}

#[tokio::test(start_paused = true)]
async fn without_anybody_else_it_is_asked_once_each_time() {
    let a = Fake::new("a", std::iter::repeat_n(down(), 4));
    let registry = registry(&[&a], Policy { failures: 3, ..Policy::default() });
    call(&registry).await;
    assert_eq!(a.calls(), 3);
    tokio::time::advance(Duration::from_secs(10)).await;
    let (_, items) = call(&registry).await;
    assert_eq!((items.last(), a.calls()), (Some(&Err(down())), 4), "the failure itself, after one attempt");
    // It works again: the person need not wait until the rest is over.
    let (_, items) = call(&registry).await;
    assert!(answered(&items));
}

#[tokio::test(start_paused = true)]
async fn a_burst_is_spread_over_the_allowed_rate() {
    let a = Fake::new("a", []);
    let policy = Policy { rates: Rates::parse("a=2,b=9").unwrap(), ..Policy::default() };
    let registry = registry(&[&a], policy);
    let calls = (0..5).map(|_| call(&registry));
    let done = futures::future::join_all(calls).await;
    assert!(done.iter().all(|(_, items)| answered(items)));
    assert_eq!(a.times(), [0, 0, 60, 60, 120].map(Duration::from_secs));
    let waited: Vec<&str> = done.iter().flat_map(|(notices, _)| notices).map(String::as_str).collect();
    let minute = "Waiting 60 s: A is asked at most 2 times a minute.";
    assert_eq!(waited, [minute, minute, "Waiting 120 s: A is asked at most 2 times a minute."]);
}

#[tokio::test(start_paused = true)]
async fn the_demo_model_and_plain_registries_are_left_as_they_are() {
    let a = Fake::new("a", [down()]);
    let plain = Registry::new(vec![Arc::new(a.clone())]);
    assert_eq!(call(&plain).await, (Vec::new(), vec![Err(down())]));
    let demo = Fake::new("demo", [down()]);
    assert_eq!(call(&registry(&[&demo], Policy::default())).await.1, [Err(down())]);
}
