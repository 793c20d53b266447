use contract::{ModelId, ModelView, ProjectId, ProjectView, StartedRun, WorkspaceView};
use leptos::prelude::*;

use super::ApiError;
#[cfg(feature = "ssr")]
use super::{caller, services};

/// Makes a project from its first prompt and starts the turn. A form sent without script is answered with a
/// redirect to the project.
#[server(prefix = "/api/fn", endpoint = "create_project")]
pub async fn create_project(prompt: String, model: Option<ModelId>) -> Result<StartedRun, ApiError> {
    let (context, user) = caller()?;
    let model = model.filter(|model| !model.as_str().is_empty());
    let started = context.create_project(&user, &prompt, model.as_ref()).await?;
    if sent_by_form() {
        leptos_axum::redirect(&format!("/p/{}", started.project));
    }
    Ok(started)
}

#[server(prefix = "/api/fn", endpoint = "list_projects")]
pub async fn list_projects() -> Result<Vec<ProjectView>, ApiError> {
    let (context, user) = caller()?;
    Ok(context.list_projects(&user).await?)
}

#[server(prefix = "/api/fn", endpoint = "rename_project")]
pub async fn rename_project(project: ProjectId, name: String) -> Result<(), ApiError> {
    let (context, user) = caller()?;
    Ok(context.rename_project(&user, &project, &name).await?)
}

#[server(prefix = "/api/fn", endpoint = "delete_project")]
pub async fn delete_project(project: ProjectId) -> Result<(), ApiError> {
    let (context, user) = caller()?;
    Ok(context.delete_project(&user, &project).await?)
}

#[server(prefix = "/api/fn", endpoint = "open_workspace")]
pub async fn open_workspace(project: ProjectId) -> Result<WorkspaceView, ApiError> {
    let (context, user) = caller()?;
    Ok(context.open_workspace(&user, &project).await?)
}

/// Names of models are no secret: the prompt box shows them before anyone signs in.
#[server(prefix = "/api/fn", endpoint = "list_models")]
pub async fn list_models() -> Result<Vec<ModelView>, ApiError> {
    Ok(services()?.list_models())
}

#[cfg(feature = "ssr")]
fn sent_by_form() -> bool {
    use_context::<axum::http::request::Parts>().is_some_and(|parts| {
        let accept = parts.headers.get(axum::http::header::ACCEPT).and_then(|value| value.to_str().ok());
        accept.is_some_and(|accept| accept.contains("text/html"))
    })
}
