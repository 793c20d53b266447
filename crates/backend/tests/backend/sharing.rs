use std::time::Duration;

use contract::{Event, LinkEnd, LinkKind, LinkLife, LinkView, Origin, ProblemCode, ProjectId};
use store::NewLink;
use test_support::Reply;

use crate::{App, ITEMS, REPLY, outline};

/// How long a test waits for what should come at once.
const SOON: Duration = Duration::from_secs(5);

async fn link(app: &App, project: &ProjectId, kind: LinkKind, may_fork: bool) -> LinkView {
    app.context.create_link(&app.user, project, kind, may_fork, LinkLife::Unlimited).await.unwrap()
}

fn token(link: &LinkView) -> String {
    link.path.as_deref().unwrap().strip_prefix("/s/").unwrap().to_owned()
}

#[tokio::test]
async fn a_link_shows_the_files_until_it_is_revoked() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let made = link(&app, &project, LinkKind::View, false).await;
    let other = link(&app, &project, LinkKind::View, false).await;
    let token = token(&made);
    assert_eq!(token.len(), 43, "256 bits");
    assert!(token.starts_with(&made.hint) && made.hint.len() == 6);
    let shared = app.context.open_shared(&token).await.unwrap();
    assert_eq!(shared.name, "Groceries");
    assert!(shared.files.iter().any(|file| file.path == "src/items.ts" && file.content == ITEMS));
    let listed = app.context.list_links(&app.user, &project).await.unwrap();
    assert_eq!(listed.len(), 2);
    assert_eq!(listed[1].path, made.path, "its owner can copy it again");
    assert_eq!((listed[0].opened, listed[1].opened), (0, 1));

    app.context.revoke_link(&app.user, &made.id).await.unwrap();
    for gone in [token.as_str(), "", "x", &token[..42]] {
        let error = app.context.open_shared(gone).await.unwrap_err();
        assert_eq!(error.problem().code, ProblemCode::NotFound);
    }
    assert_eq!(app.context.list_links(&app.user, &project).await.unwrap().len(), 1);
    // Pressed by mistake.
    app.context.restore_link(&app.user, &made.id).await.unwrap();
    app.context.open_shared(&token).await.unwrap();

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
    let made = link(&app, &project, LinkKind::View, false).await;
    let token = token(&made);
    app.context.shutdown().await;
    let bytes = std::fs::read(folder.path().join("easel.db")).unwrap();
    assert!(!bytes.windows(token.len()).any(|window| window == token.as_bytes()));
    drop(app);

    // With the database alone, elsewhere, no address is read back.
    std::fs::remove_file(folder.path().join("secret.key")).unwrap();
    let app = App::at(folder.path(), test_support::Scripted::new([])).await;
    let listed = app.context.list_links(&app.user, &project).await.unwrap();
    assert_eq!((listed[0].path.as_deref(), &listed[0].hint), (None, &made.hint));
    // Those who have it are not affected.
    app.context.open_shared(&token).await.unwrap();
}

#[tokio::test]
async fn a_link_to_the_app_alone_gives_no_sources() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let impossible =
        app.context.create_link(&app.user, &project, LinkKind::Run, true, LinkLife::Unlimited).await;
    assert_eq!(impossible.unwrap_err().problem().code, ProblemCode::Invalid);

    let run = token(&link(&app, &project, LinkKind::Run, false).await);
    assert_eq!(app.context.open_shared(&run).await.unwrap_err().problem().code, ProblemCode::Forbidden);
    assert_eq!(
        app.context.fork_shared(&app.user, &run).await.unwrap_err().problem().code,
        ProblemCode::Forbidden
    );
    assert_eq!(app.context.describe_shared(&run).await.unwrap(), ("Groceries".to_owned(), LinkKind::Run));
    app.context.count_app_opening(&run).await.unwrap();
    let listed = app.context.list_links(&app.user, &project).await.unwrap();
    assert_eq!((listed.len(), listed[0].opened), (1, 1));
}

