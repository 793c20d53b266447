use contract::{BudgetView, ProjectId, UsageLine};
use leptos::prelude::*;

use super::ApiError;
#[cfg(feature = "ssr")]
use super::caller;

/// By day, project and model, newest first.
#[server(prefix = "/api/fn", endpoint = "list_usage")]
pub async fn list_usage(days: u32) -> Result<Vec<UsageLine>, ApiError> {
    let (context, user) = caller()?;
    Ok(context.list_usage(&user, days).await?)
}

#[server(prefix = "/api/fn", endpoint = "list_budgets")]
pub async fn list_budgets() -> Result<Vec<BudgetView>, ApiError> {
    let (context, user) = caller()?;
    Ok(context.list_budgets(&user).await?)
}

/// `limit_micros` in millionths of a US dollar; none for no limit.
#[server(prefix = "/api/fn", endpoint = "save_budget", input = server_fn::codec::Json)]
pub async fn save_budget(project: ProjectId, limit_micros: Option<i64>) -> Result<(), ApiError> {
    let (context, user) = caller()?;
    Ok(context.save_budget(&user, &project, limit_micros).await?)
}
