//! The pages away from a project: lists, the long way to a new one, settings. One module for all of them.

use futures::FutureExt;
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::modules::{Module, fetched};
use super::new::NewProject;
use super::projects::Projects;
use super::settings::Settings;
use super::usage::Usage;
use crate::parts::SiteBar;

/// `/projects`
#[component]
pub fn ProjectsPage() -> impl IntoView {
    fetched(Module::Office, || projects().now_or_never(), waiting)
}

/// `/new`
#[component]
pub fn NewProjectPage() -> impl IntoView {
    fetched(Module::Office, || new_project().now_or_never(), waiting)
}

/// `/settings`
#[component]
pub fn SettingsPage() -> impl IntoView {
    fetched(Module::Office, || settings().now_or_never(), waiting)
}

/// `/usage`
#[component]
pub fn UsagePage() -> impl IntoView {
    fetched(Module::Office, || usage().now_or_never(), waiting)
}

/// Each function keeps to itself whether it may be called; the module is fetched once.
pub(super) async fn load() -> Result<(), SplitLoaderError> {
    load_projects().await?;
    load_new_project().await?;
    load_settings().await?;
    load_usage().await
}

#[allow(unsafe_code)]
mod split {
    use super::*;

    #[wasm_split(office, wasm_split_path = leptos::wasm_split, fallible, preload(load_projects))]
    pub fn projects() -> Result<AnyView, SplitLoaderError> {
        Ok(view! { <Projects /> }.into_any())
    }

    #[wasm_split(office, wasm_split_path = leptos::wasm_split, fallible, preload(load_new_project))]
    pub fn new_project() -> Result<AnyView, SplitLoaderError> {
        Ok(view! { <NewProject /> }.into_any())
    }

    #[wasm_split(office, wasm_split_path = leptos::wasm_split, fallible, preload(load_settings))]
    pub fn settings() -> Result<AnyView, SplitLoaderError> {
        Ok(view! { <Settings /> }.into_any())
    }

    #[wasm_split(office, wasm_split_path = leptos::wasm_split, fallible, preload(load_usage))]
    pub fn usage() -> Result<AnyView, SplitLoaderError> {
        Ok(view! { <Usage /> }.into_any())
    }
}
use split::{
    load_new_project, load_projects, load_settings, load_usage, new_project, projects, settings, usage,
};

fn waiting() -> AnyView {
    view! {
        <div class="page" aria-busy="true">
            <SiteBar />
        </div>
    }
    .into_any()
}
