//! Against a server on this machine in the place of all hosts.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

use axum::Router;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use forge::{Forge, ForgeError, Repository};

async fn answer(uri: Uri) -> Response {
    let to = |address: &str| (StatusCode::FOUND, [(header::LOCATION, address.to_owned())]).into_response();
    match uri.path() {
        "/ada/shop/zip/HEAD" => b"PK".to_vec().into_response(),
        "/ada/large/zip/HEAD" => vec![0; 3 * 1024 * 1024].into_response(),
        "/ada/moved/zip/HEAD" => to("/ada/shop/zip/HEAD"),
        "/ada/inward/zip/HEAD" => to("http://localhost:1/secret"),
        "/ada/endless/zip/HEAD" => to("/ada/endless/zip/HEAD"),
        "/ada/busy/zip/HEAD" => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

#[tokio::test]
async fn an_archive_is_fetched_and_nobody_is_led_astray() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await });
    let forge = Forge::new().unwrap().with_stand_in(&base);
    let fetch = async |name: &str| {
        let repository = Repository::read(&format!("https://github.com/ada/{name}")).unwrap();
        forge.fetch(&repository, 1024 * 1024).await
    };
    let archive = fetch("shop").await.unwrap();
    assert_eq!((archive.name.as_str(), archive.bytes.as_slice()), ("shop", &b"PK"[..]));
    assert!(fetch("moved").await.is_ok());
    assert_eq!(fetch("large").await, Err(ForgeError::TooLarge(1)));
    assert_eq!(fetch("private").await, Err(ForgeError::NotFound("github.com")));
    assert_eq!(fetch("inward").await, Err(ForgeError::NotFound("github.com")));
    assert!(fetch("endless").await.is_err());
    assert_eq!(fetch("busy").await, Err(ForgeError::Status("github.com", 503)));
    let nobody = Forge::new().unwrap().with_stand_in("http://127.0.0.1:1");
    let repository = Repository::read("https://github.com/ada/shop").unwrap();
    let lost = nobody.fetch(&repository, 1).await.unwrap_err();
    assert!(matches!(lost, ForgeError::Unreachable("github.com", _)) && lost.is_outage(), "{lost}");
}
