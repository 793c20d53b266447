use backend::Config;
use contract::{Event, ProblemCode, RunStatus};
use futures::StreamExt;
use llm::LlmError;
use test_support::{Reply, Scripted, both};

use crate::{App, FOLLOW_UP, ITEMS, REPLY, assert_no_gaps, ending, outline, received};

both! {
    async fn a_prompt_becomes_files_and_a_follow_up_changes_them(db) {
        let folder = tempfile::tempdir().unwrap();
        let config = Config { data_dir: folder.path().into(), database_url: Some(db.url.clone()), secret: None };
        let app = App::open(config, Scripted::new([Reply::new(REPLY), Reply::new(FOLLOW_UP)])).await;
        let started = app.create("  A to-do list called Groceries ").await;
        let events = app.finish(&started).await;
        assert_no_gaps(&events, 0);
        assert_eq!(outline(&events), [
            "Seed:package.json", "run", "Plan(0)", "planned:2", "/Plan", "Generate(0)", "Run:src/items.ts",
            "Run:src/App.tsx", "usage", "/Generate", "Verify(0)", "verified:0", "/Verify", "Succeeded",
        ]);
        assert_eq!(received(&events), REPLY);
        let files = app.files(&started.project).await;
        assert_eq!(files.keys().collect::<Vec<_>>(), ["package.json", "src/App.tsx", "src/items.ts"]);
        assert_eq!(files["src/items.ts"], ITEMS);
        assert!(files["src/App.tsx"].starts_with("import") && files["src/App.tsx"].ends_with("}\n"));
        let listed = app.context.list_projects(&app.user).await.unwrap();
        assert_eq!((listed[0].name.as_str(), listed[0].files), ("Groceries", 3));

        let (_, events) = app.prompt(&started.project, "add tea").await;
        assert_eq!(ending(&events).0, RunStatus::Succeeded, "{:?}", outline(&events));
        assert!(app.files(&started.project).await["src/items.ts"].contains("\"tea\""));
        // The second request knows the first turn and the files as they are.
        let request = app.model.requests().pop().unwrap();
        assert!(request.files.iter().any(|(path, text)| path == "src/items.ts" && text == ITEMS));
        assert!(request.messages.last().unwrap().text.contains("add tea"));
        app.context.shutdown().await;
    }
}

#[tokio::test]
async fn the_result_does_not_depend_on_how_the_stream_is_cut() {
    let mut results = Vec::new();
    for chunk in [1, 2, 3, 7, 64, 10_000] {
        let app = App::new([Reply::new(REPLY).chunk(chunk)]).await;
        let project = app.finished_project().await;
        results.push(app.files(&project).await);
    }
    for result in &results {
        assert_eq!(*result, results[0]);
    }
}

#[tokio::test]
async fn all_subscribers_see_the_same() {
    let app = App::new([Reply::new(REPLY)]).await;
    let started = app.create("a list").await;
    let (one, two) = tokio::join!(app.finish(&started), app.finish(&started));
    let late = app.finish(&started).await;
    assert_eq!(one, two);
    assert_eq!(one, late);
}

#[tokio::test]
async fn a_reload_in_mid_stream_replays_the_turn() {
    let half = REPLY.find("<why>").unwrap();
    let app = App::new([Reply::new(REPLY).hold_at(half)]).await;
    let started = app.create("a list").await;
    app.wait(
        &started.project,
        |event| matches!(&event.event, Event::FileChanged { path, .. } if path == "src/items.ts"),
    )
    .await;

    let view = app.context.open_workspace(&app.user, &started.project).await.unwrap();
    assert_eq!(view.seq, 1, "the number before RunStarted");
    assert_eq!(view.files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), ["package.json"]);
    assert_eq!(view.history.len(), 1);
    let mut live = std::pin::pin!(app.context.subscribe(&started.project, view.seq));
    app.context.cancel_run(&app.user, &started.run).await.unwrap();
    let mut replayed = Vec::new();
    while !matches!(replayed.last(), Some(contract::StoredEvent { event: Event::RunFinished { .. }, .. })) {
        replayed.extend(live.next().await.unwrap().unwrap());
    }
    assert_no_gaps(&replayed, view.seq);
    assert!(matches!(replayed[0].event, Event::RunStarted { .. }));
    assert_eq!(received(&replayed), REPLY[..received(&replayed).len()]);

    // Afterwards the same project opens at its end, with condensed history.
    let view = app.context.open_workspace(&app.user, &started.project).await.unwrap();
    assert_eq!(view.seq, replayed.last().unwrap().seq);
    assert_eq!(view.files.len(), 2);
    assert!(view.history.len() <= replayed.len() + 1);
    assert_eq!(received(&view.history), received(&replayed));
}

