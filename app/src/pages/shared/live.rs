//! Hears from the server that the link has ended, and says so.

use contract::{ClientFrame, LinkEnd, LinkFrame};
use futures::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::components::A;

use crate::browser::{self, Socket};
use crate::parts::SiteBar;

const FIRST_WAIT_MS: u32 = 500;
const LONGEST_WAIT_MS: u32 = 30_000;

/// Sets `ended` when the link ends, for as long as its owner lives.
pub fn watch_link(token: String, ended: RwSignal<Option<(String, LinkEnd)>>) {
    Effect::new(move |_| {
        let (abort, registration) = AbortHandle::new_pair();
        on_cleanup(move || abort.abort());
        let task = Abortable::new(follow(token.clone(), ended), registration);
        spawn_local(async move {
            let _ = task.await;
        });
    });
}

async fn follow(token: String, ended: RwSignal<Option<(String, LinkEnd)>>) {
    let path = format!("/s/{token}/live");
    let ping = serde_json::to_string(&ClientFrame::Ping).unwrap_or_default();
    let mut wait_ms = FIRST_WAIT_MS;
    loop {
        if let Some(mut socket) = Socket::open(&path, ping.clone()) {
            while let Some(text) = socket.next().await {
                match serde_json::from_str(&text) {
                    Ok(LinkFrame::Ended { how }) => {
                        let _ = ended.try_set(Some((token, how)));
                        return;
                    }
                    Ok(LinkFrame::Open | LinkFrame::Pong) => wait_ms = FIRST_WAIT_MS,
                    // A frame of a later version.
                    Err(_) => {}
                }
            }
        }
        // Spread out: a restarted server is not met by all pages in the same moment.
        let jitter = (f64::from(wait_ms) * browser::chance() * 0.5) as u32;
        browser::sleep(wait_ms + jitter).await;
        wait_ms = (wait_ms * 2).min(LONGEST_WAIT_MS);
    }
}

#[component]
pub fn Ended(how: LinkEnd) -> impl IntoView {
    let (title, text) = match how {
        LinkEnd::Revoked => (
            "This link was revoked",
            "Whoever shared this project took the link back. Ask them for a new one.",
        ),
        LinkEnd::Expired => {
            ("This link has expired", "It was made for a limited time. Ask whoever sent it for a new one.")
        }
        LinkEnd::Unknown => ("This link does not work any more", "Ask whoever sent it for a new one."),
    };
    view! {
        <Title text=title />
        <div class="page">
            <SiteBar />
            <main class="notice" role="alert">
                <h1>{title}</h1>
                <p>{text}</p>
                <A href="/" attr:class="btn primary">
                    "Make something new"
                </A>
            </main>
        </div>
    }
    .into_any()
}
