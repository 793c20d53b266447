//! The pages around a project, which share nearly everything: one module for both.

use futures::FutureExt;
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::modules::{Module, fetched};
use super::shared::Shared;
use super::workspace::Workspace;

/// `/p/{id}`
#[component]
pub fn WorkspacePage() -> impl IntoView {
    fetched(Module::Desk, || workspace().now_or_never(), waiting)
}

/// `/s/{token}`: a project as visitors see it.
#[component]
pub fn SharedProject() -> impl IntoView {
    fetched(Module::Desk, || shared().now_or_never(), waiting)
}

/// Each function keeps to itself whether it may be called; the module is fetched once.
pub(super) async fn load() -> Result<(), SplitLoaderError> {
    load_workspace().await?;
    load_shared().await
}

#[allow(unsafe_code)]
mod split {
    use super::*;

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

fn waiting() -> AnyView {
    view! { <Loading /> }.into_any()
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
