//! Lists, copies, what is deleted and comes back, and what new projects begin with.

use std::path::Path;

use contract::{
    Event, LinkKind, LinkLife, Look, ProblemCode, ProjectId, ProjectPlan, ProjectQuery, ProjectShelf,
    ProjectSource,
};
use test_support::Reply;
use verify::{Limits, TypeScript, Verifier};

use crate::{App, FOLLOW_UP, REPLY};

impl App {
    async fn names(&self, shelf: ProjectShelf) -> Vec<String> {
        let query = ProjectQuery { shelf, ..Default::default() };
        let page = self.context.search_projects(&self.user, query, None).await.unwrap();
        page.projects.into_iter().map(|listed| listed.project.name).collect()
    }

    async fn plan(&self, template: &str) -> ProjectId {
        self.context.create_from_plan(&self.user, plan(template)).await.unwrap()
    }
}

fn plan(template: &str) -> ProjectPlan {
    ProjectPlan {
        source: ProjectSource::Template(template.into()),
        name: String::new(),
        request: String::new(),
        look: Look::default(),
        model: None,
    }
}

#[tokio::test]
async fn a_deleted_project_is_nowhere_and_comes_back_whole() {
    let app = App::new([Reply::new(REPLY), Reply::new(FOLLOW_UP).hold_at(20)]).await;
    let project = app.finished_project().await;
    let (context, user) = (&app.context, &app.user);
    let link = context.create_link(user, &project, LinkKind::View, false, LinkLife::Unlimited).await.unwrap();
    let token = link.path.unwrap().replace("/s/", "");
    let before = app.files(&project).await;

    // With a turn under way, which must not be taken up again.
    let run = context.start_run(user, &project, "more", None).await.unwrap();
    context.delete_project(user, &project).await.unwrap();
    assert_eq!(context.store().find_run(&run.run).await.unwrap().unwrap().status, "cancelled");
    assert!(context.store().list_active_runs().await.unwrap().is_empty());
    for problem in [
        context.open_workspace(user, &project).await.map(drop).unwrap_err().problem(),
        context.open_shared(&token).await.map(drop).unwrap_err().problem(),
        context.delete_project(user, &project).await.unwrap_err().problem(),
        context.start_run(user, &project, "more", None).await.map(drop).unwrap_err().problem(),
    ] {
        assert_eq!(problem.code, ProblemCode::NotFound, "{problem}");
    }
    assert_eq!(app.names(ProjectShelf::Deleted).await, ["Groceries"]);

    context.restore_project(user, &project).await.unwrap();
    assert_eq!(app.files(&project).await, before);
    assert_eq!(context.open_shared(&token).await.unwrap().name, "Groceries");
    assert!(context.restore_project(user, &project).await.is_err());

    // For good only what was deleted before.
    assert!(context.purge_project(user, &project).await.is_err());
    context.delete_project(user, &project).await.unwrap();
    context.purge_project(user, &project).await.unwrap();
    assert!(app.names(ProjectShelf::Deleted).await.is_empty());
}

#[tokio::test]
async fn a_start_removes_only_what_was_deleted_long_ago() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::at(folder.path(), test_support::Scripted::new([])).await;
    let project = app.plan("counter").await;
    app.context.delete_project(&app.user, &project).await.unwrap();
    app.context.shutdown().await;
    drop(app);
    let app = App::at(folder.path(), test_support::Scripted::new([])).await;
    assert_eq!(app.names(ProjectShelf::Deleted).await, ["Counter"]);
}

#[tokio::test]
async fn a_copy_has_the_files_and_a_life_of_its_own() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let copy = app.context.duplicate_project(&app.user, &project).await.unwrap();
    assert_eq!(app.files(&copy).await, app.files(&project).await);
    assert_eq!(app.names(ProjectShelf::Active).await, ["Groceries copy", "Groceries"]);
    app.context.delete_file(&app.user, &copy, "src/App.tsx", None).await.unwrap();
    assert!(app.files(&project).await.contains_key("src/App.tsx"));
    let view = app.context.open_workspace(&app.user, &copy).await.unwrap();
    assert!(view.history.iter().all(|event| event.run.is_none()), "{:?}", view.history);

    app.context.archive_project(&app.user, &copy).await.unwrap();
    assert_eq!(app.names(ProjectShelf::Archived).await, ["Groceries copy"]);
    assert!(app.context.open_workspace(&app.user, &copy).await.is_ok());
    app.context.unarchive_project(&app.user, &copy).await.unwrap();
    assert_eq!(app.names(ProjectShelf::Active).await.len(), 2);
}

#[tokio::test]
async fn a_repository_elsewhere_is_not_asked_for() {
    let app = App::new([]).await;
    for address in
        ["https://127.0.0.1/ada/shop", "http://github.com/ada/shop", "https://evil.example/ada/shop", "x"]
    {
        let refused = app.context.import_repository(&app.user, "", address).await.unwrap_err().problem();
        assert_eq!(refused.code, ProblemCode::Invalid, "{address}");
    }
    assert!(app.names(ProjectShelf::Active).await.is_empty());
}

