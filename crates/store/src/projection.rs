//! What is derived from events, updated in the transaction that stores them.

use contract::{Event, FileChange, ProjectId, RunId, RunStatus, StoredEvent, UserId};

use crate::db::{Tx, execute, within};
use crate::project::fold;
use crate::{Append, StoreError};

/// Longest title of a conversation, in characters.
const TITLE_CHARS: usize = 80;

/// Refuses what one of the databases cannot hold, before anything is written.
pub(crate) fn check(event: &Event) -> Result<(), StoreError> {
    let texts: [&str; 2] = match event {
        Event::ProjectRenamed { name } | Event::ProjectForked { source: name } => [name, ""],
        Event::RunStarted { prompt, model, .. } | Event::PromptQueued { prompt, model, .. } => {
            [prompt, model.as_str()]
        }
        Event::FileChanged { path, change, .. } => match change {
            FileChange::Written { content } => [path, content],
            FileChange::Renamed { to, content } => [to, content],
            FileChange::Deleted | FileChange::Elided => [path, ""],
        },
        // The payload is JSON, where NUL is escaped.
        _ => ["", ""],
    };
    if texts.iter().any(|text| text.contains('\0')) { Err(StoreError::NulInText) } else { Ok(()) }
}

pub(crate) fn kind(event: &Event) -> &'static str {
    match event {
        Event::ProjectRenamed { .. } => "project_renamed",
        Event::ProjectForked { .. } => "project_forked",
        Event::RunStarted { .. } => "run_started",
        Event::StageStarted { .. } => "stage_started",
        Event::CallResumed { .. } => "call_resumed",
        Event::Noticed { .. } => "noticed",
        Event::Planned { .. } => "planned",
        Event::TextReceived { .. } => "text_received",
        Event::FileChanged { .. } => "file_changed",
        Event::FileKept { .. } => "file_kept",
        Event::Verified { .. } => "verified",
        Event::UsageRecorded { .. } => "usage_recorded",
        Event::StageFinished { .. } => "stage_finished",
        Event::RunFinished { .. } => "run_finished",
        Event::PromptQueued { .. } => "prompt_queued",
        Event::PromptUnqueued { .. } => "prompt_unqueued",
        Event::RunUndone { .. } => "run_undone",
        Event::VersionRestored { .. } => "version_restored",
    }
}

pub(crate) fn status_name(status: RunStatus) -> &'static str {
    match status {
        RunStatus::Running => "running",
        RunStatus::Succeeded => "succeeded",
        RunStatus::NeedsReview => "needs_review",
        RunStatus::Failed => "failed",
        RunStatus::Cancelled => "cancelled",
    }
}

pub(crate) async fn insert_project(
    tx: &mut Tx,
    project: &ProjectId,
    owner: &UserId,
    name: &str,
    at_ms: i64,
) -> Result<(), StoreError> {
    if name.contains('\0') {
        return Err(StoreError::NulInText);
    }
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO projects (id, owner_id, name, folded_name, created_at_ms, updated_at_ms)
         VALUES ($1, $2, $3, $4, $5, $5)",
        )
        .bind(project.as_str())
        .bind(owner.as_str())
        .bind(name)
        .bind(fold(name))
        .bind(at_ms)
    )?;
    Ok(())
}

pub(crate) async fn has_active_run(tx: &mut Tx, project: &ProjectId) -> Result<bool, StoreError> {
    let row: Option<(i64,)> = within!(tx, c => sqlx::query_as(
        "SELECT start_seq FROM runs WHERE project_id = $1 AND status = 'running'",
    )
    .bind(project.as_str())
    .fetch_optional(c))?;
    Ok(row.is_some())
}

/// Whether the prompt that event `queued` brought still waits.
pub(crate) async fn is_queued(tx: &mut Tx, project: &ProjectId, queued: i64) -> Result<bool, StoreError> {
    let row: Option<(i64,)> = within!(tx, c => sqlx::query_as(
        "SELECT seq FROM queued_prompts WHERE project_id = $1 AND seq = $2",
    )
    .bind(project.as_str())
    .bind(queued)
    .fetch_optional(c))?;
    Ok(row.is_some())
}

