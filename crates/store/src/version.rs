//! What a project's versions are told apart by: which paths and which runs changed between two events.

use contract::{ProjectId, RunId, StoredEvent};

use crate::db::read;
use crate::log::decode;
use crate::{Store, StoreError};

impl Store {
    /// Paths that changed after event `after`, up to and including event `upto`, in order.
    pub async fn list_changed_paths(
        &self,
        project: &ProjectId,
        after: i64,
        upto: i64,
    ) -> Result<Vec<String>, StoreError> {
        let rows: Vec<(String,)> = read!(&self.db, pool => sqlx::query_as(
            "SELECT DISTINCT path FROM file_versions
             WHERE project_id = $1 AND seq > $2 AND seq <= $3 ORDER BY path",
        )
        .bind(project.as_str())
        .bind(after)
        .bind(upto)
        .fetch_all(pool))?;
        Ok(rows.into_iter().map(|(path,)| path).collect())
    }

    /// Runs that changed a file after event `after`.
    pub async fn list_changing_runs(
        &self,
        project: &ProjectId,
        after: i64,
    ) -> Result<Vec<RunId>, StoreError> {
        let rows: Vec<(String,)> = read!(&self.db, pool => sqlx::query_as(
            "SELECT DISTINCT run_id FROM file_versions
             WHERE project_id = $1 AND seq > $2 AND run_id IS NOT NULL ORDER BY run_id",
        )
        .bind(project.as_str())
        .bind(after)
        .fetch_all(pool))?;
        Ok(rows.into_iter().map(|(run,)| RunId(run)).collect())
    }

    /// The events that say which runs there are and whose changes stand, in order.
    pub async fn list_run_marks(&self, project: &ProjectId) -> Result<Vec<StoredEvent>, StoreError> {
        let rows: Vec<(i64, i64, Option<String>, String)> = read!(&self.db, pool => sqlx::query_as(
            "SELECT seq, at_ms, run_id, payload FROM events
             WHERE project_id = $1 AND kind IN ('run_started', 'run_undone', 'version_restored') ORDER BY seq",
        )
        .bind(project.as_str())
        .fetch_all(pool))?;
        rows.into_iter()
            .map(|(seq, at_ms, run, payload)| decode(project, seq, at_ms, run, &payload))
            .collect()
    }
}
