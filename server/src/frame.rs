//! `GET /preview/frame`: the document in which a project's own code runs.
//!
//! It is hostile ground. The `sandbox` directive gives it an opaque origin even when it is opened by itself,
//! and its policy lets it load nothing but Easel's public assets and blobs it made itself: no call to the
//! workspace, no forms, no frames, and of other hosts only those that the person in front of the workspace allowed.
//! The list comes with the address, so it is the embedding page's word; only the workspace may embed.

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::router::Site;

const MOST_ALLOWED: usize = 20;
/// Stands for the response's nonce in the document.
const NONCE: &str = "{nonce}";

#[derive(serde::Deserialize)]
pub struct FrameQuery {
    /// Origins with commas between them.
    #[serde(default)]
    allow: String,
}

pub async fn preview_frame(
    State(site): State<Site>,
    Query(query): Query<FrameQuery>,
    headers: HeaderMap,
) -> Response {
    // 'self' means nothing to an opaque origin, so the policy names the address. The host was checked by the
    // `identity` layer; what is left of header syntax here cannot break out of the directive.
    let Some(host) = headers.get(header::HOST).and_then(|value| value.to_str().ok()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let assets = format!("http://{host}/assets/ https://{host}/assets/");
    let allowed = allowed_sources(&query.allow, host);
    // Lets the frame's runtime run a changed module at once, as a script in the document: a blob would have to be
    // fetched, which takes longer than all the rest of an update. The project's code may find it, and gains nothing:
    // whatever a script can do, it can do as the project's own module.
    let nonce = leptos::nonce::Nonce::new().to_string();
    let connect = if allowed.is_empty() { "'none'" } else { allowed.as_str() };
    let policy = [
        "sandbox allow-scripts allow-forms allow-modals allow-popups".to_owned(),
        "default-src 'none'".to_owned(),
        format!("script-src 'nonce-{nonce}' {assets} http://{host}/npm/ https://{host}/npm/ blob:"),
        format!("style-src {assets} blob: 'unsafe-inline' {allowed}"),
        format!("img-src {assets} blob: data: {allowed}"),
        format!("font-src {assets} blob: data: {allowed}"),
        format!("media-src blob: data: {allowed}"),
        format!("connect-src {connect}"),
        "form-action 'none'".to_owned(),
        "frame-src 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
        format!("frame-ancestors 'self' {}", local_names(host)),
    ]
    .join("; ");
    let mut response = site.frame_document.replace(NONCE, &nonce).into_response();
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

/// Sources for the policy. Whatever is no plain origin is left out, and so is Easel itself under any scheme.
fn allowed_sources(list: &str, host: &str) -> String {
    let origins = list.split(',').filter(|origin| {
        let Some((scheme, rest)) = origin.split_once("://") else { return false };
        let plain =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']');
        let wanted = matches!(scheme, "https" | "http" | "wss" | "ws");
        wanted && !rest.is_empty() && rest.bytes().all(plain) && !is_easel(scheme, rest, host)
    });
    origins.take(MOST_ALLOWED).collect::<Vec<_>>().join(" ")
}

/// This machine's two names as sources, when the server is reached by one of them: a frame that is stuck is replaced
/// by one from the other name, for browsers give the two different processes.
pub fn local_names(host: &str) -> String {
    let (name, port) = host.rsplit_once(':').unwrap_or((host, "80"));
    match name {
        "localhost" | "127.0.0.1" => format!("http://localhost:{port} http://127.0.0.1:{port}"),
        _ => String::new(),
    }
}

/// The port decides: on one machine the same server answers to several names.
fn is_easel(scheme: &str, wanted: &str, host: &str) -> bool {
    let secure = matches!(scheme, "https" | "wss");
    let split = |text: &str| match text.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => {
            (name.to_ascii_lowercase(), port.to_owned())
        }
        // Without a port it is the scheme's own; behind a proxy Easel has that of either scheme.
        _ => (text.to_ascii_lowercase(), if secure { "443" } else { "80" }.to_owned()),
    };
    let ((wanted, wanted_port), (own, own_port)) = (split(wanted), split(host));
    let local = |name: &str| {
        matches!(name, "localhost" | "0.0.0.0" | "[::1]" | "[::]")
            || name.ends_with(".localhost")
            || name.starts_with("127.")
    };
    wanted_port == own_port && (wanted == own || local(&wanted) && local(&own))
}

/// The document itself; the same for every project.
pub fn document(manifest: &crate::assets::Manifest) -> String {
    let files = manifest.assets();
    let script = files.get("frame.js").map(String::as_str).unwrap_or_default();
    // `<` cannot end the script element early.
    let vendor = serde_json::to_string(&manifest.vendor).unwrap_or_default().replace('<', "\\u003c");
    let preload: String =
        ["react", "react-dom", "react-dom/client", "react/jsx-runtime", "react-refresh/runtime"]
            .iter()
            .filter_map(|name| manifest.vendor.get(*name))
            .map(|address| format!("<link rel=\"modulepreload\" href=\"{address}\" crossorigin>"))
            .collect();
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Preview</title>\
         <style>body{{margin:0}}</style>{preload}\
         <script type=\"application/json\" id=\"easel-vendor\">{vendor}</script>\
         <script type=\"module\" nonce=\"{NONCE}\" src=\"{script}\" crossorigin></script></head>\
         <body><div id=\"root\"></div></body></html>"
    )
}

#[cfg(test)]
mod tests {
    use super::allowed_sources;

    #[test]
    fn only_plain_foreign_origins_are_allowed() {
        let host = "localhost:4000";
        for (list, sources) in [
            ("", ""),
            ("https://api.example.com", "https://api.example.com"),
            ("https://a.test,wss://b.test:8443", "https://a.test wss://b.test:8443"),
            ("https://a.test; script-src *", ""),
            ("https://*", ""),
            ("'self'", ""),
            ("data:", ""),
            ("https://a.test/path", ""),
            ("http://localhost:4000", ""),
            ("ws://127.0.0.1:4000", ""),
            ("http://LOCALHOST:4000", ""),
            ("http://localhost:5000", "http://localhost:5000"),
        ] {
            assert_eq!(allowed_sources(list, host), sources, "{list}");
        }
        for (list, host) in [
            ("http://0.0.0.0:4000", "localhost:4000"),
            ("http://localhost:80", "localhost"),
            ("https://easel.test", "easel.test"),
            ("wss://easel.test:443", "easel.test"),
        ] {
            assert_eq!(allowed_sources(list, host), "", "{list} for {host}");
        }
    }
}
