//! What is behind a link, for those who may see it and for those who try.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use backend::Context;
use contract::{LinkKind, LinkLife, LinkView, ProjectId, UserId};
use server::config::{ServeArgs, ServeConfig};
use server::router::{Site, router};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// In the sources, and nowhere else.
const MARK: &str = "mark-of-the-sources";
const NAME: &str = "Tea & \"Cake\"";

struct TestApp {
    context: Context,
    user: UserId,
    project: ProjectId,
    router: axum::Router,
    _data: tempfile::TempDir,
}

struct Answer {
    status: StatusCode,
    headers: axum::http::HeaderMap,
    bytes: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

impl TestApp {
    async fn start() -> Self {
        let data = tempfile::tempdir().unwrap();
        let args = ServeArgs { data_dir: Some(data.path().to_owned()), ..Default::default() };
        let config = ServeConfig::load(&args, |_| None).unwrap();
        let settings =
            backend::Config { data_dir: config.data_dir.clone(), database_url: None, secret: None };
        let context = Context::open(settings, llm::Registry::demo()).await.unwrap();
        let files = BTreeMap::from(
            [
                ("src/App.tsx", format!("// {MARK}\nexport default () => <h1>Tea</h1>;\n")),
                ("src/data.ts", "export const cups = \"<b>seven</b>\";\n".to_owned()),
            ]
            .map(|(path, text)| (path.to_owned(), text)),
        );
        let user = context.local_user();
        let project = context.import_project(&user, NAME, files).await.unwrap();
        let site = Site::new(context.clone(), &config, CancellationToken::new());
        Self { context, user, project, router: router(site), _data: data }
    }

    async fn link(&self, kind: LinkKind, may_fork: bool) -> (LinkView, String) {
        let made = self.context.create_link(&self.user, &self.project, kind, may_fork, LinkLife::Day);
        let link = made.await.unwrap();
        let token = link.path.as_deref().unwrap().strip_prefix("/s/").unwrap().to_owned();
        (link, token)
    }

    /// A link whose time is over.
    async fn expired(&self, token: &str) {
        let made = store::NewLink {
            token_hash: &backend::link_hash(token),
            sealed_token: b"",
            hint: "",
            kind: LinkKind::View,
            may_fork: true,
            expires_at_ms: Some(1),
        };
        self.context.store().create_link(&"expired".into(), &self.project, &self.user, made).await.unwrap();
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec();
        Answer { status, headers, bytes }
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(request("GET", path).body(Body::empty()).unwrap()).await
    }

