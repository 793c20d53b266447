use std::path::PathBuf;
use std::time::Duration;

use crate::job::Fault;

/// Why nothing was bundled.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The sources are the reason.
    #[error("{}", .0.message)]
    Refused(Fault),
    #[error("it took longer than {} s", .0.as_secs())]
    TooSlow(Duration),
    #[error("it took more than {} MB of memory", .0 / 1_000_000)]
    TooLarge(u64),
    /// The child ended without an answer.
    #[error("the bundler ended early ({0})")]
    Crashed(String),
    #[error("{path}: {source}")]
    Folder { path: PathBuf, source: std::io::Error },
    #[error("the bundler cannot be started: {0}")]
    Start(std::io::Error),
}
