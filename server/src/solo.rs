//! `GET /preview/{project}`: the running app in a tab of its own.
//!
//! The document is Easel's, with the app in the same sandboxed frame as in the workspace: its origin stays opaque, so
//! a tab gives it nothing that the pane does not.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::{ProjectId, UserId};

use crate::escape;
use crate::frame::local_names;
use crate::refusal::refuse_page;
use crate::router::Site;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data:; \
                      connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'; frame-src 'self'";

pub async fn solo_preview(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    Path(project): Path<ProjectId>,
    request: HeaderMap,
) -> Response {
    let view = match site.context.open_workspace(&user, &project).await {
        Ok(view) => view,
        Err(error) => return refuse_page(&error),
    };
    let files: serde_json::Map<String, serde_json::Value> =
        view.files.into_iter().map(|file| (file.path, file.content.into())).collect();
    let asset = |name: &str| site.assets.map.get(name).cloned().unwrap_or_default();
    let settings = serde_json::json!({
        "project": project,
        "files": serde_json::Value::Object(files).to_string(),
        "frameUrl": "/preview/frame",
        "workerUrl": asset("preview-worker.js"),
        "wasmUrl": asset("preview.wasm"),
        "tailwindUrl": asset("tailwind.js"),
    });
    let document = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
         <link rel=\"icon\" href=\"{icon}\"><style>html,body,#app{{height:100%;margin:0}}\
         #line{{position:fixed;inset:auto 16px 16px;margin:0;padding:12px 16px;border-radius:8px;\
         background:#7f1d1d;color:#fff;font:14px/1.5 system-ui,sans-serif}}#line[hidden]{{display:none}}</style>\
         <script type=\"application/json\" id=\"easel-solo\">{settings}</script>\
         <script type=\"module\" src=\"{script}\"></script></head>\
         <body><div id=\"app\"></div><p id=\"line\" role=\"alert\" hidden></p></body></html>",
        title = escape(&view.project.name),
        icon = app::ICON,
        // `<` cannot end the script element early.
        settings = settings.to_string().replace('<', "\\u003c"),
        script = asset("solo.js"),
    );
    let host = request.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let Ok(policy) = HeaderValue::from_str(&format!("{POLICY} {}", local_names(host))) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    (headers, document).into_response()
}
