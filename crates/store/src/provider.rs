use crate::db::{read, write};
use crate::{Store, StoreError, now_ms};

/// What was set about a provider.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct ProviderRow {
    pub id: String,
    /// None for the provider's own.
    pub address: Option<String>,
    /// Names separated by commas; empty for the default.
    pub models: String,
    /// Encrypted; none where no key is needed or the environment has it.
    pub sealed_key: Option<Vec<u8>>,
    /// The key's last characters.
    pub key_hint: Option<String>,
}

impl Store {
    /// In the order of their ids.
    pub async fn list_providers(&self) -> Result<Vec<ProviderRow>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(
            "SELECT id, address, models, sealed_key, key_hint FROM providers ORDER BY id",
        )
        .fetch_all(pool))?)
    }

    /// Replaces what was set before.
    pub async fn put_provider(&self, row: &ProviderRow) -> Result<(), StoreError> {
        if row.models.contains('\0') || row.address.as_ref().is_some_and(|address| address.contains('\0')) {
            return Err(StoreError::NulInText);
        }
        write!(
            &self.db,
            sqlx::query(
                "INSERT INTO providers (id, address, models, sealed_key, key_hint, updated_at_ms)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (id) DO UPDATE SET
                 address = excluded.address, models = excluded.models, sealed_key = excluded.sealed_key,
                 key_hint = excluded.key_hint, updated_at_ms = excluded.updated_at_ms",
            )
            .bind(row.id.as_str())
            .bind(row.address.as_deref())
            .bind(row.models.as_str())
            .bind(row.sealed_key.as_deref())
            .bind(row.key_hint.as_deref())
            .bind(now_ms())
        )?;
        Ok(())
    }

    /// Deleting what is not there is no error.
    pub async fn delete_provider(&self, id: &str) -> Result<(), StoreError> {
        write!(&self.db, sqlx::query("DELETE FROM providers WHERE id = $1").bind(id))?;
        Ok(())
    }

    /// Stage and model, in the order of their names.
    pub async fn list_stage_models(&self) -> Result<Vec<(String, String)>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as("SELECT stage, model FROM stage_models ORDER BY stage")
            .fetch_all(pool))?)
    }

    /// None takes the choice back.
    pub async fn put_stage_model(&self, stage: &str, model: Option<&str>) -> Result<(), StoreError> {
        let Some(model) = model else {
            write!(&self.db, sqlx::query("DELETE FROM stage_models WHERE stage = $1").bind(stage))?;
            return Ok(());
        };
        write!(
            &self.db,
            sqlx::query(
                "INSERT INTO stage_models (stage, model) VALUES ($1, $2)
             ON CONFLICT (stage) DO UPDATE SET model = excluded.model",
            )
            .bind(stage)
            .bind(model)
        )?;
        Ok(())
    }
}
