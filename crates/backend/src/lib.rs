//! What Easel does: projects, turns, hand edits, undo and share links, on the store, the models and the
//! agent's state machine.
//!
//! Every use case is a method of [`Context`] that begins with its guard. No HTTP, no SQL, no user interface;
//! errors become sentences in one place, [`BackendError::problem`].

mod answer;
mod asset;
mod change;
mod connect;
mod console;
mod context;
mod error;
mod executor;
mod export;
mod file;
mod fork;
mod image;
mod import;
mod improve;
mod journal;
mod ledger;
mod link;
mod link_watch;
mod locks;
mod look;
mod merge;
mod packages;
mod pieces;
mod project;
mod publish;
mod queue;
mod reject;
mod replace;
mod request;
mod run;
mod running;
mod shelf;
mod starter;
mod sync;
mod title;
mod undo;
mod usage;
mod vault;
mod verify;
mod versions;
mod workshop;
mod workspace;

pub use console::ConsoleWatch;
pub use context::{Config, Context};
pub use error::BackendError;
pub use export::ExportedProject;
pub use file::SaveFile;
pub use import::ImportError;
/// For tests: what a link is found by.
#[doc(hidden)]
pub use link::hash as link_hash;
pub use link_watch::LinkWatch;
pub use publish::Published;
pub use workshop::Workshop;

/// Milliseconds since the Unix epoch.
pub(crate) fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
