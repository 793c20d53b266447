use std::collections::BTreeSet;

use contract::{Event, ProjectId, StoredEvent};
use futures::{Stream, StreamExt};
use store::StoreError;
use test_support::both;

use super::{append, create, open, run_started, text};

/// Reads until number `upto`.
async fn read_to(
    stream: impl Stream<Item = Result<Vec<StoredEvent>, StoreError>>,
    upto: i64,
) -> Vec<StoredEvent> {
    let mut stream = std::pin::pin!(stream);
    let mut events = Vec::new();
    while events.last().is_none_or(|last: &StoredEvent| last.seq < upto) {
        events.extend(stream.next().await.unwrap().unwrap());
    }
    events
}

fn numbers(events: &[StoredEvent]) -> Vec<i64> {
    events.iter().map(|event| event.seq).collect()
}

both! {
    async fn many_writers_get_numbers_without_gaps(db) {
        let (store, user, project) = open(&db).await;
        let other = ProjectId::from("other");
        create(&store, &user, &other).await;
        let mut tasks = tokio::task::JoinSet::new();
        for writer in 0..20 {
            let (store, user) = (store.clone(), user.clone());
            let project = if writer % 2 == 0 { project.clone() } else { other.clone() };
            tasks.spawn(async move {
                let mut seen = Vec::new();
                for n in 0..10 {
                    let events = vec![text(&format!("{writer}.{n}")), text("second")];
                    let stored = store.append(append(&user, &project, None, events)).await.unwrap();
                    assert_eq!(stored[0].seq + 1, stored[1].seq);
                    seen.extend(stored.iter().map(|event| (project.clone(), event.seq)));
                }
                seen
            });
        }
        let all: BTreeSet<_> = tasks.join_all().await.into_iter().flatten().collect();
        assert_eq!(all.len(), 400);
        for project in [&project, &other] {
            let events = store.list_events(project, i64::MAX).await.unwrap();
            assert_eq!(numbers(&events), (1..=200).collect::<Vec<_>>());
            assert_eq!(store.find_project(project).await.unwrap().unwrap().last_seq, 200);
        }
        store.close().await;
    }

    async fn a_subscriber_gets_the_log_then_live_events_once_each(db) {
        let (store, user, project) = open(&db).await;
        for n in 0..700 {
            store.append(append(&user, &project, None, vec![text(&n.to_string())])).await.unwrap();
        }
        let readers: Vec<_> = [0, 350, 699, 700].into_iter().map(|after| {
            let stream = store.subscribe(&project, after);
            tokio::spawn(async move { (after, read_to(stream, 1400).await) })
        }).collect();
        let mut writers = tokio::task::JoinSet::new();
        for _ in 0..7 {
            let (store, user, project) = (store.clone(), user.clone(), project.clone());
            writers.spawn(async move {
                for _ in 0..100 {
                    store.append(append(&user, &project, None, vec![text("live")])).await.unwrap();
                }
            });
        }
        writers.join_all().await;
        for reader in readers {
            let (after, events) = reader.await.unwrap();
            assert_eq!(numbers(&events), (after + 1..=1400).collect::<Vec<_>>());
        }
        store.close().await;
    }

    async fn a_slow_subscriber_reads_what_it_missed_from_the_log(db) {
        let (store, user, project) = open(&db).await;
        let stream = store.subscribe(&project, 0);
        store.append(append(&user, &project, None, vec![text("first")])).await.unwrap();
        let mut stream = std::pin::pin!(stream);
        assert_eq!(numbers(&stream.next().await.unwrap().unwrap()), [1]);
        // More than the channel holds.
        for n in 0..600 {
            store.append(append(&user, &project, None, vec![text(&n.to_string())])).await.unwrap();
        }
        assert_eq!(numbers(&read_to(stream, 601).await), (2..=601).collect::<Vec<_>>());
        store.close().await;
    }

    async fn events_come_back_as_they_were(db) {
        let (store, user, project) = open(&db).await;
        let odd = "NUL \0, emoji 🦀, quotes \"'`, $1, \\u0000, \u{2028}";
        let sent = vec![text(odd), run_started("prompt")];
        let stored = store.append(append(&user, &project, Some("run"), sent.clone())).await.unwrap();
        let read = store.read_events(&project, 0).await.unwrap();
        assert_eq!(stored[..], read[..]);
        assert_eq!(read.iter().map(|event| event.event.clone()).collect::<Vec<Event>>(), sent);
        assert_eq!(store.list_run_events(&"run".into()).await.unwrap(), read);
        assert!(read[0].at_ms > 1_700_000_000_000);
        store.close().await;
    }

    async fn subscriptions_end_with_the_project_and_with_the_store(db) {
        let (store, user, project) = open(&db).await;
        let other = ProjectId::from("other");
        create(&store, &user, &other).await;
        let gone = tokio::spawn(store.subscribe(&project, 0).count());
        let closed = tokio::spawn(store.subscribe(&other, 0).count());
        store.delete_project(&project).await.unwrap();
        assert_eq!(gone.await.unwrap(), 0);
        assert!(matches!(store.delete_project(&project).await, Err(StoreError::NotFound)));
        store.close().await;
        assert!(closed.await.unwrap() <= 1);
    }
}

/// Two servers on one PostgreSQL.
#[tokio::test]
async fn another_servers_events_arrive_too() {
    let Some(db) = test_support::TestDb::postgres().await else { return };
    let (here, user, project) = open(&db).await;
    let there = store::Store::open(&db.url).await.unwrap();
    let reader = tokio::spawn(read_to(here.subscribe(&project, 0), 60));
    for n in 0..30 {
        for store in [&here, &there] {
            store.append(append(&user, &project, None, vec![text(&n.to_string())])).await.unwrap();
        }
    }
    assert_eq!(numbers(&reader.await.unwrap()), (1..=60).collect::<Vec<_>>());
    here.close().await;
    there.close().await;
}
