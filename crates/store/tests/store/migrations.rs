use store::{Db, Store};
use test_support::both;

both! {
    async fn up_down_up(db) {
        let handle = Db::open(&db.url).await.unwrap();
        handle.migrate_down(0).await.unwrap();
        // Nothing is left behind, or this would collide.
        handle.migrate_up().await.unwrap();
        handle.migrate_up().await.unwrap();
        handle.close().await;
        let (store, ..) = crate::open(&db).await;
        store.close().await;
        Store::open(&db.url).await.unwrap().close().await;
    }

    async fn a_downgrade_leaves_no_table(db) {
        let (store, ..) = crate::open(&db).await;
        store.db().migrate_down(0).await.unwrap();
        assert!(store.find_project(&"project".into()).await.is_err());
        store.close().await;
    }
}

#[tokio::test]
async fn an_address_that_cannot_be_opened_is_named_without_its_password() {
    let error = Db::open("postgres://user:secret@127.0.0.1:1/db").await.unwrap_err().to_string();
    assert!(error.contains("127.0.0.1:1") && !error.contains("secret"), "{error}");
}
