//! One connection of the event stream.

use futures::{FutureExt, SinkExt, StreamExt, select_biased};
use gloo_net::websocket::Message;
use gloo_net::websocket::futures::WebSocket;
use gloo_timers::future::TimeoutFuture;

/// The server lets go of a client that is silent for longer than a minute.
const PING_EVERY_MS: u32 = 25_000;

pub struct Socket {
    socket: WebSocket,
    ping: futures::future::Fuse<TimeoutFuture>,
    /// What to send to say that this tab is there.
    ping_text: String,
}

impl Socket {
    /// `path` on this server. None when the address is refused.
    pub fn open(path: &str, ping_text: String) -> Option<Self> {
        let location = leptos::prelude::window().location();
        let scheme = if location.protocol().ok()?.starts_with("https") { "wss" } else { "ws" };
        let socket = WebSocket::open(&format!("{scheme}://{}{path}", location.host().ok()?)).ok()?;
        Some(Self { socket, ping: TimeoutFuture::new(PING_EVERY_MS).fuse(), ping_text })
    }

    /// The next frame; none when the connection is over.
    pub async fn next(&mut self) -> Option<String> {
        loop {
            select_biased! {
                message = self.socket.next().fuse() => match message {
                    Some(Ok(Message::Text(text))) => return Some(text),
                    Some(Ok(Message::Bytes(_))) => {}
                    Some(Err(_)) | None => return None,
                },
                () = &mut self.ping => {
                    self.socket.send(Message::Text(self.ping_text.clone())).await.ok()?;
                    self.ping = TimeoutFuture::new(PING_EVERY_MS).fuse();
                }
            }
        }
    }
}
