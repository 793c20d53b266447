use contract::{ProjectId, ProjectView, UserId};

use crate::db::{read, write};
use crate::{Store, StoreError};

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ProjectRow {
    pub id: String,
    pub owner_id: String,
    pub name: String,
    pub last_seq: i64,
    pub created_at_ms: i64,
    pub updated_at_ms: i64,
    pub files: i64,
    /// Millionths of a US dollar; none for no limit.
    pub budget_micros: Option<i64>,
}

impl ProjectRow {
    pub fn view(self) -> ProjectView {
        ProjectView {
            id: self.id.into(),
            name: self.name,
            created_at_ms: self.created_at_ms,
            updated_at_ms: self.updated_at_ms,
            files: self.files,
        }
    }
}

impl Store {
    pub async fn find_project(&self, project: &ProjectId) -> Result<Option<ProjectRow>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(
            "SELECT id, owner_id, name, last_seq, created_at_ms, updated_at_ms, budget_micros,
                    (SELECT COUNT(*) FROM project_files WHERE project_id = projects.id) AS files
             FROM projects WHERE id = $1",
        )
        .bind(project.as_str())
        .fetch_optional(pool))?)
    }

    /// Of one owner, last changed first.
    pub async fn list_projects(&self, owner: &UserId) -> Result<Vec<ProjectRow>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(
            "SELECT id, owner_id, name, last_seq, created_at_ms, updated_at_ms, budget_micros,
                    (SELECT COUNT(*) FROM project_files WHERE project_id = projects.id) AS files
             FROM projects WHERE owner_id = $1 AND archived = FALSE
             ORDER BY updated_at_ms DESC, id DESC",
        )
        .bind(owner.as_str())
        .fetch_all(pool))?)
    }

    /// With everything that belongs to it; its subscriptions end.
    pub async fn delete_project(&self, project: &ProjectId) -> Result<(), StoreError> {
        let done =
            write!(&self.db, sqlx::query("DELETE FROM projects WHERE id = $1").bind(project.as_str()))?;
        self.bus.end(project);
        if done == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }
}