/// Each template as the server and the preview see it, with TypeScript's own compiler.
#[tokio::test]
async fn every_template_is_clean() {
    let app = App::new([]).await;
    let frontend = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frontend");
    let compiler = std::env::var("EASEL_TYPESCRIPT")
        .unwrap_or_else(|_| frontend.join("node_modules/.bin/tsc").display().to_string());
    let types = move || Ok(frontend.join("node_modules"));
    let verifier = Verifier::new(TypeScript::new(Some(compiler), None, types, Limits::default()));
    for template in app.context.list_templates() {
        let mut plan = plan(&template.id);
        plan.name = "Fish & \"chips\" <b>".into();
        plan.look.accent = Some("#15803d".into());
        let project = app.context.create_from_plan(&app.user, plan).await.unwrap();
        let files = app.files(&project).await;
        assert_eq!(files.len(), template.files as usize, "{}", template.id);
        assert!(files["src/index.css"].contains("--accent: #15803d;"), "{}", template.id);
        let report = verifier.verify(&files);
        assert!(report.diagnostics.is_empty(), "{}: {:?}", template.id, report.diagnostics);
        assert!(
            report.list_ran().iter().any(|name| name == "typescript"),
            "TypeScript is missing: run `cd frontend && npm ci`"
        );
        keep(&template.id, &files);
    }
}

/// Writes a template where `EASEL_TEMPLATES_OUT` says, for eyes.
fn keep(id: &str, files: &std::collections::BTreeMap<String, String>) {
    let Ok(folder) = std::env::var("EASEL_TEMPLATES_OUT") else { return };
    for (path, text) in files {
        let path = Path::new(&folder).join(id).join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

#[tokio::test]
async fn a_plan_may_ask_for_a_change_at_once_and_leaves_nothing_behind_when_it_cannot() {
    let app = App::new([Reply::new(REPLY), Reply::new(REPLY)]).await;
    let asking = ProjectPlan { request: "Add tea".into(), ..plan("to-do") };
    let project = app.context.create_from_plan(&app.user, asking.clone()).await.unwrap();
    let events = app.wait(&project, |event| matches!(event.event, Event::RunFinished { .. })).await;
    let asked = |events: &[contract::StoredEvent]| {
        events.iter().find_map(|event| match &event.event {
            Event::RunStarted { prompt, .. } => Some(prompt.clone()),
            _ => None,
        })
    };
    assert_eq!(asked(&events).as_deref(), Some("Add tea"));

    let described = ProjectPlan {
        source: ProjectSource::Description,
        name: "Pantry".into(),
        look: Look { words: "calm".into(), ..Look::default() },
        ..asking.clone()
    };
    let project = app.context.create_from_plan(&app.user, described).await.unwrap();
    let events = app.wait(&project, |event| matches!(event.event, Event::RunFinished { .. })).await;
    assert_eq!(asked(&events).as_deref(), Some("Add tea\n\nLook: calm."));
    assert_eq!(app.names(ProjectShelf::Active).await, ["Pantry", "To-do list"]);

    for broken in [
        ProjectPlan { model: Some("no/such".into()), ..asking.clone() },
        ProjectPlan { request: "x".repeat(contract::MAX_PROMPT_BYTES + 1), ..asking.clone() },
        ProjectPlan { source: ProjectSource::Template("no".into()), ..asking.clone() },
        ProjectPlan { look: Look { accent: Some("red".into()), ..Look::default() }, ..asking.clone() },
        ProjectPlan { source: ProjectSource::Description, request: " ".into(), ..asking },
    ] {
        assert!(app.context.create_from_plan(&app.user, broken.clone()).await.is_err(), "{broken:?}");
    }
    assert_eq!(app.names(ProjectShelf::Active).await.len(), 2);
}

#[tokio::test]
async fn what_was_exported_is_imported_again() {
    let app = App::new([]).await;
    let project = app.plan("three").await;
    let exported = app.context.export_project(&app.user, &project).await.unwrap();
    let imported = app.context.import_archive(&app.user, "", exported.zip).await.unwrap();
    assert_eq!(imported.name, exported.name);
    let (first, second) = (app.files(&project).await, app.files(&imported.project).await);
    for (path, text) in first.iter().filter(|(path, _)| path.starts_with("src/")) {
        assert_eq!(second.get(path), Some(text), "{path}");
    }
    assert!(second.contains_key("vite.config.ts"), "as it was exported, with what Vite needs");
    let refused = app.context.import_archive(&app.user, "", b"no archive").await;
    assert_eq!(refused.unwrap_err().problem().code, ProblemCode::Invalid);
    assert_eq!(app.names(ProjectShelf::Active).await.len(), 2);
}
