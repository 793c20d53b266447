use std::collections::BTreeMap;

use contract::{Event, FileChange, ProjectId, RestoreStep, RunId, RunStatus};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use store::StoredFile;
use test_support::both;

use super::{append, changed, create, open, run_started, text, written};

fn short(files: Vec<StoredFile>) -> Vec<(String, String, i64)> {
    files.into_iter().map(|file| (file.path, file.content, file.seq)).collect()
}

both! {
    async fn any_version_is_read_back_from_the_log(db) {
        let (store, user, project) = open(&db).await;
        let renamed = changed("b", FileChange::Renamed { to: "c".into(), content: "b2".into() });
        let steps = [
            written("a", "a1"), written("b", "b2"), text("between"), written("a", "a4"), renamed,
            changed("a", FileChange::Deleted), written("a", "a7"),
        ];
        for step in steps {
            store.append(append(&user, &project, Some("run"), vec![step])).await.unwrap();
        }
        let file = |path: &str, content: &str, seq: i64| (path.to_owned(), content.to_owned(), seq);
        let expected = [
            vec![],
            vec![file("a", "a1", 1)],
            vec![file("a", "a1", 1), file("b", "b2", 2)],
            vec![file("a", "a1", 1), file("b", "b2", 2)],
            vec![file("a", "a4", 4), file("b", "b2", 2)],
            vec![file("a", "a4", 4), file("c", "b2", 5)],
            vec![file("c", "b2", 5)],
            vec![file("a", "a7", 7), file("c", "b2", 5)],
        ];
        for (seq, files) in (0..).zip(&expected) {
            assert_eq!(short(store.list_files_at(&project, seq).await.unwrap()), *files, "at {seq}");
        }
        assert_eq!(short(store.list_files(&project).await.unwrap()), expected[7]);
        assert_eq!(store.find_project(&project).await.unwrap().unwrap().files, 2);
        let old = store.find_file_by_hash(&project, "a", "hash of a1").await.unwrap().unwrap();
        assert_eq!(old.content, "a1");
        assert!(store.find_file_by_hash(&project, "a", "nothing").await.unwrap().is_none());
        let anywhere = store.find_text_by_hash(&project, "hash of a1").await.unwrap().unwrap();
        assert_eq!((anywhere.path.as_str(), anywhere.content.as_str()), ("a", "a1"));
        assert!(store.find_text_by_hash(&project, "nothing").await.unwrap().is_none());
        assert_eq!(store.list_file_sizes(&project).await.unwrap(), [("a".to_owned(), 2), ("c".to_owned(), 2)]);
        let versions = store.list_run_versions(&"run".into()).await.unwrap();
        let listed: Vec<_> =
            versions.iter().map(|v| (v.path.as_str(), v.seq, v.hash.is_none())).collect();
        assert_eq!(listed, [
            ("a", 1, false), ("b", 2, false), ("a", 4, false), ("b", 5, true), ("c", 5, false), ("a", 6, true),
            ("a", 7, false),
        ]);
        store.close().await;
    }
}

/// Few paths and short texts, so that they meet.
fn change() -> impl Strategy<Value = (String, Option<Option<String>>, String)> {
    let path = || "[ab]/[xy]".prop_map(String::from);
    let text = "[a-z\r\n\u{feff}\u{1f600}]{0,12}";
    (path(), prop_oneof![Just(None), Just(Some(None)), path().prop_map(|to| Some(Some(to)))], text)
}

