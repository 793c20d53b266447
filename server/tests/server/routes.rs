//! Every route with its status, and what each refuses.

use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use backend::Context;
use server::config::{ServeArgs, ServeConfig};
use server::router::{Site, router};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

struct TestApp {
    router: axum::Router,
    _data: tempfile::TempDir,
}

impl TestApp {
    async fn start() -> Self {
        let data = tempfile::tempdir().unwrap();
        let args = ServeArgs { data_dir: Some(data.path().to_owned()), ..Default::default() };
        let config = ServeConfig::load(&args, |_| None).unwrap();
        let context = Context::open(
            backend::Config { data_dir: config.data_dir.clone(), database_url: None, secret: None },
            llm::Registry::demo(),
        )
        .await
        .unwrap();
        let site = Site::new(context, &config, CancellationToken::new());
        Self { router: router(site), _data: data }
    }

    async fn send(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    async fn get(&self, path: &str) -> Response<Body> {
        self.send(request("GET", path).body(Body::empty()).unwrap()).await
    }
}

fn request(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:3000")
}

#[tokio::test]
async fn every_page_answers_with_its_status() {
    let app = TestApp::start().await;
    for (path, status) in [
        ("/", 200),
        ("/projects", 200),
        ("/projects?q=x&sort=name&show=deleted&page=7", 200),
        ("/projects?sort=nonsense&page=-1", 200),
        ("/new", 200),
        ("/new?from=import", 200),
        ("/api/projects", 200),
        ("/api/projects?search=x&sort=name&shelf=archived&page=2", 200),
        ("/api/projects?sort=nonsense", 400),
        ("/api/projects/templates", 200),
        ("/api/projects/unknown", 404),
        ("/settings", 200),
        ("/usage", 200),
        ("/api/usage.csv", 200),
        ("/api/conversations/unknown/messages", 404),
        ("/api/projects/unknown/images/unknown", 404),
        ("/preview/frame", 200),
        ("/api/health", 200),
        ("/nothing/here", 404),
        ("/p/unknown", 404),
        ("/s/unknown", 404),
        ("/s/unknown/app/", 404),
        ("/s/unknown/app/any/path", 404),
        ("/s/unknown/app/-/frame", 404),
        ("/s/unknown/app/-/key/file.js", 404),
        ("/npm/-/key/file.js", 404),
        ("/assets/unknown.js", 404),
    ] {
        assert_eq!(app.get(path).await.status().as_u16(), status, "{path}");
    }
}

#[tokio::test]
async fn a_foreign_host_name_reaches_nothing() {
    let app = TestApp::start().await;
    for path in ["/", "/api/health", "/preview/frame", "/assets/x.js", "/ws/ai/stream?project=x"] {
        let request =
            Request::builder().uri(path).header(header::HOST, "evil.example").body(Body::empty()).unwrap();
        assert_eq!(app.send(request).await.status(), StatusCode::MISDIRECTED_REQUEST, "{path}");
    }
}

#[tokio::test]
async fn no_server_function_answers_another_site() {
    let app = TestApp::start().await;
    for path in app::api::endpoints() {
        for (name, value) in
            [("origin", "null"), ("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")]
        {
            let request = request("POST", path)
                .header(name, value)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::empty())
                .unwrap();
            assert_eq!(
                app.send(request).await.status(),
                StatusCode::FORBIDDEN,
                "{path} with {name}: {value}"
            );
        }
    }
}

/// The router serves what the interface says it calls, and nothing else.
#[tokio::test]
async fn the_list_of_endpoints_is_complete() {
    let _app = TestApp::start().await;
    let mut registered: Vec<&str> =
        leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    registered.sort_unstable();
    let mut listed = app::api::endpoints();
    listed.sort_unstable();
    assert_eq!(registered, listed);
}

#[tokio::test]
async fn the_socket_wants_an_own_page_and_a_known_project() {
    let app = TestApp::start().await;
    let upgrade = |origin: &'static str| {
        request("GET", "/ws/ai/stream?project=unknown")
            .header(header::CONNECTION, "upgrade")
            .header(header::UPGRADE, "websocket")
            .header("sec-websocket-version", "13")
            .header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==")
            .header(header::ORIGIN, origin)
            .body(Body::empty())
            .unwrap()
    };
    // Without a connection to take over, axum refuses the upgrade itself before the handler runs; what
    // matters here is that nothing is ever switched.
    for origin in ["null", "https://evil.example", "http://127.0.0.1:3000"] {
        assert_ne!(app.send(upgrade(origin)).await.status(), StatusCode::SWITCHING_PROTOCOLS, "{origin}");
    }
}

