//! The explorer's use cases: what they leave in the tree and in the log.

use backend::{BackendError, SaveFile};
use contract::{Event, FileChange, FileOperation, FilesChanged, Origin, ProblemCode, ProjectId};
use test_support::Reply;

use crate::{App, ITEMS, REPLY};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and pixels";

impl App {
    async fn change(
        &self,
        project: &ProjectId,
        operations: impl IntoIterator<Item = FileOperation>,
    ) -> Result<FilesChanged, BackendError> {
        let operations = operations.into_iter().collect();
        self.context.change_files(&self.user, project, operations, Some("tab".into())).await
    }

    async fn take_back(
        &self,
        project: &ProjectId,
        done: &FilesChanged,
    ) -> Result<FilesChanged, BackendError> {
        self.context.undo_files(&self.user, project, done, None).await
    }

    async fn upload(
        &self,
        project: &ProjectId,
        path: &str,
        bytes: &[u8],
    ) -> Result<FilesChanged, BackendError> {
        self.context.upload_file(&self.user, project, path, bytes, None).await
    }

    async fn paths(&self, project: &ProjectId) -> Vec<String> {
        self.files(project).await.into_keys().collect()
    }
}

fn create(path: &str, content: &str) -> FileOperation {
    FileOperation::Create { path: path.into(), content: content.into() }
}

fn go(from: &str, to: &str) -> FileOperation {
    FileOperation::Move { from: from.into(), to: to.into() }
}

fn copy(from: &str, to: &str) -> FileOperation {
    FileOperation::Copy { from: from.into(), to: to.into() }
}

fn delete(path: &str) -> FileOperation {
    FileOperation::Delete { path: path.into() }
}

#[tokio::test]
async fn a_move_is_one_version_takes_imports_along_and_can_be_taken_back() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let before = app.files(&project).await;
    let done = app.change(&project, [go("src/items.ts", "src/data/list.ts")]).await.unwrap();
    let files = app.files(&project).await;
    assert_eq!(files["src/data/list.ts"], ITEMS);
    assert!(files["src/App.tsx"].starts_with("import { items } from \"./data/list\";"), "{files:?}");
    assert_eq!(done.moved, [("src/items.ts".to_owned(), "src/data/list.ts".to_owned())]);
    assert_eq!(done.updated, ["src/App.tsx"]);

    let events = app.context.store().list_events(&project, i64::MAX).await.unwrap();
    let made: Vec<_> = events.iter().filter(|event| event.seq > done.before).collect();
    assert_eq!((made.len(), made[1].seq), (2, done.seq));
    for event in &made {
        let Event::FileChanged { origin, tab, .. } = &event.event else { panic!("{event:?}") };
        assert_eq!((*origin, tab.as_ref()), (Origin::Hand, Some(&"tab".into())));
    }
    assert!(matches!(&made[0].event, Event::FileChanged { change: FileChange::Renamed { .. }, .. }));

    app.take_back(&project, &done).await.unwrap();
    assert_eq!(app.files(&project).await, before);
    let events = app.context.store().list_events(&project, i64::MAX).await.unwrap();
    let back = &events[events.len() - 2].event;
    assert!(
        matches!(back, Event::FileChanged { path, change: FileChange::Renamed { to, .. }, .. }
            if path == "src/data/list.ts" && to == "src/items.ts"),
        "{back:?}"
    );
}

#[tokio::test]
async fn what_is_deleted_comes_back_even_when_other_things_went_on() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let before = app.files(&project).await;
    let done = app.change(&project, [delete("src")]).await.unwrap();
    assert_eq!(app.paths(&project).await, ["package.json"]);
    app.change(&project, [create("src/new.ts", "")]).await.unwrap();
    app.take_back(&project, &done).await.unwrap();
    let mut wanted = before;
    wanted.insert("src/new.ts".to_owned(), String::new());
    assert_eq!(app.files(&project).await, wanted);
    // Twice does no harm.
    app.take_back(&project, &done).await.unwrap();
    assert_eq!(app.files(&project).await, wanted);
}

#[tokio::test]
async fn taking_back_keeps_later_edits_or_says_why_not() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let moved = app.change(&project, [go("src/items.ts", "src/list.ts")]).await.unwrap();
    let edited = format!("{}// by hand\n", app.files(&project).await["src/App.tsx"]);
    let save = |path: &str, content: String| {
        let save = SaveFile { path: path.into(), content, ..Default::default() };
        app.context.save_file(&app.user, &project, save)
    };
    save("src/App.tsx", edited).await.unwrap();
    app.take_back(&project, &moved).await.unwrap();
    let app_text = app.files(&project).await["src/App.tsx"].clone();
    assert!(app_text.contains("\"./items\"") && app_text.ends_with("// by hand\n"), "{app_text}");

    let made = app.change(&project, [create("a.txt", "one\n")]).await.unwrap();
    save("a.txt", "two\n".to_owned()).await.unwrap();
    let problem = app.take_back(&project, &made).await.unwrap_err().problem();
    assert_eq!(problem.code, ProblemCode::Conflict);
    assert!(problem.message.starts_with("a.txt changed since"), "{problem}");
    assert_eq!(app.files(&project).await["a.txt"], "two\n");
}

