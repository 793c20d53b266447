use futures::{FutureExt, StreamExt};
use store::scratch::limit_pages;
use store::{Store, StoreError};
use test_support::{TestDb, both};

use super::{append, open, text, written};

both! {
    async fn text_that_one_database_cannot_hold_is_refused_by_both(db) {
        let (store, user, project) = open(&db).await;
        let batch = vec![text("fine"), written("a", "not \0 text")];
        assert!(matches!(store.append(append(&user, &project, None, batch)).await, Err(StoreError::NulInText)));
        assert!(store.read_events(&project, 0).await.unwrap().is_empty());
        store.close().await;
    }

    async fn an_append_that_fails_takes_no_other_with_it(db) {
        let (store, user, project) = open(&db).await;
        let missing = "nowhere".into();
        let nobody = "nobody".into();
        // Sent together, so that they share a transaction.
        let (good, refused, broken, fine) = tokio::join!(
            store.append(append(&user, &project, None, vec![text("1")])),
            store.append(append(&user, &missing, None, vec![text("x")])),
            // Breaks a foreign key, and with it the transaction.
            store.append(append(&nobody, &project, Some("run"), vec![crate::run_started("x")])),
            store.append(append(&user, &project, None, vec![text("2")])),
        );
        assert_eq!(good.unwrap()[0].seq, 1);
        assert!(matches!(refused, Err(StoreError::NotFound)));
        assert!(matches!(broken, Err(StoreError::Database(_))));
        assert_eq!(fine.unwrap()[0].seq, 2);
        store.close().await;
    }
}

/// A disk that is full, played by the database's own limit.
#[tokio::test]
async fn a_full_disk_is_an_error_of_its_own_and_publishes_nothing() {
    let db = TestDb::sqlite();
    let (store, user, project) = open(&db).await;
    let mut events = std::pin::pin!(store.subscribe(&project, 0));
    assert!(events.next().now_or_never().is_none());

    store.append(append(&user, &project, None, vec![written("a", "before")])).await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().len(), 1);
    limit_pages(store.db(), Some(0)).await.unwrap();
    let large = "x".repeat(900_000);
    let full = store.append(append(&user, &project, None, vec![text("start"), written("a", &large)])).await;
    assert!(matches!(full, Err(StoreError::DiskFull)), "{full:?}");
    assert!(events.next().now_or_never().is_none(), "nothing of it was published");
    assert_eq!(store.list_files(&project).await.unwrap()[0].content, "before");

    // Room again: it goes on where it was, without a gap.
    limit_pages(store.db(), None).await.unwrap();
    let stored = store.append(append(&user, &project, None, vec![written("a", &large)])).await.unwrap();
    assert_eq!(stored[0].seq, 2);
    assert_eq!(events.next().await.unwrap().unwrap()[0].seq, 2);
    store.close().await;
}

#[tokio::test]
async fn a_closed_store_says_so() {
    let db = TestDb::sqlite();
    let store = Store::open(&db.url).await.unwrap();
    store.close().await;
    store.close().await;
    assert!(matches!(store.list_active_runs().await, Err(StoreError::Closed)));
}