#[tokio::test]
async fn the_preview_document_is_sealed_and_pages_carry_their_policy() {
    let app = TestApp::start().await;
    let frame = app.get("/preview/frame").await;
    let policy = frame.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    for directive in
        ["sandbox allow-scripts", "default-src 'none'", "connect-src 'none'", "form-action 'none'"]
    {
        assert!(policy.contains(directive), "{policy}");
    }
    for forbidden in ["allow-same-origin", "unsafe-eval", "allow-top-navigation"] {
        assert!(!policy.contains(forbidden), "{policy}");
    }
    let page = app.get("/").await;
    let policy = page.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    assert!(policy.contains("'nonce-") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(!policy.contains("'unsafe-eval'"), "{policy}");
    assert_eq!(page.headers()["x-content-type-options"], "nosniff");
}

async fn post(app: &TestApp, path: &str, body: &str) -> (StatusCode, serde_json::Value) {
    let request = request("POST", path)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_owned()))
        .unwrap();
    let response = app.send(request).await;
    let status = response.status();
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

/// One service behind all of them: what the stream starts, the conversation lists.
#[tokio::test]
async fn scripts_start_turns_and_read_what_came_of_them() {
    let app = TestApp::start().await;
    let (status, answer) = post(&app, "/api/ai/generate", r#"{ "prompt": "A counter" }"#).await;
    assert_eq!(status, 200, "{answer}");
    assert_eq!((&answer["status"], &answer["problem"]), (&"succeeded".into(), &serde_json::Value::Null));
    let paths: Vec<&str> =
        answer["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert!(paths.contains(&"src/App.tsx"), "{paths:?}");
    assert!(answer["files"][0]["content"].as_str().unwrap().len() > 100);

    let project = answer["projectId"].as_str().unwrap();
    let chat = format!("/api/projects/{project}/chat");
    let (status, started) = post(&app, &chat, r#"{ "message": "Make it dark" }"#).await;
    assert_eq!(status, 202, "{started}");
    let (status, other) = post(&app, "/api/ai/generate/stream", r#"{ "prompt": "A quiz" }"#).await;
    assert_eq!(status, 202, "{other}");
    assert_ne!(other["projectId"], answer["projectId"]);
    let messages = format!("/api/conversations/{}/messages", started["conversationId"].as_str().unwrap());
    let response = app.get(&messages).await;
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let page: serde_json::Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(
        (&page["messages"][0]["content"], &page["messages"][0]["role"]),
        (&"A counter".into(), &"user".into())
    );
    assert_eq!(page["messages"][2]["id"], started["messageId"]);
    assert!(started["wsUrl"].as_str().unwrap().contains(project));
}

#[tokio::test]
async fn what_scripts_get_wrong_they_are_told() {
    let app = TestApp::start().await;
    for (path, body, status, code) in [
        ("/api/ai/generate", "{}", 422, "invalid"),
        ("/api/ai/generate", "nonsense", 400, "invalid"),
        ("/api/ai/generate", r#"{ "prompt": " " }"#, 422, "invalid"),
        ("/api/ai/generate", r#"{ "prompt": "x", "projectId": "unknown" }"#, 404, "not_found"),
        ("/api/ai/generate/stream", r#"{ "prompt": "x", "model": "no/such" }"#, 422, "unknown_model"),
        ("/api/projects/unknown/chat", r#"{ "message": "x" }"#, 404, "not_found"),
        ("/api/ai/verify", r#"{ "files": { "../x": "" } }"#, 422, "path_refused"),
        ("/api/ai/verify", r#"{ "files": [] }"#, 422, "invalid"),
    ] {
        let (answered, problem) = post(&app, path, body).await;
        assert_eq!(
            (answered.as_u16(), problem["code"].as_str()),
            (status, Some(code)),
            "{path} {body}: {problem}"
        );
        assert!(problem["message"].as_str().unwrap().ends_with('.'), "{problem}");
    }
    let broken = r#"{ "files": { "src/App.tsx": "export default () => <p>" } }"#;
    let (status, report) = post(&app, "/api/ai/verify", broken).await;
    assert_eq!((status.as_u16(), &report["ok"]), (200, &false.into()), "{report}");
    assert_eq!(report["diagnostics"].as_array().unwrap().len(), 1, "{report}");
}

#[tokio::test]
async fn a_picture_is_taken_as_what_it_is_and_served_to_be_looked_at() {
    let app = TestApp::start().await;
    let (_, made) = post(&app, "/api/ai/generate", r#"{ "prompt": "A counter" }"#).await;
    let images = format!("/api/projects/{}/images", made["projectId"].as_str().unwrap());
    let gif = b"GIF89a with <script>alert(1)</script> in it";
    // What the sender calls it counts for nothing.
    let named = request("POST", &images).header(header::CONTENT_TYPE, "text/html");
    let response = app.send(named.body(Body::from(&gif[..])).unwrap()).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let view: contract::ImageView = serde_json::from_slice(&body).unwrap();
    assert_eq!((view.media_type.as_str(), view.bytes), ("image/gif", 43));

    let served = app.get(&format!("{images}/{}", view.id)).await;
    assert_eq!(served.status(), StatusCode::OK);
    assert_eq!(served.headers()[header::CONTENT_TYPE], "image/gif");
    assert_eq!(served.headers()["x-content-type-options"], "nosniff");
    assert_eq!(served.headers()[header::CONTENT_SECURITY_POLICY], "sandbox; default-src 'none'");
    assert_eq!(served.headers()["cross-origin-resource-policy"], "same-origin");
    assert_eq!(axum::body::to_bytes(served.into_body(), usize::MAX).await.unwrap(), gif[..]);
    // Of this project only.
    let elsewhere = app.get(&format!("/api/projects/unknown/images/{}", view.id)).await;
    assert_eq!(elsewhere.status(), StatusCode::NOT_FOUND);

    let large = "x".repeat(contract::MAX_IMAGE_BYTES + 1);
    let far_too_large = "x".repeat(2 * contract::MAX_IMAGE_BYTES);
    for (path, body, status, code) in [
        (images.as_str(), "no picture", 422, "invalid"),
        (images.as_str(), large.as_str(), 413, "file_too_large"),
        (images.as_str(), far_too_large.as_str(), 413, "file_too_large"),
        ("/api/projects/unknown/images", "GIF89a", 404, "not_found"),
    ] {
        let (answered, problem) = post(&app, path, body).await;
        assert_eq!((answered.as_u16(), problem["code"].as_str()), (status, Some(code)), "{problem}");
        assert!(problem["message"].as_str().unwrap().ends_with('.'), "{problem}");
    }
    let foreign = request("POST", &images).header(header::ORIGIN, "https://evil.example");
    let foreign = foreign.body(Body::from(&gif[..])).unwrap();
    assert_eq!(app.send(foreign).await.status(), StatusCode::FORBIDDEN);
}

async fn send_json(app: &TestApp, method: &str, path: &str, body: &str) -> (u16, serde_json::Value) {
    let request = request(method, path)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_owned()))
        .unwrap();
    let response = app.send(request).await;
    let status = response.status().as_u16();
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

/// A project from a template, renamed, put aside, deleted and taken back, as a script does it.
#[tokio::test]
async fn scripts_keep_the_list_of_projects() {
    let app = TestApp::start().await;
    let (_, templates) = send_json(&app, "GET", "/api/projects/templates", "").await;
    assert_eq!(templates.as_array().unwrap().len(), 10);
    let plan =
        r##"{ "source": { "template": "counter" }, "name": "Clicks", "look": { "accent": "#15803d" } }"##;
    let (status, made) = send_json(&app, "POST", "/api/projects", plan).await;
    assert_eq!(status, 201, "{made}");
    let path = format!("/api/projects/{}", made["project"].as_str().unwrap());
    let (_, view) = send_json(&app, "GET", &path, "").await;
    assert_eq!((&view["name"], view["files"].as_i64() > Some(3)), (&"Clicks".into(), true));
    let (status, view) = send_json(&app, "PUT", &path, r#"{ "name": "Taps" }"#).await;
    assert_eq!((status, &view["name"]), (200, &"Taps".into()));

    let counts = async || {
        let (_, page) = send_json(&app, "GET", "/api/projects?search=tap", "").await;
        let counts = &page["counts"];
        ["active", "archived", "deleted"].map(|shelf| counts[shelf].as_i64().unwrap())
    };
    for (method, action, after) in [
        ("POST", "/duplicate", [2, 0, 0]),
        ("POST", "/archive", [1, 1, 0]),
        ("POST", "/unarchive", [2, 0, 0]),
        ("DELETE", "", [1, 0, 1]),
        ("POST", "/restore", [2, 0, 0]),
    ] {
        let (status, _) = send_json(&app, method, &format!("{path}{action}"), "").await;
        assert!(matches!(status, 201 | 204), "{method} {action}: {status}");
        assert_eq!(counts().await, after, "{method} {action}");
    }
    for (method, path, body, status) in [
        ("POST", "/api/projects", r#"{ "source": { "template": "nonsense" } }"#, 404),
        ("POST", "/api/projects", r#"{ "source": "description" }"#, 422),
        (
            "POST",
            "/api/projects",
            r#"{ "source": { "template": "blank" }, "look": { "accent": "red" } }"#,
            422,
        ),
        ("PUT", path.as_str(), r#"{ "name": " " }"#, 422),
        ("POST", "/api/projects/unknown/restore", "", 404),
        ("DELETE", "/api/projects/unknown", "", 404),
    ] {
        let (answered, problem) = send_json(&app, method, path, body).await;
        assert_eq!(answered, status, "{method} {path} {body}: {problem}");
        assert!(problem["message"].as_str().unwrap().ends_with('.'), "{problem}");
    }
}

#[tokio::test]
async fn archives_and_folders_become_projects_or_are_refused_with_a_reason() {
    let app = TestApp::start().await;
    let folder =
        "[{\"path\":\"shop/src/App.tsx\",\"bytes\":3},{\"path\":\"shop/package.json\",\"bytes\":2}]\nabc{}";
    let (status, made) = send_json(&app, "POST", "/api/projects/import/folder", folder).await;
    assert_eq!((status, &made["name"], &made["files"]), (201, &"shop".into(), &2.into()), "{made}");
    // What one project is exported as, another is made of.
    let export = app.get(&format!("/api/projects/{}/export", made["project"].as_str().unwrap())).await;
    let archive = axum::body::to_bytes(export.into_body(), usize::MAX).await.unwrap();
    let sent = request("POST", "/api/projects/import/archive?name=Again").body(Body::from(archive)).unwrap();
    assert_eq!(app.send(sent).await.status(), StatusCode::CREATED);

    let large = "x".repeat(contract::MAX_IMPORT_BYTES + 3 * 1024 * 1024);
    for (path, body, status, code) in [
        ("/api/projects/import/archive", "no archive", 422, "invalid"),
        ("/api/projects/import/archive", large.as_str(), 413, "file_too_large"),
        ("/api/projects/import/folder", "[]\n", 422, "invalid"),
        ("/api/projects/import/folder", "[{\"path\":\"../x\",\"bytes\":0}]\n", 422, "path_refused"),
    ] {
        let (answered, problem) = send_json(&app, "POST", path, body).await;
        assert_eq!((answered, problem["code"].as_str()), (status, Some(code)), "{problem}");
        assert!(problem["message"].as_str().unwrap().ends_with('.'), "{problem}");
    }
}

#[tokio::test]
async fn a_file_is_uploaded_as_what_it_is_and_limits_are_told() {
    let app = TestApp::start().await;
    let (_, made) = post(&app, "/api/ai/generate", r#"{ "prompt": "A counter" }"#).await;
    let files = format!("/api/projects/{}/files", made["projectId"].as_str().unwrap());
    let named = |path: &str| format!("{files}?path={path}");
    let (status, changed) = post(&app, &named("src%2Fnotes%20(1).md"), "# Notes").await;
    assert_eq!((status.as_u16(), changed["paths"][0].as_str()), (201, Some("src/notes (1).md")), "{changed}");
    let large = "x".repeat(contract::MAX_FILE_BYTES + 1);
    let far_too_large = "x".repeat(contract::MAX_ASSET_BYTES + 1024 * 1024);
    for (path, body, status, code) in [
        (files.clone(), "x", 422, "invalid"),
        (named("a.exe"), "MZ", 422, "invalid"),
        (named("a.png"), "words", 422, "invalid"),
        (named("..%2Fa.md"), "x", 422, "path_refused"),
        (named("a.md"), large.as_str(), 413, "file_too_large"),
        (named("a.woff2"), far_too_large.as_str(), 413, "file_too_large"),
        ("/api/projects/unknown/files?path=a.md".to_owned(), "x", 404, "not_found"),
    ] {
        let (answered, problem) = post(&app, &path, body).await;
        assert_eq!((answered.as_u16(), problem["code"].as_str()), (status, Some(code)), "{path}: {problem}");
        assert!(problem["message"].as_str().unwrap().ends_with('.'), "{problem}");
    }
    let foreign = request("POST", &named("b.md")).header(header::ORIGIN, "https://evil.example");
    assert_eq!(app.send(foreign.body(Body::from("x")).unwrap()).await.status(), StatusCode::FORBIDDEN);
}
