//! Prompts that wait: one turn at a time works on a project, and what is asked meanwhile is not lost.

use contract::{Event, ModelId, ProjectId, StartedRun, TurnRequest, UserId};
use store::{QueuedRow, StoreError};

use crate::{BackendError, Context};

/// More is no plan.
const MOST_QUEUED: usize = 20;

impl Context {
    /// Lets a prompt wait for the turn under way. Without one it is started at once.
    pub async fn queue_prompt(
        &self,
        user: &UserId,
        project: &ProjectId,
        ask: impl Into<TurnRequest>,
    ) -> Result<(), BackendError> {
        self.owned(user, project).await?;
        let (TurnRequest { prompt, options, .. }, model) = self.check(ask.into()).await?;
        self.check_images(project, &options.images).await?;
        if self.0.store.list_queued(Some(project)).await?.len() >= MOST_QUEUED {
            return Err(BackendError::Invalid("So many prompts are waiting already. Take one back first."));
        }
        self.append_one(user, project, Event::PromptQueued { prompt, model, options }).await?;
        // The turn before may have ended while this was stored.
        self.start_next(project).await
    }

    /// Takes a waiting prompt back; one that waits no longer is not found.
    pub async fn unqueue_prompt(
        &self,
        user: &UserId,
        project: &ProjectId,
        queued: i64,
    ) -> Result<(), BackendError> {
        self.owned(user, project).await?;
        match self.append_one(user, project, Event::PromptUnqueued { queued }).await {
            Err(BackendError::Store(StoreError::NotFound)) => Err(BackendError::NotFound("waiting prompt")),
            outcome => outcome.map(drop),
        }
    }

    /// Starts a waiting prompt now; a turn under way is stopped for it.
    pub async fn start_queued(
        &self,
        user: &UserId,
        project: &ProjectId,
        queued: i64,
    ) -> Result<StartedRun, BackendError> {
        self.owned(user, project).await?;
        let waiting = self.0.store.list_queued(Some(project)).await?;
        let Some(row) = waiting.into_iter().find(|row| row.seq == queued) else {
            return Err(BackendError::NotFound("waiting prompt"));
        };
        if let Some(active) = self.0.store.find_active_run(project).await? {
            self.cancel_run(user, &active.id.into()).await?;
        }
        self.start_row(project, row).await
    }

    /// At start: what was waiting when the last process ended.
    pub(crate) async fn start_all_queued(&self) -> Result<(), BackendError> {
        let mut projects: Vec<String> =
            self.0.store.list_queued(None).await?.into_iter().map(|row| row.project_id).collect();
        projects.dedup();
        for project in projects {
            self.start_queued_after(&ProjectId(project)).await;
        }
        Ok(())
    }

    /// After a turn that went well the oldest waiting prompt begins. One that was stopped or that failed leaves them
    /// waiting: the person decides.
    pub(crate) async fn start_queued_after(&self, project: &ProjectId) {
        let outcome = async {
            let runs = self.0.store.list_runs(project).await?;
            match runs.last().map(|run| run.status.as_str()) {
                Some("succeeded" | "needs_review") => self.start_next(project).await,
                _ => Ok(()),
            }
        };
        if let Err(error) = outcome.await {
            tracing::info!(%project, %error, "a waiting prompt was not started");
        }
    }

    async fn start_next(&self, project: &ProjectId) -> Result<(), BackendError> {
        if self.0.stopping.is_cancelled() || self.0.store.find_active_run(project).await?.is_some() {
            return Ok(());
        }
        let Some(row) = self.0.store.list_queued(Some(project)).await?.into_iter().next() else {
            return Ok(());
        };
        match self.start_row(project, row).await {
            // Another tab or another server was faster.
            Ok(_) | Err(BackendError::Store(StoreError::NotFound | StoreError::RunActive(_))) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn start_row(&self, project: &ProjectId, row: QueuedRow) -> Result<StartedRun, BackendError> {
        let user = UserId(row.user_id);
        let budget = self.owned(&user, project).await?.budget_micros;
        self.check_budget(project, budget).await?;
        let taken = vec![Event::PromptUnqueued { queued: row.seq }];
        // A model that is gone by now is replaced by the default one.
        let model = match self.choose_model(Some(&ModelId(row.model))).await {
            Err(BackendError::UnknownModel(_)) => self.choose_model(None).await?,
            outcome => outcome?,
        };
        let options = serde_json::from_str(&row.options).unwrap_or_default();
        let ask = TurnRequest { prompt: row.prompt, model: None, options };
        self.begin_run(&user, project, (ask, model), taken).await
    }
}