#[tokio::test]
async fn operations_happen_together_or_not_at_all() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let before = app.files(&project).await;
    for (operations, code) in [
        (vec![create("a.ts", ""), create("src/App.tsx", "")], ProblemCode::Conflict),
        (vec![create("a.ts", ""), go("nowhere", "b")], ProblemCode::NotFound),
        (vec![create("a.ts", ""), go("src", "src/in/it")], ProblemCode::Conflict),
        (vec![create("src/App.tsx/a.ts", "")], ProblemCode::Conflict),
        (vec![create("../a.ts", "")], ProblemCode::PathRefused),
        (vec![FileOperation::CreateFolder { path: "src".into() }], ProblemCode::Conflict),
        (vec![create("a.ts", "\0")], ProblemCode::Invalid),
        (vec![], ProblemCode::Invalid),
    ] {
        let problem = app.change(&project, operations.clone()).await.unwrap_err().problem();
        assert_eq!(problem.code, code, "{operations:?}");
        assert!(problem.message.ends_with('.'), "{problem}");
    }
    assert_eq!(app.files(&project).await, before);
    let folder = FileOperation::CreateFolder { path: "docs".into() };
    let done = app
        .change(&project, [folder, create("docs/a.md", "# A"), copy("docs", "more"), go("docs/a.md", "b.md")])
        .await
        .unwrap();
    let paths = app.paths(&project).await;
    assert_eq!(paths[..4], ["b.md", "docs/.gitkeep", "more/.gitkeep", "more/a.md"]);
    app.take_back(&project, &done).await.unwrap();
    assert_eq!(app.files(&project).await, before);
}

#[tokio::test]
async fn uploads_are_kept_as_bytes_exported_as_bytes_and_limited() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let made = app.upload(&project, "src/logo.png", PNG).await.unwrap();
    let text = app.files(&project).await["src/logo.png"].clone();
    assert!(text.starts_with("data:image/png;base64,"), "{text}");
    assert_eq!(export::decode("src/logo.png", &text), PNG);
    app.upload(&project, "docs/notes.md", "# Grüße\n".as_bytes()).await.unwrap();
    assert_eq!(app.files(&project).await["docs/notes.md"], "# Grüße\n");
    // Over what is there, and back.
    let other = [PNG, b"more"].concat();
    let over = app.upload(&project, "src/logo.png", &other).await.unwrap();
    assert_ne!(app.files(&project).await["src/logo.png"], text);
    app.take_back(&project, &over).await.unwrap();
    assert_eq!(app.files(&project).await["src/logo.png"], text);
    app.take_back(&project, &made).await.unwrap();
    assert!(!app.files(&project).await.contains_key("src/logo.png"));

    for (path, bytes, code) in [
        ("tool.exe", &b"MZ"[..], ProblemCode::Invalid),
        ("a.png", b"no picture", ProblemCode::Invalid),
        ("a.ts", b"\xff", ProblemCode::Invalid),
        ("../a.png", PNG, ProblemCode::PathRefused),
        ("src/App.tsx/a.png", PNG, ProblemCode::Conflict),
        ("a.woff2", vec![0; contract::MAX_ASSET_BYTES + 1].as_slice(), ProblemCode::FileTooLarge),
    ] {
        let problem = app.upload(&project, path, bytes).await.unwrap_err().problem();
        assert_eq!(problem.code, code, "{path}: {problem}");
    }
}

#[tokio::test]
async fn a_project_does_not_grow_over_its_limits() {
    let app = App::new([]).await;
    let files = (0..contract::MAX_FILES).map(|n| (format!("src/{n}.ts"), String::new())).collect();
    let project = app.context.import_project(&app.user, "Full", files).await.unwrap();
    let code =
        async |operation| app.change(&project, [operation]).await.map_err(|error| error.problem().code);
    assert_eq!(code(create("one more", "")).await, Err(ProblemCode::TooManyFiles));
    assert_eq!(code(copy("src/1.ts", "src/copy.ts")).await, Err(ProblemCode::TooManyFiles));
    let upload = app.upload(&project, "a.png", PNG).await.unwrap_err().problem();
    assert_eq!(upload.code, ProblemCode::TooManyFiles);
    assert!(code(go("src/1.ts", "src/one.ts")).await.is_ok());
    assert!(code(delete("src/2.ts")).await.is_ok());
    assert!(code(create("now.ts", "")).await.is_ok());
}

#[tokio::test]
async fn an_edit_that_began_before_a_move_is_merged_after_it() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let base = app.files(&project).await["src/App.tsx"].clone();
    app.change(&project, [go("src/App.tsx", "src/pages/App.tsx")]).await.unwrap();
    let save = SaveFile {
        path: "src/pages/App.tsx".into(),
        content: format!("{base}// mine\n"),
        base: Some(vfs::content_hash(&base)),
        tab: None,
    };
    app.context.save_file(&app.user, &project, save).await.unwrap();
    let text = app.files(&project).await["src/pages/App.tsx"].clone();
    assert!(text.contains("\"../items\"") && text.ends_with("// mine\n"), "{text}");
}
