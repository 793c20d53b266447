//! Everything that is kept: the event log, what is derived from it, users, projects, runs and share links.
//!
//! The only crate with SQL. It knows nothing about what events mean beyond the tables derived from them: no
//! use cases, no models, no matching, no HTTP. Texts are written once for SQLite and PostgreSQL with `$1`
//! placeholders; the few differences are in `db` and `migration`.

mod bus;
mod db;
mod error;
mod file;
mod image;
mod link;
mod log;
mod migration;
mod notify;
mod project;
mod projection;
mod provider;
mod run;
#[doc(hidden)]
pub mod scratch;
mod usage;
mod user;
mod version;

use std::sync::{Arc, Mutex, PoisonError};

pub use db::Db;
pub use error::StoreError;
pub use file::{StoredFile, Version};
pub use image::{ImageRow, StoredImage};
pub use link::{LinkRow, NewLink};
pub use log::{Append, Entry, NewProject};
pub use project::ProjectRow;
pub use provider::ProviderRow;
pub use run::{QueuedRow, RunRow};
pub use usage::{PriceRow, UsageRow};

use bus::Bus;
use log::Writer;

/// The database and its event log; cheap to clone, one per process and database.
#[derive(Clone, Debug)]
pub struct Store {
    db: Db,
    bus: Bus,
    writer: Writer,
    task: Arc<Mutex<Option<tokio::task::JoinHandle<()>>>>,
    listener: Option<tokio::task::AbortHandle>,
}

impl Store {
    /// Opens `sqlite:PATH` or `postgres://…`, applies the migrations and starts the writer.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Ok(Self::new(Db::open(url).await?))
    }

    /// Starts the writer on an open database. Must be called within a tokio runtime.
    pub fn new(db: Db) -> Self {
        let bus = Bus::default();
        let server = server_name();
        let listener = match &db {
            Db::Sqlite { .. } => None,
            Db::Postgres(pool) => {
                let listening = notify::listen(pool.clone(), bus.clone(), server.clone());
                Some(tokio::spawn(listening).abort_handle())
            }
        };
        let (writer, task) = Writer::start(db.clone(), bus.clone(), server);
        Self { db, bus, writer, task: Arc::new(Mutex::new(Some(task))), listener }
    }

    pub fn db(&self) -> &Db {
        &self.db
    }

    /// Stores what was appended before, ends all subscriptions and closes the database.
    pub async fn close(&self) {
        self.writer.close().await;
        let task = self.task.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(task) = task {
            // A panic of the writer was reported when it happened.
            let _ = task.await;
        }
        self.bus.end_all();
        if let Some(listener) = &self.listener {
            // It holds a connection, and closing waits for all of them.
            listener.abort();
        }
        self.db.close().await;
    }
}

/// Milliseconds since the Unix epoch.
pub(crate) fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Tells this server's messages from those of others on the same database.
fn server_name() -> String {
    use std::hash::{BuildHasher, RandomState};
    format!("{:x}-{:x}", std::process::id(), RandomState::new().hash_one(now_ms()))
}
