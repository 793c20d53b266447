//! Publishes stored events to this process's subscribers, one channel per project, and on PostgreSQL tells
//! other servers that there is something to read.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use contract::{ProjectId, StoredEvent};
use futures::Stream;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

use crate::{Store, StoreError};

/// Batches a slow subscriber may be behind before it reads from the log instead.
const BEHIND: usize = 256;

type Batch = Arc<[StoredEvent]>;
type Channels = HashMap<ProjectId, broadcast::Sender<Message>>;

#[derive(Clone, Debug)]
enum Message {
    Events(Batch),
    /// Another server stored something: it is in the log.
    Behind,
    /// What happened cannot be stored.
    DiskFull,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Bus {
    channels: Arc<Mutex<Channels>>,
}

impl Bus {
    fn channels(&self) -> std::sync::MutexGuard<'_, Channels> {
        // The map is whole between any two statements that hold the lock.
        self.channels.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn publish(&self, project: &ProjectId, events: Batch) {
        self.send(project, Message::Events(events));
    }

    pub(crate) fn wake(&self, project: &ProjectId) {
        self.send(project, Message::Behind);
    }

    pub(crate) fn wake_all(&self) {
        self.channels().retain(|_, sender| sender.send(Message::Behind).is_ok());
    }

    fn send(&self, project: &ProjectId, message: Message) {
        let mut channels = self.channels();
        if let Some(sender) = channels.get(project)
            && sender.send(message).is_err()
        {
            channels.remove(project);
        }
    }

    fn subscribe(&self, project: &ProjectId) -> broadcast::Receiver<Message> {
        self.channels().entry(project.clone()).or_insert_with(|| broadcast::Sender::new(BEHIND)).subscribe()
    }

    /// Ends the subscriptions of a project that is gone.
    pub(crate) fn end(&self, project: &ProjectId) {
        self.channels().remove(project);
    }

    pub(crate) fn end_all(&self) {
        self.channels().clear();
    }
}

struct Subscription {
    store: Store,
    project: ProjectId,
    live: broadcast::Receiver<Message>,
    /// The last number handed out.
    last: i64,
    /// Read the log before the channel.
    behind: bool,
    failed: bool,
}

impl Store {
    /// Ends the project's subscriptions with `DiskFull`: the only way left to tell readers of the log that
    /// it cannot be written.
    pub fn announce_disk_full(&self, project: &ProjectId) {
        self.bus.send(project, Message::DiskFull);
    }

    /// Every event after `after`, in order, once each: first from the log, then live. Ends when the project
    /// is deleted or the store closes, and after an error.
    pub fn subscribe(
        &self,
        project: &ProjectId,
        after: i64,
    ) -> impl Stream<Item = Result<Vec<StoredEvent>, StoreError>> + Send + use<> {
        let subscription = Subscription {
            // Subscribing comes before reading: what is stored in between arrives twice and is dropped once,
            // the other way round it would be lost.
            live: self.bus.subscribe(project),
            store: self.clone(),
            project: project.clone(),
            last: after,
            behind: true,
            failed: false,
        };
        futures::stream::unfold(subscription, async |mut subscription| {
            let batch = subscription.next().await?;
            Some((batch, subscription))
        })
    }
}

impl Subscription {
    async fn next(&mut self) -> Option<Result<Vec<StoredEvent>, StoreError>> {
        if self.failed {
            return None;
        }
        loop {
            if self.behind {
                match self.store.read_events(&self.project, self.last).await {
                    Ok(events) => match events.last() {
                        Some(newest) => {
                            self.last = newest.seq;
                            return Some(Ok(events));
                        }
                        None => self.behind = false,
                    },
                    Err(error) => {
                        self.failed = true;
                        return Some(Err(error));
                    }
                }
            }
            match self.live.recv().await {
                Ok(Message::Events(batch)) => {
                    let fresh: Vec<_> = batch.iter().filter(|event| event.seq > self.last).cloned().collect();
                    match (fresh.first(), fresh.last()) {
                        (Some(first), Some(newest)) if first.seq == self.last + 1 => {
                            self.last = newest.seq;
                            return Some(Ok(fresh));
                        }
                        // Another server of the same database stored what is missing here.
                        (Some(_), _) => self.behind = true,
                        (None, _) => {}
                    }
                }
                Ok(Message::Behind) | Err(RecvError::Lagged(_)) => self.behind = true,
                Ok(Message::DiskFull) => {
                    self.failed = true;
                    return Some(Err(StoreError::DiskFull));
                }
                Err(RecvError::Closed) => return None,
            }
        }
    }
}
