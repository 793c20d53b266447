use contract::{Event, ProjectId, RunStatus, Usage, UserId};
use store::StoreError;
use test_support::both;

use super::{append, create, open, run_started, text};

fn finished(status: RunStatus) -> Event {
    Event::RunFinished { status, elapsed_ms: 5, problem: None }
}

both! {
    async fn one_turn_at_a_time(db) {
        let (store, user, project) = open(&db).await;
        store.append(append(&user, &project, Some("one"), vec![run_started("first")])).await.unwrap();
        let second = store.append(append(&user, &project, Some("two"), vec![run_started("second")])).await;
        assert!(matches!(second, Err(StoreError::RunActive(_))));
        let active = store.find_active_run(&project).await.unwrap().unwrap();
        assert_eq!((active.id.as_str(), active.start_seq, active.is_running()), ("one", 1, true));
        assert_eq!(store.list_active_runs().await.unwrap().len(), 1);

        store.append(append(&user, &project, Some("one"), vec![finished(RunStatus::Cancelled)])).await.unwrap();
        assert!(store.find_active_run(&project).await.unwrap().is_none());
        // The refused one took no number.
        let third = store.append(append(&user, &project, Some("two"), vec![run_started("second")])).await.unwrap();
        assert_eq!(third[0].seq, 3);
        let undone = Event::RunUndone { undone: "one".into() };
        store.append(append(&user, &project, None, vec![undone])).await.unwrap();
        let runs = store.list_runs(&project).await.unwrap();
        let rows: Vec<_> = runs.iter().map(|run| (run.status.as_str(), run.end_seq, run.undone)).collect();
        assert_eq!(rows, [("cancelled", Some(2), true), ("running", None, false)]);
        assert_eq!(store.find_conversation(&project).await.unwrap().unwrap().as_str(), "conversation");
        store.close().await;
    }

    async fn concurrent_starts_give_one_turn(db) {
        let (store, user, project) = open(&db).await;
        let mut tasks = tokio::task::JoinSet::new();
        for n in 0..8 {
            let (store, append) =
                (store.clone(), append(&user, &project, Some(&format!("run {n}")), vec![run_started("go")]));
            tasks.spawn(async move { store.append(append).await.is_ok() });
        }
        assert_eq!(tasks.join_all().await.into_iter().filter(|started| *started).count(), 1);
        store.close().await;
    }

    async fn names_times_and_owners(db) {
        let (store, user, project) = open(&db).await;
        let (stranger, other) = (UserId::from("stranger"), ProjectId::from("other"));
        store.create_user(&stranger, "Stranger").await.unwrap();
        create(&store, &stranger, &other).await;
        store.append(append(&user, &project, None, vec![Event::ProjectRenamed { name: "New".into() }])).await.unwrap();
        let listed = store.list_projects(&user).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].name, "New");
        assert!(listed[0].updated_at_ms >= listed[0].created_at_ms);
        let usage = Usage { input_tokens: 1, output_tokens: 2, cached_tokens: 0, estimated: true };
        let recorded = Event::UsageRecorded { model: "demo/easel".into(), usage, cost_micros: None };
        store.append(append(&user, &project, Some("run"), vec![recorded])).await.unwrap();
        store.delete_project(&project).await.unwrap();
        assert!(store.find_project(&project).await.unwrap().is_none());
        assert!(store.list_events(&project, i64::MAX).await.unwrap().is_empty());
        let late = store.append(append(&user, &project, None, vec![text("late")])).await;
        assert!(matches!(late, Err(StoreError::NotFound)));
        store.close().await;
    }
}
