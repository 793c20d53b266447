//! The event stream: one socket, taken up again from the last event whenever it breaks.

use contract::{ClientFrame, ServerFrame};
use futures::future::{AbortHandle, Abortable, Either, select};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Desk;
use super::offline::try_now;
use super::saving::save_soon;
use crate::browser::{self, Socket};

const FIRST_WAIT_MS: u32 = 250;
const LONGEST_WAIT_MS: u32 = 10_000;
/// In which the events come that were missed.
const CATCH_UP_MS: u32 = 250;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    Connecting,
    Live,
    Reconnecting,
    Offline,
}

impl Connection {
    pub fn text(self) -> &'static str {
        match self {
            Self::Connecting => "Connecting",
            Self::Live => "Live",
            Self::Reconnecting => "Reconnecting",
            Self::Offline => "Offline",
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Connecting | Self::Reconnecting => "wait",
            Self::Live => "live",
            Self::Offline => "offline",
        }
    }
}

/// Keeps the desk's state moving for as long as its owner lives.
pub fn ai_stream(desk: Desk) {
    Effect::new(move |_| {
        let (abort, registration) = AbortHandle::new_pair();
        on_cleanup(move || abort.abort());
        browser::on_online(move || try_now(desk));
        let task = Abortable::new(follow(desk), registration);
        spawn_local(async move {
            let _ = task.await;
        });
    });
}

async fn follow(desk: Desk) {
    let ping = serde_json::to_string(&ClientFrame::Ping).unwrap_or_default();
    let mut wait_ms = FIRST_WAIT_MS;
    loop {
        let Some(project) = desk.project.try_get_value() else { return };
        let path = format!("/ws/ai/stream?project={project}&after={}", desk.last_seq());
        if let Some(mut socket) = Socket::open(&path, ping.clone()) {
            while let Some(text) = socket.next().await {
                if take(desk, &text) {
                    wait_ms = FIRST_WAIT_MS;
                }
            }
        }
        let state = if browser::is_offline() || wait_ms > FIRST_WAIT_MS * 8 {
            Connection::Offline
        } else {
            Connection::Reconnecting
        };
        let _ = desk.connection.try_set(state);
        // Spread out: a restarted server is not met by all tabs in the same moment.
        let jitter = (f64::from(wait_ms) * browser::chance() * 0.5) as u32;
        let (sender, woken) = futures::channel::oneshot::channel();
        let _ = desk.offline.wake.try_set_value(Some(sender));
        match select(Box::pin(browser::sleep(wait_ms + jitter)), woken).await {
            Either::Left(_) => wait_ms = (wait_ms * 2).min(LONGEST_WAIT_MS),
            Either::Right(_) => wait_ms = FIRST_WAIT_MS,
        }
    }
}

/// False when the frame says that there will be no more.
fn take(desk: Desk, text: &str) -> bool {
    match serde_json::from_str(text) {
        Ok(ServerFrame::Hello { build }) => {
            let _ = desk.connection.try_set(Connection::Live);
            if browser::page_build().is_some_and(|own| own != build) {
                let _ = desk.outdated.try_set(true);
            }
            // What was typed while the line was dead goes out when it is known what happened meanwhile.
            if desk.peek(crate::state::WorkspaceState::has_unsaved) {
                leptos::task::spawn_local(async move {
                    browser::sleep(CATCH_UP_MS).await;
                    save_soon(desk);
                });
            }
            true
        }
        Ok(ServerFrame::Events { events }) => {
            desk.receive(events);
            true
        }
        Ok(ServerFrame::Pong) => true,
        Ok(ServerFrame::Failed { problem }) => {
            let _ = desk.notice.try_set(Some(problem.message));
            false
        }
        // A frame of a later version.
        Err(_) => {
            let _ = desk.outdated.try_set(true);
            false
        }
    }
}
