use contract::ProjectId;
use store::StoreError;
use test_support::both;

use super::{create, open};

both! {
    async fn a_picture_is_kept_byte_by_byte_and_belongs_to_one_project(db) {
        let (store, user, project) = open(&db).await;
        let other = ProjectId::from("other");
        create(&store, &user, &other).await;
        let content: Vec<u8> = (0..=255).collect();
        store.create_image(&"one".into(), &project, "image/png", &content).await.unwrap();
        store.create_image(&"two".into(), &project, "image/gif", b"GIF89a").await.unwrap();
        let found = store.find_image(&project, &"one".into()).await.unwrap().unwrap();
        assert_eq!((found.media_type.as_str(), found.content), ("image/png", content));
        assert!(store.find_image(&other, &"one".into()).await.unwrap().is_none());
        assert!(store.find_image(&project, &"three".into()).await.unwrap().is_none());
        let listed: Vec<_> =
            store.list_images(&project).await.unwrap().into_iter().map(|row| (row.id, row.bytes)).collect();
        assert_eq!(listed, [("one".to_owned(), 256), ("two".to_owned(), 6)]);
        assert!(store.list_images(&other).await.unwrap().is_empty());
        // An id is given once, whatever the project.
        assert!(store.create_image(&"one".into(), &other, "image/png", b"x").await.is_err());
        store.close().await;
    }

    async fn pictures_go_with_their_project(db) {
        let (store, user, project) = open(&db).await;
        store.create_image(&"one".into(), &project, "image/png", b"x").await.unwrap();
        store.delete_project(&project).await.unwrap();
        create(&store, &user, &project).await;
        assert!(store.find_image(&project, &"one".into()).await.unwrap().is_none());
        let orphan = store.create_image(&"two".into(), &"nowhere".into(), "image/png", b"x").await;
        assert!(matches!(orphan, Err(StoreError::Database(_))), "{orphan:?}");
        store.close().await;
    }
}
