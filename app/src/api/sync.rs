use contract::{ProjectId, SyncedFile, TabId};
use leptos::prelude::*;

use super::ApiError;
#[cfg(feature = "ssr")]
use super::caller;

/// A hand edit from the time when the server was away.
#[server(prefix = "/api/fn", endpoint = "sync_file", input = server_fn::codec::Json)]
pub async fn sync_file(
    project: ProjectId,
    path: String,
    content: String,
    base: Option<String>,
    tab: Option<TabId>,
) -> Result<SyncedFile, ApiError> {
    let (context, user) = caller()?;
    Ok(context.sync_file(&user, &project, backend::SaveFile { path, content, base, tab }).await?)
}
