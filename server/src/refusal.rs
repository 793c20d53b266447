//! What a route answers when a use case did not happen.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use backend::BackendError;
use contract::{Problem, ProblemCode};

/// The problem as JSON, with the status that fits its code.
pub fn refuse(error: &BackendError) -> Response {
    let problem = error.problem();
    (status(&problem), Json(problem)).into_response()
}

/// For routes that people open by themselves: the sentence alone.
pub fn refuse_page(error: &BackendError) -> Response {
    let problem = error.problem();
    (status(&problem), problem.message).into_response()
}

fn status(problem: &Problem) -> StatusCode {
    match problem.code {
        ProblemCode::NotFound => StatusCode::NOT_FOUND,
        ProblemCode::Forbidden => StatusCode::FORBIDDEN,
        ProblemCode::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
