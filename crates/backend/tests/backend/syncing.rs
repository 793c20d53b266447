//! Hand edits that arrive late.

use backend::SaveFile;
use contract::{ProjectId, SyncedFile};
use test_support::Reply;

use crate::{App, REPLY};

const BASE: &str = "one\ntwo\nthree\nfour\nfive\n";

impl App {
    async fn sync(&self, project: &ProjectId, path: &str, content: &str, base: Option<&str>) -> SyncedFile {
        let save = SaveFile {
            path: path.into(),
            content: content.into(),
            base: base.map(vfs::content_hash),
            tab: Some("tab".into()),
        };
        self.context.sync_file(&self.user, project, save).await.unwrap()
    }
}

/// What was stored, as far as it is not what was sent; else that it is disputed.
fn outcome(answer: SyncedFile) -> Result<Option<String>, Option<String>> {
    match answer {
        SyncedFile::Saved(saved) => Ok(saved.content),
        SyncedFile::Disputed { current, .. } => Err(current.map(|file| file.content)),
    }
}

#[tokio::test]
async fn a_late_edit_is_stored_or_merged() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    assert_eq!(outcome(app.sync(&project, "a.txt", BASE, None).await), Ok(None));
    assert_eq!(
        outcome(app.sync(&project, "a.txt", "ONE\ntwo\nthree\nfour\nfive\n", Some(BASE)).await),
        Ok(None)
    );
    let merged = "ONE\ntwo\nthree\nfour\nFIVE\n";
    let answer = app.sync(&project, "a.txt", "one\ntwo\nthree\nfour\nFIVE\n", Some(BASE)).await;
    assert_eq!(outcome(answer), Ok(Some(merged.to_owned())));
    assert_eq!(app.files(&project).await["a.txt"], merged);
}

#[tokio::test]
async fn a_late_edit_never_overwrites_the_same_lines_or_a_deletion() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    app.sync(&project, "a.txt", "one\n", None).await;
    app.sync(&project, "a.txt", "eins\n", Some("one\n")).await;
    let answer = app.sync(&project, "a.txt", "uno\n", Some("one\n")).await;
    assert_eq!(outcome(answer), Err(Some("eins\n".to_owned())));
    assert_eq!(app.files(&project).await["a.txt"], "eins\n");
    // Two new files of one name are two texts as well.
    assert_eq!(outcome(app.sync(&project, "a.txt", "un\n", None).await), Err(Some("eins\n".to_owned())));

    app.context.delete_file(&app.user, &project, "a.txt", None).await.unwrap();
    assert_eq!(outcome(app.sync(&project, "a.txt", "uno\n", Some("one\n")).await), Err(None));
    assert!(!app.files(&project).await.contains_key("a.txt"));
}

#[tokio::test]
async fn an_edit_that_had_arrived_before_is_not_made_again() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    app.sync(&project, "a.txt", "one\n", None).await;
    // The last words of a tab, which does not hear the answer; then somebody goes on from there.
    app.sync(&project, "a.txt", "two\n", Some("one\n")).await;
    app.sync(&project, "a.txt", "three\n", Some("two\n")).await;
    let answer = app.sync(&project, "a.txt", "two\n", Some("one\n")).await;
    assert_eq!(outcome(answer), Ok(Some("three\n".to_owned())));
    assert_eq!(app.files(&project).await["a.txt"], "three\n");
    // Going back to an older text on purpose is an edit like any other.
    assert_eq!(outcome(app.sync(&project, "a.txt", "one\n", Some("three\n")).await), Ok(None));
}
