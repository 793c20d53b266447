use contract::{LinkId, ProjectId, UserId};

use crate::db::{read, write};
use crate::{Store, StoreError, now_ms};

/// A share link without its token, of which only the SHA-256 is stored.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LinkRow {
    pub id: String,
    pub project_id: String,
    pub hint: String,
    pub created_by: String,
    pub created_at_ms: i64,
    pub revoked_at_ms: Option<i64>,
    pub expires_at_ms: Option<i64>,
}

impl Store {
    /// `hint` are the first characters of the token, to tell links apart.
    pub async fn create_link(
        &self,
        id: &LinkId,
        project: &ProjectId,
        user: &UserId,
        token_hash: &[u8],
        hint: &str,
    ) -> Result<LinkRow, StoreError> {
        let now = now_ms();
        write!(
            &self.db,
            sqlx::query(
                "INSERT INTO share_links (id, token_hash, hint, project_id, created_by, created_at_ms)
             VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(id.as_str())
            .bind(token_hash)
            .bind(hint)
            .bind(project.as_str())
            .bind(user.as_str())
            .bind(now)
        )?;
        Ok(LinkRow {
            id: id.0.clone(),
            project_id: project.0.clone(),
            hint: hint.to_owned(),
            created_by: user.0.clone(),
            created_at_ms: now,
            revoked_at_ms: None,
            expires_at_ms: None,
        })
    }

    pub async fn find_link(&self, id: &LinkId) -> Result<Option<LinkRow>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(
            "SELECT id, project_id, hint, created_by, created_at_ms, revoked_at_ms, expires_at_ms
             FROM share_links WHERE id = $1",
        )
        .bind(id.as_str())
        .fetch_optional(pool))?)
    }

    /// The link with this token if it may still be used.
    pub async fn find_link_by_token(&self, token_hash: &[u8]) -> Result<Option<LinkRow>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(
            "SELECT id, project_id, hint, created_by, created_at_ms, revoked_at_ms, expires_at_ms
             FROM share_links
             WHERE token_hash = $1 AND revoked_at_ms IS NULL AND (expires_at_ms IS NULL OR expires_at_ms > $2)",
        )
        .bind(token_hash)
        .bind(now_ms())
        .fetch_optional(pool))?)
    }

    /// Links of a project that may still be used, newest first.
    pub async fn list_links(&self, project: &ProjectId) -> Result<Vec<LinkRow>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(
            "SELECT id, project_id, hint, created_by, created_at_ms, revoked_at_ms, expires_at_ms
             FROM share_links
             WHERE project_id = $1 AND revoked_at_ms IS NULL AND (expires_at_ms IS NULL OR expires_at_ms > $2)
             ORDER BY created_at_ms DESC, id DESC",
        )
        .bind(project.as_str())
        .bind(now_ms())
        .fetch_all(pool))?)
    }

    /// From now on the link answers as if it had never been.
    pub async fn revoke_link(&self, id: &LinkId) -> Result<(), StoreError> {
        write!(
            &self.db,
            sqlx::query("UPDATE share_links SET revoked_at_ms = $2 WHERE id = $1 AND revoked_at_ms IS NULL",)
                .bind(id.as_str())
                .bind(now_ms())
        )?;
        Ok(())
    }
}