both! {
    async fn every_version_of_any_history_is_rebuilt_to_the_byte(db) {
        let (store, user, _) = open(&db).await;
        let mut runner = TestRunner::deterministic();
        for round in 0..12 {
            let project = ProjectId(format!("history {round}"));
            create(&store, &user, &project).await;
            let steps = vec(change(), 1..24).new_tree(&mut runner).unwrap().current();
            let mut files = BTreeMap::<String, String>::new();
            let mut versions = vec![files.clone()];
            for (path, kind, text) in steps {
                // A file that is not there cannot go, and none takes another's place.
                let event = match kind {
                    Some(None) if files.remove(&path).is_some() => changed(&path, FileChange::Deleted),
                    Some(Some(to)) if files.contains_key(&path) && !files.contains_key(&to) => {
                        files.remove(&path);
                        files.insert(to.clone(), text.clone());
                        changed(&path, FileChange::Renamed { to, content: text })
                    }
                    _ => {
                        files.insert(path.clone(), text.clone());
                        written(&path, &text)
                    }
                };
                store.append(append(&user, &project, Some("run"), vec![event])).await.unwrap();
                versions.push(files.clone());
            }
            let log = store.list_events(&project, i64::MAX).await.unwrap();
            let mut folded = BTreeMap::<String, String>::new();
            for (seq, wanted) in (0..).zip(&versions) {
                let stored = store.list_files_at(&project, seq).await.unwrap();
                let stored: BTreeMap<_, _> = stored.into_iter().map(|file| (file.path, file.content)).collect();
                assert_eq!(stored, *wanted, "round {round}, version {seq}");
                // The log alone says the same.
                if let Some(Event::FileChanged { path, change, .. }) = log.iter().find(|e| e.seq == seq).map(|e| &e.event) {
                    folded.remove(path);
                    match change.clone() {
                        FileChange::Written { content } => drop(folded.insert(path.clone(), content)),
                        FileChange::Renamed { to, content } => drop(folded.insert(to, content)),
                        FileChange::Deleted | FileChange::Elided => {}
                    }
                }
                assert_eq!(folded, *wanted, "round {round}, log up to {seq}");
            }
        }
        store.close().await;
    }
}

both! {
    async fn what_changed_between_two_events_is_known_by_path_and_run(db) {
        let (store, user, project) = open(&db).await;
        store.append(append(&user, &project, Some("one"), vec![run_started("first"), written("a", "1")])).await.unwrap();
        store.append(append(&user, &project, None, vec![written("b", "by hand")])).await.unwrap();
        let end = Event::RunFinished { status: RunStatus::Succeeded, elapsed_ms: 1, problem: None };
        store.append(append(&user, &project, Some("one"), vec![end])).await.unwrap();
        store.append(append(&user, &project, Some("two"), vec![run_started("second"), written("a", "2")])).await.unwrap();
        let end = Event::RunFinished { status: RunStatus::Succeeded, elapsed_ms: 1, problem: None };
        store.append(append(&user, &project, Some("two"), vec![end])).await.unwrap();

        assert_eq!(store.list_changed_paths(&project, 0, 9).await.unwrap(), ["a", "b"]);
        assert_eq!(store.list_changed_paths(&project, 2, 3).await.unwrap(), ["b"]);
        assert!(store.list_changed_paths(&project, 6, 9).await.unwrap().is_empty());
        assert_eq!(store.list_changing_runs(&project, 0).await.unwrap(), ["one".into(), "two".into()]);
        assert_eq!(store.list_changing_runs(&project, 3).await.unwrap(), ["two".into()]);

        // Undone by an event, and back by another.
        let restored = |undone: &[&str], redone: &[&str]| Event::VersionRestored {
            seq: 2,
            step: RestoreStep::Picked,
            undone: undone.iter().map(|run| RunId::from(*run)).collect(),
            redone: redone.iter().map(|run| RunId::from(*run)).collect(),
        };
        let events = vec![Event::RunUndone { undone: "one".into() }, restored(&["two"], &["one"])];
        store.append(append(&user, &project, None, events)).await.unwrap();
        let undone: Vec<_> = store.list_runs(&project).await.unwrap().iter().map(|run| run.undone).collect();
        assert_eq!(undone, [false, true]);
        let marks: Vec<i64> = store.list_run_marks(&project).await.unwrap().iter().map(|mark| mark.seq).collect();
        assert_eq!(marks, [1, 5, 8, 9]);
        store.close().await;
    }
}
