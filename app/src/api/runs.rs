use contract::{ContextView, FileDiff, ModelId, ProjectId, RunId, StartedRun, TurnRequest};
use leptos::prelude::*;

use super::ApiError;
#[cfg(feature = "ssr")]
use super::caller;

#[server(prefix = "/api/fn", endpoint = "start_run", input = server_fn::codec::Json)]
pub async fn start_run(project: ProjectId, ask: TurnRequest) -> Result<StartedRun, ApiError> {
    let (context, user) = caller()?;
    Ok(context.start_turn(&user, &project, ask).await?)
}

#[server(prefix = "/api/fn", endpoint = "cancel_run")]
pub async fn cancel_run(run: RunId) -> Result<(), ApiError> {
    let (context, user) = caller()?;
    Ok(context.cancel_run(&user, &run).await?)
}

#[server(prefix = "/api/fn", endpoint = "undo_run")]
pub async fn undo_run(run: RunId) -> Result<(), ApiError> {
    let (context, user) = caller()?;
    Ok(context.undo_run(&user, &run).await?)
}

/// Takes single hunks of the edit back that made event `seq`. JSON, for a form cannot hold an empty list.
#[server(prefix = "/api/fn", endpoint = "reject_hunks", input = server_fn::codec::Json)]
pub async fn reject_hunks(run: RunId, seq: i64, hunks: Vec<u32>) -> Result<(), ApiError> {
    let (context, user) = caller()?;
    Ok(context.reject_hunks(&user, &run, seq, &hunks).await?)
}

/// Files that a turn changed, with their text before and after it.
#[server(prefix = "/api/fn", endpoint = "list_changes")]
pub async fn list_changes(run: RunId) -> Result<Vec<FileDiff>, ApiError> {
    let (context, user) = caller()?;
    Ok(context.list_changes(&user, &run).await?)
}

/// Stops the turn under way and starts this one instead.
#[server(prefix = "/api/fn", endpoint = "replace_run", input = server_fn::codec::Json)]
pub async fn replace_run(project: ProjectId, ask: TurnRequest) -> Result<StartedRun, ApiError> {
    let (context, user) = caller()?;
    Ok(context.replace_run(&user, &project, ask).await?)
}

/// Lets a prompt wait for the turn under way.
#[server(prefix = "/api/fn", endpoint = "queue_prompt", input = server_fn::codec::Json)]
pub async fn queue_prompt(project: ProjectId, ask: TurnRequest) -> Result<(), ApiError> {
    let (context, user) = caller()?;
    Ok(context.queue_prompt(&user, &project, ask).await?)
}

/// `queued` is the number of the event that queued it.
#[server(prefix = "/api/fn", endpoint = "unqueue_prompt")]
pub async fn unqueue_prompt(project: ProjectId, queued: i64) -> Result<(), ApiError> {
    let (context, user) = caller()?;
    Ok(context.unqueue_prompt(&user, &project, queued).await?)
}

/// Starts a waiting prompt now.
#[server(prefix = "/api/fn", endpoint = "start_queued")]
pub async fn start_queued(project: ProjectId, queued: i64) -> Result<StartedRun, ApiError> {
    let (context, user) = caller()?;
    Ok(context.start_queued(&user, &project, queued).await?)
}

/// What would go to the model with this prompt now, and what it would cost.
#[server(prefix = "/api/fn", endpoint = "preview_context", input = server_fn::codec::Json)]
pub async fn preview_context(project: ProjectId, ask: TurnRequest) -> Result<ContextView, ApiError> {
    let (context, user) = caller()?;
    Ok(context.preview_context(&user, &project, ask).await?)
}

/// The prompt in clearer words, by the model that would answer it.
#[server(prefix = "/api/fn", endpoint = "improve_prompt")]
pub async fn improve_prompt(
    project: Option<ProjectId>,
    prompt: String,
    model: Option<ModelId>,
) -> Result<String, ApiError> {
    let (context, user) = caller()?;
    let model = model.filter(|model| !model.as_str().is_empty());
    Ok(context.improve_prompt(&user, project.as_ref(), &prompt, model.as_ref()).await?)
}
