//! `/s/{token}/app/`: a shared project's app by itself.
//!
//! The page is Easel's: it keeps what the app stores and an address that can be reloaded. The app runs in a frame with
//! an opaque origin, and reaches only its own files.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use backend::{BackendError, Published};

use crate::frame::local_names;
use crate::refusal::{refuse, status};
use crate::router::Site;
use crate::{escape, social, stored};

const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:; \
                           connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const STYLE: &str = "html,body,iframe{height:100%;margin:0;border:0;width:100%}body{overflow:hidden}\
                     main{max-width:34rem;margin:20vh auto;padding:0 24px;font:16px/1.6 system-ui,sans-serif}h1{font-size:1.5rem;line-height:1.3}\
                     :root{color-scheme:light dark}";

/// The address of the app ends with a slash: its own paths go on from there. Not for good: the link may end.
pub async fn to_app(State(site): State<Site>, Path(token): Path<String>) -> Response {
    match site.context.describe_shared(&token).await {
        Ok(_) => Redirect::temporary(&format!("/s/{token}/app/")).into_response(),
        Err(error) => refuse_app(&error),
    }
}

/// Every path of the app has this page; the app's own router does the rest.
pub async fn page(
    State(site): State<Site>,
    Path(path): Path<Vec<(String, String)>>,
    request: HeaderMap,
) -> Response {
    let token = path.first().map(|(_, token)| token.as_str()).unwrap_or_default();
    let published = match site.context.published(token).await {
        Ok(published) => published,
        Err(error) => return refuse_app(&error),
    };
    if let Some(reason) = &published.held_back {
        tracing::info!(project = %published.project, %reason, "the version before is served");
    }
    if let Err(error) = site.context.count_app_opening(token).await {
        return refuse_app(&error);
    }
    let script = site.assets.map.get("site-host.js").cloned().unwrap_or_default();
    let body = format!(
        "<noscript><main><p>This app needs JavaScript.</p></main></noscript>\
         <script src=\"{script}\" data-base=\"/s/{token}/app/\" data-key=\"published.{project}\"></script>",
        token = escape(token),
        project = escape(published.project.as_str()),
    );
    document(StatusCode::OK, &published.title, &social::tags(token, &published.title, &request), &body)
}

/// The document that the app runs in.
pub async fn frame(State(site): State<Site>, Path(token): Path<String>, request: HeaderMap) -> Response {
    let published = match site.context.published(&token).await {
        Ok(published) => published,
        Err(error) => return refuse(&error),
    };
    let Some(host) = request.get(header::HOST).and_then(|host| host.to_str().ok()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let script = site.assets.map.get("site.js").cloned().unwrap_or_default();
    let mut headers = HeaderMap::new();
    let Ok(policy) = HeaderValue::from_str(&frame_policy(host, &token)) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    // The token is in the address.
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    );
    (headers, frame_document(&published, &token, &script)).into_response()
}

/// `GET /s/{token}/app/-/{key}/{file}`: the token is asked for each time, so a revoked link serves nothing.
pub async fn file(
    State(site): State<Site>,
    Path((token, key, file)): Path<(String, String, String)>,
) -> Response {
    match site.context.published_file(&token, &key, &file).await {
        Ok(path) => stored::serve(&path, "private, max-age=31536000, immutable").await,
        Err(error) => refuse(&error),
    }
}

fn frame_policy(host: &str, token: &str) -> String {
    let assets = format!("http://{host}/assets/ https://{host}/assets/");
    let own = format!("http://{host}/s/{token}/app/-/ https://{host}/s/{token}/app/-/");
    [
        "sandbox allow-scripts allow-forms allow-modals allow-popups".to_owned(),
        "default-src 'none'".to_owned(),
        format!("script-src {assets} {own}"),
        format!("style-src {own} 'unsafe-inline'"),
        format!("img-src {own} blob: data:"),
        format!("font-src {own} blob: data:"),
        format!("media-src {own} blob: data:"),
        format!("connect-src {own}"),
        "form-action 'none'".to_owned(),
        "frame-src 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
        format!("frame-ancestors 'self' {}", local_names(host)),
    ]
    .join("; ")
}

fn frame_document(published: &Published, token: &str, script: &str) -> String {
    let address = |name: &str| format!("/s/{}/app/-/{}/{name}", escape(token), published.key);
    let outline = &published.outline;
    let settings = serde_json::json!({
        "script": address(&outline.script),
        "public": outline.public.iter().map(|(path, name)| (path, address(name))).collect::<std::collections::BTreeMap<_, _>>(),
    });
    let preload: String = std::iter::once(&outline.script)
        .chain(&outline.imports)
        .map(|name| format!("<link rel=\"modulepreload\" href=\"{}\" crossorigin>", address(name)))
        .collect();
    let style = outline
        .style
        .as_ref()
        .map(|name| format!("<link rel=\"stylesheet\" href=\"{}\">", address(name)))
        .unwrap_or_default();
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
         <style>body{{margin:0}}</style>{preload}{style}\
         <script type=\"application/json\" id=\"easel-site\">{settings}</script>\
         <script type=\"module\" src=\"{script}\" crossorigin></script></head><body><div id=\"root\"></div>\
         <p id=\"easel-fault\" role=\"alert\" hidden>This app did not start. Reload the page.</p></body></html>",
        title = escape(&published.title),
        // `<` cannot end the script element early.
        settings = settings.to_string().replace('<', "\\u003c"),
    )
}

/// A page for people, who may never have heard of Easel.
fn refuse_app(error: &BackendError) -> Response {
    let problem = error.problem();
    let (title, sentence) = match error {
        BackendError::NotFound(_) => (
            "No such app".to_owned(),
            "This link does not work any more. Ask whoever sent it for a new one.".to_owned(),
        ),
        _ => ("This app cannot be shown yet".to_owned(), problem.message.clone()),
    };
    let body = format!("<main><h1>{}</h1><p>{}</p></main>", escape(&title), escape(&sentence));
    document(status(&problem), &title, "", &body)
}

fn document(status: StatusCode, title: &str, head: &str, body: &str) -> Response {
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{}</title>\
         <link rel=\"icon\" href=\"{}\">{head}<style>{STYLE}</style></head><body>{body}</body></html>",
        escape(title),
        app::ICON,
    );
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE_POLICY));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    (status, headers, html).into_response()
}
