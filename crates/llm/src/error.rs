use std::time::Duration;

use contract::{Problem, ProblemCode};

/// Why a call failed, by what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LlmError {
    #[error("nothing answered at {address}")]
    Unreachable { address: String },
    #[error("no answer for {} s", .0.as_secs())]
    TimedOut(Duration),
    #[error("the key was refused")]
    Unauthorized,
    #[error("too many requests")]
    RateLimited { retry_after: Option<Duration> },
    #[error("the reply ended before it was whole")]
    Stopped,
    #[error("the provider answered {status}: {message}")]
    Refused { status: u16, message: String },
}

impl LlmError {
    /// Whether the same call can succeed later without anybody changing anything.
    pub fn retryable(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::TimedOut(_) | Self::RateLimited { .. } | Self::Stopped => true,
            Self::Refused { status, .. } => *status >= 500,
            Self::Unauthorized => false,
        }
    }

    /// The sentence for the chat.
    pub fn problem(&self) -> Problem {
        let (code, message) = match self {
            Self::Unreachable { address } => (
                ProblemCode::ModelUnreachable,
                format!(
                    "The model at {address} did not answer. Check that it runs and that OPENAI_BASE_URL is right, \
                     then press Retry."
                ),
            ),
            Self::TimedOut(limit) => (
                ProblemCode::ModelUnreachable,
                format!("The model said nothing for {} s. Press Retry, or choose another model.", limit.as_secs()),
            ),
            Self::Unauthorized => (
                ProblemCode::ModelUnauthorized,
                "The provider did not accept the key. Check OPENAI_API_KEY, restart Easel, then press Retry.".to_owned(),
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
                    // The refusal came inside a reply.
                    0 | 200 => format!("The provider broke off: {}. Press Retry, or choose another model.", brief(message)),
                    status => format!(
                        "The provider answered with an error ({status}): {}. Choose another model, or press Retry.",
                        brief(message)
                    ),
                },
            ),
        };
        Problem::new(code, message)
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
            LlmError::Unreachable { address: "127.0.0.1:9".into() },
            LlmError::TimedOut(Duration::from_secs(60)),
            LlmError::Unauthorized,
            LlmError::RateLimited { retry_after: Some(Duration::from_secs(20)) },
            LlmError::RateLimited { retry_after: None },
            LlmError::Stopped,
            LlmError::Refused { status: 500, message: String::new() },
        ] {
            let text = error.problem().message;
            assert!(text.contains("Retry") || text.contains("another model"), "{text}");
            assert!(text.ends_with('.'), "{text}");
        }
    }
}
