//! The table of contents of the server.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use leptos::config::LeptosOptions;
use tokio_util::sync::CancellationToken;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

use crate::assets::{self, Manifest};
use crate::config::ServeConfig;
use crate::identity::Hosts;
use crate::{
    console_socket, export, frame, generate, health, identity, images, link_socket, packages, pages,
    projects, published, social, socket, solo, upload, usage,
};

/// A list of names.
const MAX_REQUEST_BYTES: usize = 64 * 1024;

/// What handlers share.
#[derive(Clone)]
pub struct Site {
    pub context: backend::Context,
    pub hosts: Hosts,
    pub assets: app::Assets,
    pub frame_document: Arc<str>,
    pub options: LeptosOptions,
    pub drawn: social::Drawn,
    /// Cancelled when the server stops: open sockets close, so that the process can end.
    pub stopping: CancellationToken,
}

impl axum::extract::FromRef<Site> for LeptosOptions {
    fn from_ref(site: &Site) -> Self {
        site.options.clone()
    }
}

impl Site {
    pub fn new(context: backend::Context, config: &ServeConfig, stopping: CancellationToken) -> Self {
        let manifest = Manifest::embedded();
        Self {
            context,
            hosts: Hosts::new(config),
            assets: app::Assets { map: manifest.assets(), build: crate::BUILD.to_owned() },
            frame_document: frame::document(&manifest).into(),
            drawn: social::Drawn::default(),
            options: LeptosOptions::builder().output_name("easel").build(),
            stopping,
        }
    }
}

pub fn router(site: Site) -> Router {
    let pages = pages::routes(&site).layer(CompressionLayer::new());
    let bundles = Router::new()
        .route("/npm/-/{key}/{file}", get(packages::serve))
        .route("/s/{token}/app/-/{key}/{file}", get(published::file))
        .layer(CompressionLayer::new());
    Router::new()
        .route("/api/health", get(health::health))
        .route("/ws/ai/stream", get(socket::ai_stream))
        .route("/ws/projects/{project}/console", get(console_socket::console))
        .route("/api/ai/generate", post(generate::generate))
        .route("/api/ai/generate/stream", post(generate::generate_stream))
        .route(
            "/api/ai/verify",
            post(generate::verify).layer(DefaultBodyLimit::max(generate::MAX_FILES_BYTES)),
        )
        .route("/api/conversations/{conversation}/messages", get(generate::messages))
        .route("/api/projects", get(projects::list).post(projects::create))
        .route("/api/projects/templates", get(projects::templates))
        .route(
            "/api/projects/import/archive",
            post(projects::import_archive).layer(DefaultBodyLimit::max(projects::MAX_BODY_BYTES)),
        )
        .route(
            "/api/projects/import/folder",
            post(projects::import_folder).layer(DefaultBodyLimit::max(projects::MAX_BODY_BYTES)),
        )
        .route(
            "/api/projects/{project}",
            get(projects::open).put(projects::rename).patch(projects::rename).delete(projects::delete),
        )
        .route("/api/projects/{project}/archive", post(projects::archive))
        .route("/api/projects/{project}/unarchive", post(projects::unarchive))
        .route("/api/projects/{project}/restore", post(projects::restore))
        .route("/api/projects/{project}/duplicate", post(projects::duplicate))
        .route("/api/projects/{project}/chat", post(generate::chat))
        .route("/api/projects/{project}/export", get(export::export_project))
        .route(
            "/api/projects/{project}/files",
            post(upload::upload).layer(DefaultBodyLimit::max(upload::MAX_BODY_BYTES)),
        )
        .route(
            "/api/projects/{project}/images",
            post(images::upload).layer(DefaultBodyLimit::max(images::MAX_BODY_BYTES)),
        )
        .route("/api/projects/{project}/images/{image}", get(images::serve))
        .route("/api/usage.csv", get(usage::usage_csv))
        .route(
            "/api/packages/resolve",
            post(packages::resolve).layer(DefaultBodyLimit::max(MAX_REQUEST_BYTES)),
        )
        .route("/s/{token}/live", get(link_socket::live))
        .route("/s/{token}/social.png", get(social::picture))
        .route("/s/{token}/app", get(published::to_app))
        .route("/s/{token}/app/", get(published::page))
        .route("/s/{token}/app/{*path}", get(published::page))
        .route("/s/{token}/app/-/frame", get(published::frame))
        .merge(bundles)
        .route("/preview/frame", get(frame::preview_frame))
        .route("/preview/{project}", get(solo::solo_preview))
        .route("/assets/{*path}", get(assets::serve_asset))
        .merge(pages)
        .layer(from_fn_with_state(site.clone(), pages::security_headers))
        .layer(from_fn_with_state(site.clone(), identity::identify))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::new())
        .with_state(site)
}
