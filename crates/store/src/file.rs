//! Files as they are, and as they were: any version is read back from the event that made it.

use std::collections::BTreeMap;

use contract::{Event, FileChange, FileView, ProjectId, RunId};

use crate::db::read;
use crate::log::decode;
use crate::{Store, StoreError};

#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct StoredFile {
    pub path: String,
    pub content: String,
    pub hash: String,
    /// The event that wrote it.
    pub seq: i64,
}

impl StoredFile {
    pub fn view(self) -> FileView {
        FileView { path: self.path, content: self.content, hash: self.hash }
    }
}

/// One version of one path; `hash` is none where the file was deleted or renamed away.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Version {
    pub path: String,
    pub seq: i64,
    pub hash: Option<String>,
    pub run_id: Option<String>,
}

impl Store {
    /// The newest files, by path.
    pub async fn list_files(&self, project: &ProjectId) -> Result<Vec<StoredFile>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(
            "SELECT path, content, hash, seq FROM project_files WHERE project_id = $1 ORDER BY path",
        )
        .bind(project.as_str())
        .fetch_all(pool))?)
    }

    /// Path and bytes of text of each file, by path.
    pub async fn list_file_sizes(&self, project: &ProjectId) -> Result<Vec<(String, i64)>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(
            "SELECT path, bytes FROM project_files WHERE project_id = $1 ORDER BY path",
        )
        .bind(project.as_str())
        .fetch_all(pool))?)
    }

    pub async fn find_file(&self, project: &ProjectId, path: &str) -> Result<Option<StoredFile>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(
            "SELECT path, content, hash, seq FROM project_files WHERE project_id = $1 AND path = $2",
        )
        .bind(project.as_str())
        .bind(path)
        .fetch_optional(pool))?)
    }

    /// The files as they stood right after event `seq`, by path.
    pub async fn list_files_at(&self, project: &ProjectId, seq: i64) -> Result<Vec<StoredFile>, StoreError> {
        // In this order a change that is stored meanwhile is taken back out below.
        let mut files: BTreeMap<String, StoredFile> =
            self.list_files(project).await?.into_iter().map(|file| (file.path.clone(), file)).collect();
        let later: Vec<(String,)> = read!(&self.db, pool => sqlx::query_as(
            "SELECT DISTINCT path FROM file_versions WHERE project_id = $1 AND seq > $2",
        )
        .bind(project.as_str())
        .bind(seq)
        .fetch_all(pool))?;
        for (path,) in later {
            match self.find_file_at(project, &path, seq).await? {
                Some(file) => files.insert(path, file),
                None => files.remove(&path),
            };
        }
        Ok(files.into_values().collect())
    }

    /// One file as it stood right after event `seq`; none if there was none.
    pub async fn find_file_at(
        &self,
        project: &ProjectId,
        path: &str,
        seq: i64,
    ) -> Result<Option<StoredFile>, StoreError> {
        let version: Option<(i64, bool)> = read!(&self.db, pool => sqlx::query_as(
            "SELECT seq, deleted FROM file_versions
             WHERE project_id = $1 AND path = $2 AND seq <= $3 ORDER BY seq DESC LIMIT 1",
        )
        .bind(project.as_str())
        .bind(path)
        .bind(seq)
        .fetch_optional(pool))?;
        match version {
            Some((at, false)) => self.read_version(project, path, at).await,
            Some((_, true)) | None => Ok(None),
        }
    }

    /// The newest version of `path` with this hash, from the log.
    pub async fn find_file_by_hash(
        &self,
        project: &ProjectId,
        path: &str,
        hash: &str,
    ) -> Result<Option<StoredFile>, StoreError> {
        let version: Option<(i64,)> = read!(&self.db, pool => sqlx::query_as(
            "SELECT seq FROM file_versions
             WHERE project_id = $1 AND path = $2 AND hash = $3 ORDER BY seq DESC LIMIT 1",
        )
        .bind(project.as_str())
        .bind(path)
        .bind(hash)
        .fetch_optional(pool))?;
        match version {
            Some((at,)) => self.read_version(project, path, at).await,
            None => Ok(None),
        }
    }

    /// The newest version of any path with this hash, from the log.
    pub async fn find_text_by_hash(
        &self,
        project: &ProjectId,
        hash: &str,
    ) -> Result<Option<StoredFile>, StoreError> {
        let version: Option<(String, i64)> = read!(&self.db, pool => sqlx::query_as(
            "SELECT path, seq FROM file_versions
             WHERE project_id = $1 AND hash = $2 ORDER BY seq DESC LIMIT 1",
        )
        .bind(project.as_str())
        .bind(hash)
        .fetch_optional(pool))?;
        match version {
            Some((path, at)) => self.read_version(project, &path, at).await,
            None => Ok(None),
        }
    }

    /// All versions that a run made, in order.
    pub async fn list_run_versions(&self, run: &RunId) -> Result<Vec<Version>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(
            "SELECT path, seq, hash, run_id FROM file_versions WHERE run_id = $1 ORDER BY seq, path",
        )
        .bind(run.as_str())
        .fetch_all(pool))?)
    }

    async fn read_version(
        &self,
        project: &ProjectId,
        path: &str,
        seq: i64,
    ) -> Result<Option<StoredFile>, StoreError> {
        let row: Option<(i64, Option<String>, String)> = read!(&self.db, pool => sqlx::query_as(
            "SELECT at_ms, run_id, payload FROM events WHERE project_id = $1 AND seq = $2",
        )
        .bind(project.as_str())
        .bind(seq)
        .fetch_optional(pool))?;
        let Some((at_ms, run, payload)) = row else { return Ok(None) };
        let Event::FileChanged { change, after, .. } = decode(project, seq, at_ms, run, &payload)?.event
        else {
            return Ok(None);
        };
        let content = match change {
            FileChange::Written { content } | FileChange::Renamed { content, .. } => content,
            FileChange::Deleted | FileChange::Elided => return Ok(None),
        };
        Ok(Some(StoredFile { path: path.to_owned(), content, hash: after.unwrap_or_default(), seq }))
    }
}
