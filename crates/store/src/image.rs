use contract::{ImageId, ProjectId};

use crate::db::{read, write};
use crate::{Store, StoreError, now_ms};

/// A picture of a project, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ImageRow {
    pub id: String,
    pub media_type: String,
    pub bytes: i64,
    pub created_at_ms: i64,
}

/// A picture as it is served.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct StoredImage {
    pub media_type: String,
    pub content: Vec<u8>,
}

impl Store {
    pub async fn create_image(
        &self,
        id: &ImageId,
        project: &ProjectId,
        media_type: &str,
        content: &[u8],
    ) -> Result<(), StoreError> {
        let bytes = i64::try_from(content.len()).unwrap_or(i64::MAX);
        write!(
            &self.db,
            sqlx::query(
                "INSERT INTO project_images (id, project_id, media_type, bytes, content, created_at_ms)
             VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(id.as_str())
            .bind(project.as_str())
            .bind(media_type)
            .bind(bytes)
            .bind(content)
            .bind(now_ms())
        )?;
        Ok(())
    }

    /// None unless it is this project's.
    pub async fn find_image(
        &self,
        project: &ProjectId,
        id: &ImageId,
    ) -> Result<Option<StoredImage>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(
            "SELECT media_type, content FROM project_images WHERE project_id = $1 AND id = $2",
        )
        .bind(project.as_str())
        .bind(id.as_str())
        .fetch_optional(pool))?)
    }

    /// Oldest first.
    pub async fn list_images(&self, project: &ProjectId) -> Result<Vec<ImageRow>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(
            "SELECT id, media_type, bytes, created_at_ms FROM project_images
             WHERE project_id = $1 ORDER BY created_at_ms, id",
        )
        .bind(project.as_str())
        .fetch_all(pool))?)
    }
}
