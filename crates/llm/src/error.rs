use std::time::Duration;

use contract::{Problem, ProblemCode};

/// Why a call failed, by what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LlmError {
    /// `variable` is what sets the address.
    #[error("nothing answered at {address}")]
    Unreachable { address: String, variable: &'static str },
    #[error("no answer for {} s", .0.as_secs())]
    TimedOut(Duration),
    /// `key` is the variable that sets it.
    #[error("the key was refused")]
    Unauthorized { key: &'static str },
    #[error("too many requests")]
    RateLimited { retry_after: Option<Duration> },
    #[error("the reply ended before it was whole")]
    Stopped,
    #[error("the provider answered {status}: {message}")]
    Refused { status: u16, message: String },
    /// The provider's filter, or the model itself, will not answer this. The text says whose doing it was.
    #[error("the reply was blocked: {0}")]
    Blocked(String),
    /// What came is not what the provider's protocol allows.
    #[error("the reply cannot be read: {0}")]
    Unreadable(String),
    /// It failed several times in a row and is left alone until `wait` is over.
    #[error("{provider} is left alone after several failures")]
    Paused { provider: String, wait: Duration },
}

impl LlmError {
    /// Whether the same call can succeed later without anybody changing anything.
    pub fn retryable(&self) -> bool {
        match self {
            Self::Unreachable { .. }
            | Self::TimedOut(_)
            | Self::RateLimited { .. }
            | Self::Stopped
            | Self::Unreadable(_)
            | Self::Paused { .. } => true,
            Self::Refused { status, .. } => *status >= 500,
            Self::Unauthorized { .. } | Self::Blocked(_) => false,
        }
    }

    /// The sentence for the chat.
    pub fn problem(&self) -> Problem {
        let (code, message) = match self {
            Self::Unreachable { address, variable } => (
                ProblemCode::ModelUnreachable,
                format!(
                    "The model at {address} did not answer. Check that it runs and that {variable} is right, then \
                     press Retry."
                ),
            ),
            Self::TimedOut(limit) => (
                ProblemCode::ModelUnreachable,
                format!("The model said nothing for {} s. Press Retry, or choose another model.", limit.as_secs()),
            ),
            Self::Unauthorized { key } => (
                ProblemCode::ModelUnauthorized,
                format!(
                    "The provider did not accept the key. Check it on the settings page, or {key} where Easel was \
                     started, then press Retry."
                ),
            ),
            Self::RateLimited { retry_after } => (
                ProblemCode::ModelRateLimited,
                match retry_after {
                    Some(wait) => format!(
                        "The provider limits how often it may be asked. Wait {} s, then press Retry.",
                        wait.as_secs().max(1)
                    ),
                    None => "The provider limits how often it may be asked. Wait a minute, then press Retry, or \
                             choose another model."
                        .to_owned(),
                },
            ),
            Self::Stopped => (
                ProblemCode::ModelStopped,
                "The model stopped in the middle of its reply. Files that were complete are kept. Press Retry.".to_owned(),
            ),
            Self::Refused { status, message } => (
                ProblemCode::ModelRefused,
                match status {
                    503 | 529 => "The provider is overloaded. Wait a minute, then press Retry, or choose another model."
                        .to_owned(),
                    // The refusal came inside a reply.
                    0 | 200 => format!("The provider broke off: {}. Press Retry, or choose another model.", brief(message)),
                    status => format!(
                        "The provider answered with an error ({status}): {}. Choose another model, or press Retry.",
                        brief(message)
                    ),
                },
            ),
            Self::Blocked(reason) => (
                ProblemCode::ModelRefused,
                format!(
                    "The provider will not answer this: {}. Say it in other words, or choose another model.",
                    brief(reason)
                ),
            ),
            Self::Unreadable(reason) => (
                ProblemCode::ModelRefused,
                format!(
                    "The provider's answer cannot be read: {}. Press Retry, or choose another model.",
                    brief(reason)
                ),
            ),
            Self::Paused { provider, wait } => (
                ProblemCode::ModelUnreachable,
                format!(
                    "{provider} failed several times in a row and is left alone for a while. Wait {} s, then press \
                     Retry, or choose another model.",
                    wait.as_secs().max(1)
                ),
            ),
        };
        Problem::new(code, message)
    }

    /// What happened, as the rest of a sentence that begins with the provider's name.
    pub(crate) fn told(&self) -> String {
        match self {
            Self::Unreachable { .. } => "cannot be reached".to_owned(),
            Self::TimedOut(limit) => format!("did not answer in {} s", limit.as_secs()),
            Self::Unauthorized { .. } => "did not accept the key".to_owned(),
            Self::RateLimited { .. } => "limits how often it may be asked".to_owned(),
            Self::Stopped => "broke off".to_owned(),
            Self::Refused { status: 503 | 529, .. } => "is overloaded".to_owned(),
            Self::Refused { status: 0 | 200, message } => format!("broke off ({})", brief(message)),
            Self::Refused { status, message } => {
                format!("answered with an error ({status}: {})", brief(message))
            }
            Self::Blocked(reason) => format!("will not answer this ({})", brief(reason)),
            Self::Unreadable(reason) => format!("sent what cannot be read ({})", brief(reason)),
            Self::Paused { .. } => "failed several times in a row".to_owned(),
        }
    }
}

/// A provider's own words, short enough for a sentence.
fn brief(message: &str) -> String {
    let line = message.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_end_matches('.');
    if line.is_empty() {
        return "no reason given".to_owned();
    }
    line.chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_says_what_to_do() {
        for error in [
            LlmError::Unreachable { address: "127.0.0.1:9".into(), variable: "OPENAI_BASE_URL" },
            LlmError::TimedOut(Duration::from_secs(60)),
            LlmError::Unauthorized { key: "OPENAI_API_KEY" },
            LlmError::RateLimited { retry_after: Some(Duration::from_secs(20)) },
            LlmError::RateLimited { retry_after: None },
            LlmError::Stopped,
            LlmError::Refused { status: 500, message: String::new() },
            LlmError::Refused { status: 529, message: "Overloaded".into() },
            LlmError::Refused { status: 200, message: "no.\nReally no.".into() },
            LlmError::Blocked("its filter refused the prompt".into()),
            LlmError::Unreadable("a line was too long".into()),
            LlmError::Paused { provider: "OpenAI".into(), wait: Duration::from_secs(30) },
        ] {
            let text = error.problem().message;
            assert!(text.contains("Retry") || text.contains("another model"), "{text}");
            assert!(text.ends_with('.'), "{text}");
            assert!(!error.told().contains('\n') && !error.told().ends_with('.'), "{}", error.told());
        }
    }
}
