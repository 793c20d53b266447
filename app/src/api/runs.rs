use contract::{FileDiff, ModelId, ProjectId, RunId, StartedRun};
use leptos::prelude::*;

use super::ApiError;
#[cfg(feature = "ssr")]
use super::caller;

#[server(prefix = "/api/fn", endpoint = "start_run")]
pub async fn start_run(
    project: ProjectId,
    prompt: String,
    model: Option<ModelId>,
) -> Result<StartedRun, ApiError> {
    let (context, user) = caller()?;
    let model = model.filter(|model| !model.as_str().is_empty());
    Ok(context.start_run(&user, &project, &prompt, model.as_ref()).await?)
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
