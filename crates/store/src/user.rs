use contract::UserId;

use crate::db::{read, write};
use crate::{Store, StoreError, now_ms};

impl Store {
    /// Makes the account if it is missing.
    pub async fn create_user(&self, id: &UserId, name: &str) -> Result<(), StoreError> {
        write!(
            &self.db,
            sqlx::query(
                "INSERT INTO users (id, name, created_at_ms) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING",
            )
            .bind(id.as_str())
            .bind(name)
            .bind(now_ms())
        )?;
        Ok(())
    }

    pub async fn find_user(&self, id: &UserId) -> Result<Option<String>, StoreError> {
        let row: Option<(String,)> = read!(&self.db, pool => sqlx::query_as("SELECT name FROM users WHERE id = $1")
            .bind(id.as_str())
            .fetch_optional(pool))?;
        Ok(row.map(|(name,)| name))
    }
}
