use contract::{Event, ProblemCode, RunStatus, Stage, StageModels, TurnOptions, TurnRequest};
use llm::LlmError;
use test_support::Reply;

use crate::{App, FOLLOW_UP, REPLY, ending, outline};

const PLAN: &str =
    "A list with a page.\n<plan>\n- src/items.ts: what is on it\n- src/App.tsx: shows it\n</plan>\n";

async fn planning(replies: impl IntoIterator<Item = Reply>) -> App {
    let app = App::new(replies).await;
    let test = app.context.list_models().remove(0).id;
    let choice = StageModels { plan: Some(test), ..StageModels::default() };
    app.context.save_stage_models(&app.user, &choice).await.unwrap();
    app
}

#[tokio::test]
async fn a_plan_is_made_in_a_call_of_its_own() {
    let app = planning([Reply::new(PLAN), Reply::new(REPLY)]).await;
    let started = app.create("a list").await;
    let events = app.finish(&started).await;
    assert_eq!(ending(&events), (RunStatus::Succeeded, None), "{:?}", outline(&events));
    assert_eq!(
        outline(&events)[2..9],
        ["Plan(0)", "usage", "planned:2", "/Plan", "Generate(0)", "Run:src/items.ts", "Run:src/App.tsx"],
        "{:?}",
        outline(&events)
    );
    let [plan, write] = app.model.requests().try_into().unwrap();
    assert!(plan.system.starts_with("You are Easel's planner."));
    assert!(write.system.starts_with("You are Easel's engineer."));
    assert!(write.messages.last().unwrap().text.contains("- src/items.ts: what is on it"));
    let answer = app.context.await_answer(&app.user, &started.run).await.unwrap();
    assert_eq!(answer.text, "I will build a to-do list.\nDone.", "the planner's words are no part of it");

    // The next turn is told the reply, not the plan before it; a hunk of that reply can still be found.
    app.model.push(Reply::new("A word."));
    app.model.push(Reply::new(FOLLOW_UP));
    let (run, events) = app.prompt(&started.project, "add tea").await;
    let history = &app.model.requests().pop().unwrap().messages;
    assert!(history.iter().any(|message| message.text == REPLY));
    assert!(!history.iter().any(|message| message.text.contains("A list with a page.")));
    let edit = events.iter().rfind(|stored| matches!(stored.event, Event::FileChanged { .. })).unwrap();
    app.context.reject_hunks(&app.user, &run, edit.seq, &[1]).await.unwrap();
    assert!(!app.files(&started.project).await["src/items.ts"].contains("tea"));
}

#[tokio::test]
async fn without_a_plan_the_turn_goes_on() {
    let failure = LlmError::Refused { status: 401, message: "no such key".into() };
    let app = planning([Reply::new(PLAN).fail_at(3, failure), Reply::new(REPLY)]).await;
    let started = app.create("a list").await;
    let events = app.finish(&started).await;
    assert_eq!(ending(&events).0, RunStatus::Succeeded);
    let noticed = events.iter().any(
        |stored| matches!(&stored.event, Event::Noticed { text } if text.starts_with("No plan was made")),
    );
    assert!(noticed, "{:?}", outline(&events));
    assert_eq!(outline(&events).iter().filter(|word| *word == "planned:2").count(), 0);
}

#[tokio::test]
async fn files_of_a_planner_are_no_edits() {
    let app = planning([Reply::new(REPLY), Reply::new("Nothing to do.")]).await;
    let started = app.create("a list").await;
    let events = app.finish(&started).await;
    assert_eq!(app.files(&started.project).await.into_keys().collect::<Vec<_>>(), ["package.json"]);
    assert_eq!(ending(&events).1.unwrap().code, ProblemCode::NoFiles, "they were announced");
}

#[tokio::test]
async fn questions_and_talk_have_no_planner() {
    let app =
        planning([Reply::new(PLAN), Reply::new(REPLY), Reply::new("It maps."), Reply::new("We could.")])
            .await;
    let project = app.finished_project().await;
    let (_, events) = app.prompt(&project, "How does it make the list?").await;
    let apart = |event: &Event| matches!(event, Event::StageStarted { stage: Stage::Plan, apart: true, .. });
    assert_eq!(events.iter().filter(|stored| apart(&stored.event)).count(), 1, "that of the first turn");
    let options = TurnOptions { plan_only: true, ..TurnOptions::default() };
    let ask = TurnRequest { prompt: "Add tea".into(), options, ..TurnRequest::default() };
    let started = app.context.start_turn(&app.user, &project, ask).await.unwrap();
    let events = app.finish(&started).await;
    assert_eq!(events.iter().filter(|stored| apart(&stored.event)).count(), 1);
}
