//! Turns: start, stop, take up again.

use contract::{
    ConversationId, Event, ModelId, ProjectId, RunId, RunStatus, StartedRun, TurnRequest, UserId,
};
use store::{Append, Entry, RunRow};

use crate::context::new_id;
use crate::journal::Journal;
use crate::{BackendError, Context, executor};

/// How long `cancel_run` waits for the task; the task itself stops the model at once.
const CANCEL_WAIT: std::time::Duration = std::time::Duration::from_secs(5);

/// Of the preview's console: an error and what led to it.
const MOST_CONSOLE_LINES: usize = 30;
const MOST_LINE_BYTES: usize = 1_000;

impl Context {
    /// A turn as `start_turn` starts it, without options. `model` none takes the default one.
    pub async fn start_run(
        &self,
        user: &UserId,
        project: &ProjectId,
        prompt: &str,
        model: Option<&ModelId>,
    ) -> Result<StartedRun, BackendError> {
        self.start_turn(user, project, TurnRequest { model: model.cloned(), ..prompt.into() }).await
    }

    /// Starts a turn in the project's conversation.
    pub async fn start_turn(
        &self,
        user: &UserId,
        project: &ProjectId,
        ask: impl Into<TurnRequest>,
    ) -> Result<StartedRun, BackendError> {
        let row = self.owned(user, project).await?;
        let ask = self.check(ask.into()).await?;
        self.check_images(project, &ask.0.options.images).await?;
        self.check_budget(project, row.budget_micros).await?;
        self.begin_run(user, project, ask, Vec::new()).await
    }

    /// Stops the turn under way, if there is one, and starts this one instead.
    pub async fn replace_run(
        &self,
        user: &UserId,
        project: &ProjectId,
        ask: impl Into<TurnRequest>,
    ) -> Result<StartedRun, BackendError> {
        self.owned(user, project).await?;
        // A prompt that cannot be sent must not stop anything.
        let (ask, _) = self.check(ask.into()).await?;
        self.check_images(project, &ask.options.images).await?;
        if let Some(active) = self.0.store.find_active_run(project).await? {
            self.cancel_run(user, &RunId(active.id)).await?;
        }
        self.start_turn(user, project, ask).await
    }

    /// Stores the turn's first event after those of `before`, and sets to work. The prompt has been checked.
    pub(crate) async fn begin_run(
        &self,
        user: &UserId,
        project: &ProjectId,
        (ask, model): (TurnRequest, ModelId),
        before: Vec<Event>,
    ) -> Result<StartedRun, BackendError> {
        let conversation = match self.0.store.find_conversation(project).await? {
            Some(conversation) => conversation,
            None => ConversationId(new_id()),
        };
        let run = RunId(new_id());
        let mut entries: Vec<Entry> = before.into_iter().map(|event| Entry { run: None, event }).collect();
        let TurnRequest { prompt, options, .. } = ask;
        let event = Event::RunStarted { conversation, prompt, model, options };
        entries.push(Entry { run: Some(run.clone()), event });
        let append = Append { project: project.clone(), user: user.clone(), entries, create: None };
        // The store refuses a second turn, also when two tabs ask at the same moment.
        self.0.store.append(append).await?;
        self.spawn_run(project, user, &run);
        Ok(StartedRun { project: project.clone(), run })
    }

    /// Stops a turn and answers when it has ended. Files it has committed stay; so does a turn that had
    /// ended before.
    pub async fn cancel_run(&self, user: &UserId, run: &RunId) -> Result<(), BackendError> {
        let row = self.owned_run(user, run).await?;
        if !row.is_running() {
            return Ok(());
        }
        if self.stop_run(run).await {
            return Ok(());
        }
        // No task here: left over from a failed start. Only the log has to learn that it is over.
        let elapsed_ms = crate::now_ms() - row.started_at_ms;
        let event = Event::RunFinished { status: RunStatus::Cancelled, elapsed_ms, problem: None };
        let append = Append {
            project: ProjectId(row.project_id),
            user: user.clone(),
            entries: vec![Entry { run: Some(run.clone()), event }],
            create: None,
        };
        self.0.store.append(append).await?;
        Ok(())
    }

