//! A model that answers from a script.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use contract::{ModelId, ModelView, Usage};
use futures::StreamExt;
use futures::stream::{self, BoxStream};
use llm::{FinishReason, LlmError, LlmEvent, Provider, Request};

/// One answer of the model.
#[derive(Clone, Debug)]
pub struct Reply {
    text: String,
    chunk: usize,
    hold_at: Option<usize>,
    fail_at: Option<(usize, LlmError)>,
    cut_at: Option<usize>,
    notice: Option<(String, ModelId)>,
}

impl Reply {
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), chunk: 7, hold_at: None, fail_at: None, cut_at: None, notice: None }
    }

    /// Bytes per piece of the stream, cut at the next character.
    pub fn chunk(mut self, bytes: usize) -> Self {
        self.chunk = bytes.max(1);
        self
    }

    /// Sends this much and then nothing more, without ending.
    pub fn hold_at(mut self, bytes: usize) -> Self {
        self.hold_at = Some(bytes);
        self
    }

    /// Sends this much and then fails.
    pub fn fail_at(mut self, bytes: usize, error: LlmError) -> Self {
        self.fail_at = Some((bytes, error));
        self
    }

    /// Says first that another model answers.
    pub fn switched(mut self, notice: impl Into<String>, model: impl Into<ModelId>) -> Self {
        self.notice = Some((notice.into(), model.into()));
        self
    }

    /// Sends this much and then says that the reply got too long; asked to continue, it does.
    pub fn cut_at(mut self, bytes: usize) -> Self {
        self.cut_at = Some(bytes);
        self
    }
}

/// The provider `test` with the model `test/script`. Replies are used up in order; a request that continues
/// a reply gets the rest of the reply that begins so.
#[derive(Clone, Debug, Default)]
pub struct Scripted(Arc<Mutex<Script>>);

#[derive(Debug, Default)]
struct Script {
    replies: VecDeque<Reply>,
    used: Vec<Reply>,
    requests: Vec<Request>,
    blind: bool,
}

impl Scripted {
    pub fn new(replies: impl IntoIterator<Item = Reply>) -> Self {
        let script = Script { replies: replies.into_iter().collect(), ..Script::default() };
        Self(Arc::new(Mutex::new(script)))
    }

    /// Is known not to look at pictures.
    pub fn blind(self) -> Self {
        self.0.lock().unwrap().blind = true;
        self
    }

    pub fn push(&self, reply: Reply) {
        self.0.lock().unwrap().replies.push_back(reply);
    }

    /// What the model was asked, in order.
    pub fn requests(&self) -> Vec<Request> {
        self.0.lock().unwrap().requests.clone()
    }

    fn answer(&self, request: &Request) -> Option<(Reply, usize)> {
        let mut script = self.0.lock().unwrap();
        script.requests.push(request.clone());
        let prefix = request.prefix.clone().unwrap_or_default();
        if !prefix.is_empty()
            && let Some(at) = script.used.iter().rposition(|reply| reply.text.starts_with(&prefix))
        {
            // What interrupted the first attempt does not happen again.
            let again = Reply { hold_at: None, fail_at: None, cut_at: None, ..script.used[at].clone() };
            return Some((again, prefix.len()));
        }
        let reply = script.replies.pop_front()?;
        let start = if reply.text.starts_with(&prefix) { prefix.len() } else { 0 };
        script.used.push(reply.clone());
        Some((reply, start))
    }
}

impl Provider for Scripted {
    fn id(&self) -> &str {
        "test"
    }

    fn models(&self) -> Vec<ModelView> {
        vec![ModelView {
            id: "test/script".into(),
            name: "Script".into(),
            provider: "test".into(),
            note: None,
            is_default: true,
            sees_images: !self.0.lock().unwrap().blind,
        }]
    }

    fn stream(&self, request: Request) -> BoxStream<'static, Result<LlmEvent, LlmError>> {
        let Some((reply, start)) = self.answer(&request) else {
            let error = LlmError::Refused { status: 500, message: "the script has no more replies".into() };
            return stream::iter([Err(error)]).boxed();
        };
        let stop = [reply.hold_at, reply.fail_at.as_ref().map(|(at, _)| *at), reply.cut_at]
            .into_iter()
            .flatten()
            .min()
            .unwrap_or(reply.text.len())
            .clamp(start, reply.text.len());
        let mut items: Vec<Result<LlmEvent, LlmError>> = Vec::new();
        if let Some((notice, model)) = reply.notice {
            items.extend([Ok(LlmEvent::Notice(notice)), Ok(LlmEvent::Switched(model))]);
        }
        let mut at = start;
        while at < stop {
            let mut end = (at + reply.chunk).min(stop);
            while !reply.text.is_char_boundary(end) {
                end += 1;
            }
            items.push(Ok(LlmEvent::Text(reply.text[at..end].to_owned())));
            at = end;
        }
        // Yields between pieces, as a network would.
        let pieces = |items: Vec<_>| {
            stream::iter(items).then(|item| async {
                tokio::task::yield_now().await;
                item
            })
        };
        if reply.hold_at.is_some() {
            return pieces(items).chain(stream::pending()).boxed();
        }
        if let Some((_, error)) = reply.fail_at {
            items.push(Err(error));
            return pieces(items).boxed();
        }
        let usage = Usage { input_tokens: 10, output_tokens: 20, cached_tokens: 0, estimated: false };
        items.push(Ok(LlmEvent::Usage(usage)));
        let reason = if reply.cut_at.is_some() { FinishReason::Length } else { FinishReason::Stop };
        items.push(Ok(LlmEvent::Finish(reason)));
        pieces(items).boxed()
    }
}
