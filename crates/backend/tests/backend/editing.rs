use backend::SaveFile;
use contract::{Event, ProblemCode, ProjectId, RunStatus, SavedFile};
use test_support::Reply;

use crate::{App, FOLLOW_UP, ITEMS, REPLY, ending, outline};

impl App {
    async fn save(&self, project: &ProjectId, path: &str, content: &str, base: Option<&str>) -> SavedFile {
        let save = SaveFile {
            path: path.into(),
            content: content.into(),
            base: base.map(vfs::content_hash),
            tab: Some("tab".into()),
        };
        self.context.save_file(&self.user, project, save).await.unwrap()
    }
}

#[tokio::test]
async fn a_hand_edit_is_stored_once() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let saved = app.save(&project, "src/items.ts", "export const items = [];\n", Some(ITEMS)).await;
    assert_eq!((saved.content, saved.notice), (None, None));
    assert_eq!(saved.hash.unwrap(), vfs::content_hash("export const items = [];\n"));
    let again = app.save(&project, "src/items.ts", "export const items = [];\n", Some(ITEMS)).await;
    assert_eq!(again.seq, saved.seq, "the same text makes no event");
    assert_eq!(app.files(&project).await["src/items.ts"], "export const items = [];\n");
    let made = app.save(&project, "./src/new.ts", "export {};\n", None).await;
    assert_eq!(made.seq, saved.seq + 1);
    assert!(app.files(&project).await.contains_key("src/new.ts"));
}

#[tokio::test]
async fn two_tabs_that_edit_different_lines_are_merged() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let base = "one\ntwo\nthree\nfour\nfive\n";
    app.save(&project, "a.txt", base, None).await;
    app.save(&project, "a.txt", "ONE\ntwo\nthree\nfour\nfive\n", Some(base)).await;
    let saved = app.save(&project, "a.txt", "one\ntwo\nthree\nfour\nFIVE\n", Some(base)).await;
    let merged = "ONE\ntwo\nthree\nfour\nFIVE\n";
    assert_eq!((saved.content.as_deref(), saved.notice), (Some(merged), None));
    assert_eq!(app.files(&project).await["a.txt"], merged);
}

#[tokio::test]
async fn where_both_changed_the_same_line_the_saver_wins_and_is_told() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    app.save(&project, "a.txt", "one\n", None).await;
    app.save(&project, "a.txt", "eins\n", Some("one\n")).await;
    let saved = app.save(&project, "a.txt", "uno\n", Some("one\n")).await;
    assert_eq!(saved.content, None);
    assert!(saved.notice.unwrap().contains("history"));
    assert_eq!(app.files(&project).await["a.txt"], "uno\n");
    // The other text is in the log indeed.
    let events = app.context.store().list_events(&project, i64::MAX).await.unwrap();
    assert!(events.iter().any(|event| format!("{:?}", event.event).contains("eins")));
}

#[tokio::test]
async fn a_hand_edit_during_a_turn_is_kept_by_the_diff_that_follows() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let held = FOLLOW_UP.find("</diff>").unwrap();
    app.model.push(Reply::new(FOLLOW_UP).cut_at(held));
    let edited = format!("// by hand\n{ITEMS}");
    app.save(&project, "src/items.ts", &edited, Some(ITEMS)).await;
    let (_, events) = app.prompt(&project, "add tea").await;
    assert_eq!(ending(&events).0, RunStatus::Succeeded, "{:?}", outline(&events));
    let text = &app.files(&project).await["src/items.ts"];
    assert!(text.starts_with("// by hand\n") && text.contains("\"tea\""), "{text}");
}

#[tokio::test]
async fn what_cannot_be_stored_is_refused_with_a_sentence() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    for (path, content, code) in [
        ("../x", "", ProblemCode::PathRefused),
        ("", "", ProblemCode::PathRefused),
        ("big", "x".repeat(contract::MAX_FILE_BYTES + 1).as_str(), ProblemCode::FileTooLarge),
        ("bin", "\0", ProblemCode::Invalid),
    ] {
        let save = SaveFile { path: path.into(), content: content.into(), ..Default::default() };
        let problem = app.context.save_file(&app.user, &project, save).await.unwrap_err().problem();
        assert_eq!(problem.code, code, "{path}");
        assert!(problem.message.ends_with('.'), "{problem}");
    }
}

