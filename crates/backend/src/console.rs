//! What the previews of projects said lately, for people, agents and prompts. In memory: it is about this moment.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use contract::{CONSOLE_AGE_MS, CONSOLE_ENTRIES, CONSOLE_TEXT_BYTES, ConsoleEntry, ProjectId, UserId};
use tokio::sync::broadcast;

use crate::{BackendError, Context, now_ms};

/// Batches that a slow listener may be behind.
const BACKLOG: usize = 64;

#[derive(Default)]
pub(crate) struct Consoles(Mutex<HashMap<ProjectId, Console>>);

struct Console {
    /// With the time at which each came, by this server's clock.
    kept: VecDeque<(i64, ConsoleEntry)>,
    said: broadcast::Sender<Arc<[ConsoleEntry]>>,
}

impl Default for Console {
    fn default() -> Self {
        Self { kept: VecDeque::new(), said: broadcast::Sender::new(BACKLOG) }
    }
}

/// What is kept, and what is said from now on.
pub struct ConsoleWatch {
    pub recent: Vec<ConsoleEntry>,
    pub said: broadcast::Receiver<Arc<[ConsoleEntry]>>,
}

impl Consoles {
    fn map(&self) -> MutexGuard<'_, HashMap<ProjectId, Console>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, project: &ProjectId, entries: Vec<ConsoleEntry>, now: i64) {
        let mut consoles = self.map();
        for console in consoles.values_mut() {
            console.forget_old(now);
        }
        consoles.retain(|_, console| !console.kept.is_empty() || console.said.receiver_count() > 0);
        let console = consoles.entry(project.clone()).or_default();
        console.kept.extend(entries.iter().cloned().map(|entry| (now, entry)));
        let surplus = console.kept.len().saturating_sub(CONSOLE_ENTRIES);
        console.kept.drain(..surplus);
        // Nobody may be listening.
        let _ = console.said.send(entries.into());
    }

    fn watch(&self, project: &ProjectId, now: i64) -> ConsoleWatch {
        let mut consoles = self.map();
        let console = consoles.entry(project.clone()).or_default();
        console.forget_old(now);
        let recent = console.kept.iter().map(|(_, entry)| entry.clone()).collect();
        ConsoleWatch { recent, said: console.said.subscribe() }
    }
}

impl Console {
    fn forget_old(&mut self, now: i64) {
        while self.kept.front().is_some_and(|(at, _)| now - at > CONSOLE_AGE_MS) {
            self.kept.pop_front();
        }
    }
}

impl Context {
    /// Keeps what a preview said and tells all who listen.
    pub async fn log_console(
        &self,
        user: &UserId,
        project: &ProjectId,
        mut entries: Vec<ConsoleEntry>,
    ) -> Result<(), BackendError> {
        self.authorize(user, project).await?;
        entries.truncate(CONSOLE_ENTRIES);
        for entry in &mut entries {
            let end = (0..=CONSOLE_TEXT_BYTES.min(entry.text.len()))
                .rev()
                .find(|at| entry.text.is_char_boundary(*at));
            entry.text.truncate(end.unwrap_or(0));
        }
        self.0.consoles.add(project, entries, now_ms());
        Ok(())
    }

    /// What the project's preview said lately, and everything it says from now on.
    pub async fn watch_console(
        &self,
        user: &UserId,
        project: &ProjectId,
    ) -> Result<ConsoleWatch, BackendError> {
        self.authorize(user, project).await?;
        Ok(self.0.consoles.watch(project, now_ms()))
    }
}

#[cfg(test)]
mod tests {
    use contract::ConsoleLevel;

    use super::*;

    fn entry(text: &str) -> ConsoleEntry {
        ConsoleEntry {
            level: ConsoleLevel::Log,
            text: text.to_owned(),
            at_ms: 0,
            path: None,
            line: None,
            column: None,
            network: false,
        }
    }

    #[test]
    fn the_window_slides_by_number_and_by_age() {
        let consoles = Consoles::default();
        let project = ProjectId("p".to_owned());
        let texts = |now| -> Vec<String> {
            consoles.watch(&project, now).recent.into_iter().map(|entry| entry.text).collect()
        };
        consoles.add(&project, vec![entry("old")], 0);
        consoles.add(&project, vec![entry("young")], 10_000);
        assert_eq!(texts(20_000), ["old", "young"]);
        assert_eq!(texts(CONSOLE_AGE_MS + 5_000), ["young"]);
        consoles.add(&project, (0..CONSOLE_ENTRIES + 5).map(|n| entry(&n.to_string())).collect(), 20_000);
        assert_eq!(texts(20_000).len(), CONSOLE_ENTRIES);
        assert_eq!(texts(20_000)[0], "5");
        // Projects that nobody watches and that said nothing lately take no memory.
        consoles.add(&ProjectId("q".to_owned()), vec![entry("x")], CONSOLE_AGE_MS * 3);
        assert_eq!(consoles.map().len(), 1);
    }

    #[test]
    fn listeners_hear_what_is_said_after_they_came() {
        let consoles = Consoles::default();
        let project = ProjectId("p".to_owned());
        consoles.add(&project, vec![entry("before")], 0);
        let mut watch = consoles.watch(&project, 0);
        consoles.add(&project, vec![entry("after")], 0);
        assert_eq!(watch.recent[0].text, "before");
        assert_eq!(watch.said.try_recv().unwrap()[0].text, "after");
        assert!(watch.said.try_recv().is_err());
    }
}
