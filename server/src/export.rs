//! `GET /api/projects/{project}/export`: the project as a zip archive.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::{ProjectId, UserId};

use crate::refusal::refuse;
use crate::router::Site;

pub async fn export_project(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    Path(project): Path<ProjectId>,
) -> Response {
    match site.context.export_project(&user, &project).await {
        Ok(exported) => {
            let disposition = format!("attachment; filename=\"{}.zip\"", exported.name);
            let Ok(disposition) = HeaderValue::from_str(&disposition) else {
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            };
            let kind = HeaderValue::from_static("application/zip");
            ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], exported.zip)
                .into_response()
        }
        Err(error) => refuse(&error),
    }
}
