//! `GET /s/{token}/live`: tells a page behind a link that the link has ended.

use std::time::Duration;

use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use backend::{BackendError, LinkWatch};
use contract::{ClientFrame, LinkEnd, LinkFrame};

use crate::identity::same_origin;
use crate::refusal::refuse;
use crate::router::Site;

/// A client that says nothing for this long is gone; it pings every 25 s.
const IDLE: Duration = Duration::from_secs(75);
/// Pings, and nothing else.
const MOST_BYTES: usize = 1024;

pub async fn live(
    State(site): State<Site>,
    Path(token): Path<String>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    // Browsers send no preflight for sockets: a foreign page, or a preview, would get through otherwise.
    if !same_origin(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let watch = match (site.context.watch_link(&token).await, &upgrade) {
        (Ok(watch), _) => Some(watch),
        // A page cannot see why a socket was refused. So it gets one, which says the same of a link that has ended as of
        // one that never was.
        (Err(BackendError::NotFound(_)), Ok(_)) => None,
        (Err(error), _) => return refuse(&error),
    };
    match upgrade {
        Ok(upgrade) => upgrade
            .read_buffer_size(MOST_BYTES)
            .max_message_size(MOST_BYTES)
            .on_upgrade(move |socket| tell(site, watch, socket)),
        Err(rejection) => rejection.into_response(),
    }
}

async fn tell(site: Site, watch: Option<LinkWatch>, mut socket: WebSocket) {
    match watch {
        Some(watch) => {
            if send(&mut socket, &LinkFrame::Open).await.is_ok() {
                follow(&site, watch, &mut socket).await;
            }
        }
        None => {
            let _ = send(&mut socket, &LinkFrame::Ended { how: LinkEnd::Unknown }).await;
        }
    }
    let _ = socket.send(Message::Close(None)).await;
}

async fn follow(site: &Site, watch: LinkWatch, socket: &mut WebSocket) {
    let mut ended = std::pin::pin!(watch.ended());
    loop {
        let outcome = tokio::select! {
            () = site.stopping.cancelled() => break,
            how = &mut ended => {
                let _ = send(socket, &LinkFrame::Ended { how }).await;
                break;
            }
            message = tokio::time::timeout(IDLE, socket.recv()) => match message {
                Ok(Some(Ok(Message::Text(text)))) => match serde_json::from_str(&text) {
                    Ok(ClientFrame::Ping) => send(socket, &LinkFrame::Pong).await,
                    Err(_) => break,
                },
                Ok(Some(Ok(Message::Close(_)) | Err(_)) | None) | Err(_) => break,
                Ok(Some(Ok(_))) => Ok(()),
            },
        };
        if outcome.is_err() {
            break;
        }
    }
}

async fn send(socket: &mut WebSocket, frame: &LinkFrame) -> Result<(), axum::Error> {
    let text = serde_json::to_string(frame).map_err(axum::Error::new)?;
    socket.send(Message::Text(text.into())).await
}
