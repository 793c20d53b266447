//! What stands around every call of a provider: attempts, a limit of how often it is asked, a breaker, and who
//! answers instead.
//!
//! All of this ends with the first piece of text. What breaks after that is handed on: whoever keeps the text
//! decides whether to go on from there.

mod breaker;
mod call;
mod policy;
mod rate;

use std::sync::Arc;

use contract::{ModelId, ModelView};
use futures::StreamExt;
use futures::stream::{self, BoxStream};

use crate::{LlmError, LlmEvent, Provider, Request};
use breaker::Breaker;
use call::Call;
pub use policy::{Policy, Rates};
use rate::Rate;

/// What is remembered of one provider between calls.
#[derive(Clone, Debug)]
pub(crate) struct Gate {
    breaker: Breaker,
    rate: Rate,
    /// Requests a minute, for the notice.
    most: Option<usize>,
}

impl Gate {
    pub(crate) fn new(policy: &Policy, provider: &str) -> Self {
        let most = policy.rates.of(provider);
        Self { breaker: Breaker::new(policy.failures, policy.rest), rate: Rate::new(most), most }
    }
}

/// A provider with the model that it is asked for.
#[derive(Clone)]
pub(crate) struct Link {
    pub(crate) provider: Arc<dyn Provider>,
    pub(crate) gate: Gate,
    pub(crate) model: ModelId,
}

impl Link {
    /// The provider's own name of the model.
    fn model_name(&self) -> &str {
        let id = self.model.as_str();
        id.split_once('/').map_or(id, |(_, name)| name)
    }
}

/// A model, and who answers if it does not.
pub(crate) struct Guarded {
    first: Link,
    rest: Vec<Link>,
    policy: Arc<Policy>,
}

impl Guarded {
    pub(crate) fn new(first: Link, rest: Vec<Link>, policy: Arc<Policy>) -> Self {
        Self { first, rest, policy }
    }
}

impl Provider for Guarded {
    fn id(&self) -> &str {
        self.first.provider.id()
    }

    fn name(&self) -> String {
        self.first.provider.name()
    }

    fn models(&self) -> Vec<ModelView> {
        self.first.provider.models()
    }

    fn has(&self, id: &ModelId) -> bool {
        self.first.provider.has(id)
    }

    fn stream(&self, request: Request) -> BoxStream<'static, Result<LlmEvent, LlmError>> {
        let call = Call::new(self.first.clone(), self.rest.clone(), request, self.policy.clone());
        stream::unfold(call, |mut call| async move { call.next().await.map(|item| (item, call)) }).boxed()
    }
}
