//! The two databases behind one type.

use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection, Postgres, Sqlite, Transaction};

use crate::StoreError;

const READERS: u32 = 4;
const PG_CONNECTIONS: u32 = 16;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(15);

/// A handle on the database; cheap to clone.
#[derive(Clone, Debug)]
pub enum Db {
    /// SQLite takes one writer at a time: a pool of one queues them in the process, where waiting is fair,
    /// instead of in the file lock, where it is not.
    Sqlite {
        read: SqlitePool,
        write: SqlitePool,
    },
    Postgres(PgPool),
}

impl Db {
    /// `sqlite:PATH` or `postgres://…`; applies the migrations.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let db = Self::connect(url).await.map_err(|source| StoreError::Open { url: redact(url), source })?;
        db.migrate().await?;
        Ok(db)
    }

    async fn connect(url: &str) -> Result<Self, sqlx::Error> {
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let options: PgConnectOptions = url.parse()?;
            let options = options.application_name("easel").options([("statement_timeout", "30s")]);
            // The pool tries again until its time limit and then says only that; this says what is wrong.
            options.connect().await?.close().await?;
            let pool = PgPoolOptions::new()
                .max_connections(PG_CONNECTIONS)
                .acquire_timeout(ACQUIRE_TIMEOUT)
                .connect_with(options)
                .await?;
            return Ok(Self::Postgres(pool));
        }
        let options: SqliteConnectOptions = url.parse()?;
        let options = options
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // With WAL a process crash loses nothing; only a power cut may lose the last commits, and never
            // the file.
            .synchronous(SqliteSynchronous::Normal)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT);
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .connect_with(options.clone())
            .await?;
        let read = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .connect_with(options.pragma("query_only", "ON"))
            .await?;
        Ok(Self::Sqlite { read, write })
    }

    async fn migrate(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite { write, .. } => crate::migration::sqlite().run(write).await?,
            Self::Postgres(pool) => crate::migration::postgres().run(pool).await?,
        }
        crate::project::fold_names(self).await
    }

    /// Takes migrations back, newest first, until `target` is the newest; for tests and emergencies.
    pub async fn migrate_down(&self, target: i64) -> Result<(), StoreError> {
        match self {
            Self::Sqlite { write, .. } => crate::migration::sqlite().undo(write, target).await?,
            Self::Postgres(pool) => crate::migration::postgres().undo(pool, target).await?,
        }
        Ok(())
    }

    /// Applies what `migrate_down` took back.
    pub async fn migrate_up(&self) -> Result<(), StoreError> {
        self.migrate().await
    }

    /// Begins a transaction that will write. On SQLite the lock is taken at once: a transaction that turns
    /// from reading to writing halfway can fail however long it waits.
    pub(crate) async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(SqliteTx::begin(write).await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Waits for what is under way, then closes. On SQLite the log file is folded into the database.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }

    pub fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }
}

/// A transaction on either database; dropped without `commit` or `rollback` it never happened.
pub(crate) enum Tx {
    Sqlite(SqliteTx),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(mut tx) => {
                if let Err(error) = sqlx::query("COMMIT").execute(&mut *tx.connection).await {
                    tx.rollback().await;
                    return Err(error.into());
                }
                tx.ended = true;
            }
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    pub(crate) async fn rollback(self) {
        match self {
            Self::Sqlite(tx) => tx.rollback().await,
            // What fails here failed before; the server rolls back when the connection closes.
            Self::Postgres(tx) => drop(tx.rollback().await),
        }
    }
}

/// SQLite ends a transaction by itself on some errors, a full disk among them. sqlx's own type counts on
/// ending it and leaves the connection unusable then, so this one speaks for itself.
pub(crate) struct SqliteTx {
    pub(crate) connection: PoolConnection<Sqlite>,
    ended: bool,
}

impl SqliteTx {
    async fn begin(pool: &SqlitePool) -> Result<Self, sqlx::Error> {
        let mut tx = Self { connection: pool.acquire().await?, ended: false };
        sqlx::query("BEGIN IMMEDIATE").execute(&mut *tx.connection).await?;
        Ok(tx)
    }

    async fn rollback(mut self) {
        let outcome = sqlx::query("ROLLBACK").execute(&mut *self.connection).await;
        self.ended = match outcome {
            Ok(_) => true,
            Err(error) => error
                .as_database_error()
                .is_some_and(|error| error.message().contains("no transaction is active")),
        };
    }
}

impl Drop for SqliteTx {
    fn drop(&mut self) {
        if !self.ended {
            // Closing a connection rolls back whatever state it is in.
            self.connection.close_on_drop();
        }
    }
}

/// Runs one expression inside a transaction, compiled once per database:
/// `within!(tx, c => sqlx::query("…").bind(x).execute(c))`.
macro_rules! within {
    ($tx:expr, $conn:ident => $query:expr) => {
        match $tx {
            $crate::db::Tx::Sqlite(tx) => {
                let $conn = &mut *tx.connection;
                $query.await
            }
            $crate::db::Tx::Postgres(tx) => {
                let $conn = &mut **tx;
                $query.await
            }
        }
    };
}

/// Runs one reading expression outside of a transaction.
macro_rules! read {
    ($db:expr, $pool:ident => $query:expr) => {
        match $db {
            $crate::db::Db::Sqlite { read, .. } => {
                let $pool = read;
                $query.await
            }
            $crate::db::Db::Postgres(pool) => {
                let $pool = pool;
                $query.await
            }
        }
    };
}

/// Runs a statement inside a transaction and answers the number of rows it touched.
macro_rules! execute {
    ($tx:expr, $query:expr) => {
        match $tx {
            $crate::db::Tx::Sqlite(tx) => {
                $query.execute(&mut *tx.connection).await.map(|done| done.rows_affected())
            }
            $crate::db::Tx::Postgres(tx) => $query.execute(&mut **tx).await.map(|done| done.rows_affected()),
        }
    };
}

/// Runs a statement that is a transaction by itself and answers the number of rows it touched.
macro_rules! write {
    ($db:expr, $query:expr) => {
        match $db {
            $crate::db::Db::Sqlite { write, .. } => {
                $query.execute(write).await.map(|done| done.rows_affected())
            }
            $crate::db::Db::Postgres(pool) => $query.execute(pool).await.map(|done| done.rows_affected()),
        }
    };
}

pub(crate) use {execute, read, within, write};

/// The address without its password.
fn redact(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    match rest.rsplit_once('@') {
        Some((_, host)) => format!("{scheme}://…@{host}"),
        None => url.to_owned(),
    }
}
