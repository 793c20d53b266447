//! Use cases on a real store with a scripted model: what ends up in the files and in the log.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

mod access;
mod answering;
mod connecting;
mod demo;
mod editing;
mod filing;
mod images;
mod interruption;
mod kinds;
mod planning;
mod projects;
mod queueing;
mod repairing;
mod replacing;
mod sharing;
mod spending;
mod syncing;
mod turns;
mod versions;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use backend::{Config, Context};
use contract::{Event, ProjectId, RunId, RunStatus, StartedRun, StoredEvent, UserId};
use futures::StreamExt;
use test_support::{Reply, Scripted};

/// A prompt's usual answer: a plan and two new files.
const REPLY: &str = r#"I will build a to-do list.
<plan>
- src/App.tsx: the page
- src/items.ts: the items
</plan>
<file path="src/items.ts" op="create">
<content>
export const items = [
  "milk",
  "bread — fresh",
  "eggs",
];

export const shop = "corner";
</content>
</file>
<file path="src/App.tsx" op="create">
<content>
import { items } from "./items";

export default function App() {
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
</content>
<why>Shows the items.</why>
</file>
Done.
"#;

const ITEMS: &str = r#"export const items = [
  "milk",
  "bread — fresh",
  "eggs",
];

export const shop = "corner";
"#;

/// A follow-up by a diff.
const FOLLOW_UP: &str = r#"Adding tea.
<plan>
- src/items.ts: one more
</plan>
<file path="src/items.ts">
<diff>
@@
   "bread — fresh",
-  "eggs",
+  "eggs",
+  "tea",
 ];
</diff>
</file>
"#;

struct App {
    context: Context,
    model: Scripted,
    user: UserId,
    _folder: Option<tempfile::TempDir>,
}

impl App {
    async fn new(replies: impl IntoIterator<Item = Reply>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut app = Self::at(folder.path(), Scripted::new(replies)).await;
        app._folder = Some(folder);
        app
    }

    async fn at(folder: &Path, model: Scripted) -> Self {
        let config = Config { data_dir: folder.to_owned(), database_url: None, secret: None };
        Self::open(config, model).await
    }

    async fn open(config: Config, model: Scripted) -> Self {
        let registry = llm::Registry::new(vec![Arc::new(model.clone())]);
        let context = Context::open(config, registry).await.unwrap();
        let user = context.local_user();
        Self { context, model, user, _folder: None }
    }

    async fn create(&self, prompt: &str) -> StartedRun {
        self.context.create_project(&self.user, prompt, None).await.unwrap()
    }

    /// A project on which the first turn has ended.
    async fn finished_project(&self) -> ProjectId {
        let started = self.create("A to-do list called Groceries").await;
        self.finish(&started).await;
        started.project
    }

    /// Waits for the end of the turn and answers the whole log up to it.
    async fn finish(&self, started: &StartedRun) -> Vec<StoredEvent> {
        self.wait(&started.project, |event| {
            event.run.as_ref() == Some(&started.run) && matches!(event.event, Event::RunFinished { .. })
        })
        .await
    }

    /// Waits for an event and answers the log up to and including it.
    async fn wait(&self, project: &ProjectId, found: impl Fn(&StoredEvent) -> bool) -> Vec<StoredEvent> {
        wait(&self.context, project, found).await
    }

    async fn prompt(&self, project: &ProjectId, prompt: &str) -> (RunId, Vec<StoredEvent>) {
        let started = self.context.start_run(&self.user, project, prompt, None).await.unwrap();
        let events = self.finish(&started).await;
        (started.run, events)
    }

    async fn files(&self, project: &ProjectId) -> BTreeMap<String, String> {
        let view = self.context.open_workspace(&self.user, project).await.unwrap();
        view.files
            .into_iter()
            .map(|file| {
                assert_eq!(file.hash, vfs::content_hash(&file.content), "{}", file.path);
                (file.path, file.content)
            })
            .collect()
    }
}

async fn wait(
    context: &Context,
    project: &ProjectId,
    found: impl Fn(&StoredEvent) -> bool,
) -> Vec<StoredEvent> {
    let mut stream = std::pin::pin!(context.subscribe(project, 0));
    let mut events = Vec::new();
    let reading = async {
        while let Some(batch) = stream.next().await {
            for event in batch.unwrap() {
                let last = found(&event);
                events.push(event);
                if last {
                    return;
                }
            }
        }
        panic!("the log ended");
    };
    let limit = std::time::Duration::from_secs(30);
    if tokio::time::timeout(limit, reading).await.is_err() {
        panic!("not within {limit:?}: {}", outline(&events).join(" "));
    }
    events
}

/// The log as one word per event, text left out.
fn outline(events: &[StoredEvent]) -> Vec<String> {
    let word = |event: &StoredEvent| {
        Some(match &event.event {
            Event::TextReceived { .. } => return None,
            Event::StageStarted { stage, round, .. } => format!("{stage:?}({round})"),
            Event::StageFinished { stage, .. } => format!("/{stage:?}"),
            Event::FileChanged { path, origin, .. } => format!("{origin:?}:{path}"),
            Event::FileKept { report } => format!("kept:{}", report.path),
            Event::Planned { steps } => format!("planned:{}", steps.len()),
            Event::Verified { diagnostics, .. } => format!("verified:{}", diagnostics.len()),
            Event::RunFinished { status, .. } => format!("{status:?}"),
            Event::ProjectRenamed { name } => format!("renamed:{name}"),
            Event::ProjectForked { source } => format!("forked:{source}"),
            Event::RunStarted { .. } => "run".into(),
            Event::CallResumed { .. } => "resumed".into(),
            Event::Noticed { .. } => "noticed".into(),
            Event::UsageRecorded { .. } => "usage".into(),
            Event::PromptQueued { .. } => "queued".into(),
            Event::PromptUnqueued { .. } => "unqueued".into(),
            Event::RunUndone { .. } => "undone".into(),
            Event::VersionRestored { seq, .. } => format!("restored:{seq}"),
        })
    };
    events.iter().filter_map(word).collect()
}

fn received(events: &[StoredEvent]) -> String {
    events
        .iter()
        .filter_map(|event| match &event.event {
            Event::TextReceived { text } => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

/// How the last turn in the log ended.
fn ending(events: &[StoredEvent]) -> (RunStatus, Option<contract::Problem>) {
    match &events.last().unwrap().event {
        Event::RunFinished { status, problem, .. } => (*status, problem.clone()),
        other => panic!("not an ending: {other:?}"),
    }
}

fn assert_no_gaps(events: &[StoredEvent], after: i64) {
    let numbers: Vec<i64> = events.iter().map(|event| event.seq).collect();
    assert_eq!(numbers, (after + 1..=after + numbers.len() as i64).collect::<Vec<_>>());
}
