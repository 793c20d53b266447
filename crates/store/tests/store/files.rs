use contract::FileChange;
use store::StoredFile;
use test_support::both;

use super::{append, changed, open, text, written};

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
