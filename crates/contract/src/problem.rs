use serde::{Deserialize, Serialize};

/// What went wrong, by what a person can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// Nothing answered at the model's address.
    ModelUnreachable,
    /// The key was refused.
    ModelUnauthorized,
    ModelRateLimited,
    /// The reply ended before it was whole.
    ModelStopped,
    /// The provider answered something else that cannot be used.
    ModelRefused,
    UnknownModel,
    /// The reply had nothing to change.
    NoFiles,
    /// A path outside the project, or reserved.
    PathRefused,
    EditRefused,
    CheckFailed,
    PromptTooLong,
    FileTooLarge,
    TooManyFiles,
    /// The project's budget is used up.
    BudgetSpent,
    DiskFull,
    Conflict,
    Busy,
    NotFound,
    Forbidden,
    Invalid,
    Offline,
    NewVersion,
    Internal,
}

/// An error as people and scripts see it: a code, a sentence that says what to do, and for unexpected ones
/// the id under which the cause was logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub code: ProblemCode,
    pub message: String,
    #[serde(default)]
    pub incident: Option<String>,
}

impl Problem {
    pub fn new(code: ProblemCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), incident: None }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}
