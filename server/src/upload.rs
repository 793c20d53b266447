//! `POST /api/projects/{project}/files?path=…`: takes one file into a project.

use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use backend::BackendError;
use contract::{ProjectId, TabId, UserId};
use serde::Deserialize;

use crate::refusal::refuse;
use crate::router::Site;

/// More than a file may have, so that one a little too large is refused with a sentence after it was read.
pub const MAX_BODY_BYTES: usize = contract::MAX_ASSET_BYTES + 256 * 1024;

#[derive(Deserialize)]
pub struct Place {
    path: String,
    tab: Option<TabId>,
}

/// The body is the file. What it is, its name and its bytes say.
pub async fn upload(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    Path(project): Path<ProjectId>,
    place: Result<Query<Place>, QueryRejection>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let Ok(Query(Place { path, tab })) = place else {
        return refuse(&BackendError::Invalid("The address has to name the file: add ?path= to it."));
    };
    let body = match body {
        Ok(body) => body,
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            return refuse(&BackendError::AssetTooLarge { path, bytes: MAX_BODY_BYTES });
        }
        Err(_) => return refuse(&BackendError::Invalid("The file did not arrive whole. Upload it again.")),
    };
    match site.context.upload_file(&user, &project, &path, &body, tab).await {
        Ok(changed) => (StatusCode::CREATED, Json(changed)).into_response(),
        Err(error) => refuse(&error),
    }
}
