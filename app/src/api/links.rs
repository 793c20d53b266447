use contract::{LinkId, LinkKind, LinkLife, LinkView, ProjectId, SharedView};
use leptos::prelude::*;

use super::ApiError;
#[cfg(feature = "ssr")]
use super::{caller, services};

/// What is left out is as little as can be: code and preview without forks, until the link is revoked.
#[server(prefix = "/api/fn", endpoint = "create_link")]
pub async fn create_link(
    project: ProjectId,
    kind: Option<LinkKind>,
    may_fork: Option<bool>,
    life: Option<LinkLife>,
) -> Result<LinkView, ApiError> {
    let (context, user) = caller()?;
    let (kind, life) = (kind.unwrap_or_default(), life.unwrap_or_default());
    Ok(context.create_link(&user, &project, kind, may_fork.unwrap_or_default(), life).await?)
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

#[server(prefix = "/api/fn", endpoint = "restore_link")]
pub async fn restore_link(link: LinkId) -> Result<(), ApiError> {
    let (context, user) = caller()?;
    Ok(context.restore_link(&user, &link).await?)
}

/// The token is the permission.
#[server(prefix = "/api/fn", endpoint = "open_shared")]
pub async fn open_shared(token: String) -> Result<SharedView, ApiError> {
    let opened = services()?.open_shared(&token).await;
    let app_only = matches!(opened, Err(backend::BackendError::AppOnly));
    let opened = opened.map_err(ApiError::from);
    if app_only {
        edge::to_app(&token);
    }
    Ok(SharedView { address: edge::address(&token), ..opened? })
}

/// The token is the permission to read; the copy belongs to whoever asks.
#[server(prefix = "/api/fn", endpoint = "fork_shared")]
pub async fn fork_shared(token: String) -> Result<ProjectId, ApiError> {
    let (context, user) = caller()?;
    Ok(context.fork_shared(&user, &token).await?)
}

#[cfg(feature = "ssr")]
pub use edge::host_address;

#[cfg(feature = "ssr")]
mod edge {
    use axum::http::request::Parts;
    use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;

    /// A page of a link to the app alone, cut off before the app's own address, leads there. A script is told no.
    pub(super) fn to_app(token: &str) {
        let is_page =
            use_context::<Parts>().is_some_and(|request| request.uri.path() == format!("/s/{token}"));
        if let (true, Some(response)) = (is_page, use_context::<ResponseOptions>())
            && let Ok(place) = HeaderValue::from_str(&format!("/s/{token}/app/"))
        {
            response.set_status(StatusCode::FOUND);
            response.insert_header(header::LOCATION, place);
        }
    }

    pub(super) fn address(token: &str) -> String {
        let site = use_context::<Parts>().map(|request| host_address(&request.headers));
        format!("{}/s/{token}", site.unwrap_or_default())
    }

    /// Scheme and host as the one who asks calls this server. The host was checked by the server's `identity` layer; the
    /// scheme is a proxy's word, and only goes into what is told to the one who asked.
    pub fn host_address(headers: &HeaderMap) -> String {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let scheme = if text("x-forwarded-proto") == Some("https") { "https" } else { "http" };
        format!("{scheme}://{}", text("host").unwrap_or_default())
    }
}