    /// Takes up the turns that were under way when the last process ended. Call once, at start.
    pub async fn resume_runs(&self) -> Result<(), BackendError> {
        for row in self.0.store.list_active_runs().await? {
            tracing::info!(run = %row.id, project = %row.project_id, "taking up an interrupted turn");
            self.spawn_run(&ProjectId(row.project_id), &UserId(row.user_id), &RunId(row.id));
        }
        self.start_all_queued().await
    }

    /// False if the run has no task in this process.
    pub(crate) async fn stop_run(&self, run: &RunId) -> bool {
        let Some(handle) = self.0.running.find(run) else { return false };
        handle.cancel.cancel();
        tokio::time::timeout(CANCEL_WAIT, handle.done.cancelled()).await.is_ok()
    }

    pub(crate) fn spawn_run(&self, project: &ProjectId, user: &UserId, run: &RunId) {
        let Some(entry) = self.0.running.enter(run) else { return };
        let task = executor::Run {
            journal: Journal {
                context: self.clone(),
                project: project.clone(),
                user: user.clone(),
                run: run.clone(),
            },
            cancel: entry.handle.cancel.clone(),
            stopping: self.0.stopping.clone(),
        };
        let (context, project) = (self.clone(), project.clone());
        self.0.tasks.spawn(async move {
            task.execute().await;
            drop(entry);
            context.start_queued_after(&project).await;
        });
    }

    /// The guard of everything that belongs to a run.
    pub(crate) async fn owned_run(&self, user: &UserId, run: &RunId) -> Result<RunRow, BackendError> {
        let row = self.0.store.find_run(run).await?.ok_or(BackendError::NotFound("turn"))?;
        match self.owned(user, &ProjectId(row.project_id.clone())).await {
            Ok(_) => Ok(row),
            Err(BackendError::NotFound(_)) => Err(BackendError::NotFound("turn")),
            Err(error) => Err(error),
        }
    }

    /// What is asked, fit to be stored, and who answers.
    pub(crate) async fn check(&self, mut ask: TurnRequest) -> Result<(TurnRequest, ModelId), BackendError> {
        ask.prompt = self.check_prompt(&ask.prompt)?;
        let options = &mut ask.options;
        for list in [&mut options.pinned, &mut options.excluded, &mut options.open] {
            list.truncate(contract::MAX_FILES);
            list.retain(|path| vfs::normalize_path(path).is_ok_and(|normal| normal == *path));
        }
        // The newest lines, and of each its beginning.
        let surplus = options.console.len().saturating_sub(MOST_CONSOLE_LINES);
        options.console.drain(..surplus);
        for line in &mut options.console {
            let end = line.floor_char_boundary(MOST_LINE_BYTES);
            line.truncate(end);
        }
        let model = self.choose_model(ask.model.as_ref()).await?;
        Ok((ask, model))
    }

    pub(crate) fn check_prompt(&self, prompt: &str) -> Result<String, BackendError> {
        if self.0.stopping.is_cancelled() {
            return Err(BackendError::Stopping);
        }
        let prompt = prompt.trim();
        if prompt.is_empty() {
            return Err(BackendError::PromptEmpty);
        }
        if prompt.len() > contract::MAX_PROMPT_BYTES {
            return Err(BackendError::PromptTooLong(prompt.len()));
        }
        // PostgreSQL stores no NUL, and no prompt means one.
        Ok(prompt.replace('\0', ""))
    }

    pub(crate) async fn choose_model(&self, wanted: Option<&ModelId>) -> Result<ModelId, BackendError> {
        let models = self.models().models();
        match wanted {
            Some(id) if models.iter().any(|model| model.id == *id) => Ok(id.clone()),
            Some(id) => Err(BackendError::UnknownModel(id.clone())),
            None if let Some(chosen) = self.stage_models().await?.generate => Ok(chosen),
            None => models
                .iter()
                .find(|model| model.is_default)
                .or_else(|| models.first())
                .map(|model| model.id.clone())
                .ok_or(BackendError::NoModel),
        }
    }
}
