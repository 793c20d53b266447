use backend::BackendError;
use contract::{KeyState, ProblemCode, ProviderDraft, StageModels};
use test_support::Reply;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::{App, REPLY};

const KEY: &str = "sk-a-long-secret-that-nobody-may-see-9876";

fn draft(key: &str, address: &str) -> ProviderDraft {
    ProviderDraft {
        id: "openai".into(),
        key: key.into(),
        address: address.into(),
        models: "first, second".into(),
    }
}

/// A server that lists two models for the right key and notes the keys it saw.
async fn server() -> (String, std::sync::Arc<std::sync::Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/v1", listener.local_addr().unwrap());
    let seen = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let keys = seen.clone();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut head = Vec::new();
            while !head.windows(4).any(|end| end == b"\r\n\r\n") {
                if socket.read_buf(&mut head).await.unwrap_or(0) == 0 {
                    break;
                }
            }
            let head = String::from_utf8_lossy(&head).into_owned();
            let key = head.lines().find_map(|line| line.strip_prefix("authorization: Bearer ")).unwrap_or("");
            keys.lock().unwrap().push(key.to_owned());
            let (status, body) = if key == KEY {
                (
                    "200 OK",
                    r#"{"data":[{"id":"second"},{"id":"first"},{"id":"text-embedding-3"}]}"#.to_owned(),
                )
            } else {
                ("401 Unauthorized", format!(r#"{{"error":{{"message":"{key} is wrong"}}}}"#))
            };
            let answer = format!(
                "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                body.len()
            );
            let _ = socket.write_all(answer.as_bytes()).await;
        }
    });
    (address, seen)
}

#[tokio::test]
async fn a_stored_key_connects_a_model_and_outlives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let (address, _) = server().await;
    let app = App::at(folder.path(), test_support::Scripted::new([])).await;
    assert_eq!(app.context.list_models().len(), 1);
    app.context.save_provider(&app.user, &draft(KEY, &address)).await.unwrap();

    let ids = |app: &App| -> Vec<String> {
        app.context.list_models().into_iter().map(|model| model.id.0).collect()
    };
    assert!(
        ids(&app).starts_with(&["openai/first".to_owned(), "openai/second".to_owned()]),
        "{:?}",
        ids(&app)
    );
    let view = app.context.list_providers(&app.user).await.unwrap().remove(0);
    assert_eq!(view.key, KeyState::Stored { hint: "9876".into() });
    assert_eq!((view.address, view.available), (Some(address.clone()), 2));
    app.context.shutdown().await;
    drop(app);

    // Nothing on the disk has it in clear.
    for entry in std::fs::read_dir(folder.path()).unwrap().flatten() {
        let bytes = std::fs::read(entry.path()).unwrap_or_default();
        assert!(!bytes.windows(KEY.len()).any(|part| part == KEY.as_bytes()), "{:?}", entry.path());
    }
    let app = App::at(folder.path(), test_support::Scripted::new([])).await;
    assert!(ids(&app).contains(&"openai/second".to_owned()));
    let same = draft("", &address);
    assert_eq!(app.context.test_provider(&app.user, &same).await.unwrap(), ["first", "second"]);

    // With another secret the key is lost, and says so; everything else works.
    app.context.shutdown().await;
    drop(app);
    std::fs::remove_file(folder.path().join("secret.key")).unwrap();
    let app = App::at(folder.path(), test_support::Scripted::new([])).await;
    assert_eq!(app.context.list_providers(&app.user).await.unwrap()[0].key, KeyState::Unreadable);
    app.context.forget_provider(&app.user, "openai").await.unwrap();
    assert!(!ids(&app).iter().any(|id| id.starts_with("openai/")));
}

#[tokio::test]
async fn a_test_tells_a_right_key_from_a_wrong_one_and_stores_nothing() {
    let app = App::new([]).await;
    let (address, _) = server().await;
    let names = app.context.test_provider(&app.user, &draft(KEY, &address)).await.unwrap();
    assert_eq!(names, ["first", "second"], "without what does not write");
    let wrong = app.context.test_provider(&app.user, &draft("sk-wrong", &address)).await.unwrap_err();
    assert_eq!(wrong.problem().code, ProblemCode::ModelUnauthorized);
    let nobody =
        app.context.test_provider(&app.user, &draft(KEY, "http://127.0.0.1:1/v1")).await.unwrap_err();
    assert_eq!(nobody.problem().code, ProblemCode::ModelUnreachable);
    for error in [wrong, nobody] {
        assert!(!format!("{error:?} {}", error.problem()).contains("sk-"), "{error:?}");
    }
    assert_eq!(app.context.list_providers(&app.user).await.unwrap()[0].key, KeyState::Missing);
}

/// Whoever can reach the page cannot have the stored key sent elsewhere.
#[tokio::test]
async fn a_stored_key_goes_to_its_own_address_only() {
    let app = App::new([]).await;
    let (address, _) = server().await;
    let (other, seen) = server().await;
    app.context.save_provider(&app.user, &draft(KEY, &address)).await.unwrap();
    for outcome in [
        app.context.test_provider(&app.user, &draft("", &other)).await.map(drop),
        app.context.save_provider(&app.user, &draft("", &other)).await,
    ] {
        assert_eq!(outcome.unwrap_err().problem().code, ProblemCode::Invalid);
    }
    assert!(seen.lock().unwrap().is_empty());
    let view = app.context.list_providers(&app.user).await.unwrap().remove(0);
    assert_eq!(view.address.as_deref(), Some(address.as_str()), "nothing was changed");
}

#[tokio::test]
async fn what_is_no_key_and_no_address_is_refused() {
    let app = App::new([]).await;
    for (key, address) in [
        ("two words", ""),
        ("line\nend", ""),
        (KEY, "ftp://host"),
        (KEY, "host/v1"),
        (&"x".repeat(9_000), ""),
    ] {
        let error = app.context.save_provider(&app.user, &draft(key, address)).await.unwrap_err();
        assert!(matches!(error, BackendError::Invalid(_)), "{key:?} {address:?}: {error:?}");
    }
    let unknown = ProviderDraft { id: "nobody".into(), ..ProviderDraft::default() };
    assert!(matches!(app.context.save_provider(&app.user, &unknown).await, Err(BackendError::NotFound(_))));
    assert!(!format!("{:?}", draft(KEY, "")).contains(KEY));
}

const BROKEN: &str = "<file path=\"src/App.tsx\" op=\"create\">\n<content>\nexport default function App() { return <p>\n</content>\n</file>\n";

#[tokio::test]
async fn another_model_mends() {
    let app = App::new([Reply::new(BROKEN), Reply::new(REPLY)]).await;
    let test = app.context.list_models().remove(0).id;
    let unknown = StageModels { generate: Some("nobody/x".into()), ..StageModels::default() };
    assert!(matches!(
        app.context.save_stage_models(&app.user, &unknown).await,
        Err(BackendError::UnknownModel(_))
    ));
    let choice = StageModels { generate: Some(test.clone()), repair: Some(test), plan: None };
    app.context.save_stage_models(&app.user, &choice).await.unwrap();
    assert_eq!(app.context.list_stage_models(&app.user).await.unwrap(), choice);
    let started = app.create("a list").await;
    let answer = app.context.await_answer(&app.user, &started.run).await.unwrap();
    assert_eq!((answer.rounds, answer.status), (1, contract::RunStatus::Succeeded));
}
