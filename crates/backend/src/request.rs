//! What the model is asked.

use std::collections::HashSet;

use agent::{Exchange, Material, Speaker, Template, Turn};
use contract::{Event, RunId, Stage};
use futures::stream::BoxStream;
use llm::{LlmError, LlmEvent, Message, Request, Role, unseen_notice};

use crate::journal::Journal;
use crate::ledger::BUDGET;
use crate::{BackendError, image};

/// What a model says, as it says it.
pub(crate) type Replying = BoxStream<'static, Result<LlmEvent, LlmError>>;

/// A call under way.
pub(crate) struct Asked {
    pub(crate) reply: Replying,
    /// Paths of files that did not fit.
    pub(crate) trimmed: Vec<String>,
    /// What a person is told about pictures that the model does not get.
    pub(crate) unseen: Option<String>,
}

impl Journal {
    /// Calls the turn's model, continuing the text it has sent so far. None if the model is gone.
    pub(crate) async fn request(&self, turn: &Turn) -> Result<Option<Asked>, BackendError> {
        let Some(provider) = self.context.models().find(turn.model()) else { return Ok(None) };
        // As they stood when the call began: a call that is taken up again after some of its edits were
        // committed asks the same question, and its answer continues.
        let files = self.context.0.store.list_files_at(&self.project, turn.call.start_seq).await?;
        let files: Vec<(String, String)> = files.into_iter().map(crate::asset::told).collect();
        let material = Material {
            registry: self.context.has_registry(),
            prompt: turn.prompt.clone(),
            options: turn.options.clone(),
            hints: self.context.hints(&self.project, &files).await?,
            files: files.clone(),
            history: self.history(turn.start_seq).await?,
            planning: turn.call.apart,
            plan: turn.plan.clone(),
            repair: turn.repair().map(|(reply, complaints)| (reply.to_owned(), complaints)),
            budget: BUDGET,
        };
        let conversation = material.conversation()?;
        let trimmed = conversation.trimmed().map(str::to_owned).collect();
        let say = |saying: agent::Saying| Message {
            role: match saying.speaker {
                Speaker::User => Role::User,
                Speaker::Assistant => Role::Assistant,
            },
            text: saying.text,
            images: Vec::new(),
        };
        let mut messages: Vec<Message> = conversation.sayings.into_iter().map(say).collect();
        if let Some(asked) = messages.get_mut(conversation.asked) {
            asked.images = self.context.images(&self.project, &turn.options.images).await?;
        }
        let id = turn.model().as_str();
        let mut request = Request {
            model: id.split_once('/').map_or(id, |(_, name)| name).to_owned(),
            system: conversation.system,
            messages,
            prefix: (!turn.call.text.is_empty()).then(|| turn.call.text.clone()),
            continuation: Template::Continue.render(&[])?,
            max_tokens: None,
            files,
            prompt: turn.prompt.clone(),
            plan_only: turn.options.plan_only || turn.call.apart,
            unseen: 0,
        };
        let blind = request.images() > 0 && !provider.sees_images(turn.model());
        let unseen = if blind { request.leave_out_images() } else { 0 };
        let unseen = (unseen > 0).then(|| unseen_notice(&self.context.model_name(turn.model()), unseen));
        Ok(Some(Asked { reply: provider.stream(request), trimmed, unseen }))
    }

    /// Earlier turns of the project that were answered and not undone, oldest first. Of a turn with repairs
    /// the first reply stands for all: it says what was meant.
    pub(crate) async fn history(&self, before: i64) -> Result<Vec<Exchange>, BackendError> {
        let mut turns: Vec<(Option<RunId>, Exchange)> = Vec::new();
        let mut taken_back = HashSet::new();
        let (mut mending, mut planning) = (false, false);
        for stored in self.context.0.store.list_events(&self.project, before - 1).await? {
            match stored.event {
                Event::RunStarted { mut prompt, options, .. } => {
                    // The pictures themselves went with their own turn.
                    if !options.images.is_empty() {
                        prompt.push_str(&format!("\n\n{}", image::mention(options.images.len())));
                    }
                    turns.push((stored.run, Exchange { prompt, reply: String::new() }));
                    mending = false;
                }
                Event::StageStarted { stage: Stage::Repair, .. } => mending = true,
                Event::StageStarted { stage: Stage::Plan, apart, .. } => planning = apart,
                Event::StageStarted { stage: Stage::Generate, .. } => planning = false,
                Event::TextReceived { text } if !mending && !planning => {
                    if let Some((_, turn)) = turns.last_mut() {
                        turn.reply.push_str(&text);
                    }
                }
                Event::RunUndone { undone } => {
                    taken_back.insert(undone);
                }
                Event::VersionRestored { undone, redone, .. } => {
                    taken_back.extend(undone);
                    taken_back.retain(|run| !redone.contains(run));
                }
                _ => {}
            }
        }
        let stands = |run: &Option<RunId>| run.as_ref().is_none_or(|run| !taken_back.contains(run));
        let turns = turns.into_iter().filter(|(run, _)| stands(run)).map(|(_, turn)| turn);
        Ok(turns.filter(|turn| !turn.reply.trim().is_empty()).collect())
    }
}
