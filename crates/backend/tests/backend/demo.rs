//! The model that comes with Easel, on a whole turn.

use backend::{Config, Context};
use contract::{RunStatus, StartedRun};

use crate::{ending, outline, wait};

async fn open(folder: &std::path::Path) -> Context {
    let config = Config { data_dir: folder.into(), database_url: None, secret: None };
    Context::open(config, llm::Registry::demo()).await.unwrap()
}

async fn finish(context: &Context, started: &StartedRun) -> Vec<contract::StoredEvent> {
    wait(context, &started.project, |event| {
        event.run.as_ref() == Some(&started.run) && matches!(event.event, contract::Event::RunFinished { .. })
    })
    .await
}

#[tokio::test]
async fn prompts_and_follow_ups_end_well() {
    let folder = tempfile::tempdir().unwrap();
    let context = open(folder.path()).await;
    let user = context.local_user();
    for (prompt, follow_up) in [
        ("A to-do list called Groceries", "make it dark"),
        ("a counter", "change the colour to green"),
        ("a pricing table with three plans", "dark mode"),
    ] {
        let started = context.create_project(&user, prompt, None).await.unwrap();
        let events = finish(&context, &started).await;
        assert_eq!(ending(&events), (RunStatus::Succeeded, None), "{prompt}: {:?}", outline(&events));
        let before = context.open_workspace(&user, &started.project).await.unwrap().files;
        let next = context.start_run(&user, &started.project, follow_up, None).await.unwrap();
        let events = finish(&context, &next).await;
        assert_eq!(ending(&events), (RunStatus::Succeeded, None), "{follow_up}: {:?}", outline(&events));
        let after = context.open_workspace(&user, &started.project).await.unwrap().files;
        assert_ne!(before, after, "{follow_up}");
    }
    context.shutdown().await;
}
