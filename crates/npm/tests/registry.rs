//! Against a registry on this machine, friendly and hostile.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use npm::{Dist, NpmError, Registry, Tree, Wanted};
use serde_json::{Value, json};
use sha2::{Digest, Sha512};

/// By path: status, headers and body.
type Answers = Arc<Mutex<BTreeMap<String, (u16, Vec<(&'static str, String)>, Vec<u8>)>>>;

struct Fake {
    address: String,
    answers: Answers,
    asked: Arc<AtomicUsize>,
    folder: tempfile::TempDir,
}

impl Fake {
    async fn start() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/npm", listener.local_addr().unwrap());
        let (answers, asked) = (Answers::default(), Arc::new(AtomicUsize::new(0)));
        let router = Router::new().fallback(answer).with_state((answers.clone(), asked.clone()));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, answers, asked, folder: tempfile::tempdir().unwrap() }
    }

    fn put(&self, path: &str, status: u16, headers: Vec<(&'static str, String)>, body: impl Into<Vec<u8>>) {
        self.answers.lock().unwrap().insert(format!("/npm/{path}"), (status, headers, body.into()));
    }

    /// A package with these versions: each with its dependencies and peers.
    fn publish(&self, name: &str, versions: &[(&str, Value, Value)]) {
        let listed: serde_json::Map<String, Value> = versions
            .iter()
            .map(|(version, dependencies, peers)| {
                let dist = json!({
                    "tarball": format!("{}/{name}/-/{name}-{version}.tgz", self.address),
                    "integrity": integrity(version.as_bytes()),
                });
                self.put(&format!("{name}/-/{name}-{version}.tgz"), 200, Vec::new(), version.as_bytes());
                let manifest = json!({
                    "name": name, "version": version, "dist": dist,
                    "dependencies": dependencies, "peerDependencies": peers,
                });
                ((*version).to_owned(), manifest)
            })
            .collect();
        let latest = versions.last().unwrap().0;
        let packument = json!({ "name": name, "dist-tags": { "latest": latest }, "versions": listed });
        self.put(&name.replace('/', "%2F"), 200, Vec::new(), packument.to_string());
    }

    fn registry(&self) -> Registry {
        Registry::new(&self.address, self.folder.path().to_owned()).unwrap()
    }

    async fn resolve(&self, wanted: &[(&str, &str)], provided: &[(&str, &str)]) -> Result<Tree, NpmError> {
        let wanted: Vec<Wanted> = wanted
            .iter()
            .map(|(name, range)| Wanted { name: (*name).to_owned(), range: (*range).to_owned() })
            .collect();
        let provided =
            provided.iter().map(|(name, version)| ((*name).to_owned(), (*version).to_owned())).collect();
        self.registry().resolve(&wanted, &provided).await
    }

    fn kept(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

async fn answer(State((answers, asked)): State<(Answers, Arc<AtomicUsize>)>, uri: Uri) -> Response {
    asked.fetch_add(1, Ordering::Relaxed);
    let Some((status, headers, body)) = answers.lock().unwrap().get(uri.path()).cloned() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = body.into_response();
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    for (name, value) in headers {
        response.headers_mut().insert(name, header::HeaderValue::from_str(&value).unwrap());
    }
    response
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha512-{}", base64::engine::general_purpose::STANDARD.encode(Sha512::digest(bytes)))
}

/// `place@version` of everything.
fn lines(tree: &Tree) -> Vec<String> {
    tree.packages.iter().map(|package| format!("{}@{}", package.place, package.version)).collect()
}

#[tokio::test]
async fn versions_that_fit_lie_as_near_to_the_root_as_they_can() {
    let fake = Fake::start().await;
    let none = || json!({});
    fake.publish("a", &[("1.0.0", json!({ "b": "^1.0.0", "c": "^2" }), none())]);
    fake.publish("b", &[("1.0.0", none(), none()), ("1.4.0", none(), none()), ("2.0.0", none(), none())]);
    fake.publish("c", &[("2.1.0", json!({ "b": "^2.0.0" }), json!({ "react": ">=18" }))]);
    let tree = fake.resolve(&[("a", "1.x")], &[("react", "19.2.0")]).await.unwrap();
    assert_eq!(lines(&tree), ["a@1.0.0", "b@1.4.0", "c@2.1.0", "c/node_modules/b@2.0.0"]);
}

#[tokio::test]
async fn what_is_provided_is_left_out_where_it_fits() {
    let fake = Fake::start().await;
    let none = || json!({});
    fake.publish("a", &[("1.0.0", json!({ "zod": "^3", "clsx": "^2", "react": "^16" }), none())]);
    fake.publish("zod", &[("3.1.0", none(), none()), ("4.0.0", none(), none())]);
    fake.publish("three", &[("0.180.0", none(), none())]);
    let provided = [("zod", "4.0.0"), ("clsx", "2.1.0"), ("react", "19.2.0"), ("three", "0.180.0")];
    // There is one React, whatever a package asks for; another Zod lies beside.
    let tree = fake.resolve(&[("a", "latest")], &provided).await.unwrap();
    assert_eq!(lines(&tree), ["a@1.0.0", "zod@3.1.0"]);
    // Asked for by itself, for its other parts.
    let tree = fake.resolve(&[("three", "0.180.0")], &provided).await.unwrap();
    assert_eq!(lines(&tree), ["three@0.180.0"]);
}

#[tokio::test]
async fn another_name_circles_and_peers() {
    let fake = Fake::start().await;
    let none = || json!({});
    fake.publish("a", &[("1.0.0", json!({ "b": "1" }), json!({ "p": "1" }))]);
    fake.publish("b", &[("1.0.0", json!({ "a": "1" }), none())]);
    fake.publish("p", &[("1.0.0", none(), none())]);
    let tree = fake.resolve(&[("alias", "npm:a@^1.0.0")], &[]).await.unwrap();
    assert_eq!(lines(&tree), ["alias@1.0.0", "b@1.0.0", "p@1.0.0", "a@1.0.0"]);
    assert_eq!(tree.packages[0].name, "a");
}

#[tokio::test]
async fn what_cannot_be_had_is_said_plainly() {
    let fake = Fake::start().await;
    fake.publish("a", &[("1.0.0", json!({}), json!({}))]);
    fake.put("broken", 200, Vec::new(), "<html>");
    fake.put("busy", 503, Vec::new(), "");
    fake.put("away", 302, vec![("location", "http://localhost:9/away".to_owned())], "");
    for (name, range, message, outage) in [
        ("none", "^1", "There is no package \"none\"", false),
        ("a", "^9", "no version that fits \"^9\". The newest is 1.0.0", false),
        ("a", "github:x/y", "no version of a registry", false),
        ("a", "file:../..", "no version of a registry", false),
        ("../etc", "1", "cannot be the name", false),
        ("a?x=1", "1", "cannot be the name", false),
        ("broken", "1", "cannot be read", false),
        ("busy", "1", "status 503", true),
        ("away", "1", "status 302", false),
    ] {
        let error = fake.resolve(&[(name, range)], &[]).await.unwrap_err();
        assert!(error.to_string().contains(message), "{name}@{range}: {error}");
        assert_eq!(error.is_outage(), outage, "{name}: {error}");
    }
    let nobody = Registry::new("http://user:secret@127.0.0.1:9", fake.folder.path().to_owned()).unwrap();
    let error = nobody.find_version("a", "1").await.unwrap_err();
    assert!(error.is_outage() && !error.to_string().contains("secret"), "{error}");
}

#[tokio::test]
async fn an_endless_family_ends() {
    let fake = Fake::start().await;
    for at in 0..260 {
        let next = json!({ format!("p{}", at + 1): "1" });
        fake.publish(&format!("p{at}"), &[("1.0.0", next, json!({}))]);
    }
    let error = fake.resolve(&[("p0", "1")], &[]).await.unwrap_err();
    assert!(matches!(error, NpmError::TooMany(200)), "{error}");
}

#[tokio::test]
async fn an_archive_is_kept_only_if_it_is_what_was_promised() {
    let fake = Fake::start().await;
    let registry = fake.registry();
    let dist = |integrity: Option<String>, shasum: Option<&str>| Dist {
        tarball: format!("{}/a/-/a-1.tgz", fake.address),
        integrity,
        shasum: shasum.map(str::to_owned),
    };
    fake.put("a/-/a-1.tgz", 200, Vec::new(), "evil");
    for wrong in [dist(Some(integrity(b"good")), None), dist(None, None), dist(Some("x".to_owned()), None)] {
        let error = registry.tarball("a", &wrong).await.unwrap_err();
        assert!(matches!(error, NpmError::Integrity(_)), "{error}");
        assert!(fake.kept().is_empty(), "{:?}", fake.kept());
    }
    fake.put("a/-/a-1.tgz", 200, Vec::new(), "good");
    let path = registry.tarball("a", &dist(Some(integrity(b"good")), None)).await.unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"good");
    // SHA-1 of "good": all that old packages have.
    let old = |sum| dist(None, Some(sum));
    assert!(registry.tarball("a", &old("0c19318dd13128ce14344d066510a982269c241b")).await.is_err());
    assert!(registry.tarball("a", &old("fc19318dd13128ce14344d066510a982269c241b")).await.is_ok());
    let asked = fake.asked.load(Ordering::Relaxed);
    assert_eq!(registry.tarball("a", &dist(Some(integrity(b"good")), None)).await.unwrap(), path);
    assert_eq!(fake.asked.load(Ordering::Relaxed), asked, "what is kept is not asked for again");
}

#[tokio::test]
async fn an_archive_that_is_too_large_is_given_up() {
    let fake = Fake::start().await;
    let huge = vec![0u8; 20_000_001];
    fake.put("a/-/a-1.tgz", 200, Vec::new(), huge.clone());
    let dist = Dist {
        tarball: "https://elsewhere.test/a/-/a-1.tgz".to_owned(),
        integrity: Some(integrity(&huge)),
        shasum: None,
    };
    let error = fake.registry().tarball("a", &dist).await.unwrap_err();
    // That it was found at all shows that another host's address is never asked.
    assert!(matches!(error, NpmError::TooLarge { megabytes: 20, .. }), "{error}");
    assert!(fake.kept().is_empty());
}

#[test]
fn the_registry_is_found_where_npm_has_it() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join(".npmrc"), "a=b\nregistry = https://three.test/\n").unwrap();
    let home = home.path().display().to_string();
    let find = |own: Option<&str>, npm: Option<&str>, home: Option<&str>| {
        npm::find_registry(|name| {
            let value = match name {
                "EASEL_NPM_REGISTRY" => own,
                "npm_config_registry" => npm,
                _ => home,
            };
            value.map(str::to_owned)
        })
    };
    let two = Some("https://two.test/");
    assert_eq!(find(Some("https://one.test"), two, Some(&home)).unwrap(), "https://one.test");
    assert_eq!(find(None, two, Some(&home)).unwrap(), "https://two.test/");
    assert_eq!(find(Some(""), None, Some(&home)).unwrap(), "https://three.test/");
    assert_eq!(find(Some("OFF"), two, Some(&home)), None);
    assert_eq!(find(None, None, Some("/nowhere")), None);
    assert_eq!(find(None, Some("file:///etc"), None), None);
}
