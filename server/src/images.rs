//! Pictures that go along with prompts: `POST /api/projects/{project}/images` takes one, `GET …/{image}` serves it.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use backend::BackendError;
use contract::{ImageId, ProjectId, UserId};

use crate::refusal::refuse;
use crate::router::Site;

/// More than a picture may have, so that one a little too large is refused with a sentence after it was read.
pub const MAX_BODY_BYTES: usize = contract::MAX_IMAGE_BYTES + 256 * 1024;
/// Opened by itself it is a picture and nothing else, whatever is in it.
const POLICY: &str = "sandbox; default-src 'none'";

/// The body is the file. Its type is what its bytes say, not what a header says.
pub async fn upload(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    Path(project): Path<ProjectId>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            return refuse(&BackendError::ImageTooLarge);
        }
        Err(_) => return refuse(&BackendError::NotAnImage),
    };
    match site.context.add_image(&user, &project, &body).await {
        Ok(view) => (StatusCode::CREATED, Json(view)).into_response(),
        Err(error) => refuse(&error),
    }
}

/// To the owner alone. An id stands for the same bytes for ever.
pub async fn serve(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    Path((project, image)): Path<(ProjectId, ImageId)>,
) -> Response {
    let image = match site.context.open_image(&user, &project, &image).await {
        Ok(image) => image,
        Err(error) => return refuse(&error),
    };
    let Ok(kind) = HeaderValue::from_str(&image.media_type) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut response = image.content.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Other pages, the preview's frame among them, cannot show it.
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}
