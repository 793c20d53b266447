//! Everything the demo model builds, through the whole pipeline: applied without a refusal, checked without a
//! finding.

use std::collections::BTreeMap;

use backend::{Config, Context};
use contract::{Event, RunStatus, StartedRun, StoredEvent};

use crate::{ending, outline, received, wait};

const PROMPTS: [(&str, &str); 9] = [
    ("A counter called Clicks", "Count in steps of 5"),
    ("A to-do list for my garden", "Add a filter"),
    ("Pricing table", "Add a plan called Campus for $9"),
    ("A dark login form", "Make it light and purple"),
    ("Stopwatch", "Change the title to \"Laps & <more>\""),
    ("Kanban board with 5 columns", "Add a column called \"Ship \\\"it\\\"\""),
    ("Sales dashboard in teal", "dark mode"),
    ("Memory game with 6 pairs", "rename it to Pairs"),
    ("Task list", "add a button that clears: clear completed"),
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

#[tokio::test]
async fn every_kind_and_its_follow_up_pass_the_check() {
    let folder = tempfile::tempdir().unwrap();
    let context = open(folder.path()).await;
    let user = context.local_user();
    for (prompt, follow_up) in PROMPTS {
        let started = context.create_project(&user, prompt, None).await.unwrap();
        for turn in [started.clone(), {
            finish(&context, &started).await;
            context.start_run(&user, &started.project, follow_up, None).await.unwrap()
        }] {
            let events = finish(&context, &turn).await;
            let reply = received(&events);
            assert_eq!(
                ending(&events),
                (RunStatus::Succeeded, None),
                "{prompt}: {:?}\n{reply}",
                outline(&events)
            );
            assert!(
                !events.iter().any(|event| matches!(event.event, Event::FileKept { .. })),
                "{prompt}: {reply}"
            );
            for event in &events {
                if let Event::Verified { diagnostics, .. } = &event.event {
                    assert!(diagnostics.is_empty(), "{prompt}: {diagnostics:?}");
                }
            }
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
