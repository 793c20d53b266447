use contract::{ChangedFile, FileOperation, FileSplices, FilesChanged, ProjectId, SavedFile, TabId};
use leptos::prelude::*;

use super::ApiError;
#[cfg(feature = "ssr")]
use super::caller;

/// A hand edit. JSON, for a form's encoding triples the size of code.
#[server(prefix = "/api/fn", endpoint = "save_file", input = server_fn::codec::Json)]
pub async fn save_file(
    project: ProjectId,
    path: String,
    content: String,
    base: Option<String>,
    tab: Option<TabId>,
) -> Result<SavedFile, ApiError> {
    let (context, user) = caller()?;
    Ok(context.save_file(&user, &project, backend::SaveFile { path, content, base, tab }).await?)
}

/// Changes several files as one version: all of them, or none.
#[server(prefix = "/api/fn", endpoint = "splice_files", input = server_fn::codec::Json)]
pub async fn splice_files(
    project: ProjectId,
    files: Vec<FileSplices>,
    tab: Option<TabId>,
) -> Result<Vec<ChangedFile>, ApiError> {
    let (context, user) = caller()?;
    Ok(context.splice_files(&user, &project, files, tab).await?)
}

#[server(prefix = "/api/fn", endpoint = "delete_file")]
pub async fn delete_file(
    project: ProjectId,
    path: String,
    tab: Option<TabId>,
) -> Result<SavedFile, ApiError> {
    let (context, user) = caller()?;
    Ok(context.delete_file(&user, &project, &path, tab).await?)
}

/// Names the newest version of a package in `package.json`.
#[server(prefix = "/api/fn", endpoint = "add_package")]
pub async fn add_package(project: ProjectId, package: String) -> Result<SavedFile, ApiError> {
    let (context, user) = caller()?;
    Ok(context.add_package(&user, &project, &package, None).await?)
}

/// What the explorer does: files and folders are made, moved, copied and deleted, all of them or none.
#[server(prefix = "/api/fn", endpoint = "change_files", input = server_fn::codec::Json)]
pub async fn change_files(
    project: ProjectId,
    operations: Vec<FileOperation>,
    tab: Option<TabId>,
) -> Result<FilesChanged, ApiError> {
    let (context, user) = caller()?;
    Ok(context.change_files(&user, &project, operations, tab).await?)
}

/// Takes a change of the explorer back.
#[server(prefix = "/api/fn", endpoint = "undo_files", input = server_fn::codec::Json)]
pub async fn undo_files(
    project: ProjectId,
    done: FilesChanged,
    tab: Option<TabId>,
) -> Result<FilesChanged, ApiError> {
    let (context, user) = caller()?;
    Ok(context.undo_files(&user, &project, &done, tab).await?)
}