pub(crate) async fn apply(tx: &mut Tx, append: &Append, stored: &StoredEvent) -> Result<(), StoreError> {
    let project = append.project.as_str();
    let run = stored.run.as_ref().map(RunId::as_str);
    match &stored.event {
        Event::ProjectRenamed { name } => {
            execute!(
                tx,
                sqlx::query("UPDATE projects SET name = $2, folded_name = $3 WHERE id = $1")
                    .bind(project)
                    .bind(name.as_str())
                    .bind(fold(name))
            )?;
        }
        Event::RunStarted { conversation, prompt, model, .. } => {
            let title: String = prompt.chars().take(TITLE_CHARS).collect();
            execute!(
                tx,
                sqlx::query(
                    "INSERT INTO conversations (id, project_id, user_id, title, created_at_ms)
                 VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING",
                )
                .bind(conversation.as_str())
                .bind(project)
                .bind(append.user.as_str())
                .bind(title.as_str())
                .bind(stored.at_ms)
            )?;
            execute!(
                tx,
                sqlx::query(
                    "INSERT INTO runs (id, project_id, conversation_id, user_id, status, model, prompt,
                                   start_seq, started_at_ms)
                 VALUES ($1, $2, $3, $4, 'running', $5, $6, $7, $8)",
                )
                .bind(run)
                .bind(project)
                .bind(conversation.as_str())
                .bind(append.user.as_str())
                .bind(model.as_str())
                .bind(prompt.as_str())
                .bind(stored.seq)
                .bind(stored.at_ms)
            )?;
        }
        Event::FileChanged { path, change, after, .. } => {
            let hash = after.as_deref().unwrap_or_default();
            match change {
                FileChange::Written { content } => put_file(tx, append, stored, path, content, hash).await?,
                FileChange::Deleted => drop_file(tx, append, stored, path).await?,
                FileChange::Renamed { to, content } => {
                    drop_file(tx, append, stored, path).await?;
                    put_file(tx, append, stored, to, content, hash).await?;
                }
                // Only in history sent to browsers, which never comes back.
                FileChange::Elided => {}
            }
        }
        Event::UsageRecorded { model, usage, cost_micros } => {
            execute!(
                tx,
                sqlx::query(
                    "INSERT INTO usage (project_id, seq, run_id, user_id, model, input_tokens, cached_tokens,
                                    output_tokens, estimated, cost_micros, at_ms)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                )
                .bind(project)
                .bind(stored.seq)
                .bind(run)
                .bind(append.user.as_str())
                .bind(model.as_str())
                .bind(usage.input_tokens)
                .bind(usage.cached_tokens)
                .bind(usage.output_tokens)
                .bind(usage.estimated)
                .bind(*cost_micros)
                .bind(stored.at_ms)
            )?;
        }
        Event::RunFinished { status, .. } => {
            execute!(
                tx,
                sqlx::query("UPDATE runs SET status = $2, end_seq = $3, finished_at_ms = $4 WHERE id = $1",)
                    .bind(run)
                    .bind(status_name(*status))
                    .bind(stored.seq)
                    .bind(stored.at_ms)
            )?;
        }
        Event::RunUndone { undone } => {
            mark_undone(tx, project, undone, true).await?;
        }
        Event::VersionRestored { undone, redone, .. } => {
            for run in undone {
                mark_undone(tx, project, run, true).await?;
            }
            for run in redone {
                mark_undone(tx, project, run, false).await?;
            }
        }
        Event::PromptQueued { prompt, model, options } => {
            let options = serde_json::to_string(options).map_err(StoreError::Encode)?;
            execute!(
                tx,
                sqlx::query(
                    "INSERT INTO queued_prompts (project_id, seq, user_id, prompt, model, options)
                 VALUES ($1, $2, $3, $4, $5, $6)",
                )
                .bind(project)
                .bind(stored.seq)
                .bind(append.user.as_str())
                .bind(prompt.as_str())
                .bind(model.as_str())
                .bind(options.as_str())
            )?;
        }
        Event::PromptUnqueued { queued } => {
            execute!(
                tx,
                sqlx::query("DELETE FROM queued_prompts WHERE project_id = $1 AND seq = $2")
                    .bind(project)
                    .bind(*queued)
            )?;
        }
        Event::ProjectForked { .. }
        | Event::StageStarted { .. }
        | Event::CallResumed { .. }
        | Event::Noticed { .. }
        | Event::Planned { .. }
        | Event::TextReceived { .. }
        | Event::FileKept { .. }
        | Event::Verified { .. }
        | Event::StageFinished { .. } => {}
    }
    Ok(())
}

async fn mark_undone(tx: &mut Tx, project: &str, run: &RunId, undone: bool) -> Result<(), StoreError> {
    execute!(
        tx,
        sqlx::query("UPDATE runs SET undone = $3 WHERE id = $1 AND project_id = $2")
            .bind(run.as_str())
            .bind(project)
            .bind(undone)
    )?;
    Ok(())
}

async fn put_file(
    tx: &mut Tx,
    append: &Append,
    stored: &StoredEvent,
    path: &str,
    content: &str,
    hash: &str,
) -> Result<(), StoreError> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO project_files (project_id, path, content, hash, bytes, seq, updated_at_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (project_id, path) DO UPDATE SET
             content = excluded.content, hash = excluded.hash, bytes = excluded.bytes,
             seq = excluded.seq, updated_at_ms = excluded.updated_at_ms",
        )
        .bind(append.project.as_str())
        .bind(path)
        .bind(content)
        .bind(hash)
        .bind(i64::try_from(content.len()).unwrap_or(i64::MAX))
        .bind(stored.seq)
        .bind(stored.at_ms)
    )?;
    put_version(tx, append, stored, path, Some(hash)).await
}

async fn drop_file(tx: &mut Tx, append: &Append, stored: &StoredEvent, path: &str) -> Result<(), StoreError> {
    execute!(
        tx,
        sqlx::query("DELETE FROM project_files WHERE project_id = $1 AND path = $2")
            .bind(append.project.as_str())
            .bind(path)
    )?;
    put_version(tx, append, stored, path, None).await
}

/// `hash` is none when the file is gone.
async fn put_version(
    tx: &mut Tx,
    append: &Append,
    stored: &StoredEvent,
    path: &str,
    hash: Option<&str>,
) -> Result<(), StoreError> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO file_versions (project_id, path, seq, hash, deleted, run_id)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (project_id, path, seq) DO UPDATE SET
             hash = excluded.hash, deleted = excluded.deleted",
        )
        .bind(append.project.as_str())
        .bind(path)
        .bind(stored.seq)
        .bind(hash)
        .bind(hash.is_none())
        .bind(stored.run.as_ref().map(RunId::as_str))
    )?;
    Ok(())
}
