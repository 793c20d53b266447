//! The interface for scripts: start a turn, wait for it, check files, read a conversation.

use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use backend::BackendError;
use contract::{
    ChatRequest, ConversationId, GenerateRequest, ModelId, ProjectId, StartedRun, UserId, VerifyRequest,
};

use crate::refusal::{refuse, refuse_body};
use crate::router::Site;

/// Largest body of a check: a project at its limits is far smaller in practice.
pub const MAX_FILES_BYTES: usize = 16 * 1024 * 1024;

type Body<T> = Result<Json<T>, JsonRejection>;

/// `POST /api/ai/generate`: answers when the turn has ended. It goes on when the caller hangs up.
pub async fn generate(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    request: Body<GenerateRequest>,
) -> Response {
    let request = match request {
        Ok(Json(request)) => request,
        Err(rejection) => return refuse_body(&rejection),
    };
    let answered = async {
        let started = start(&site, &user, &request).await?;
        site.context.await_answer(&user, &started.run).await
    };
    match answered.await {
        Ok(answer) => Json(answer).into_response(),
        Err(error) => refuse(&error),
    }
}

/// `POST /api/ai/generate/stream`: 202 with the address of the socket.
pub async fn generate_stream(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    request: Body<GenerateRequest>,
) -> Response {
    match request {
        Ok(Json(request)) => accepted(&site, &user, start(&site, &user, &request).await).await,
        Err(rejection) => refuse_body(&rejection),
    }
}

/// `POST /api/projects/{project}/chat`: a message and the turn that answers it.
pub async fn chat(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    Path(project): Path<ProjectId>,
    request: Body<ChatRequest>,
) -> Response {
    let request = match request {
        Ok(Json(request)) => request,
        Err(rejection) => return refuse_body(&rejection),
    };
    let started = site.context.start_run(&user, &project, &request.message, request.model.as_ref()).await;
    accepted(&site, &user, started).await
}

#[derive(serde::Deserialize)]
pub struct PageQuery {
    after: Option<String>,
    limit: Option<u32>,
}

/// `GET /api/conversations/{conversation}/messages?after=…&limit=…`
pub async fn messages(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    Path(conversation): Path<ConversationId>,
    Query(page): Query<PageQuery>,
) -> Response {
    match site.context.list_messages(&user, &conversation, page.after.as_deref(), page.limit).await {
        Ok(page) => Json(page).into_response(),
        Err(error) => refuse(&error),
    }
}

/// `POST /api/ai/verify`: checks files without storing them.
pub async fn verify(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    request: Body<VerifyRequest>,
) -> Response {
    let request = match request {
        Ok(Json(request)) => request,
        Err(rejection) => return refuse_body(&rejection),
    };
    match site.context.verify_files(&user, request.files).await {
        Ok(report) => Json(report).into_response(),
        Err(error) => refuse(&error),
    }
}

async fn start(site: &Site, user: &UserId, request: &GenerateRequest) -> Result<StartedRun, BackendError> {
    let model = request.model.as_ref().filter(|model: &&ModelId| !model.as_str().is_empty());
    match &request.project_id {
        Some(project) => site.context.start_run(user, project, &request.prompt, model).await,
        None => site.context.create_project(user, &request.prompt, model).await,
    }
}

async fn accepted(site: &Site, user: &UserId, started: Result<StartedRun, BackendError>) -> Response {
    let described = match started {
        Ok(started) => site.context.describe_started(user, &started).await,
        Err(error) => Err(error),
    };
    match described {
        Ok(view) => (StatusCode::ACCEPTED, Json(view)).into_response(),
        Err(error) => refuse(&error),
    }
}
