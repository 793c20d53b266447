//! What a route answers when a use case did not happen.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use backend::BackendError;
use contract::{Problem, ProblemCode};

/// The problem as JSON, with the status that fits its code.
pub fn refuse(error: &BackendError) -> Response {
    let problem = error.problem();
    (status(&problem), Json(problem)).into_response()
}

/// A body that is not what the route takes.
pub fn refuse_body(rejection: &JsonRejection) -> Response {
    let problem =
        Problem::new(ProblemCode::Invalid, format!("The request cannot be read. {}.", rejection.body_text()));
    (rejection.status(), Json(problem)).into_response()
}

/// For routes that people open by themselves: the sentence alone.
pub fn refuse_page(error: &BackendError) -> Response {
    let problem = error.problem();
    (status(&problem), problem.message).into_response()
}

pub fn status(problem: &Problem) -> StatusCode {
    app::api::status(problem.code)
}
