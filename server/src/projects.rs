//! `/api/projects`: the list and what can be done to what stands in it, for scripts; and imports, for the browser too.

use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, JsonRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use backend::{BackendError, ImportError};
use contract::{Problem, ProblemCode, ProjectId, ProjectPlan, ProjectQuery, TemplateView, UserId};
use serde::{Deserialize, Serialize};

use crate::refusal::{refuse, refuse_body};
use crate::router::Site;

/// More than an import may have, so that one a little too large is refused with a sentence after it was read.
pub const MAX_BODY_BYTES: usize = contract::MAX_IMPORT_BYTES + 2 * 1024 * 1024;

/// What a new or copied project is answered with.
#[derive(Serialize)]
struct Made {
    project: ProjectId,
}

#[derive(Deserialize)]
pub struct Renaming {
    name: String,
}

#[derive(Deserialize)]
pub struct Naming {
    #[serde(default)]
    name: String,
}

pub async fn list(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    query: Result<Query<ProjectQuery>, QueryRejection>,
) -> Response {
    let query = match query {
        Ok(Query(query)) => query,
        Err(rejection) => {
            let message = format!("The list cannot be asked for like this. {}.", rejection.body_text());
            let problem = Problem::new(ProblemCode::Invalid, message);
            return (rejection.status(), Json(problem)).into_response();
        }
    };
    answer(site.context.search_projects(&user, query, None).await)
}

pub async fn create(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    plan: Result<Json<ProjectPlan>, JsonRejection>,
) -> Response {
    let plan = match plan {
        Ok(Json(plan)) => plan,
        Err(rejection) => return refuse_body(&rejection),
    };
    made(site.context.create_from_plan(&user, plan).await)
}

pub async fn templates(State(site): State<Site>) -> Json<Vec<TemplateView>> {
    Json(site.context.list_templates())
}

pub async fn open(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    Path(project): Path<ProjectId>,
) -> Response {
    answer(site.context.get_project(&user, &project).await)
}

pub async fn rename(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    Path(project): Path<ProjectId>,
    body: Result<Json<Renaming>, JsonRejection>,
) -> Response {
    let name = match body {
        Ok(Json(Renaming { name })) => name,
        Err(rejection) => return refuse_body(&rejection),
    };
    if let Err(error) = site.context.rename_project(&user, &project, &name).await {
        return refuse(&error);
    }
    answer(site.context.get_project(&user, &project).await)
}

pub async fn delete(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    Path(project): Path<ProjectId>,
) -> Response {
    done(site.context.delete_project(&user, &project).await)
}

pub async fn restore(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    Path(project): Path<ProjectId>,
) -> Response {
    done(site.context.restore_project(&user, &project).await)
}

pub async fn archive(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    Path(project): Path<ProjectId>,
) -> Response {
    done(site.context.archive_project(&user, &project).await)
}

pub async fn unarchive(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    Path(project): Path<ProjectId>,
) -> Response {
    done(site.context.unarchive_project(&user, &project).await)
}

pub async fn duplicate(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    Path(project): Path<ProjectId>,
) -> Response {
    made(site.context.duplicate_project(&user, &project).await)
}

/// The body is a zip archive.
pub async fn import_archive(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    Query(Naming { name }): Query<Naming>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    match whole(body) {
        Ok(body) => created(site.context.import_archive(&user, &name, body).await),
        Err(error) => refuse(&error),
    }
}

/// The body lists the files in one line of JSON; their bytes follow.
pub async fn import_folder(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    Query(Naming { name }): Query<Naming>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    match whole(body) {
        Ok(body) => created(site.context.import_folder(&user, &name, body).await),
        Err(error) => refuse(&error),
    }
}

fn whole(body: Result<Bytes, BytesRejection>) -> Result<Bytes, BackendError> {
    body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => ImportError::TooLarge.into(),
        _ => ImportError::NotAFolder.into(),
    })
}

fn answer<T: Serialize>(outcome: Result<T, BackendError>) -> Response {
    match outcome {
        Ok(value) => Json(value).into_response(),
        Err(error) => refuse(&error),
    }
}

fn created<T: Serialize>(outcome: Result<T, BackendError>) -> Response {
    match outcome {
        Ok(value) => (StatusCode::CREATED, Json(value)).into_response(),
        Err(error) => refuse(&error),
    }
}

fn made(outcome: Result<ProjectId, BackendError>) -> Response {
    created(outcome.map(|project| Made { project }))
}

fn done(outcome: Result<(), BackendError>) -> Response {
    match outcome {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => refuse(&error),
    }
}
