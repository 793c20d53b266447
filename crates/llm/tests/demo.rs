//! The demo model through the engine that reads every model.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::collections::BTreeMap;

use contract::{FileChange, FileStatus};
use edit::{Collector, FileBlock, Parser};
use futures::StreamExt;
use llm::{Demo, LlmEvent, Message, Provider, Request, Role};

#[derive(Default)]
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
        messages: vec![Message { role: Role::User, text: prompt.into() }],
        files: files.0.clone().into_iter().collect(),
        ..Request::default()
    }
}

async fn ask(request: Request) -> String {
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

fn blocks(reply: &str) -> Vec<FileBlock> {
    let (mut parser, mut collector) = (Parser::new(), Collector::new());
    let mut events = parser.push(reply.as_bytes());
    events.extend(parser.finish());
    events.iter().filter_map(|event| collector.push(event)).collect()
}

/// Applies a reply; answers how many lines were added and removed.
fn apply(reply: &str, files: &mut Files) -> (u32, u32) {
    let mut counts = (0, 0);
    for block in blocks(reply) {
        let applied = edit::apply_block(&block, files);
        assert_eq!(applied.report.status, FileStatus::Applied, "{:#?}", applied.report);
        counts = (counts.0 + applied.report.added, counts.1 + applied.report.removed);
        if let Some((path, FileChange::Written { content })) = applied.change {
            files.0.insert(path, content);
        }
    }
    counts
}

#[tokio::test]
async fn every_kind_applies_and_takes_every_follow_up() {
    for prompt in [
        "A counter called Clicks",
        "A to-do list for groceries",
        "Pricing table",
        "A login form in blue",
        "Stopwatch with laps",
        "Kanban board",
        "Sales dashboard",
        "Memory game",
    ] {
        let mut files = Files::default();
        let reply = ask(request(prompt, &files)).await;
        assert!(reply.contains("<plan>\n- src/"), "{prompt}");
        apply(&reply, &mut files);
        assert!(files.0["src/App.tsx"].contains("export default function App"), "{prompt}");
        assert_eq!(apply(&ask(request("Make it purple", &files)).await, &mut files), (1, 1), "{prompt}");
        assert!(files.0["src/index.css"].contains("--accent: #7c3aed;"));
        assert_eq!(apply(&ask(request("dark mode please", &files)).await, &mut files), (6, 6), "{prompt}");
        let renamed = ask(request("Change the title to Weekly plan", &files)).await;
        assert_eq!(apply(&renamed, &mut files), (1, 1), "{prompt}");
        assert!(files.0["src/App.tsx"].contains("<h1>Weekly plan</h1>"), "{prompt}");
    }
}

#[tokio::test]
async fn several_wishes_make_one_sentence() {
    let mut files = Files::default();
    apply(&ask(request("A counter", &files)).await, &mut files);
    let reply = ask(request("Dark mode in green, and call it Tally", &files)).await;
    let first = reply.lines().next().unwrap();
    assert_eq!(
        first,
        "Make the accent green and switch to dark colours, and change the title to \u{201c}Tally\u{201d}."
    );
}

#[tokio::test]
async fn a_broken_reply_goes_on_where_it_stopped() {
    let files = Files::default();
    let whole = ask(request("Kanban board", &files)).await;
    for cut in [0, 1, 40, whole.len() / 2, whole.len() - 1] {
        let cut = (cut..).find(|at| whole.is_char_boundary(*at)).unwrap();
        let again = Request { prefix: Some(whole[..cut].to_owned()), ..request("Kanban board", &files) };
        assert_eq!(format!("{}{}", &whole[..cut], ask(again).await), whole);
    }
}

#[tokio::test]
async fn what_it_cannot_do_it_says_and_words_count() {
    assert!(ask(request("I had an encounter", &Files::default())).await.contains("demo model"));
    let reply = ask(request("Write a compiler for COBOL", &Files::default())).await;
    assert!(blocks(&reply).is_empty() && reply.contains("demo model") && reply.contains("a kanban board"));
    let mut files = Files::default();
    apply(&ask(request("A dark to-do list called Groceries & <more>, in green", &files)).await, &mut files);
    assert!(files.0["src/App.tsx"].contains("<h1>Groceries &amp; &lt;more&gt;</h1>"));
    assert!(files.0["src/index.css"].contains("--accent: #15803d;"));
    assert!(files.0["src/index.css"].contains("color-scheme: dark;"));
}

#[tokio::test]
async fn numbers_count_and_parts_are_added() {
    let mut files = Files::default();
    apply(&ask(request("Kanban board with 5 columns", &files)).await, &mut files);
    let columns = "const columns = [\"To do\", \"Doing\", \"Review\", \"Testing\", \"Done\"];";
    assert!(files.0["src/App.tsx"].contains(columns));
    assert_eq!(apply(&ask(request("Add a column called Shipped", &files)).await, &mut files), (1, 1));
    assert!(files.0["src/App.tsx"].contains("\"Done\", \"Shipped\"];"));
    // Another kind takes its place, and nothing of the first one stays.
    let reply = ask(request("Create a pricing table with four plans", &files)).await;
    assert!(reply.contains("<delete path=\"src/Column.tsx\"/>"));
    apply_changed(&reply, &mut files);
    assert!(files.0["src/App.tsx"].contains("name: \"Company\""));
    assert_eq!(apply(&ask(request("Add a plan called Campus for $9", &files)).await, &mut files), (1, 0));
    assert!(files.0["src/App.tsx"].contains("name: \"Campus\", monthly: 9,"));
    let before = files.0.clone();
    let reply = ask(request("Add a stopwatch", &files)).await;
    assert!(blocks(&reply).is_empty() && reply.contains("demo model"), "{reply}");
    apply(&ask(request("Make it green", &files)).await, &mut files);
    let reply = ask(request("Make it green", &files)).await;
    assert!(blocks(&reply).is_empty() && reply.contains("already"), "{reply}");
    assert_ne!(files.0, before);

    let mut files = Files::default();
    apply(&ask(request("Shopping list", &files)).await, &mut files);
    apply(&ask(request("Add a filter", &files)).await, &mut files);
    assert!(files.0["src/App.tsx"].contains("{tasks.filter("));
}

#[tokio::test]
async fn a_counter_doubles_and_a_title_may_name_steps() {
    let mut files = Files::default();
    apply(&ask(request("A counter", &files)).await, &mut files);
    assert_eq!(apply(&ask(request("Add a double button", &files)).await, &mut files), (1, 0));
    assert!(files.0["src/App.tsx"].contains("setCount(count * 2)}>Double</button>"));
    assert_eq!(apply(&ask(request("Use a step of 5", &files)).await, &mut files), (1, 1));
    assert!(files.0["src/App.tsx"].contains("const step = 5;"));
    apply(&ask(request("Change the title to 7 steps", &files)).await, &mut files);
    assert!(files.0["src/App.tsx"].contains("<h1>7 steps</h1>"));
    assert!(files.0["src/App.tsx"].contains("const step = 5;"));
}

#[tokio::test]
async fn a_prefix_of_another_reply_is_not_continued() {
    let again =
        Request { prefix: Some("Something else".into()), ..request("Kanban board", &Files::default()) };
    let events: Vec<_> = Demo::at_rate(0).stream(again).collect().await;
    assert_eq!(events, [Err(llm::LlmError::Stopped)]);
}

#[tokio::test]
async fn it_errs_on_demand_and_mends_a_syntax_error() {
    let mut files = Files::default();
    apply(&ask(request("A counter [[mistake:syntax-error]]", &files)).await, &mut files);
    assert!(files.0["src/App.tsx"].contains("function App( {"));
    let mut repair = request("A counter [[mistake:syntax-error]]", &files);
    repair
        .messages
        .push(Message { role: Role::User, text: "The check found problems in what you sent:".into() });
    apply_changed(&ask(repair).await, &mut files);
    assert!(files.0["src/App.tsx"].contains("function App() {"));
}

/// As `apply`, for replies that repeat files which are right already.
fn apply_changed(reply: &str, files: &mut Files) {
    for block in blocks(reply) {
        if let Some((path, FileChange::Written { content })) = edit::apply_block(&block, files).change {
            files.0.insert(path, content);
        }
    }
}
