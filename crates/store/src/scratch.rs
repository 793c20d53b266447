//! Databases that live as long as a test. Here because SQL lives in this crate only.

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

use crate::{Db, StoreError};

/// Makes an empty PostgreSQL database beside the one in `url`. `name` is letters, digits and underscores.
pub async fn create_database(url: &str, name: &str) -> Result<(), StoreError> {
    run(url, format!("CREATE DATABASE {}", checked(name)?)).await
}

/// Drops it, ending connections that are still open.
pub async fn drop_database(url: &str, name: &str) -> Result<(), StoreError> {
    run(url, format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", checked(name)?)).await
}

/// Plays a disk with room for this many more pages of 4 KB, on SQLite. `None` is room without end.
pub async fn limit_pages(db: &Db, more: Option<i64>) -> Result<(), StoreError> {
    let Db::Sqlite { write, .. } = db else { return Ok(()) };
    let (used,): (i64,) = sqlx::query_as("PRAGMA page_count").fetch_one(write).await?;
    let most = more.map_or(1_000_000_000, |more| used + more);
    sqlx::query(AssertSqlSafe(format!("PRAGMA max_page_count = {most}"))).execute(write).await?;
    Ok(())
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
