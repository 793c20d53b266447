use contract::{Event, ProblemCode, RunStatus};
use llm::LlmError;
use test_support::Reply;

use crate::{App, FOLLOW_UP, ITEMS, REPLY, ending, outline, received};

const WRONG: &str = r#"<plan>
- src/items.ts: one more
</plan>
<file path="src/items.ts">
<diff>
@@
 const nothingOfTheKind = computeSomethingElse(12345);
-removeThisLineThatIsNotThere();
+addThisOne();
</diff>
</file>
"#;

#[tokio::test]
async fn a_refused_edit_is_asked_for_again() {
    let app = App::new([Reply::new(REPLY), Reply::new(WRONG), Reply::new(FOLLOW_UP)]).await;
    let project = app.finished_project().await;
    let (_, events) = app.prompt(&project, "add tea").await;
    let start = events.iter().rposition(|event| matches!(event.event, Event::RunStarted { .. })).unwrap();
    assert_eq!(
        outline(&events[start..]),
        [
            "run",
            "Plan(0)",
            "planned:1",
            "/Plan",
            "Generate(0)",
            "kept:src/items.ts",
            "usage",
            "/Generate",
            "Verify(0)",
            "verified:0",
            "/Verify",
            "Repair(1)",
            "Run:src/items.ts",
            "usage",
            "/Repair",
            "Verify(1)",
            "verified:0",
            "/Verify",
            "Succeeded",
        ]
    );
    let request = app.model.requests().pop().unwrap();
    assert_eq!(request.prefix, None);
    let last = &request.messages.last().unwrap().text;
    assert!(last.contains("src/items.ts"), "{last}");
    assert!(request.messages.iter().any(|message| message.text == WRONG), "the reply to mend is shown");
}

#[tokio::test]
async fn the_same_mistake_twice_ends_the_repairs() {
    let app = App::new([Reply::new(REPLY), Reply::new(WRONG), Reply::new(WRONG), Reply::new(WRONG)]).await;
    let project = app.finished_project().await;
    let (_, events) = app.prompt(&project, "add tea").await;
    let (status, problem) = ending(&events);
    assert_eq!(
        (status, problem.unwrap().code),
        (RunStatus::Failed, ProblemCode::EditRefused),
        "nothing was changed"
    );
    assert_eq!(app.model.requests().len(), 3, "one repair, not two");
    assert_eq!(app.files(&project).await["src/items.ts"], ITEMS);
}

#[tokio::test]
async fn a_reply_that_breaks_off_is_continued() {
    let half = REPLY.find("return").unwrap();
    let app = App::new([Reply::new(REPLY).fail_at(half, LlmError::Stopped)]).await;
    let started = app.create("a list").await;
    let events = app.finish(&started).await;
    assert_eq!(ending(&events), (RunStatus::Succeeded, None), "{:?}", outline(&events));
    assert_eq!(received(&events), REPLY);
    assert!(outline(&events).contains(&"resumed".to_owned()));
}

#[tokio::test]
async fn later_requests_know_the_conversation_without_undone_turns() {
    let app = App::new([Reply::new(REPLY), Reply::new(FOLLOW_UP), Reply::new(FOLLOW_UP)]).await;
    let project = app.finished_project().await;
    let (run, _) = app.prompt(&project, "add tea").await;
    let texts: Vec<String> =
        app.model.requests().pop().unwrap().messages.into_iter().map(|message| message.text).collect();
    assert_eq!(texts, ["A to-do list called Groceries", REPLY, "add tea"]);

    let changes = app.context.list_changes(&app.user, &run).await.unwrap();
    assert_eq!(changes.len(), 1);
    assert_eq!((changes[0].path.as_str(), changes[0].before.as_deref()), ("src/items.ts", Some(ITEMS)));
    assert!(changes[0].after.as_deref().unwrap().contains("tea"));

    app.context.undo_run(&app.user, &run).await.unwrap();
    app.prompt(&project, "add tea after all").await;
    let texts: Vec<String> =
        app.model.requests().pop().unwrap().messages.into_iter().map(|message| message.text).collect();
    assert_eq!(texts, ["A to-do list called Groceries", REPLY, "add tea after all"]);
}

/// What only could be better is shown, and costs no further call; what breaks is mended.
#[tokio::test]
async fn warnings_start_no_repair_and_errors_do() {
    let warned = REPLY.replace("<li key={item}>", "<li class=\"item\">");
    let broken = REPLY.replace("{item}</li>", "{itme}</li>");
    assert!(warned != REPLY && broken != REPLY);
    for (reply, codes, calls) in
        [(warned, &["attribute-name", "missing-key"][..], 1), (broken, &["undeclared-name"][..], 2)]
    {
        let mended = REPLY.replace("op=\"create\"", "op=\"write\"");
        let app = App::new([Reply::new(&reply), Reply::new(mended)]).await;
        let started = app.create("a list").await;
        let events = app.finish(&started).await;
        assert_eq!(app.model.requests().len(), calls, "{:?}", outline(&events));
        let verified = events.iter().find_map(|event| match &event.event {
            Event::Verified { checkers, diagnostics } => Some((checkers, diagnostics)),
            _ => None,
        });
        let (checkers, diagnostics) = verified.unwrap();
        assert_eq!(checkers, &["oxc", "imports", "names", "lint"]);
        let mut found: Vec<_> = diagnostics.iter().map(|found| found.code.as_str()).collect();
        found.sort_unstable();
        assert_eq!(found, codes);
    }
}