    async fn call(&self, name: &str, form: &str) -> Answer {
        let request = request("POST", &format!("/api/fn/{name}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "application/json");
        self.send(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    async fn projects(&self) -> usize {
        self.context.list_projects(&self.user).await.unwrap().len()
    }
}

fn request(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:3000")
}

fn below(token: &str) -> Vec<String> {
    let key = "0".repeat(32);
    ["", "?file=src/App.tsx", "/app", "/app/", "/app/any/path", "/app/-/frame", "/social.png", "/live"]
        .iter()
        .map(|rest| format!("/s/{token}{rest}"))
        .chain([
            format!("/s/{token}/app/-/{key}/index.js"),
            format!("/s/{token}/app/-/{key}/..%2findex.json"),
        ])
        .collect()
}

#[tokio::test]
async fn a_link_that_has_ended_gives_nothing_and_does_not_say_that_it_was() {
    let app = TestApp::start().await;
    let (link, revoked) = app.link(LinkKind::View, true).await;
    assert_eq!(app.get(&format!("/s/{revoked}")).await.status, StatusCode::OK);
    app.context.revoke_link(&app.user, &link.id).await.unwrap();
    let expired = "e".repeat(43);
    app.expired(&expired).await;
    let never = "n".repeat(43);
    let before = app.projects().await;

    let mut said: Vec<Vec<String>> = Vec::new();
    for token in [&revoked, &expired, &never] {
        let mut answers = Vec::new();
        for path in below(token) {
            let answer = app.get(&path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            let text = answer.text();
            for secret in [MARK, "Cake", app.project.as_str()] {
                assert!(!text.contains(secret), "{path} tells {secret}: {text}");
            }
            // A page signs its scripts anew each time.
            if !text.contains("nonce=") {
                answers.push(text.replace(token.as_str(), "TOKEN"));
            }
        }
        for name in ["open_shared", "fork_shared"] {
            let answer = app.call(name, &format!("token={token}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
            answers.push(answer.text());
        }
        said.push(answers);
    }
    assert!(said[0].len() > 6);
    assert_eq!(said[0], said[2], "revoked or never made");
    assert_eq!(said[1], said[2], "expired or never made");
    assert_eq!(app.projects().await, before);
}

#[tokio::test]
async fn a_link_to_the_app_alone_does_not_give_the_sources() {
    let app = TestApp::start().await;
    let (_, token) = app.link(LinkKind::Run, false).await;
    for accept in ["text/html", "*/*"] {
        let page = request("GET", &format!("/s/{token}?file=src/App.tsx")).header(header::ACCEPT, accept);
        let page = app.send(page.body(Body::empty()).unwrap()).await;
        assert_eq!(page.status, StatusCode::FOUND);
        assert_eq!(page.headers[header::LOCATION], format!("/s/{token}/app/"));
        assert!(!page.text().contains(MARK));
    }
    for (name, form) in [
        ("open_shared", format!("token={token}")),
        ("fork_shared", format!("token={token}")),
        ("open_shared", format!("token={token}&kind=view&may_fork=true")),
    ] {
        let answer = app.call(name, &form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {}", answer.text());
        assert!(!answer.text().contains(MARK));
    }
    assert_eq!(app.projects().await, 1);
    let impossible = format!("project={}&kind=run&may_fork=true", app.project);
    assert_eq!(app.call("create_link", &impossible).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let picture = app.get(&format!("/s/{token}/social.png")).await;
    assert_eq!(picture.status, StatusCode::OK);
}

#[tokio::test]
async fn only_a_link_that_says_so_can_be_forked() {
    let app = TestApp::start().await;
    let (_, closed) = app.link(LinkKind::View, false).await;
    let refused = app.call("fork_shared", &format!("token={closed}&may_fork=true")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text());
    assert_eq!(app.projects().await, 1);
    assert!(!app.get(&format!("/s/{closed}")).await.text().contains(">Fork<"));

    let (_, open) = app.link(LinkKind::View, true).await;
    assert!(app.get(&format!("/s/{open}")).await.text().contains("Fork"));
    let made = app.call("fork_shared", &format!("token={open}")).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    let fork: ProjectId = serde_json::from_slice(&made.bytes).unwrap();
    let view = app.context.open_workspace(&app.user, &fork).await.unwrap();
    assert_eq!(view.project.name, format!("{NAME} (copy)"));
    assert!(view.files.iter().any(|file| file.content.contains(MARK)));
    // As with every call that changes something, another site cannot make a visitor's browser do it.
    let foreign = request("POST", "/api/fn/fork_shared").header(header::ORIGIN, "https://evil.example");
    let foreign = foreign.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let foreign = app.send(foreign.body(Body::from(format!("token={open}"))).unwrap()).await;
    assert_eq!((foreign.status, app.projects().await), (StatusCode::FORBIDDEN, 2));
}

#[tokio::test]
async fn the_page_reads_without_javascript_and_names_itself_to_chats() {
    let app = TestApp::start().await;
    let (link, token) = app.link(LinkKind::View, false).await;
    let page = app.get(&format!("/s/{token}")).await.text();
    for part in [
        "<noscript><nav class=\"plain-files\"",
        "href=\"?file=src/data.ts\"",
        MARK,
        "property=\"og:title\" content=\"Tea &amp; &quot;Cake&quot;\"",
        &format!("property=\"og:image\" content=\"http://127.0.0.1:3000/s/{token}/social.png\""),
        "name=\"twitter:card\" content=\"summary_large_image\"",
        "name=\"robots\" content=\"noindex\"",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    // The code of the other file, in the page itself.
    let code = |page: &str| {
        let at = page.find("aria-label=\"Code\"").unwrap();
        let rest = &page[at..];
        rest[..rest.find("</pre>").unwrap()].to_owned()
    };
    let other = app.get(&format!("/s/{token}?file=src/data.ts")).await.text();
    assert!(code(&page).contains(MARK) && !code(&other).contains(MARK));
    assert!(code(&other).contains("&lt;b&gt;seven"), "{}", code(&other));
    let unknown = app.get(&format!("/s/{token}?file=../../secret")).await;
    assert_eq!(unknown.status, StatusCode::OK);
    assert!(code(&unknown.text()).contains(MARK));

    let listed = app.context.list_links(&app.user, &app.project).await.unwrap();
    assert_eq!((&listed[0].id, listed[0].opened), (&link.id, 3));
}

#[tokio::test]
async fn the_picture_is_drawn_once_and_asked_for_again_only_when_it_changed() {
    let app = TestApp::start().await;
    let (link, token) = app.link(LinkKind::View, false).await;
    let path = format!("/s/{token}/social.png");
    let first = app.get(&path).await;
    assert_eq!(
        (first.status, &first.headers[header::CONTENT_TYPE]),
        (StatusCode::OK, &"image/png".parse().unwrap())
    );
    assert!(first.bytes.starts_with(b"\x89PNG"));
    assert_eq!(first.bytes[16..24], [0, 0, 4, 176, 0, 0, 2, 118], "1200 by 630");
    assert_eq!(first.headers[header::CACHE_CONTROL], "private, no-cache");
    let again = |tag: &axum::http::HeaderValue| {
        app.send(request("GET", &path).header(header::IF_NONE_MATCH, tag).body(Body::empty()).unwrap())
    };
    let tag = first.headers[header::ETAG].clone();
    assert_eq!(again(&tag).await.status, StatusCode::NOT_MODIFIED);
    app.context.rename_project(&app.user, &app.project, "Coffee").await.unwrap();
    let renamed = again(&tag).await;
    assert_eq!(renamed.status, StatusCode::OK);
    assert_ne!(renamed.bytes, first.bytes);
    // Whoever has it already is not told that it is still right.
    app.context.revoke_link(&app.user, &link.id).await.unwrap();
    assert_eq!(again(&renamed.headers[header::ETAG]).await.status, StatusCode::NOT_FOUND);
    // Looking at the picture opens nothing.
    app.context.restore_link(&app.user, &link.id).await.unwrap();
    assert_eq!(app.context.list_links(&app.user, &app.project).await.unwrap()[0].opened, 0);
}

/// A socket as a browser opens it, read frame by frame.
struct Socket(TcpStream);

impl Socket {
    fn open(addr: SocketAddr, path: &str, origin: &str) -> (String, Self) {
        let mut stream = TcpStream::connect(addr).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {addr}\r\nOrigin: {origin}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            head.push(byte[0]);
        }
        (String::from_utf8(head).unwrap().lines().next().unwrap().to_owned(), Self(stream))
    }

    /// The next text; frames from a server are short here and not masked.
    fn text(&mut self) -> String {
        let mut head = [0; 2];
        self.0.read_exact(&mut head).unwrap();
        assert_eq!(head[0], 0x81, "a whole text");
        let mut text = vec![0; head[1].into()];
        self.0.read_exact(&mut text).unwrap();
        String::from_utf8(text).unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_open_is_told_when_its_link_is_revoked() {
    let app = TestApp::start().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    let served = tokio::spawn(axum::serve(listener, app.router.clone()).into_future());
    let (link, token) = app.link(LinkKind::Run, false).await;
    let path = format!("/s/{token}/live");
    let own = format!("http://{addr}");

    let opened = {
        let (path, own) = (path.clone(), own.clone());
        tokio::task::spawn_blocking(move || {
            let (status, mut socket) = Socket::open(addr, &path, &own);
            assert!(status.contains("101"), "{status}");
            assert_eq!(socket.text(), r#"{"frame":"open"}"#);
            socket
        })
    };
    let mut socket = opened.await.unwrap();
    app.context.revoke_link(&app.user, &link.id).await.unwrap();
    tokio::task::spawn_blocking(move || {
        assert_eq!(socket.text(), r#"{"frame":"ended","how":"revoked"}"#);
        // From now on it is one of many that never were.
        for path in [path.as_str(), "/s/never/live"] {
            let (status, mut socket) = Socket::open(addr, path, &own);
            assert!(status.contains("101"), "{status}");
            assert_eq!(socket.text(), r#"{"frame":"ended","how":"unknown"}"#);
        }
        let (status, _) = Socket::open(addr, &path, "https://evil.example");
        assert!(status.contains("403"), "{status}");
    })
    .await
    .unwrap();
    served.abort();
}
