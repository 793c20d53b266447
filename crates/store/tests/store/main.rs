//! The whole suite runs on SQLite and on PostgreSQL.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

mod failures;
mod files;
mod images;
mod links;
mod log;
mod migrations;
mod models;
mod projections;
mod projects;

use contract::{ConversationId, Event, FileChange, Origin, ProjectId, RunId, UserId};
use store::{Append, Entry, NewProject, Store};
use test_support::{TestDb, both};

/// A store with one account and one project.
async fn open(db: &TestDb) -> (Store, UserId, ProjectId) {
    let store = Store::open(&db.url).await.unwrap();
    let user = UserId::from("user");
    store.create_user(&user, "Somebody").await.unwrap();
    let project = ProjectId::from("project");
    create(&store, &user, &project).await;
    (store, user, project)
}

async fn create(store: &Store, user: &UserId, project: &ProjectId) {
    let create = Some(NewProject { name: "Name".into() });
    let append = Append { project: project.clone(), user: user.clone(), entries: vec![], create };
    store.append(append).await.unwrap();
}

fn append(user: &UserId, project: &ProjectId, run: Option<&str>, events: Vec<Event>) -> Append {
    let run = run.map(RunId::from);
    let entries = events.into_iter().map(|event| Entry { run: run.clone(), event }).collect();
    Append { project: project.clone(), user: user.clone(), entries, create: None }
}

fn text(text: &str) -> Event {
    Event::TextReceived { text: text.into() }
}

fn run_started(prompt: &str) -> Event {
    Event::RunStarted {
        conversation: ConversationId::from("conversation"),
        prompt: prompt.into(),
        model: "demo/easel".into(),
        options: Default::default(),
    }
}

fn changed(path: &str, change: FileChange) -> Event {
    let after = match &change {
        FileChange::Written { content } | FileChange::Renamed { content, .. } => {
            Some(format!("hash of {content}"))
        }
        FileChange::Deleted | FileChange::Elided => None,
    };
    Event::FileChanged {
        path: path.into(),
        change,
        origin: Origin::Run,
        before: None,
        after,
        report: None,
        tab: None,
    }
}

fn written(path: &str, content: &str) -> Event {
    changed(path, FileChange::Written { content: content.into() })
}

both! {
    async fn another_process_finds_what_was_stored(db) {
        let (store, user, project) = open(&db).await;
        store.append(append(&user, &project, None, vec![written("a", "1")])).await.unwrap();
        store.close().await;
        assert!(matches!(store.append(append(&user, &project, None, vec![text("x")])).await,
            Err(store::StoreError::Closed)));

        let store = Store::open(&db.url).await.unwrap();
        assert_eq!(store.list_files(&project).await.unwrap()[0].content, "1");
        let next = store.append(append(&user, &project, None, vec![text("x")])).await.unwrap();
        assert_eq!(next[0].seq, 2);
        assert_eq!(store.find_user(&user).await.unwrap().as_deref(), Some("Somebody"));
        store.close().await;
    }
}
