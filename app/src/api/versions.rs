use contract::{ChangeCount, FileDiff, FileView, ProjectId, RestoreStep, Span};
use leptos::prelude::*;

use super::ApiError;
#[cfg(feature = "ssr")]
use super::caller;

/// All files as they stood right after event `seq`.
#[server(prefix = "/api/fn", endpoint = "open_version")]
pub async fn open_version(project: ProjectId, seq: i64) -> Result<Vec<FileView>, ApiError> {
    let (context, user) = caller()?;
    Ok(context.open_version(&user, &project, seq).await?)
}

/// Files that differ between two moments, with their text at each.
#[server(prefix = "/api/fn", endpoint = "compare_versions")]
pub async fn compare_versions(project: ProjectId, from: i64, to: i64) -> Result<Vec<FileDiff>, ApiError> {
    let (context, user) = caller()?;
    Ok(context.compare_versions(&user, &project, Span { from, to }).await?)
}

/// How much differs, for each span. JSON, for a form cannot hold an empty list.
#[server(prefix = "/api/fn", endpoint = "count_changes", input = server_fn::codec::Json)]
pub async fn count_changes(project: ProjectId, spans: Vec<Span>) -> Result<Vec<ChangeCount>, ApiError> {
    let (context, user) = caller()?;
    Ok(context.count_changes(&user, &project, &spans).await?)
}

/// Puts the files of that moment back, as a new version.
#[server(prefix = "/api/fn", endpoint = "restore_version")]
pub async fn restore_version(project: ProjectId, seq: i64, step: RestoreStep) -> Result<(), ApiError> {
    let (context, user) = caller()?;
    Ok(context.restore_version(&user, &project, seq, step).await?)
}
