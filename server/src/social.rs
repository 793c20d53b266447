//! `GET /s/{token}/social.png`: the picture that chats show beside a link, and the tags that name it.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use card::Card;
use contract::LinkKind;

use crate::escape;
use crate::refusal::refuse;
use crate::router::Site;

/// About 30 KB each.
const MOST_KEPT: usize = 100;
/// Asked for each time, because the link may have ended; unchanged it is not sent again.
const CACHE: &str = "private, no-cache";

/// Pictures that were drawn, by what is on them.
#[derive(Clone, Default)]
pub struct Drawn(Arc<Mutex<HashMap<Card, Bytes>>>);

impl Drawn {
    fn find(&self, card: &Card) -> Option<Bytes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(card).cloned()
    }

    fn keep(&self, card: Card, png: Bytes) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Rarely; what is still asked for is soon there again.
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(card, png);
    }
}

pub async fn picture(State(site): State<Site>, Path(token): Path<String>, request: HeaderMap) -> Response {
    let (title, kind) = match site.context.describe_shared(&token).await {
        Ok(described) => described,
        Err(error) => return refuse(&error),
    };
    let card = Card { title, label: label(kind) };
    let tag = tag_of(&card);
    let known = request.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        match draw(&site.drawn, card).await {
            Some(png) => {
                ([(header::CONTENT_TYPE, HeaderValue::from_static("image/png"))], png).into_response()
            }
            None => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(CACHE));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

async fn draw(drawn: &Drawn, card: Card) -> Option<Bytes> {
    if let Some(png) = drawn.find(&card) {
        return Some(png);
    }
    // Long enough to hold up others.
    let outcome = tokio::task::spawn_blocking(move || (card.draw(), card)).await;
    match outcome {
        Ok((Ok(png), card)) => {
            let png = Bytes::from(png);
            drawn.keep(card, png.clone());
            Some(png)
        }
        Ok((Err(error), _)) => {
            tracing::error!(%error, "a link's picture was not drawn");
            None
        }
        Err(error) => {
            tracing::error!(%error, "a link's picture was not drawn");
            None
        }
    }
}

fn label(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::View => "Code and preview",
        LinkKind::Run => "App",
    }
}

/// Another build may draw otherwise.
fn tag_of(card: &Card) -> String {
    let mut hasher = DefaultHasher::new();
    (card, crate::BUILD).hash(&mut hasher);
    format!("\"{:016x}\"", hasher.finish())
}

/// For the head of the page with the app alone; `app` has the same for the page with the code.
pub fn tags(token: &str, title: &str, request: &HeaderMap) -> String {
    let (title, site) = (escape(title), escape(&app::api::host_address(request)));
    let page = format!("{site}/s/{}", escape(token));
    let property = |name: &str, content: &str| format!("<meta property=\"{name}\" content=\"{content}\">");
    let name = |name: &str, content: &str| format!("<meta name=\"{name}\" content=\"{content}\">");
    [
        // The address is the permission: no search engine is to list it.
        name("robots", "noindex"),
        property("og:type", "website"),
        property("og:site_name", "Easel"),
        property("og:title", &title),
        property("og:description", "An app made with Easel."),
        property("og:url", &format!("{page}/app/")),
        property("og:image", &format!("{page}/social.png")),
        property("og:image:type", "image/png"),
        property("og:image:width", &card::WIDTH.to_string()),
        property("og:image:height", &card::HEIGHT.to_string()),
        property("og:image:alt", &title),
        name("twitter:card", "summary_large_image"),
        name("twitter:title", &title),
        name("twitter:image", &format!("{page}/social.png")),
    ]
    .concat()
}