#[tokio::test]
async fn a_file_is_deleted_once_and_made_anew_by_a_tab_that_still_has_it() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let (context, user) = (&app.context, &app.user);
    context.delete_file(user, &project, "src/items.ts", None).await.unwrap();
    let gone = context.delete_file(user, &project, "src/items.ts", None).await.unwrap_err();
    assert_eq!(gone.problem().code, ProblemCode::NotFound);
    assert_eq!(app.files(&project).await.len(), 2);
    let saved = app.save(&project, "src/items.ts", "export {};\n", Some(ITEMS)).await;
    assert!(saved.notice.unwrap().contains("deleted"));
}

#[tokio::test]
async fn undo_takes_a_turn_back() {
    let app = App::new([Reply::new(REPLY), Reply::new(FOLLOW_UP)]).await;
    let project = app.finished_project().await;
    let before = app.files(&project).await;
    let (run, _) = app.prompt(&project, "add tea").await;
    assert_ne!(app.files(&project).await, before);
    app.context.undo_run(&app.user, &run).await.unwrap();
    assert_eq!(app.files(&project).await, before);
    let events = app.context.store().list_events(&project, i64::MAX).await.unwrap();
    assert_eq!(outline(&events[events.len() - 2..]), ["Undo:src/items.ts", "undone"]);
    let twice = app.context.undo_run(&app.user, &run).await.unwrap_err();
    assert_eq!(twice.problem().code, ProblemCode::Invalid);
    // The first turn as well: its files go.
    let first = events.iter().find(|event| matches!(event.event, Event::RunStarted { .. })).unwrap();
    app.context.undo_run(&app.user, first.run.as_ref().unwrap()).await.unwrap();
    assert_eq!(app.files(&project).await.keys().collect::<Vec<_>>(), ["package.json"]);
}

#[tokio::test]
async fn undo_keeps_hand_edits_made_since_or_says_why_not() {
    let app = App::new([Reply::new(REPLY), Reply::new(FOLLOW_UP)]).await;
    let project = app.finished_project().await;
    let (run, _) = app.prompt(&project, "add tea").await;
    let now = app.files(&project).await["src/items.ts"].clone();

    let clash = now.replace("tea", "coffee");
    app.save(&project, "src/items.ts", &clash, Some(&now)).await;
    let problem = app.context.undo_run(&app.user, &run).await.unwrap_err().problem();
    assert_eq!(problem.code, ProblemCode::Conflict);
    assert!(problem.message.contains("src/items.ts"), "{problem}");
    assert_eq!(app.files(&project).await["src/items.ts"], clash, "nothing was undone");

    let beside = format!("{now}// by hand\n");
    app.save(&project, "src/items.ts", &beside, Some(&clash)).await;
    app.context.undo_run(&app.user, &run).await.unwrap();
    assert_eq!(app.files(&project).await["src/items.ts"], format!("{ITEMS}// by hand\n"));
}

const TWO_PLACES: &str = "<plan>\n- src/items.ts: two changes\n</plan>\n<file path=\"src/items.ts\">\n<diff>\n@@\n-one\n+ONE\n two\n@@\n eight\n-nine\n+NINE\n@@\n-not there\n+never\n</diff>\n</file>\n";
const NINE: &str = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n";

