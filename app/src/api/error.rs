use contract::{Problem, ProblemCode};
use serde::{Deserialize, Serialize};
use server_fn::codec::JsonEncoding;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

/// What a server function answers when it did not do its work: the problem as people see it, as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ApiError(pub Problem);

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        use ProblemCode as Code;
        let (code, message) = match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => {
                (Code::Offline, "The server does not answer. Check that it runs; Easel goes on trying.")
            }
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => (
                Code::NewVersion,
                "This page and the server do not understand each other. Reload the page to get the same version.",
            ),
            ServerFnErrorErr::Registration(_)
            | ServerFnErrorErr::UnsupportedRequestMethod(_)
            | ServerFnErrorErr::ServerError(_)
            | ServerFnErrorErr::MiddlewareError(_)
            | ServerFnErrorErr::Serialization(_) => {
                (Code::Internal, "The server could not do this. Try again; its log says more.")
            }
        };
        Self(Problem::new(code, message))
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for ApiError {}

#[cfg(feature = "ssr")]
pub use status::status;

#[cfg(feature = "ssr")]
mod status {
    use axum::http::StatusCode;
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;

    use super::{ApiError, Problem, ProblemCode};

    impl ApiError {
        pub(crate) fn no_user() -> Self {
            Problem::new(ProblemCode::Forbidden, "Nobody is signed in. Reload the page.").into()
        }
    }

    /// Also sets the answer's status, which would be 500 for every error otherwise.
    impl From<Problem> for ApiError {
        fn from(problem: Problem) -> Self {
            if let Some(response) = use_context::<ResponseOptions>() {
                response.set_status(status(problem.code));
            }
            Self(problem)
        }
    }

    impl From<backend::BackendError> for ApiError {
        fn from(error: backend::BackendError) -> Self {
            error.problem().into()
        }
    }

    /// The one place where a code becomes a status.
    pub fn status(code: ProblemCode) -> StatusCode {
        use ProblemCode as Code;
        match code {
            Code::NotFound => StatusCode::NOT_FOUND,
            Code::Forbidden => StatusCode::FORBIDDEN,
            Code::Conflict | Code::Busy => StatusCode::CONFLICT,
            Code::PromptTooLong | Code::FileTooLarge | Code::TooManyFiles => StatusCode::PAYLOAD_TOO_LARGE,
            Code::Invalid
            | Code::UnknownModel
            | Code::NoFiles
            | Code::PathRefused
            | Code::EditRefused
            | Code::CheckFailed
            | Code::NewVersion => StatusCode::UNPROCESSABLE_ENTITY,
            Code::ModelUnreachable
            | Code::ModelUnauthorized
            | Code::ModelRateLimited
            | Code::ModelStopped
            | Code::ModelRefused => StatusCode::BAD_GATEWAY,
            Code::BudgetSpent => StatusCode::PAYMENT_REQUIRED,
            Code::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
            Code::Offline => StatusCode::SERVICE_UNAVAILABLE,
            Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}
