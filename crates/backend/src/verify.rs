//! Checks files that are not stored.

use std::collections::BTreeMap;

use contract::{Severity, UserId, VerifyReport};

use crate::{BackendError, Context};

impl Context {
    /// What the check of a turn would say about these files, by path.
    pub async fn verify_files(
        &self,
        _user: &UserId,
        files: BTreeMap<String, String>,
    ) -> Result<VerifyReport, BackendError> {
        if files.len() > contract::MAX_FILES {
            return Err(BackendError::TooManyFiles(contract::MAX_FILES));
        }
        for (path, text) in &files {
            if text.len() > contract::MAX_FILE_BYTES {
                return Err(BackendError::FileTooLarge { path: path.clone(), bytes: text.len() });
            }
            if let Err(error) = edit::normalize_path(path) {
                return Err(BackendError::PathRefused { path: path.clone(), reason: error.to_string() });
            }
        }
        let diagnostics = tokio::task::spawn_blocking(move || preview::check(&files)).await?;
        let ok = diagnostics.iter().all(|found| found.severity != Severity::Error);
        Ok(VerifyReport { ok, checkers: vec!["oxc".to_owned(), "imports".to_owned()], diagnostics })
    }
}