#[tokio::test]
async fn a_hunk_can_be_rejected_as_if_it_had_not_been_sent() {
    let app =
        App::new([Reply::new(REPLY), Reply::new(TWO_PLACES), Reply::new("No."), Reply::new("No.")]).await;
    let project = app.finished_project().await;
    app.save(&project, "src/items.ts", NINE, Some(ITEMS)).await;
    let (run, events) = app.prompt(&project, "two changes").await;
    let after = NINE.replace("one", "ONE").replace("nine", "NINE");
    assert_eq!(app.files(&project).await["src/items.ts"], after);
    let changed = |event: &&contract::StoredEvent| {
        event.run.as_ref() == Some(&run) && matches!(event.event, Event::FileChanged { .. })
    };
    let seq = events.iter().find(changed).unwrap().seq;
    let reject = async |hunks: &[u32]| app.context.reject_hunks(&app.user, &run, seq, hunks).await;

    for hunks in [&[][..], &[3], &[9]] {
        assert_eq!(reject(hunks).await.unwrap_err().problem().code, ProblemCode::Invalid, "{hunks:?}");
    }
    // What was changed by hand since stays.
    let by_hand = after.replace("five", "5");
    app.save(&project, "src/items.ts", &by_hand, Some(&after)).await;
    reject(&[1]).await.unwrap();
    assert_eq!(app.files(&project).await["src/items.ts"], NINE.replace("five", "5").replace("nine", "NINE"));
    reject(&[2]).await.unwrap();
    assert_eq!(app.files(&project).await["src/items.ts"], NINE.replace("five", "5"));
    // Once more changes nothing; elsewhere is nothing to reject.
    reject(&[1, 2]).await.unwrap();
    assert_eq!(app.files(&project).await["src/items.ts"], NINE.replace("five", "5"));
    let elsewhere = app.context.reject_hunks(&app.user, &run, seq + 1, &[1]).await.unwrap_err();
    assert_eq!(elsewhere.problem().code, ProblemCode::Invalid);
    let stranger = app.context.reject_hunks(&"somebody else".into(), &run, seq, &[1]).await.unwrap_err();
    assert_eq!(stranger.problem().code, ProblemCode::NotFound);
}

#[tokio::test]
async fn a_hunk_whose_lines_changed_since_is_not_rejected() {
    let app = App::new([Reply::new(REPLY), Reply::new(FOLLOW_UP)]).await;
    let project = app.finished_project().await;
    let (run, events) = app.prompt(&project, "add tea").await;
    let now = app.files(&project).await["src/items.ts"].clone();
    let changed = |event: &&contract::StoredEvent| {
        event.run.as_ref() == Some(&run) && matches!(event.event, Event::FileChanged { .. })
    };
    let seq = events.iter().find(changed).unwrap().seq;
    let by_hand = now.replace("tea", "green tea");
    app.save(&project, "src/items.ts", &by_hand, Some(&now)).await;
    let refused = app.context.reject_hunks(&app.user, &run, seq, &[1]).await.unwrap_err().problem();
    assert_eq!(refused.code, ProblemCode::Conflict);
    assert_eq!(app.files(&project).await["src/items.ts"], by_hand);
}

#[tokio::test]
async fn a_file_does_not_lose_what_nobody_asked_to_lose() {
    let lost = "<file path=\"src/items.ts\" op=\"write\">\n<content>\nexport const a = 1;\nexport const b = 2;\n</content>\n</file>\n";
    let before = "export const a = 1;\nexport const b = 2;\nexport const kept = 3;\n";
    let app = App::new([Reply::new(REPLY), Reply::new(lost), Reply::new(lost), Reply::new(lost)]).await;
    let project = app.finished_project().await;
    app.save(&project, "src/items.ts", before, Some(ITEMS)).await;
    let (_, events) = app.prompt(&project, "Make it nicer").await;
    assert_eq!(ending(&events).0, RunStatus::Failed, "{:?}", outline(&events));
    assert_eq!(app.files(&project).await["src/items.ts"], before);
    let told = events.iter().any(|event| format!("{:?}", event.event).contains("lose the export kept"));
    assert!(told, "{events:?}");
    app.model.push(Reply::new(lost));
    app.prompt(&project, "Remove what is called kept").await;
    assert!(!app.files(&project).await["src/items.ts"].contains("kept"));
}
