use contract::{FileStatus, MessageRole, ProblemCode, RunStatus, UserId};
use test_support::Reply;

use crate::{App, FOLLOW_UP, ITEMS, REPLY};

#[tokio::test]
async fn an_answer_has_the_words_the_files_and_the_figures() {
    let app = App::new([Reply::new(REPLY)]).await;
    let started = app.create("A to-do list").await;
    let answer = app.context.await_answer(&app.user, &started.run).await.unwrap();
    assert_eq!(answer.status, RunStatus::Succeeded);
    assert_eq!(answer.text, "I will build a to-do list.\nDone.");
    let files: Vec<_> = answer.files.iter().map(|file| (file.path.as_str(), file.status)).collect();
    assert_eq!(files, [("src/App.tsx", FileStatus::Applied), ("src/items.ts", FileStatus::Applied)]);
    assert_eq!(answer.files[1].content.as_deref(), Some(ITEMS));
    assert_eq!(answer.files[0].why.as_deref(), Some("Shows the items."));
    assert!(
        answer.timing.first_text_ms.is_some() && answer.timing.first_file_ms <= answer.timing.verified_ms
    );
    assert!(answer.usage.output_tokens > 0 && answer.diagnostics.is_empty());
    // The same again, long after it has ended.
    assert_eq!(app.context.await_answer(&app.user, &started.run).await.unwrap(), answer);
}

#[tokio::test]
async fn a_conversation_is_read_page_by_page() {
    let app = App::new([Reply::new(REPLY), Reply::new(FOLLOW_UP)]).await;
    let started = app.create("A to-do list").await;
    app.finish(&started).await;
    app.prompt(&started.project, "Add tea").await;
    let view = app.context.describe_started(&app.user, &started).await.unwrap();
    assert!(
        view.ws_url.starts_with("/ws/ai/stream?project=") && view.ws_url.contains(started.project.as_str())
    );

    let conversation = &view.conversation_id;
    let first = app.context.list_messages(&app.user, conversation, None, Some(2)).await.unwrap();
    let roles: Vec<_> =
        first.messages.iter().map(|message| (message.role, message.content.as_str())).collect();
    assert_eq!(
        roles,
        [(MessageRole::User, "A to-do list"), (MessageRole::Assistant, "I will build a to-do list.\nDone."),]
    );
    assert_eq!(first.messages[0].id, view.message_id);
    assert_eq!(first.messages[1].files, ["src/App.tsx", "src/items.ts"]);
    let second =
        app.context.list_messages(&app.user, conversation, first.next.as_deref(), Some(2)).await.unwrap();
    assert_eq!((second.messages[0].content.as_str(), second.messages.len()), ("Add tea", 2));
    assert_eq!(second.next, None);

    let stranger = UserId::from("stranger");
    app.context.store().create_user(&stranger, "Stranger").await.unwrap();
    for outcome in [
        app.context.list_messages(&stranger, conversation, None, None).await.map(drop),
        app.context.await_answer(&stranger, &started.run).await.map(drop),
        app.context.describe_started(&stranger, &started).await.map(drop),
        app.context.list_messages(&app.user, &"unknown".into(), None, None).await.map(drop),
    ] {
        assert_eq!(outcome.unwrap_err().problem().code, ProblemCode::NotFound);
    }
}

#[tokio::test]
async fn files_are_checked_without_being_stored() {
    let app = App::new([]).await;
    let check = |files: &[(&str, &str)]| {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        app.context.verify_files(&app.user, files)
    };
    let good =
        check(&[("src/App.tsx", "export default function App() { return <p>Hi</p>; }\n")]).await.unwrap();
    assert!(good.ok && good.diagnostics.is_empty() && good.checkers.contains(&"oxc".to_owned()), "{good:?}");
    let bad = check(&[("src/App.tsx", "export default function App() { return <p>Hi</p>;\n")]).await.unwrap();
    assert!(!bad.ok && bad.diagnostics[0].path == "src/App.tsx", "{bad:?}");
    assert_eq!(check(&[("../x", "")]).await.unwrap_err().problem().code, ProblemCode::PathRefused);
    assert!(app.context.list_projects(&app.user).await.unwrap().is_empty());
}
