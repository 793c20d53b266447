use contract::ProblemCode;
use test_support::Reply;

use crate::{App, ITEMS, REPLY};

#[tokio::test]
async fn a_link_shows_the_files_until_it_is_revoked() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let link = app.context.create_link(&app.user, &project).await.unwrap();
    let other = app.context.create_link(&app.user, &project).await.unwrap();
    let path = link.path.clone().unwrap();
    let token = path.strip_prefix("/s/").unwrap();
    assert_eq!(token.len(), 43, "256 bits");
    assert!(token.starts_with(&link.hint) && link.hint.len() == 6);
    let shared = app.context.open_shared(token).await.unwrap();
    assert_eq!(shared.name, "Groceries");
    assert!(shared.files.iter().any(|file| file.path == "src/items.ts" && file.content == ITEMS));
    let listed = app.context.list_links(&app.user, &project).await.unwrap();
    assert_eq!(listed.len(), 2);
    assert!(listed.iter().all(|link| link.path.is_none()), "the token is shown once");

    app.context.revoke_link(&app.user, &link.id).await.unwrap();
    for gone in [token, "", "x", &token[..42]] {
        let error = app.context.open_shared(gone).await.unwrap_err();
        assert_eq!(error.problem().code, ProblemCode::NotFound);
    }
    assert_eq!(app.context.list_links(&app.user, &project).await.unwrap().len(), 1);
    let other = other.path.unwrap();
    app.context.open_shared(other.strip_prefix("/s/").unwrap()).await.unwrap();
    app.context.delete_project(&app.user, &project).await.unwrap();
    assert!(app.context.open_shared(other.strip_prefix("/s/").unwrap()).await.is_err());
}

/// Whoever steals the database gets no link out of it.
#[tokio::test]
async fn the_token_itself_is_not_stored() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::at(folder.path(), test_support::Scripted::new([Reply::new(REPLY)])).await;
    let project = app.finished_project().await;
    let link = app.context.create_link(&app.user, &project).await.unwrap();
    let token = link.path.unwrap().replace("/s/", "");
    app.context.shutdown().await;
    let bytes = std::fs::read(folder.path().join("easel.db")).unwrap();
    assert!(!bytes.windows(token.len()).any(|window| window == token.as_bytes()));
}
