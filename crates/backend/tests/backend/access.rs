use backend::{BackendError, SaveFile};
use contract::{FileOperation, FilesChanged, LinkKind, LinkLife, ProblemCode, RestoreStep, Span, UserId};
use test_support::Reply;

use crate::{App, REPLY};

/// Every method that names a project, a run or a link, called by somebody else.
#[tokio::test]
async fn another_user_finds_nothing() {
    let app = App::new([Reply::new(REPLY)]).await;
    let started = app.create("a list").await;
    app.finish(&started).await;
    let (context, project, run) = (&app.context, &started.project, &started.run);
    let link =
        context.create_link(&app.user, project, LinkKind::View, true, LinkLife::Unlimited).await.unwrap();
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
    refused("get_project", context.get_project(&stranger, project).await);
    refused("archive_project", context.archive_project(&stranger, project).await);
    refused("unarchive_project", context.unarchive_project(&stranger, project).await);
    refused("duplicate_project", context.duplicate_project(&stranger, project).await);
    refused("restore_project", context.restore_project(&stranger, project).await);
    refused("purge_project", context.purge_project(&stranger, project).await);
    refused("start_run", context.start_run(&stranger, project, "mine", None).await);
    refused("cancel_run", context.cancel_run(&stranger, run).await);
    refused("save_budget", context.save_budget(&stranger, project, Some(1)).await);
    refused("undo_run", context.undo_run(&stranger, run).await);
    refused("open_version", context.open_version(&stranger, project, 1).await);
    let span = Span { from: 0, to: 1 };
    refused("compare_versions", context.compare_versions(&stranger, project, span).await);
    refused("count_changes", context.count_changes(&stranger, project, &[span]).await);
    refused("restore_version", context.restore_version(&stranger, project, 1, RestoreStep::Picked).await);
    refused("save_file", context.save_file(&stranger, project, save.clone()).await);
    refused("sync_file", context.sync_file(&stranger, project, save).await);
    refused("delete_file", context.delete_file(&stranger, project, "src/App.tsx", None).await);
    let made = context.create_link(&stranger, project, LinkKind::View, false, LinkLife::Unlimited).await;
    refused("create_link", made);
    let gone = vec![FileOperation::Delete { path: "src".into() }];
    refused("change_files", context.change_files(&stranger, project, gone, None).await);
    refused("upload_file", context.upload_file(&stranger, project, "a.txt", b"x", None).await);
    refused("undo_files", context.undo_files(&stranger, project, &FilesChanged::default(), None).await);
    refused("add_image", context.add_image(&stranger, project, b"GIF89a").await);
    refused("list_links", context.list_links(&stranger, project).await);
    refused("revoke_link", context.revoke_link(&stranger, &link.id).await);
    refused("restore_link", context.restore_link(&stranger, &link.id).await);
    assert!(context.list_projects(&stranger).await.unwrap().is_empty());
    let found = context.search_projects(&stranger, Default::default(), None).await.unwrap();
    assert_eq!((found.projects.len(), found.counts.active), (0, 0));
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
