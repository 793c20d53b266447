use backend::{Config, SaveFile};
use contract::{ChangeCount, Event, FileChange, Origin, ProblemCode, ProjectId, RestoreStep, Span};
use test_support::{Reply, Scripted, both};

use crate::{App, FOLLOW_UP, ITEMS, REPLY, outline};

impl App {
    async fn last_seq(&self, project: &ProjectId) -> i64 {
        let events = self.context.store().list_events(project, i64::MAX).await.unwrap();
        events.last().map_or(0, |event| event.seq)
    }

    async fn restore(&self, project: &ProjectId, seq: i64, step: RestoreStep) {
        self.context.restore_version(&self.user, project, seq, step).await.unwrap();
    }

    /// Per run in their order, whether it counts as undone.
    async fn undone(&self, project: &ProjectId) -> Vec<bool> {
        let runs = self.context.store().list_runs(project).await.unwrap();
        runs.iter().map(|run| run.undone).collect()
    }
}

both! {
    async fn a_version_is_looked_at_compared_and_restored_as_a_new_one(db) {
        let folder = tempfile::tempdir().unwrap();
        let config = Config { data_dir: folder.path().into(), database_url: Some(db.url.clone()), secret: None };
        let app = App::open(config, Scripted::new([Reply::new(REPLY), Reply::new(FOLLOW_UP)])).await;
        let project = app.finished_project().await;
        let (first, then) = (app.files(&project).await, app.last_seq(&project).await);
        app.prompt(&project, "add tea").await;
        let save = SaveFile { path: "src/new.ts".into(), content: "export {};\n".into(), ..Default::default() };
        app.context.save_file(&app.user, &project, save).await.unwrap();
        app.context.delete_file(&app.user, &project, "src/App.tsx", None).await.unwrap();
        let (later, now) = (app.files(&project).await, app.last_seq(&project).await);

        let seen = app.context.open_version(&app.user, &project, then).await.unwrap();
        let seen: Vec<_> = seen.into_iter().map(|file| (file.path, file.content)).collect();
        assert_eq!(seen, first.clone().into_iter().collect::<Vec<_>>());
        assert_eq!(app.files(&project).await, later, "looking changes nothing");

        let span = Span { from: then, to: now };
        let diffs = app.context.compare_versions(&app.user, &project, span).await.unwrap();
        let texts: Vec<_> =
            diffs.iter().map(|diff| (diff.path.as_str(), diff.before.is_some(), diff.after.is_some())).collect();
        assert_eq!(texts, [("src/App.tsx", true, false), ("src/items.ts", true, true), ("src/new.ts", false, true)]);
        assert_eq!(diffs[1].before.as_deref(), Some(ITEMS));
        let counts = app.context.count_changes(&app.user, &project, &[span, Span { from: now, to: now }]).await.unwrap();
        assert_eq!(counts, [ChangeCount { files: 3, added: 2, removed: 11 }, ChangeCount::default()]);

        app.restore(&project, then, RestoreStep::Picked).await;
        assert_eq!(app.files(&project).await, first);
        let events = app.context.store().list_events(&project, i64::MAX).await.unwrap();
        assert_eq!(outline(&events[usize::try_from(now).unwrap()..]), [
            "Restore:src/new.ts".to_owned(), "Restore:src/App.tsx".to_owned(), "Restore:src/items.ts".to_owned(),
            format!("restored:{then}"),
        ]);
        assert!(matches!(&events[usize::try_from(now).unwrap()].event,
            Event::FileChanged { change: FileChange::Deleted, origin: Origin::Restore, .. }));
        assert_eq!(app.undone(&project).await, [false, true], "the second turn's changes are gone");

        // Nothing is lost: the version before the restoration is there, and back with its turn.
        app.restore(&project, now, RestoreStep::Back).await;
        assert_eq!(app.files(&project).await, later);
        assert_eq!(app.undone(&project).await, [false, false]);
        let same = app.context.restore_version(&app.user, &project, now, RestoreStep::Picked).await.unwrap_err();
        assert_eq!(same.problem().code, ProblemCode::Invalid);
        for seq in [-1, now + 100] {
            let unknown = app.context.restore_version(&app.user, &project, seq, RestoreStep::Picked).await.unwrap_err();
            assert_eq!(unknown.problem().code, ProblemCode::NotFound);
            assert!(app.context.open_version(&app.user, &project, seq).await.is_err());
        }
        app.context.shutdown().await;
    }
}

#[tokio::test]
async fn an_undone_turn_is_redone_and_the_model_hears_of_it_again() {
    let app = App::new([Reply::new(REPLY), Reply::new(FOLLOW_UP)]).await;
    let project = app.finished_project().await;
    let (run, _) = app.prompt(&project, "add tea").await;
    let (with_tea, before) = (app.files(&project).await, app.last_seq(&project).await);
    app.context.undo_run(&app.user, &run).await.unwrap();
    assert_eq!(app.files(&project).await["src/items.ts"], ITEMS);
    app.restore(&project, before, RestoreStep::Forward).await;
    assert_eq!(app.files(&project).await, with_tea);
    assert_eq!(app.undone(&project).await, [false, false]);

    app.model.push(Reply::new("It is fine as it is.\n"));
    app.prompt(&project, "what is on the list?").await;
    let request = app.model.requests().pop().unwrap();
    assert!(request.messages.iter().any(|message| message.text.contains("add tea")), "the turn stands again");

    // And not after a version before it was put back.
    let first = app.context.store().list_run_marks(&project).await.unwrap()[1].seq - 1;
    app.restore(&project, first, RestoreStep::Picked).await;
    assert_eq!(app.undone(&project).await, [false, true, false], "talk is not undone");
    app.model.push(Reply::new("It is fine as it is.\n"));
    app.prompt(&project, "and now?").await;
    let request = app.model.requests().pop().unwrap();
    assert!(!request.messages.iter().any(|message| message.text.contains("add tea")));
}

#[tokio::test]
async fn no_version_is_restored_under_a_running_turn() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    app.model.push(Reply::new(FOLLOW_UP).hold_at(20));
    let started = app.context.start_run(&app.user, &project, "add tea", None).await.unwrap();
    let busy = app.context.restore_version(&app.user, &project, 1, RestoreStep::Picked).await.unwrap_err();
    assert_eq!(busy.problem().code, ProblemCode::Busy);
    app.context.cancel_run(&app.user, &started.run).await.unwrap();
    app.restore(&project, 1, RestoreStep::Picked).await;
    assert_eq!(app.files(&project).await.keys().collect::<Vec<_>>(), ["package.json"]);
}
