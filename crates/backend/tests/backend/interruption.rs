//! The process ends in the middle of a turn, in every way it can.

use backend::SaveFile;
use contract::{Event, Origin, ProblemCode, RunStatus, StartedRun};
use store::scratch::limit_pages;
use test_support::{Reply, Scripted};

use crate::{App, FOLLOW_UP, REPLY, assert_no_gaps, ending, outline, received};

/// How many times a run committed each path.
fn commits(events: &[contract::StoredEvent]) -> Vec<&str> {
    events
        .iter()
        .filter_map(|event| match &event.event {
            Event::FileChanged { path, origin: Origin::Run, .. } => Some(path.as_str()),
            _ => None,
        })
        .collect()
}

/// Runs until the model has sent `bytes`, then ends the process as SIGKILL would: nothing is flushed, no
/// destructor of a task runs to its end.
fn killed_after(folder: &std::path::Path, bytes: usize) -> StartedRun {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let started = runtime.block_on(async {
        let app = App::at(folder, Scripted::new([Reply::new(REPLY).hold_at(bytes)])).await;
        let started = app.create("a list").await;
        app.wait(&started.project, |event| matches!(event.event, Event::StageStarted { .. })).await;
        if bytes > 0 {
            let seen = std::cell::Cell::new(0);
            app.wait(&started.project, |event| {
                if let Event::TextReceived { text } = &event.event {
                    seen.set(seen.get() + text.len());
                }
                seen.get() >= bytes
            })
            .await;
        }
        started
    });
    runtime.shutdown_timeout(std::time::Duration::from_secs(5));
    started
}

#[test]
fn a_killed_server_takes_the_turn_up_again() {
    let undisturbed = {
        let folder = tempfile::tempdir().unwrap();
        block_on(async {
            let app = App::at(folder.path(), Scripted::new([Reply::new(REPLY)])).await;
            let started = app.create("a list").await;
            app.finish(&started).await;
            app.files(&started.project).await
        })
    };
    let boundaries = (0..REPLY.len()).step_by(61).chain([REPLY.find("Done").unwrap(), REPLY.len()]);
    for bytes in boundaries.filter(|at| REPLY.is_char_boundary(*at)) {
        let folder = tempfile::tempdir().unwrap();
        let started = killed_after(folder.path(), bytes);
        block_on(async {
            let app = App::at(folder.path(), Scripted::new([Reply::new(REPLY)])).await;
            app.context.resume_runs().await.unwrap();
            let events = app.finish(&started).await;
            assert_eq!(
                ending(&events),
                (RunStatus::Succeeded, None),
                "killed after {bytes}: {:?}",
                outline(&events)
            );
            assert_no_gaps(&events, 0);
            assert_eq!(commits(&events), ["src/items.ts", "src/App.tsx"], "killed after {bytes}");
            assert_eq!(received(&events), REPLY, "killed after {bytes}");
            assert_eq!(app.files(&started.project).await, undisturbed, "killed after {bytes}");
            app.context.shutdown().await;
        });
    }
}

#[tokio::test]
async fn a_stopped_server_pauses_the_turn() {
    let folder = tempfile::tempdir().unwrap();
    let half = REPLY.find("return").unwrap();
    let app = App::at(folder.path(), Scripted::new([Reply::new(REPLY).hold_at(half)])).await;
    let started = app.create("a list").await;
    app.wait(
        &started.project,
        |event| matches!(&event.event, Event::FileChanged { path, .. } if path == "src/items.ts"),
    )
    .await;
    app.context.shutdown().await;
    drop(app);

    let app = App::at(folder.path(), Scripted::new([Reply::new(REPLY)])).await;
    let view = app.context.open_workspace(&app.user, &started.project).await.unwrap();
    assert_eq!(view.seq, 1, "still under way");
    app.context.resume_runs().await.unwrap();
    app.context.resume_runs().await.unwrap();
    let events = app.finish(&started).await;
    assert_eq!(ending(&events), (RunStatus::Succeeded, None), "{:?}", outline(&events));
    assert_eq!(received(&events), REPLY);
    assert_eq!(commits(&events), ["src/items.ts", "src/App.tsx"]);
    assert!(outline(&events).contains(&"resumed".to_owned()));
    let request = &app.model.requests()[0];
    assert_eq!(request.prefix.as_deref(), Some(&REPLY[..half]));
    let shown: Vec<&str> = request.files.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(shown, ["package.json"], "the question is the first one, without what was committed since");
}

#[tokio::test]
async fn a_reply_that_got_too_long_is_continued() {
    let half = REPLY.find("return").unwrap();
    let app = App::new([Reply::new(REPLY).cut_at(half)]).await;
    let started = app.create("a list").await;
    let events = app.finish(&started).await;
    assert_eq!(ending(&events), (RunStatus::Succeeded, None), "{:?}", outline(&events));
    assert_eq!(received(&events), REPLY);
    assert_eq!(commits(&events), ["src/items.ts", "src/App.tsx"]);
}

/// A disk that is full, played by SQLite's own limit.
#[tokio::test]
async fn a_full_disk_is_a_sentence_and_leaves_the_files() {
    let large = REPLY.replace("\"milk\"", &format!("\"{}\"", "milk ".repeat(180_000)));
    let app = App::new([Reply::new(REPLY), Reply::new(large).chunk(4096), Reply::new(FOLLOW_UP)]).await;
    let project = app.finished_project().await;
    let before = app.files(&project).await;
    let db = app.context.store().db();
    limit_pages(db, Some(40)).await.unwrap();

    // Small events still fit, the large file does not.
    let (_, events) = app.prompt(&project, "more milk").await;
    let (status, problem) = ending(&events);
    assert_eq!((status, problem.unwrap().code), (RunStatus::Failed, ProblemCode::DiskFull));
    assert_eq!(app.files(&project).await, before);
    let save = SaveFile { path: "big.txt".into(), content: "x".repeat(900_000), ..Default::default() };
    let problem = app.context.save_file(&app.user, &project, save).await.unwrap_err().problem();
    assert_eq!(problem.code, ProblemCode::DiskFull);
    assert!(problem.message.contains("Free some space"), "{problem}");
    assert_eq!(app.files(&project).await, before);

    limit_pages(db, None).await.unwrap();
    let (_, events) = app.prompt(&project, "add tea").await;
    assert_eq!(ending(&events).0, RunStatus::Succeeded);
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}

#[tokio::test]
async fn one_folder_serves_one_server() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::at(folder.path(), Scripted::default()).await;
    let config = backend::Config { data_dir: folder.path().into(), database_url: None, secret: None };
    let second = backend::Context::open(config, llm::Registry::new(vec![])).await.err().unwrap();
    assert!(second.problem().message.contains("Another Easel server"), "{second}");
    app.context.shutdown().await;
}