#[tokio::test]
async fn a_fork_has_the_files_and_names_its_source_and_none_of_the_words() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let closed = token(&link(&app, &project, LinkKind::View, false).await);
    let refused = app.context.fork_shared(&app.user, &closed).await.unwrap_err();
    assert_eq!(refused.problem().code, ProblemCode::Forbidden);
    assert_eq!(app.context.list_projects(&app.user).await.unwrap().len(), 1);

    let visitor = contract::UserId::from("visitor");
    app.context.store().create_user(&visitor, "Visitor").await.unwrap();
    let made = link(&app, &project, LinkKind::View, true).await;
    let fork = app.context.fork_shared(&visitor, &token(&made)).await.unwrap();
    let view = app.context.open_workspace(&visitor, &fork).await.unwrap();
    assert_eq!(view.project.name, "Groceries (copy)");
    let copied: Vec<_> = view.files.iter().map(|file| (&file.path, &file.content)).collect();
    let source = app.files(&project).await;
    assert_eq!(copied, source.iter().collect::<Vec<_>>());
    assert_eq!(outline(&view.history)[0], "forked:Groceries");
    assert!(
        view.history
            .iter()
            .skip(1)
            .all(|event| matches!(event.event, Event::FileChanged { origin: Origin::Fork, .. }))
    );
    let log =
        serde_json::to_string(&app.context.store().list_events(&fork, i64::MAX).await.unwrap()).unwrap();
    for words in ["A to-do list called", "I will build", project.as_str(), &token(&made)] {
        assert!(!log.contains(words), "{words}");
    }
    // It belongs to the visitor, and lives on without its source.
    assert!(app.context.authorize(&app.user, &fork).await.is_err());
    app.context.delete_project(&app.user, &project).await.unwrap();
    app.context.open_workspace(&visitor, &fork).await.unwrap();
    assert_eq!(
        app.context.fork_shared(&visitor, &token(&made)).await.unwrap_err().problem().code,
        ProblemCode::NotFound
    );
}

#[tokio::test]
async fn open_pages_hear_at_once_that_their_link_has_ended() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let [one, two, three] = [(); 3].map(|()| link(&app, &project, LinkKind::View, false));
    let (one, two, three) = (one.await, two.await, three.await);
    #[expect(clippy::async_yields_async, reason = "what it tells is awaited after the link has ended")]
    let watch = async |link: &LinkView| {
        let watch = app.context.watch_link(&token(link)).await.unwrap();
        tokio::spawn(watch.ended())
    };
    let (ended, stays, deleted) = (watch(&one).await, watch(&two).await, watch(&three).await);
    app.context.revoke_link(&app.user, &one.id).await.unwrap();
    assert_eq!(tokio::time::timeout(SOON, ended).await.unwrap().unwrap(), LinkEnd::Revoked);
    assert!(!stays.is_finished());
    app.context.delete_project(&app.user, &project).await.unwrap();
    for watch in [stays, deleted] {
        assert_eq!(tokio::time::timeout(SOON, watch).await.unwrap().unwrap(), LinkEnd::Revoked);
    }
    assert!(app.context.watch_link(&token(&one)).await.is_err());
    assert!(app.context.watch_link("never").await.is_err());
}

#[tokio::test]
async fn open_pages_hear_when_the_time_is_over() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis();
    let short = NewLink {
        token_hash: &backend::link_hash("short"),
        sealed_token: b"",
        hint: "short",
        kind: LinkKind::View,
        may_fork: false,
        expires_at_ms: Some(now as i64 + 700),
    };
    app.context.store().create_link(&"short".into(), &project, &app.user, short).await.unwrap();
    let watch = app.context.watch_link("short").await.unwrap();
    assert_eq!(tokio::time::timeout(SOON, watch.ended()).await.unwrap(), LinkEnd::Expired);
    assert_eq!(app.context.open_shared("short").await.unwrap_err().problem().code, ProblemCode::NotFound);
    // Its owner still sees that it was there.
    let listed = app.context.list_links(&app.user, &project).await.unwrap();
    assert_eq!((listed.len(), listed[0].path.as_deref()), (1, None));
}
