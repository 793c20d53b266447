//! `GET /ws/projects/{project}/console`: what the project's preview says, to be sent and to be heard.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use backend::ConsoleWatch;
use contract::{ConsoleEntry, ConsoleFrame, Problem, ProblemCode, ProjectId, UserId};
use tokio::sync::broadcast::error::RecvError;

use crate::identity::same_origin;
use crate::refusal::refuse;
use crate::router::Site;

/// A client that says nothing for this long is gone.
const IDLE: Duration = Duration::from_secs(75);
const MAX_FRAME_BYTES: usize = 2 * 1024 * 1024;

/// A batch of lines usually fits; a longer one is read in pieces.
const READ_BUFFER_BYTES: usize = 8 * 1024;

pub async fn console(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    Path(project): Path<ProjectId>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    // Browsers send no preflight for sockets: a foreign page, or a preview, would get through otherwise.
    if !same_origin(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    match site.context.watch_console(&user, &project).await {
        Ok(watch) => upgrade
            .read_buffer_size(READ_BUFFER_BYTES)
            .max_message_size(MAX_FRAME_BYTES)
            .on_upgrade(move |socket| Talk { site, user, project, socket }.run(watch)),
        Err(error) => refuse(&error),
    }
}

struct Talk {
    site: Site,
    user: UserId,
    project: ProjectId,
    socket: WebSocket,
}

impl Talk {
    async fn run(mut self, watch: ConsoleWatch) {
        let ConsoleWatch { recent, mut said } = watch;
        let mut going = self.send(&ConsoleFrame::Entries { entries: recent }).await;
        // What came in here is not sent back here.
        let mut own: Vec<Arc<[ConsoleEntry]>> = Vec::new();
        while going {
            going = tokio::select! {
                () = self.site.stopping.cancelled() => false,
                batch = said.recv() => match batch {
                    Ok(entries) => match own.iter().position(|mine| *mine == entries) {
                        Some(at) => {
                            own.swap_remove(at);
                            true
                        }
                        None => self.send(&ConsoleFrame::Entries { entries: entries.to_vec() }).await,
                    },
                    Err(RecvError::Lagged(count)) => self.send(&ConsoleFrame::Missed { count }).await,
                    Err(RecvError::Closed) => false,
                },
                message = tokio::time::timeout(IDLE, self.socket.recv()) => match message {
                    Ok(Some(Ok(Message::Text(text)))) => self.take(&text, &mut own).await,
                    Ok(Some(Ok(Message::Close(_)) | Err(_)) | None) | Err(_) => false,
                    Ok(Some(Ok(_))) => true,
                },
            };
        }
        let _ = self.socket.send(Message::Close(None)).await;
    }

    /// False when the socket is to be closed.
    async fn take(&mut self, text: &str, own: &mut Vec<Arc<[ConsoleEntry]>>) -> bool {
        match serde_json::from_str(text) {
            Ok(ConsoleFrame::Ping) => self.send(&ConsoleFrame::Pong).await,
            Ok(ConsoleFrame::Entries { entries }) => {
                own.push(entries.clone().into());
                match self.site.context.log_console(&self.user, &self.project, entries).await {
                    Ok(()) => true,
                    Err(error) => self.fail(error.problem()).await,
                }
            }
            Ok(_) | Err(_) => {
                self.fail(Problem::new(ProblemCode::Invalid, "This frame is not part of the protocol.")).await
            }
        }
    }

    async fn fail(&mut self, problem: Problem) -> bool {
        let _ = self.send(&ConsoleFrame::Failed { problem }).await;
        false
    }

    async fn send(&mut self, frame: &ConsoleFrame) -> bool {
        let Ok(text) = serde_json::to_string(frame) else { return false };
        self.socket.send(Message::Text(text.into())).await.is_ok()
    }
}
