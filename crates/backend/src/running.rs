//! Which runs have a task in this process, and how to stop them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use contract::RunId;
use tokio_util::sync::CancellationToken;

#[derive(Clone, Debug, Default)]
pub(crate) struct RunHandle {
    /// Somebody pressed Stop.
    pub(crate) cancel: CancellationToken,
    /// The task has ended and its last event is stored.
    pub(crate) done: CancellationToken,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Running(Arc<Mutex<HashMap<RunId, RunHandle>>>);

impl Running {
    fn map(&self) -> MutexGuard<'_, HashMap<RunId, RunHandle>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// None if the run already has a task.
    pub(crate) fn enter(&self, run: &RunId) -> Option<RunEntry> {
        let mut map = self.map();
        if map.contains_key(run) {
            return None;
        }
        let handle = RunHandle::default();
        map.insert(run.clone(), handle.clone());
        Some(RunEntry { running: self.clone(), run: run.clone(), handle })
    }

    pub(crate) fn find(&self, run: &RunId) -> Option<RunHandle> {
        self.map().get(run).cloned()
    }
}

/// Leaves the list when dropped, also when the task panics.
pub(crate) struct RunEntry {
    running: Running,
    run: RunId,
    pub(crate) handle: RunHandle,
}

impl Drop for RunEntry {
    fn drop(&mut self) {
        self.running.map().remove(&self.run);
        self.handle.done.cancel();
    }
}
