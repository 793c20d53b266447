//! The list of projects, and what new ones begin with.

use contract::{ImportedProject, ProjectId, ProjectPage, ProjectPlan, ProjectQuery, TemplateView};
use leptos::prelude::*;

use super::ApiError;
#[cfg(feature = "ssr")]
use super::{caller, services};

/// One page of a list.
#[server(prefix = "/api/fn", endpoint = "search_projects", input = server_fn::codec::Json)]
pub async fn search_projects(query: ProjectQuery) -> Result<ProjectPage, ApiError> {
    let (context, user) = caller()?;
    Ok(context.search_projects(&user, query, None).await?)
}

#[server(prefix = "/api/fn", endpoint = "archive_project")]
pub async fn archive_project(project: ProjectId) -> Result<(), ApiError> {
    let (context, user) = caller()?;
    Ok(context.archive_project(&user, &project).await?)
}

#[server(prefix = "/api/fn", endpoint = "unarchive_project")]
pub async fn unarchive_project(project: ProjectId) -> Result<(), ApiError> {
    let (context, user) = caller()?;
    Ok(context.unarchive_project(&user, &project).await?)
}

/// Takes `delete_project` back.
#[server(prefix = "/api/fn", endpoint = "restore_project")]
pub async fn restore_project(project: ProjectId) -> Result<(), ApiError> {
    let (context, user) = caller()?;
    Ok(context.restore_project(&user, &project).await?)
}

/// Removes a deleted project for good, before its time.
#[server(prefix = "/api/fn", endpoint = "purge_project")]
pub async fn purge_project(project: ProjectId) -> Result<(), ApiError> {
    let (context, user) = caller()?;
    Ok(context.purge_project(&user, &project).await?)
}

#[server(prefix = "/api/fn", endpoint = "duplicate_project")]
pub async fn duplicate_project(project: ProjectId) -> Result<ProjectId, ApiError> {
    let (context, user) = caller()?;
    Ok(context.duplicate_project(&user, &project).await?)
}

/// They come with Easel, for anyone to see.
#[server(prefix = "/api/fn", endpoint = "list_templates")]
pub async fn list_templates() -> Result<Vec<TemplateView>, ApiError> {
    Ok(services()?.list_templates())
}

/// A new project as the wizard describes it.
#[server(prefix = "/api/fn", endpoint = "create_from_plan", input = server_fn::codec::Json)]
pub async fn create_from_plan(plan: ProjectPlan) -> Result<ProjectId, ApiError> {
    let (context, user) = caller()?;
    Ok(context.create_from_plan(&user, plan).await?)
}

/// Fetches a public repository and makes a project of it.
#[server(prefix = "/api/fn", endpoint = "import_repository")]
pub async fn import_repository(address: String, name: String) -> Result<ImportedProject, ApiError> {
    let (context, user) = caller()?;
    Ok(context.import_repository(&user, &name, &address).await?)
}
