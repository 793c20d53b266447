use contract::{BudgetView, ProjectId, UserId};

use crate::db::{read, write};
use crate::{Store, StoreError, now_ms};

/// Millionths of a US dollar for a million tokens.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PriceRow {
    /// A model's id, `provider/name`.
    pub model: String,
    pub input: i64,
    pub cached: i64,
    pub output: i64,
}

/// Tokens and costs of one day (UTC), project and model.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct UsageRow {
    /// Days since 1970-01-01.
    pub day: i64,
    pub project_id: String,
    pub project: String,
    pub model: String,
    pub calls: i64,
    pub input_tokens: i64,
    pub cached_tokens: i64,
    pub output_tokens: i64,
    /// Of the calls whose price was known.
    pub cost_micros: i64,
    /// Calls whose price was not known.
    pub unpriced: i64,
}

impl Store {
    /// In the order of the models' ids.
    pub async fn list_prices(&self) -> Result<Vec<PriceRow>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(
            "SELECT model, input, cached, output FROM prices ORDER BY model",
        )
        .fetch_all(pool))?)
    }

    pub async fn put_price(&self, price: &PriceRow) -> Result<(), StoreError> {
        if price.model.contains('\0') {
            return Err(StoreError::NulInText);
        }
        write!(
            &self.db,
            sqlx::query(
                "INSERT INTO prices (model, input, cached, output, updated_at_ms) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (model) DO UPDATE SET
                 input = excluded.input, cached = excluded.cached, output = excluded.output,
                 updated_at_ms = excluded.updated_at_ms",
            )
            .bind(price.model.as_str())
            .bind(price.input)
            .bind(price.cached)
            .bind(price.output)
            .bind(now_ms())
        )?;
        Ok(())
    }

    /// Deleting what is not there is no error.
    pub async fn delete_price(&self, model: &str) -> Result<(), StoreError> {
        write!(&self.db, sqlx::query("DELETE FROM prices WHERE model = $1").bind(model))?;
        Ok(())
    }

    /// Of one owner's projects, last changed first: what they have cost and may cost.
    pub async fn list_budgets(&self, owner: &UserId) -> Result<Vec<BudgetView>, StoreError> {
        let rows: Vec<(String, String, Option<i64>, i64)> = read!(&self.db, pool => sqlx::query_as(
            "SELECT id, name, budget_micros,
                    (SELECT CAST(COALESCE(SUM(cost_micros), 0) AS BIGINT) FROM usage WHERE project_id = projects.id)
             FROM projects WHERE owner_id = $1 AND archived = FALSE AND deleted_at_ms IS NULL
             ORDER BY updated_at_ms DESC, id DESC",
        )
        .bind(owner.as_str())
        .fetch_all(pool))?;
        let view = |(id, name, limit_micros, spent_micros): (String, String, _, _)| BudgetView {
            project: id.into(),
            name,
            spent_micros,
            limit_micros,
        };
        Ok(rows.into_iter().map(view).collect())
    }

    /// Millionths of a US dollar that a project has cost so far.
    pub async fn sum_costs(&self, project: &ProjectId) -> Result<i64, StoreError> {
        // PostgreSQL sums BIGINT to NUMERIC.
        let (sum,): (i64,) = read!(&self.db, pool => sqlx::query_as(
            "SELECT CAST(COALESCE(SUM(cost_micros), 0) AS BIGINT) FROM usage WHERE project_id = $1",
        )
        .bind(project.as_str())
        .fetch_one(pool))?;
        Ok(sum)
    }

    /// None for no limit.
    pub async fn set_budget(&self, project: &ProjectId, micros: Option<i64>) -> Result<(), StoreError> {
        write!(
            &self.db,
            sqlx::query("UPDATE projects SET budget_micros = $2 WHERE id = $1")
                .bind(project.as_str())
                .bind(micros)
        )?;
        Ok(())
    }

    /// What a user's calls since `since_ms` (milliseconds since the Unix epoch) used, newest day first.
    pub async fn list_usage(&self, user: &UserId, since_ms: i64) -> Result<Vec<UsageRow>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(
            "SELECT usage.at_ms / 86400000 AS day, usage.project_id, projects.name AS project, usage.model,
                    COUNT(*) AS calls,
                    CAST(SUM(usage.input_tokens) AS BIGINT) AS input_tokens,
                    CAST(SUM(usage.cached_tokens) AS BIGINT) AS cached_tokens,
                    CAST(SUM(usage.output_tokens) AS BIGINT) AS output_tokens,
                    CAST(COALESCE(SUM(usage.cost_micros), 0) AS BIGINT) AS cost_micros,
                    COUNT(*) - COUNT(usage.cost_micros) AS unpriced
             FROM usage JOIN projects ON projects.id = usage.project_id
             WHERE usage.user_id = $1 AND usage.at_ms >= $2
             GROUP BY usage.at_ms / 86400000, usage.project_id, projects.name, usage.model
             ORDER BY day DESC, usage.project_id, usage.model",
        )
        .bind(user.as_str())
        .bind(since_ms)
        .fetch_all(pool))?)
    }
}
