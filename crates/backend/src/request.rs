//! What the model is asked.

use agent::{Exchange, Material, Speaker, Template, Turn};
use contract::{Event, RunId, Stage};
use futures::stream::BoxStream;
use llm::{LlmError, LlmEvent, Message, Request, Role};

use crate::BackendError;
use crate::journal::Journal;

/// Tokens a request may have. Models with less room say so, and most have more.
const BUDGET: usize = 100_000;

impl Journal {
    /// Calls the turn's model, continuing the text it has sent so far. None if the model is gone.
    pub(crate) async fn request(
        &self,
        turn: &Turn,
    ) -> Result<Option<BoxStream<'static, Result<LlmEvent, LlmError>>>, BackendError> {
        let Some(provider) = self.context.0.models.find(&turn.model) else { return Ok(None) };
        // As they stood when the call began: a call that is taken up again after some of its edits were
        // committed asks the same question, and its answer continues.
        let files = self.context.0.store.list_files_at(&self.project, turn.call.start_seq).await?;
        let files: Vec<(String, String)> = files.into_iter().map(|file| (file.path, file.content)).collect();
        let material = Material {
            registry: self.context.has_registry(),
            prompt: turn.prompt.clone(),
            files: files.clone(),
            history: self.history(turn.start_seq).await?,
            repair: turn.repair().map(|(reply, complaints)| (reply.to_owned(), complaints)),
            budget: BUDGET,
        };
        let conversation = material.conversation()?;
        let say = |saying: agent::Saying| Message {
            role: match saying.speaker {
                Speaker::User => Role::User,
                Speaker::Assistant => Role::Assistant,
            },
            text: saying.text,
        };
        Ok(Some(provider.stream(Request {
            model:
                turn.model.as_str().split_once('/').map_or(turn.model.as_str(), |(_, name)| name).to_owned(),
            system: conversation.system,
            messages: conversation.sayings.into_iter().map(say).collect(),
            prefix: (!turn.call.text.is_empty()).then(|| turn.call.text.clone()),
            continuation: Template::Continue.render(&[])?,
            max_tokens: None,
            files,
        })))
    }

    /// Earlier turns of the project that were answered and not undone, oldest first. Of a turn with repairs
    /// the first reply stands for all: it says what was meant.
    async fn history(&self, before: i64) -> Result<Vec<Exchange>, BackendError> {
        let mut turns: Vec<(Option<RunId>, Exchange)> = Vec::new();
        let mut mending = false;
        for stored in self.context.0.store.list_events(&self.project, before - 1).await? {
            match stored.event {
                Event::RunStarted { prompt, .. } => {
                    turns.push((stored.run, Exchange { prompt, reply: String::new() }));
                    mending = false;
                }
                Event::StageStarted { stage: Stage::Repair, .. } => mending = true,
                Event::TextReceived { text } if !mending => {
                    if let Some((_, turn)) = turns.last_mut() {
                        turn.reply.push_str(&text);
                    }
                }
                Event::RunUndone { undone } => turns.retain(|(run, _)| run.as_ref() != Some(&undone)),
                _ => {}
            }
        }
        Ok(turns.into_iter().map(|(_, turn)| turn).filter(|turn| !turn.reply.trim().is_empty()).collect())
    }
}
