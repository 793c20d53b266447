//! Everything that is kept: the event log, what is derived from it, users, projects, runs and share links.
//!
//! The only crate with SQL. It knows nothing about what events mean beyond the tables derived from them: no
//! use cases, no models, no matching, no HTTP. Texts are written once for SQLite and PostgreSQL with `$1`
//! placeholders; the few differences are in `db` and `migration`.

mod bus;
mod db;
mod error;
mod file;
mod link;
mod log;
mod migration;
mod project;
mod projection;
mod run;
#[doc(hidden)]
pub mod scratch;
mod user;

use std::sync::{Arc, Mutex, PoisonError};

pub use db::Db;
pub use error::StoreError;
pub use file::{StoredFile, Version};
pub use link::LinkRow;
pub use log::{Append, Entry, NewProject};
pub use project::ProjectRow;
pub use run::RunRow;

use bus::Bus;
use log::Writer;

/// The database and its event log; cheap to clone, one per process and database.
#[derive(Clone, Debug)]
pub struct Store {
    db: Db,
    bus: Bus,
    writer: Writer,
    task: Arc<Mutex<Option<tokio::task::JoinHandle<()>>>>,
}

impl Store {
    /// Opens `sqlite:PATH` or `postgres://…`, applies the migrations and starts the writer.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Ok(Self::new(Db::open(url).await?))
    }

    /// Starts the writer on an open database. Must be called within a tokio runtime.
    pub fn new(db: Db) -> Self {
        let bus = Bus::default();
        let (writer, task) = Writer::start(db.clone(), bus.clone());
        Self { db, bus, writer, task: Arc::new(Mutex::new(Some(task))) }
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
        self.db.close().await;
    }
}

/// Milliseconds since the Unix epoch.
pub(crate) fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
