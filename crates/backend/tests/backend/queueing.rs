use contract::{Event, ProblemCode, RunStatus, UserId};
use test_support::{Reply, Scripted};

use crate::{App, FOLLOW_UP, REPLY};

fn started(prompt: &str) -> impl Fn(&contract::StoredEvent) -> bool {
    let prompt = prompt.to_owned();
    move |stored| matches!(&stored.event, Event::RunStarted { prompt: of, .. } if *of == prompt)
}

fn ended(n: usize) -> impl Fn(&contract::StoredEvent) -> bool {
    let count = std::cell::Cell::new(0);
    move |stored| {
        count.set(count.get() + usize::from(matches!(stored.event, Event::RunFinished { .. })));
        count.get() == n
    }
}

#[tokio::test]
async fn what_is_asked_meanwhile_follows_in_order() {
    let app =
        App::new([Reply::new(REPLY).chunk(1), Reply::new(FOLLOW_UP), Reply::new("Nothing more to do.")])
            .await;
    let first = app.create("a list").await;
    for prompt in ["add tea", "is it done?"] {
        app.context.queue_prompt(&app.user, &first.project, prompt).await.unwrap();
    }
    let events = app.wait(&first.project, ended(3)).await;
    let prompts: Vec<_> = events
        .iter()
        .filter_map(|stored| match &stored.event {
            Event::RunStarted { prompt, .. } => Some(prompt.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(prompts, ["a list", "add tea", "is it done?"]);
    assert!(app.files(&first.project).await["src/items.ts"].contains("tea"));
    assert!(app.context.store().list_queued(None).await.unwrap().is_empty());
}

#[tokio::test]
async fn without_a_turn_under_way_it_is_started_at_once() {
    let app = App::new([Reply::new(REPLY), Reply::new(FOLLOW_UP)]).await;
    let project = app.finished_project().await;
    app.context.queue_prompt(&app.user, &project, "add tea").await.unwrap();
    app.wait(&project, ended(2)).await;
}

#[tokio::test]
async fn after_a_stop_the_rest_waits_for_the_person() {
    let app = App::new([Reply::new(REPLY).hold_at(60), Reply::new(REPLY), Reply::new(FOLLOW_UP)]).await;
    let first = app.create("a list").await;
    app.context.queue_prompt(&app.user, &first.project, "a list again").await.unwrap();
    app.context.queue_prompt(&app.user, &first.project, "add tea").await.unwrap();
    app.context.cancel_run(&app.user, &first.run).await.unwrap();
    let waiting = app.context.store().list_queued(Some(&first.project)).await.unwrap();
    assert_eq!(waiting.len(), 2);

    // One is taken back, and cannot be taken back again.
    let taken = waiting[1].seq;
    app.context.unqueue_prompt(&app.user, &first.project, taken).await.unwrap();
    let again = app.context.unqueue_prompt(&app.user, &first.project, taken).await.unwrap_err();
    assert_eq!(again.problem().code, ProblemCode::NotFound);
    app.context.start_queued(&app.user, &first.project, waiting[0].seq).await.unwrap();
    app.wait(&first.project, ended(2)).await;
    let runs = app.context.store().list_runs(&first.project).await.unwrap();
    let statuses: Vec<_> = runs.iter().map(|run| run.status.as_str()).collect();
    assert_eq!(statuses, ["cancelled", "succeeded"]);
}

#[tokio::test]
async fn a_prompt_may_replace_the_turn_under_way() {
    let app = App::new([Reply::new(REPLY).hold_at(60), Reply::new(REPLY)]).await;
    let first = app.create("a list").await;
    let empty = app.context.replace_run(&app.user, &first.project, " ").await.unwrap_err();
    assert_eq!(empty.problem().code, ProblemCode::Invalid, "and stops nothing");
    let second = app.context.replace_run(&app.user, &first.project, "a better list").await.unwrap();
    let events = app.finish(&second).await;
    let ends: Vec<_> = events
        .iter()
        .filter_map(|stored| match stored.event {
            Event::RunFinished { status, .. } => Some(status),
            _ => None,
        })
        .collect();
    assert_eq!(ends, [RunStatus::Cancelled, RunStatus::Succeeded]);
}

#[tokio::test]
async fn waiting_prompts_outlive_the_process() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::at(folder.path(), Scripted::new([Reply::new(REPLY).hold_at(60)])).await;
    let first = app.create("a list").await;
    app.context.queue_prompt(&app.user, &first.project, "add tea").await.unwrap();
    app.context.shutdown().await;
    drop(app);

    // The turn itself is taken up, and what waited follows.
    let app = App::at(folder.path(), Scripted::new([Reply::new(REPLY), Reply::new(FOLLOW_UP)])).await;
    app.context.resume_runs().await.unwrap();
    app.wait(&first.project, ended(2)).await;
    let events = app.wait(&first.project, started("add tea")).await;
    assert!(!events.is_empty());
}

#[tokio::test]
async fn nobody_queues_for_somebody_else_and_not_without_end() {
    let app = App::new([Reply::new(REPLY).hold_at(60)]).await;
    let first = app.create("a list").await;
    let stranger = UserId::from("stranger");
    app.context.store().create_user(&stranger, "Stranger").await.unwrap();
    for outcome in [
        app.context.queue_prompt(&stranger, &first.project, "x").await,
        app.context.unqueue_prompt(&stranger, &first.project, 1).await,
        app.context.start_queued(&stranger, &first.project, 1).await.map(drop),
        app.context.replace_run(&stranger, &first.project, "x").await.map(drop),
    ] {
        assert_eq!(outcome.unwrap_err().problem().code, ProblemCode::NotFound);
    }
    for _ in 0..20 {
        app.context.queue_prompt(&app.user, &first.project, "x").await.unwrap();
    }
    let full = app.context.queue_prompt(&app.user, &first.project, "x").await.unwrap_err();
    assert_eq!(full.problem().code, ProblemCode::Invalid);
}
