//! Checks files that are not stored.

use std::collections::BTreeMap;

use contract::{UserId, VerifyReport};

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
        let context = self.clone();
        let report = tokio::task::spawn_blocking(move || context.verify(&files)).await?;
        Ok(VerifyReport { ok: report.ok, checkers: report.list_ran(), diagnostics: report.diagnostics })
    }
}
