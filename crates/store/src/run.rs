use contract::{ConversationId, ProjectId, RunId};

use crate::db::read;
use crate::{Store, StoreError};

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct RunRow {
    pub id: String,
    pub project_id: String,
    pub conversation_id: String,
    pub user_id: String,
    /// As in `contract::RunStatus`, in snake case.
    pub status: String,
    pub model: String,
    pub prompt: String,
    pub start_seq: i64,
    pub end_seq: Option<i64>,
    pub started_at_ms: i64,
    pub finished_at_ms: Option<i64>,
    pub undone: bool,
}

impl RunRow {
    pub fn is_running(&self) -> bool {
        self.status == "running"
    }
}

/// A prompt that waits for the turn before it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct QueuedRow {
    pub project_id: String,
    /// Of the event that queued it.
    pub seq: i64,
    pub user_id: String,
    pub prompt: String,
    pub model: String,
    /// `contract::TurnOptions` as JSON.
    pub options: String,
}

impl Store {
    pub async fn find_run(&self, run: &RunId) -> Result<Option<RunRow>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(
            "SELECT id, project_id, conversation_id, user_id, status, model, prompt, start_seq, end_seq,
                    started_at_ms, finished_at_ms, undone
             FROM runs WHERE id = $1",
        )
        .bind(run.as_str())
        .fetch_optional(pool))?)
    }

    /// The run that works on the project now, if any.
    pub async fn find_active_run(&self, project: &ProjectId) -> Result<Option<RunRow>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(
            "SELECT id, project_id, conversation_id, user_id, status, model, prompt, start_seq, end_seq,
                    started_at_ms, finished_at_ms, undone
             FROM runs WHERE project_id = $1 AND status = 'running'",
        )
        .bind(project.as_str())
        .fetch_optional(pool))?)
    }

    /// Runs that have not ended, oldest first: at start these were interrupted.
    pub async fn list_active_runs(&self) -> Result<Vec<RunRow>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(
            "SELECT id, project_id, conversation_id, user_id, status, model, prompt, start_seq, end_seq,
                    started_at_ms, finished_at_ms, undone
             FROM runs
             WHERE status = 'running' AND project_id IN (SELECT id FROM projects WHERE deleted_at_ms IS NULL)
             ORDER BY started_at_ms, id",
        )
        .fetch_all(pool))?)
    }

    /// Runs of a project, oldest first.
    pub async fn list_runs(&self, project: &ProjectId) -> Result<Vec<RunRow>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(
            "SELECT id, project_id, conversation_id, user_id, status, model, prompt, start_seq, end_seq,
                    started_at_ms, finished_at_ms, undone
             FROM runs WHERE project_id = $1 ORDER BY start_seq",
        )
        .bind(project.as_str())
        .fetch_all(pool))?)
    }

    /// Prompts that wait, oldest first; of all projects if none is named.
    pub async fn list_queued(&self, project: Option<&ProjectId>) -> Result<Vec<QueuedRow>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(
            "SELECT project_id, seq, user_id, prompt, model, options FROM queued_prompts
             WHERE $1 = '' OR project_id = $1 ORDER BY project_id, seq",
        )
        .bind(project.map_or("", ProjectId::as_str))
        .fetch_all(pool))?)
    }

    /// Runs of a conversation after the one with this id, oldest first, `most` of them at most.
    pub async fn list_conversation_runs(
        &self,
        conversation: &ConversationId,
        after: Option<&RunId>,
        most: u32,
    ) -> Result<Vec<RunRow>, StoreError> {
        let after = after.map_or("", RunId::as_str);
        Ok(read!(&self.db, pool => sqlx::query_as(
            "SELECT id, project_id, conversation_id, user_id, status, model, prompt, start_seq, end_seq,
                    started_at_ms, finished_at_ms, undone
             FROM runs
             WHERE conversation_id = $1
               AND start_seq > COALESCE((SELECT start_seq FROM runs WHERE id = $2 AND conversation_id = $1), -1)
             ORDER BY start_seq LIMIT $3",
        )
        .bind(conversation.as_str())
        .bind(after)
        .bind(i64::from(most))
        .fetch_all(pool))?)
    }

    /// The project that a conversation belongs to.
    pub async fn find_conversation_project(
        &self,
        conversation: &ConversationId,
    ) -> Result<Option<ProjectId>, StoreError> {
        let row: Option<(String,)> = read!(&self.db, pool => sqlx::query_as(
            "SELECT project_id FROM conversations WHERE id = $1",
        )
        .bind(conversation.as_str())
        .fetch_optional(pool))?;
        Ok(row.map(|(id,)| ProjectId(id)))
    }

    /// The project's newest conversation.
    pub async fn find_conversation(&self, project: &ProjectId) -> Result<Option<ConversationId>, StoreError> {
        let row: Option<(String,)> = read!(&self.db, pool => sqlx::query_as(
            "SELECT id FROM conversations WHERE project_id = $1 ORDER BY created_at_ms DESC, id DESC LIMIT 1",
        )
        .bind(project.as_str())
        .fetch_optional(pool))?;
        Ok(row.map(|(id,)| ConversationId(id)))
    }
}
