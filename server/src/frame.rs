//! `GET /preview/frame`: the document in which a project's own code runs.
//!
//! It is hostile ground. The `sandbox` directive gives it an opaque origin even when it is opened by itself,
//! and its policy lets it load nothing but Easel's public assets and blobs it made itself: no call to the
//! workspace, none to other hosts, no forms, no frames.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::router::Site;

pub async fn preview_frame(State(site): State<Site>, headers: HeaderMap) -> Response {
    // 'self' means nothing to an opaque origin, so the policy names the address. The host was checked by the
    // `identity` layer; what is left of header syntax here cannot break out of the directive.
    let Some(host) = headers.get(header::HOST).and_then(|value| value.to_str().ok()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let assets = format!("http://{host}/assets/ https://{host}/assets/");
    let policy = [
        "sandbox allow-scripts allow-forms allow-modals allow-popups".to_owned(),
        "default-src 'none'".to_owned(),
        format!("script-src {assets} blob:"),
        format!("style-src {assets} blob: 'unsafe-inline'"),
        format!("img-src {assets} blob: data:"),
        format!("font-src {assets} blob: data:"),
        "media-src blob: data:".to_owned(),
        "connect-src 'none'".to_owned(),
        "form-action 'none'".to_owned(),
        "frame-src 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
        "frame-ancestors 'self'".to_owned(),
    ]
    .join("; ");
    let mut response = site.frame_document.as_ref().to_owned().into_response();
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("text/html; charset=utf-8"));
    out.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-cache"));
    out.insert("cross-origin-resource-policy", header::HeaderValue::from_static("same-origin"));
    out.insert("referrer-policy", header::HeaderValue::from_static("no-referrer"));
    match header::HeaderValue::from_str(&policy) {
        Ok(value) => out.insert(header::CONTENT_SECURITY_POLICY, value),
        Err(_) => return StatusCode::BAD_REQUEST.into_response(),
    };
    response
}

/// The document itself; the same for every project.
pub fn document(manifest: &crate::assets::Manifest) -> String {
    let files = manifest.assets();
    let script = files.get("frame.js").map(String::as_str).unwrap_or_default();
    // `<` cannot end the script element early.
    let vendor = serde_json::to_string(&manifest.vendor).unwrap_or_default().replace('<', "\\u003c");
    let preload: String =
        ["react", "react-dom", "react-dom/client", "react/jsx-dev-runtime", "react-refresh/runtime"]
            .iter()
            .filter_map(|name| manifest.vendor.get(*name))
            .map(|address| format!("<link rel=\"modulepreload\" href=\"{address}\" crossorigin>"))
            .collect();
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Preview</title>\
         <style>body{{margin:0}}</style>{preload}\
         <script type=\"application/json\" id=\"easel-vendor\">{vendor}</script>\
         <script type=\"module\" src=\"{script}\" crossorigin></script></head>\
         <body><div id=\"root\"></div></body></html>"
    )
}
