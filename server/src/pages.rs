//! Pages and server functions of `app`, with what they need from the request.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use contract::UserId;
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes, ResponseOptions, generate_route_list};

use crate::frame::local_names;
use crate::router::Site;

/// A file of the largest size, escaped in JSON, and some air.
const MAX_BODY_BYTES: usize = 4 * contract::MAX_FILE_BYTES;

pub fn routes(site: &Site) -> Router<Site> {
    let listed = generate_route_list(app::App);
    let (context, assets, document) = (site.context.clone(), site.assets.clone(), site.assets.clone());
    let provide = move || {
        provide_context(context.clone());
        provide_context(assets.clone());
        // The `identity` layer put it there; a request without it gets no user and fails its guard.
        if let Some(user) = use_context::<axum::http::request::Parts>()
            .and_then(|parts| parts.extensions.get::<UserId>().cloned())
        {
            provide_context(user);
        }
        let host = use_context::<axum::http::request::Parts>()
            .and_then(|parts| parts.headers.get(header::HOST)?.to_str().ok().map(str::to_owned));
        if let (Some(nonce), Some(response)) = (leptos::nonce::use_nonce(), use_context::<ResponseOptions>())
            && let Ok(policy) =
                HeaderValue::from_str(&content_security_policy(&nonce, &host.unwrap_or_default()))
        {
            response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
    };
    let fallback = leptos_axum::render_app_async_with_context(provide.clone(), {
        let document = document.clone();
        move || app::shell(document.clone()).into_any()
    });
    Router::new()
        .leptos_routes_with_context(site, listed, provide, move || app::shell(document.clone()).into_any())
        .fallback(fallback)
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
}

/// Scripts: own files and what this response signed. Styles inline as well: Monaco and the server-rendered
/// panel sizes need them, and a style cannot call out while images, fonts and connections stay at home.
fn content_security_policy(nonce: &str, host: &str) -> String {
    let frames = local_names(host);
    format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; \
         connect-src 'self'; worker-src 'self' blob:; frame-src 'self' {frames}; object-src 'none'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

pub async fn security_headers(State(_): State<Site>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    // A share link's token is in the address: it must not leave with a click on a foreign link.
    headers.entry("referrer-policy").or_insert(HeaderValue::from_static("same-origin"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
