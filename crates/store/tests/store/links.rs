use contract::{LinkKind, ProjectId, UserId};
use store::{LinkRow, NewLink, Store, StoreError};
use test_support::both;

use super::open;

async fn link(store: &Store, project: &ProjectId, user: &UserId, id: &str, new: NewLink<'_>) -> LinkRow {
    store.create_link(&id.into(), project, user, new).await.unwrap()
}

fn new(hash: &[u8]) -> NewLink<'_> {
    NewLink {
        token_hash: hash,
        sealed_token: b"sealed",
        hint: "abcdef",
        kind: LinkKind::View,
        may_fork: true,
        expires_at_ms: None,
    }
}

both! {
    async fn a_link_is_read_back_as_it_was_made(db) {
        let (store, user, project) = open(&db).await;
        let one = link(&store, &project, &user, "one", new(b"hash 1")).await;
        let run = NewLink { kind: LinkKind::Run, may_fork: false, expires_at_ms: Some(i64::MAX), ..new(b"hash 2") };
        let two = link(&store, &project, &user, "two", run).await;
        assert_eq!(store.find_link_by_token(b"hash 1").await.unwrap().as_ref(), Some(&one));
        assert_eq!(store.find_link(&"two".into()).await.unwrap().as_ref(), Some(&two));
        assert_eq!((one.kind.0, two.kind.0), (LinkKind::View, LinkKind::Run));
        assert_eq!(one.sealed_token.as_deref(), Some(b"sealed".as_slice()));
        assert_eq!(store.find_link_by_token(b"hash 3").await.unwrap(), None);
        let listed: Vec<_> =
            store.list_links(&project).await.unwrap().into_iter().map(|row| row.id).collect();
        assert_eq!(listed, ["two", "one"], "newest first");
        assert!(store.create_link(&"again".into(), &project, &user, new(b"hash 1")).await.is_err());
        assert!(store.list_links(&"other".into()).await.unwrap().is_empty());
        store.close().await;
    }

    async fn an_app_alone_can_never_be_forked(db) {
        let (store, user, project) = open(&db).await;
        let impossible = NewLink { kind: LinkKind::Run, ..new(b"hash") };
        let refused = store.create_link(&"one".into(), &project, &user, impossible).await;
        assert!(matches!(refused, Err(StoreError::Database(_))), "{refused:?}");
        store.close().await;
    }

    async fn a_link_ends_by_time_or_by_hand_and_only_the_latter_is_taken_back(db) {
        let (store, user, project) = open(&db).await;
        link(&store, &project, &user, "past", NewLink { expires_at_ms: Some(1), ..new(b"past") }).await;
        link(&store, &project, &user, "open", new(b"open")).await;
        assert_eq!(store.find_link_by_token(b"past").await.unwrap(), None);
        store.revoke_link(&"open".into()).await.unwrap();
        assert_eq!(store.find_link_by_token(b"open").await.unwrap(), None);
        let listed: Vec<_> =
            store.list_links(&project).await.unwrap().into_iter().map(|row| row.id).collect();
        assert_eq!(listed, ["past"], "what has expired is still to be seen by its owner");
        for id in ["past", "open"] {
            store.restore_link(&id.into()).await.unwrap();
        }
        assert!(store.find_link_by_token(b"open").await.unwrap().is_some());
        assert_eq!(store.find_link_by_token(b"past").await.unwrap(), None);
        store.close().await;
    }

    async fn openings_are_counted_and_links_go_with_their_project(db) {
        let (store, user, project) = open(&db).await;
        link(&store, &project, &user, "one", new(b"hash")).await;
        for _ in 0..3 {
            store.count_link_opening(&"one".into()).await.unwrap();
        }
        store.count_link_opening(&"unknown".into()).await.unwrap();
        assert_eq!(store.find_link(&"one".into()).await.unwrap().unwrap().opened, 3);
        store.delete_project(&project).await.unwrap();
        assert_eq!(store.find_link_by_token(b"hash").await.unwrap(), None);
        store.close().await;
    }
}
