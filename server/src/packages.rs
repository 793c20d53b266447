//! Packages that do not come with Easel: `POST /api/packages/resolve` says where they are, `/npm/-/…` serves them.

use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use contract::{PackagesRequest, UserId};

use crate::refusal::{refuse, refuse_body};
use crate::router::Site;
use crate::stored;

pub async fn resolve(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    request: Result<Json<PackagesRequest>, JsonRejection>,
) -> Response {
    let Json(request) = match request {
        Ok(request) => request,
        Err(rejection) => return refuse_body(&rejection),
    };
    match site.context.resolve_packages(&user, request).await {
        Ok(addresses) => Json(addresses).into_response(),
        Err(error) => refuse(&error),
    }
}

/// `GET /npm/-/{key}/{file}`: public and immutable like Easel's own assets; nothing in it is anybody's secret.
pub async fn serve(State(site): State<Site>, Path((key, file)): Path<(String, String)>) -> Response {
    match site.context.package_file(&key, &file) {
        Ok(path) => stored::serve(&path, "public, max-age=31536000, immutable").await,
        Err(error) => refuse(&error),
    }
}
