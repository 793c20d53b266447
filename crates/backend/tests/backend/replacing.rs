use contract::{Event, FileSplices, Origin, ProblemCode, Splice, UserId};
use test_support::Reply;

use crate::{App, ITEMS, REPLY, outline};

fn replace(path: &str, text: &str, from: &str, to: &str) -> FileSplices {
    let places = text.match_indices(from).map(|(at, found)| Splice {
        at: u32::try_from(at).unwrap(),
        remove: u32::try_from(found.len()).unwrap(),
        insert: to.to_owned(),
    });
    FileSplices { path: path.to_owned(), base: vfs::content_hash(text), splices: places.collect() }
}

#[tokio::test]
async fn several_files_change_at_once_and_back() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let before = app.files(&project).await;
    let page = &before["src/App.tsx"];
    let edits = vec![
        replace("src/App.tsx", page, "items", "goods"),
        replace("./src/items.ts", ITEMS, "items", "goods"),
    ];
    let changed =
        app.context.splice_files(&app.user, &project, edits.clone(), Some("tab".into())).await.unwrap();
    let after = app.files(&project).await;
    assert_eq!(after["src/App.tsx"], page.replace("items", "goods"));
    assert_eq!(after["src/items.ts"], ITEMS.replace("items", "goods"));
    assert_eq!(changed.len(), 2);
    assert_eq!(changed[1].hash, vfs::content_hash(&after["src/items.ts"]));

    let events = app.context.store().list_events(&project, i64::MAX).await.unwrap();
    let last = &events[events.len() - 2..];
    assert_eq!(outline(last), ["Replace:src/App.tsx", "Replace:src/items.ts"]);
    assert_eq!(last[0].at_ms, last[1].at_ms, "one moment, one version");
    assert!(matches!(&last[0].event, Event::FileChanged { origin: Origin::Replace, .. }));

    let back = edits.iter().map(|edit| {
        let path = edit.path.trim_start_matches("./");
        let splices = edit::inverse_splices(&before[path], &edit.splices).unwrap();
        FileSplices { path: path.to_owned(), base: vfs::content_hash(&after[path]), splices }
    });
    app.context.splice_files(&app.user, &project, back.collect(), None).await.unwrap();
    assert_eq!(app.files(&project).await, before);
}

#[tokio::test]
async fn a_file_that_changed_meanwhile_keeps_all_others_as_they_were() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let before = app.files(&project).await;
    let mut edits = vec![
        replace("src/App.tsx", &before["src/App.tsx"], "items", "goods"),
        replace("src/items.ts", "another text with items", "items", "goods"),
    ];
    let conflict = app.context.splice_files(&app.user, &project, edits.clone(), None).await.unwrap_err();
    let problem = conflict.problem();
    assert_eq!(problem.code, ProblemCode::Conflict);
    assert!(problem.message.starts_with("src/items.ts changed meanwhile"), "{problem}");
    assert_eq!(app.files(&project).await, before);

    // Places that do not fit, the same file twice, a path outside.
    edits[1] = replace("src/items.ts", ITEMS, "items", "goods");
    edits[1].splices[0].at = u32::MAX;
    for (edits, code) in [
        (edits.clone(), ProblemCode::Invalid),
        (vec![edits[0].clone(), edits[0].clone()], ProblemCode::Invalid),
        (vec![FileSplices { path: "../x".into(), ..edits[0].clone() }], ProblemCode::PathRefused),
        (vec![FileSplices { path: "gone.ts".into(), ..edits[0].clone() }], ProblemCode::Conflict),
    ] {
        let refused = app.context.splice_files(&app.user, &project, edits, None).await.unwrap_err();
        assert_eq!(refused.problem().code, code);
    }
    let stranger = UserId::from("somebody else");
    let hidden = app.context.splice_files(&stranger, &project, Vec::new(), None).await.unwrap_err();
    assert_eq!(hidden.problem().code, ProblemCode::NotFound);
    assert_eq!(app.files(&project).await, before);
}

#[tokio::test]
async fn what_stays_the_same_makes_no_version() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let seq = app.context.store().list_events(&project, i64::MAX).await.unwrap().len();
    let edits = vec![replace("src/items.ts", ITEMS, "items", "items")];
    assert_eq!(app.context.splice_files(&app.user, &project, edits, None).await.unwrap(), []);
    assert_eq!(app.context.store().list_events(&project, i64::MAX).await.unwrap().len(), seq);
}
