use contract::{LinkId, LinkView, ProjectId, SharedView};
use leptos::prelude::*;

use super::ApiError;
#[cfg(feature = "ssr")]
use super::{caller, services};

#[server(prefix = "/api/fn", endpoint = "create_link")]
pub async fn create_link(project: ProjectId) -> Result<LinkView, ApiError> {
    let (context, user) = caller()?;
    Ok(context.create_link(&user, &project).await?)
}

#[server(prefix = "/api/fn", endpoint = "list_links")]
pub async fn list_links(project: ProjectId) -> Result<Vec<LinkView>, ApiError> {
    let (context, user) = caller()?;
    Ok(context.list_links(&user, &project).await?)
}

#[server(prefix = "/api/fn", endpoint = "revoke_link")]
pub async fn revoke_link(link: LinkId) -> Result<(), ApiError> {
    let (context, user) = caller()?;
    Ok(context.revoke_link(&user, &link).await?)
}

/// The token is the permission.
#[server(prefix = "/api/fn", endpoint = "open_shared")]
pub async fn open_shared(token: String) -> Result<SharedView, ApiError> {
    Ok(services()?.open_shared(&token).await?)
}
