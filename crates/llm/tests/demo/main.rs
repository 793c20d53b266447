//! The demo model through the engine that reads every model.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod changes;
mod evaluated;
mod kinds;
mod prompts;
mod stream;

use std::collections::BTreeMap;

use contract::{FileChange, FileStatus};
use edit::{Collector, FileBlock, Parser};
use futures::StreamExt;
use llm::{Demo, LlmEvent, Message, Provider, Request, Role};

#[derive(Clone, Default)]
struct Files(BTreeMap<String, String>);

impl edit::Tree for Files {
    fn read(&self, path: &str) -> Option<String> {
        self.0.get(path).cloned()
    }

    fn paths(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }
}

fn request(prompt: &str, files: &Files) -> Request {
    Request {
        messages: vec![Message::new(Role::User, prompt)],
        files: files.0.clone().into_iter().collect(),
        ..Request::default()
    }
}

async fn text_of(request: Request) -> String {
    let events: Vec<_> = Demo::at_rate(0).stream(request).collect().await;
    let mut text = String::new();
    for event in &events {
        if let LlmEvent::Text(piece) = event.as_ref().unwrap() {
            text.push_str(piece);
        }
    }
    assert!(matches!(events.last(), Some(Ok(LlmEvent::Finish(_)))));
    text
}

async fn ask(prompt: &str, files: &Files) -> String {
    text_of(request(prompt, files)).await
}

fn blocks(reply: &str) -> Vec<FileBlock> {
    let (mut parser, mut collector) = (Parser::new(), Collector::new());
    let mut events = parser.push(reply.as_bytes());
    events.extend(parser.finish());
    events.iter().filter_map(|event| collector.push(event)).collect()
}

/// Applies a reply, each block of which must change something; answers how many lines were added and removed.
fn apply(reply: &str, files: &mut Files) -> (u32, u32) {
    let mut counts = (0, 0);
    for block in blocks(reply) {
        let applied = edit::apply_block(&block, files);
        assert_eq!(applied.report.status, FileStatus::Applied, "{:#?}\n{reply}", applied.report);
        counts = (counts.0 + applied.report.added, counts.1 + applied.report.removed);
        take(applied.change, files);
    }
    counts
}

/// As `apply`, for replies that repeat files which are right already.
fn apply_changed(reply: &str, files: &mut Files) {
    for block in blocks(reply) {
        take(edit::apply_block(&block, files).change, files);
    }
}

fn take(change: Option<(String, FileChange)>, files: &mut Files) {
    match change {
        Some((path, FileChange::Written { content })) => {
            files.0.insert(path, content);
        }
        Some((path, FileChange::Deleted)) => {
            files.0.remove(&path);
        }
        Some((path, FileChange::Renamed { to, content })) => {
            files.0.remove(&path);
            files.0.insert(to, content);
        }
        Some((_, FileChange::Elided)) | None => {}
    }
}

/// A new project from `prompt`.
async fn project(prompt: &str) -> Files {
    let mut files = Files::default();
    let reply = ask(prompt, &files).await;
    assert!(!blocks(&reply).is_empty(), "{prompt}: {reply}");
    apply(&reply, &mut files);
    files
}

/// A follow-up that has to be carried out whole, by hunks against what is there.
async fn follow(prompt: &str, files: &mut Files) -> String {
    let reply = ask(prompt, files).await;
    for block in blocks(&reply) {
        let is_new = !files.0.contains_key(&block.head.path);
        assert!(is_new || block.content.is_none(), "{prompt}: {} is written anew\n{reply}", block.head.path);
    }
    assert!(reply.ends_with("The rest stays as it was.\n"), "{prompt}: {reply}");
    let before = files.0.clone();
    apply(&reply, files);
    assert_ne!(files.0, before, "{prompt}");
    reply
}

/// Writes a state of a project where `EASEL_DEMO_OUT` says, for the real TypeScript and for eyes.
fn keep(name: &str, files: &Files) {
    let Ok(folder) = std::env::var("EASEL_DEMO_OUT") else { return };
    for (path, text) in &files.0 {
        let path = std::path::Path::new(&folder).join(name).join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}
