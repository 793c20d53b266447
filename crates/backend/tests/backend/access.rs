use backend::{BackendError, SaveFile};
use contract::{ProblemCode, UserId};
use test_support::Reply;

use crate::{App, REPLY};

/// Every method that names a project, a run or a link, called by somebody else.
#[tokio::test]
async fn another_user_finds_nothing() {
    let app = App::new([Reply::new(REPLY)]).await;
    let started = app.create("a list").await;
    app.finish(&started).await;
    let (context, project, run) = (&app.context, &started.project, &started.run);
    let link = context.create_link(&app.user, project).await.unwrap();
    let before = app.files(project).await;
    let stranger = UserId::from("stranger");
    context.store().create_user(&stranger, "Stranger").await.unwrap();

    fn refused<T>(what: &str, outcome: Result<T, BackendError>) {
        let Err(error) = outcome else { panic!("{what} was allowed") };
        assert_eq!(error.problem().code, ProblemCode::NotFound, "{what}");
    }
    let save = SaveFile { path: "x".into(), content: "x".into(), ..Default::default() };
    refused("authorize", context.authorize(&stranger, project).await);
    refused("open_workspace", context.open_workspace(&stranger, project).await);
    refused("rename_project", context.rename_project(&stranger, project, "Mine").await);
    refused("delete_project", context.delete_project(&stranger, project).await);
    refused("start_run", context.start_run(&stranger, project, "mine", None).await);
    refused("cancel_run", context.cancel_run(&stranger, run).await);
    refused("save_budget", context.save_budget(&stranger, project, Some(1)).await);
    refused("undo_run", context.undo_run(&stranger, run).await);
    refused("save_file", context.save_file(&stranger, project, save.clone()).await);
    refused("sync_file", context.sync_file(&stranger, project, save).await);
    refused("delete_file", context.delete_file(&stranger, project, "src/App.tsx", None).await);
    refused("rename_file", context.rename_file(&stranger, project, "src/App.tsx", "x", None).await);
    refused("create_link", context.create_link(&stranger, project).await);
    refused("add_image", context.add_image(&stranger, project, b"GIF89a").await);
    refused("list_links", context.list_links(&stranger, project).await);
    refused("revoke_link", context.revoke_link(&stranger, &link.id).await);
    assert!(context.list_projects(&stranger).await.unwrap().is_empty());
    assert!(context.list_budgets(&stranger).await.unwrap().is_empty());
    assert!(context.list_usage(&stranger, 9).await.unwrap().is_empty());
    assert_eq!(app.files(project).await, before);
    assert_eq!(context.list_links(&app.user, project).await.unwrap().len(), 1);
}

#[tokio::test]
async fn projects_are_renamed_and_deleted() {
    let app = App::new([Reply::new(REPLY), Reply::new(REPLY).hold_at(20)]).await;
    let project = app.finished_project().await;
    app.context.rename_project(&app.user, &project, " Shopping ").await.unwrap();
    assert_eq!(app.context.list_projects(&app.user).await.unwrap()[0].name, "Shopping");
    for name in ["", "  ", "a\nb", &"x".repeat(101)] {
        assert!(app.context.rename_project(&app.user, &project, name).await.is_err(), "{name:?}");
    }
    // With a turn under way.
    app.context.start_run(&app.user, &project, "more", None).await.unwrap();
    app.context.delete_project(&app.user, &project).await.unwrap();
    assert!(app.context.list_projects(&app.user).await.unwrap().is_empty());
    assert!(app.context.authorize(&app.user, &project).await.is_err());
}
