//! A prompt in clearer words, before it is sent.

use agent::Template;
use contract::{ModelId, ProjectId, TurnRequest, Usage, UserId};
use futures::StreamExt;
use llm::{LlmError, LlmEvent, Message, Request, Role};

use crate::{BackendError, Context};

/// A prompt is short; what is longer is no prompt any more.
const MOST_TOKENS: u32 = 2_000;
const MOST_PATHS: usize = 200;

impl Context {
    /// Asks the model that would answer the prompt to say it more exactly. What it costs counts for the project, if
    /// there is one. Nothing is changed by it.
    pub async fn improve_prompt(
        &self,
        user: &UserId,
        project: Option<&ProjectId>,
        prompt: &str,
        model: Option<&ModelId>,
    ) -> Result<String, BackendError> {
        let mut paths = Vec::new();
        if let Some(project) = project {
            let row = self.owned(user, project).await?;
            self.check_budget(project, row.budget_micros).await?;
            paths = self.0.store.list_files(project).await?.into_iter().map(|file| file.path).collect();
        }
        paths.truncate(MOST_PATHS);
        let ask = TurnRequest { model: model.cloned(), ..prompt.into() };
        let (ask, model) = self.check(ask).await?;
        let Some(provider) = self.models().find(&model) else {
            return Err(BackendError::UnknownModel(model));
        };
        if provider.id() == "demo" {
            return Err(BackendError::Invalid(
                "The demo model cannot improve a prompt. Connect a model on the settings page.",
            ));
        }
        let files = if paths.is_empty() { "(none yet)".to_owned() } else { paths.join(", ") };
        let mut stream = provider.stream(Request {
            model: model.as_str().split_once('/').map_or(model.as_str(), |(_, name)| name).to_owned(),
            system: Template::Improve.render(&[("files", &files)])?,
            messages: vec![Message::new(Role::User, ask.prompt.clone())],
            max_tokens: Some(MOST_TOKENS),
            ..Request::default()
        });
        let mut text = String::new();
        let mut answering = model;
        let mut whole = false;
        while let Some(event) = stream.next().await {
            match event? {
                LlmEvent::Text(piece) => text.push_str(&piece),
                LlmEvent::Switched(other) => answering = other,
                LlmEvent::Usage(usage) => self.count(user, project, &answering, usage).await?,
                LlmEvent::Finish(_) => whole = true,
                LlmEvent::Notice(_) => {}
            }
        }
        let text = text.trim().trim_matches('"').trim();
        if !whole || text.is_empty() {
            return Err(LlmError::Stopped.into());
        }
        self.check_prompt(text)
    }

    async fn count(
        &self,
        user: &UserId,
        project: Option<&ProjectId>,
        model: &ModelId,
        usage: Usage,
    ) -> Result<(), BackendError> {
        // Without a project there is no log to count in yet.
        let Some(project) = project else { return Ok(()) };
        let event = self.priced(model.clone(), usage).await?;
        self.append_one(user, project, event).await.map(drop)
    }
}
