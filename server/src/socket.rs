//! `GET /ws/ai/stream?project={id}&after={seq}`: a project's event log, live and from any point.

use std::time::Duration;

use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Extension, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use contract::{ClientFrame, Problem, ProblemCode, ProjectId, ServerFrame, UserId};
use futures::StreamExt;

use crate::identity::same_origin;
use crate::refusal::refuse;
use crate::router::Site;

/// A client that says nothing for this long is gone; it pings every 25 s.
const IDLE: Duration = Duration::from_secs(75);

/// A client sends pings here and nothing else; the usual 128 KB would be most of what a watched turn costs.
const READ_BUFFER_BYTES: usize = 1024;

#[derive(serde::Deserialize)]
pub struct StreamQuery {
    project: ProjectId,
    #[serde(default)]
    after: i64,
}

pub async fn ai_stream(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    Query(query): Query<StreamQuery>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    // Browsers send no preflight for sockets: a foreign page, or a preview, would get through otherwise.
    if !same_origin(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    if let Err(error) = site.context.authorize(&user, &query.project).await {
        return refuse(&error);
    }
    upgrade
        .read_buffer_size(READ_BUFFER_BYTES)
        .max_message_size(64 * 1024)
        .on_upgrade(move |socket| stream(site, query, socket))
}

async fn stream(site: Site, query: StreamQuery, mut socket: WebSocket) {
    let hello = ServerFrame::Hello { build: crate::BUILD.to_owned() };
    if send(&mut socket, &hello).await.is_err() {
        return;
    }
    let events = site.context.subscribe(&query.project, query.after);
    let mut events = std::pin::pin!(events);
    loop {
        let outcome = tokio::select! {
            // Closing here, not at process end: the client then reconnects and resumes at once.
            () = site.stopping.cancelled() => break,
            batch = events.next() => match batch {
                Some(Ok(events)) => send(&mut socket, &ServerFrame::Events { events }).await,
                Some(Err(problem)) => {
                    let _ = send(&mut socket, &ServerFrame::Failed { problem }).await;
                    break;
                }
                None => break,
            },
            message = tokio::time::timeout(IDLE, socket.recv()) => match message {
                Ok(Some(Ok(Message::Text(text)))) => match serde_json::from_str(&text) {
                    Ok(ClientFrame::Ping) => send(&mut socket, &ServerFrame::Pong).await,
                    Err(_) => {
                        let problem = Problem::new(ProblemCode::Invalid, "This frame is not part of the protocol.");
                        let _ = send(&mut socket, &ServerFrame::Failed { problem }).await;
                        break;
                    }
                },
                Ok(Some(Ok(Message::Close(_)) | Err(_)) | None) | Err(_) => break,
                Ok(Some(Ok(_))) => Ok(()),
            },
        };
        if outcome.is_err() {
            break;
        }
    }
    let _ = socket.send(Message::Close(None)).await;
}

async fn send(socket: &mut WebSocket, frame: &ServerFrame) -> Result<(), axum::Error> {
    let text = serde_json::to_string(frame).map_err(axum::Error::new)?;
    socket.send(Message::Text(text.into())).await
}
