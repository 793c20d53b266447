//! Databases that live as long as a test. Here because SQL lives in this crate only.

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

use crate::StoreError;

/// Makes an empty PostgreSQL database beside the one in `url`. `name` is letters, digits and underscores.
pub async fn create_database(url: &str, name: &str) -> Result<(), StoreError> {
    run(url, format!("CREATE DATABASE {}", checked(name)?)).await
}

/// Drops it, ending connections that are still open.
pub async fn drop_database(url: &str, name: &str) -> Result<(), StoreError> {
    run(url, format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", checked(name)?)).await
}

async fn run(url: &str, sql: String) -> Result<(), StoreError> {
    let options: PgConnectOptions = url.parse()?;
    let mut connection: PgConnection = options.connect().await?;
    sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await?;
    connection.close().await?;
    Ok(())
}

/// A name cannot be a placeholder, so it must be harmless.
fn checked(name: &str) -> Result<&str, StoreError> {
    if name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
        Ok(name)
    } else {
        Err(StoreError::NotFound)
    }
}
