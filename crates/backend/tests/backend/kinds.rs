//! Everything the demo model builds, through the whole pipeline: applied without a refusal, checked without a
//! finding.

use std::collections::BTreeMap;

use backend::{Config, Context};
use contract::{Event, RunStatus, StartedRun, StoredEvent};

use crate::{ending, outline, received, wait};

/// A first prompt, and what is asked of it one after the other.
const PROMPTS: [(&str, [&str; 3]); 16] = [
    ("A counter called Clicks", ["Count in steps of 5", "Add a history", "Add a page called About"]),
    ("A to-do list for my garden", ["Add a filter", "Add due dates", "Rename TaskRow to Entry"]),
    ("Pricing table", ["Add a plan called Campus for $9", "Remove the yearly switch", "Add an FAQ"]),
    ("A dark login form", ["Make it light and purple", "Add a Phone field", "Add remember me"]),
    ("Sales dashboard in teal", ["dark mode", "Add a line chart", "Remove the orders table"]),
    (
        "Kanban board with 5 columns",
        ["Add a column called \"Ship \\\"it\\\"\"", "Add priorities", "Rename the component Column to Lane"],
    ),
    ("Calculator", ["Add a history", "Add a square root", "Make it rounder"]),
    (
        "Stopwatch",
        ["Change the title to \"Laps & <more>\"", "Add keyboard shortcuts", "Show the average lap"],
    ),
    (
        "A quiz with 8 questions",
        ["Add a timer", "Add a review of the right answers", "Remove the last question"],
    ),
    ("Memory game with 6 pairs", ["rename it to Pairs", "Add a best score", "Add two pairs"]),
    ("Markdown notes", ["Add a note called Travel", "Add a word count", "Add a download"]),
    ("Image gallery", ["Add three pictures", "Add favourites", "Add a slideshow"]),
    (
        "A data table with sort and filter",
        ["Add a column called Team", "Add a CSV export", "Show 5 rows per page"],
    ),
    ("A chat window", ["Add timestamps", "Add quick replies", "Change Robin to Maria"]),
    (
        "A landing page called Crumb",
        ["Remove the testimonials", "Add the stats", "Add a page called Contact"],
    ),
    (
        "A settings form",
        ["Add a toggle called Beta features", "Add a danger zone", "Make the background teal"],
    ),
];

/// Fast, and slow enough to be broken off between two files.
const RATE: u32 = 40_000;

async fn open(folder: &std::path::Path) -> Context {
    let config = Config { data_dir: folder.into(), database_url: None, secret: None };
    let models = llm::Registry::new(vec![std::sync::Arc::new(llm::Demo::at_rate(RATE))]);
    Context::open(config, models).await.unwrap()
}

async fn finish(context: &Context, started: &StartedRun) -> Vec<StoredEvent> {
    wait(context, &started.project, |event| {
        event.run.as_ref() == Some(&started.run) && matches!(event.event, Event::RunFinished { .. })
    })
    .await
}

/// The last turn ended well: nothing refused, nothing found.
fn passes(events: &[StoredEvent], prompt: &str) {
    let reply = received(events);
    assert_eq!(ending(events), (RunStatus::Succeeded, None), "{prompt}: {:?}\n{reply}", outline(events));
    for event in events {
        match &event.event {
            Event::FileKept { report } => panic!("{prompt}: {} was refused\n{reply}", report.path),
            Event::Verified { diagnostics, .. } => {
                assert!(diagnostics.is_empty(), "{prompt}: {diagnostics:?}")
            }
            _ => {}
        }
    }
}

#[tokio::test]
async fn every_kind_and_its_follow_ups_pass_the_check() {
    let folder = tempfile::tempdir().unwrap();
    let context = open(folder.path()).await;
    let user = context.local_user();
    for (prompt, follow_ups) in PROMPTS {
        let started = context.create_project(&user, prompt, None).await.unwrap();
        passes(&finish(&context, &started).await, prompt);
        for follow_up in follow_ups {
            let before = context.open_workspace(&user, &started.project).await.unwrap().files;
            let turn = context.start_run(&user, &started.project, follow_up, None).await.unwrap();
            passes(&finish(&context, &turn).await, follow_up);
            let after = context.open_workspace(&user, &started.project).await.unwrap().files;
            assert_ne!(before, after, "{prompt}: {follow_up}");
        }
    }
    context.shutdown().await;
}

/// After a break the same files come out, wherever it was: also after a first file was committed, and in a
/// follow-up, whose diffs depend on the files.
#[test]
fn a_reply_is_the_same_after_a_restart() {
    let run = |broken_after: Option<usize>| -> BTreeMap<String, String> {
        let folder = tempfile::tempdir().unwrap();
        let runtime =
            || tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let first = runtime();
        let started = first.block_on(async {
            let context = open(folder.path()).await;
            let user = context.local_user();
            let started = context.create_project(&user, "Kanban board", None).await.unwrap();
            if let Some(pieces) = broken_after {
                let seen = std::cell::Cell::new(0);
                wait(&context, &started.project, |event| {
                    seen.set(seen.get() + usize::from(matches!(event.event, Event::FileChanged { .. })));
                    seen.get() > pieces || matches!(event.event, Event::RunFinished { .. })
                })
                .await;
            } else {
                finish(&context, &started).await;
            }
            started
        });
        first.shutdown_timeout(std::time::Duration::from_secs(5));
        runtime().block_on(async {
            let context = open(folder.path()).await;
            context.resume_runs().await.unwrap();
            let events = finish(&context, &started).await;
            assert_eq!(ending(&events), (RunStatus::Succeeded, None), "{:?}", outline(&events));
            let user = context.local_user();
            let view = context.open_workspace(&user, &started.project).await.unwrap();
            context.shutdown().await;
            view.files.into_iter().map(|file| (file.path, file.content)).collect()
        })
    };
    let undisturbed = run(None);
    for pieces in [0, 1, 2] {
        assert_eq!(run(Some(pieces)), undisturbed, "broken after {pieces} files");
    }
}
