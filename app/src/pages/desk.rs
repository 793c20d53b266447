//! The pages around a project, compiled into a module of their own.
//!
//! Landing page and lists, which a newcomer sees first, do not wait for editor, chat and preview. The split is made
//! after linking (`xtask/src/browser.rs`); on the server these are ordinary functions.

use futures::FutureExt;
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::missing::Retry;
use super::shared::Shared;
use super::workspace::Workspace;

#[cfg(feature = "hydrate")]
const RETRY_MS: u32 = 1000;

/// `/p/{id}`
#[component]
pub fn WorkspacePage() -> impl IntoView {
    fetched(|| workspace().now_or_never())
}

/// `/s/{token}`: a project as visitors see it.
#[component]
pub fn SharedProject() -> impl IntoView {
    fetched(|| shared().now_or_never())
}

/// Whether the page at this address, with or without a host, needs the module.
pub fn is_needed(address: &str) -> bool {
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => address,
    };
    path.starts_with("/p/") || path.starts_with("/s/")
}

/// Fetches the module before it is needed. Nothing is lost when it does not come: the page asks again.
pub fn expect() {
    leptos::task::spawn_local(async {
        let _ = load().await;
    });
}

/// Each function keeps to itself whether it may be called; the module is fetched once.
async fn load() -> Result<(), SplitLoaderError> {
    load_workspace().await?;
    load_shared().await
}

/// A page from the server is only taken over when its code is there, however long that takes: until then it can be
/// read, and the server may be away for a moment only.
#[cfg(feature = "hydrate")]
pub async fn arrived() {
    while load().await.is_err() {
        crate::browser::sleep(RETRY_MS).await;
    }
}

#[allow(unsafe_code)]
mod split {
    use super::*;

    // One module for both: they share nearly everything.
    #[wasm_split(desk, wasm_split_path = leptos::wasm_split, fallible, preload(load_workspace))]
    pub fn workspace() -> Result<AnyView, SplitLoaderError> {
        Ok(view! { <Workspace /> }.into_any())
    }

    #[wasm_split(desk, wasm_split_path = leptos::wasm_split, fallible, preload(load_shared))]
    pub fn shared() -> Result<AnyView, SplitLoaderError> {
        Ok(view! { <Shared /> }.into_any())
    }
}
use split::{load_shared, load_workspace, shared, workspace};

#[derive(Clone, Copy, PartialEq)]
enum Arrival {
    OnTheWay,
    Here,
    Failed,
}

/// The page as soon as its module is there; on the server and after [`arrived`] at once.
fn fetched(open: fn() -> Option<Result<AnyView, SplitLoaderError>>) -> AnyView {
    if let Some(Ok(page)) = open() {
        return page;
    }
    let arrival = RwSignal::new(Arrival::OnTheWay);
    let fetch = move || {
        arrival.set(Arrival::OnTheWay);
        leptos::task::spawn_local(async move {
            let outcome = load().await;
            // The user may have left the page by now.
            let _ = arrival.try_set(if outcome.is_ok() { Arrival::Here } else { Arrival::Failed });
        });
    };
    fetch();
    (move || match arrival.get() {
        Arrival::Here => open().and_then(Result::ok),
        Arrival::OnTheWay => Some(view! { <Loading /> }.into_any()),
        Arrival::Failed => Some(view! { <Retry again=Callback::new(move |()| fetch()) /> }.into_any()),
    })
    .into_any()
}

/// The frame of the workspace while its content is on the way.
#[component]
pub fn Loading() -> impl IntoView {
    view! {
        <div class="shell loading" aria-busy="true">
            <header class="top"></header>
            <aside class="side"></aside>
            <div class="main"></div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::is_needed;

    #[test]
    fn workspace_and_shared_project_need_it() {
        for address in ["/p/1", "/s/x", "http://leptos.dev/p/1", "https://h/s/x?y=/z"] {
            assert!(is_needed(address), "{address}");
        }
        for address in ["/", "/projects", "http://leptos.dev/", "http://leptos.dev", "/settings?from=/p/1"] {
            assert!(!is_needed(address), "{address}");
        }
    }
}