#[tokio::test]
async fn stop_ends_the_turn_at_once_and_keeps_what_was_committed() {
    let half = REPLY.find("<why>").unwrap();
    let app = App::new([Reply::new(REPLY).hold_at(half), Reply::new(FOLLOW_UP)]).await;
    let started = app.create("a list").await;
    app.wait(
        &started.project,
        |event| matches!(&event.event, Event::FileChanged { path, .. } if path == "src/items.ts"),
    )
    .await;
    let busy = app.context.start_run(&app.user, &started.project, "more", None).await.unwrap_err();
    assert_eq!(busy.problem().code, ProblemCode::Busy);
    let pressed = std::time::Instant::now();
    app.context.cancel_run(&app.user, &started.run).await.unwrap();
    assert!(pressed.elapsed() < std::time::Duration::from_secs(1));
    let events = app.finish(&started).await;
    assert_eq!(ending(&events), (RunStatus::Cancelled, None));
    let files = app.files(&started.project).await;
    assert_eq!(files.keys().collect::<Vec<_>>(), ["package.json", "src/items.ts"]);
    // Stopping what has ended changes nothing, and the project is free again.
    app.context.cancel_run(&app.user, &started.run).await.unwrap();
    let (_, events) = app.prompt(&started.project, "add tea").await;
    assert_eq!(ending(&events).0, RunStatus::Succeeded, "{:?}", outline(&events));
}

#[tokio::test]
async fn errors_of_the_model_are_sentences_and_leave_the_files() {
    let cases = [
        (LlmError::Unauthorized { key: "TEST_KEY" }, ProblemCode::ModelUnauthorized),
        (LlmError::Refused { status: 400, message: "no".into() }, ProblemCode::ModelRefused),
    ];
    for (error, code) in cases {
        let app = App::new([Reply::new(REPLY)]).await;
        let project = app.finished_project().await;
        let before = app.files(&project).await;
        app.model.push(Reply::new(FOLLOW_UP).fail_at(0, error));
        let (_, events) = app.prompt(&project, "add tea").await;
        let (status, problem) = ending(&events);
        let problem = problem.unwrap();
        assert_eq!((status, problem.code), (RunStatus::Failed, code));
        assert!(problem.message.ends_with('.'), "{problem}");
        assert_eq!(app.files(&project).await, before);
        // And the next prompt works.
        app.model.push(Reply::new(FOLLOW_UP));
        assert_eq!(ending(&app.prompt(&project, "add tea").await.1).0, RunStatus::Succeeded);
    }
}

#[tokio::test]
async fn who_answers_instead_is_told_and_its_tokens_are_its_own() {
    let notice = "OpenAI did not answer in 20 s; continued with Anthropic (m).";
    let app = App::new([Reply::new(REPLY).switched(notice, "anthropic/m")]).await;
    let started = app.create("a list").await;
    let events = app.finish(&started).await;
    assert_eq!(ending(&events).0, RunStatus::Succeeded);
    let told = events.iter().filter_map(|stored| match &stored.event {
        Event::Noticed { text } => Some(text.clone()),
        Event::UsageRecorded { model, .. } => Some(model.as_str().to_owned()),
        _ => None,
    });
    assert_eq!(told.collect::<Vec<_>>(), [notice, "anthropic/m"]);
    assert_eq!(received(&events), REPLY);
}

#[tokio::test]
async fn a_reply_without_files_says_so() {
    let announced = "I will.\n<plan>\n- src/App.tsx: the page\n</plan>\nDone.\n";
    for (reply, wanted) in [("I cannot do that.\n", RunStatus::Succeeded), (announced, RunStatus::Failed)] {
        let app = App::new([Reply::new(reply)]).await;
        let started = app.create("a list").await;
        let (status, problem) = ending(&app.finish(&started).await);
        assert_eq!((status, problem.unwrap().code), (wanted, ProblemCode::NoFiles));
        assert_eq!(app.files(&started.project).await.len(), 1);
    }
}

#[tokio::test]
async fn a_path_outside_the_project_is_refused_and_the_rest_applied() {
    let bad = "<file path=\"../outside.ts\" op=\"create\">\n<content>\nx\n</content>\n</file>\n";
    // What was refused is asked for again; the model insists.
    let app = App::new([Reply::new(format!("{REPLY}{bad}")), Reply::new(bad), Reply::new(bad)]).await;
    let started = app.create("a list").await;
    let events = app.finish(&started).await;
    assert_eq!(ending(&events).0, RunStatus::NeedsReview, "{:?}", outline(&events));
    assert!(
        events
            .iter()
            .any(|event| matches!(&event.event, Event::FileKept { report } if report.reason.is_some()))
    );
    assert_eq!(app.files(&started.project).await.len(), 3);
}

#[tokio::test]
async fn prompts_and_models_are_checked() {
    let app = App::new([]).await;
    let code = |prompt: String, model: Option<&'static str>| {
        let (context, user) = (app.context.clone(), app.user.clone());
        async move {
            let model = model.map(contract::ModelId::from);
            context.create_project(&user, &prompt, model.as_ref()).await.unwrap_err().problem().code
        }
    };
    assert_eq!(code(" \n ".into(), None).await, ProblemCode::Invalid);
    assert_eq!(code("x".repeat(contract::MAX_PROMPT_BYTES + 1), None).await, ProblemCode::PromptTooLong);
    assert_eq!(code("a list".into(), Some("no/such")).await, ProblemCode::UnknownModel);
    assert!(app.context.list_projects(&app.user).await.unwrap().is_empty());
}
