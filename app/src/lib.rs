//! Easel's interface: routes, pages, components and server functions, built twice: with `ssr` into the server
//! and with `hydrate` into the browser's module.
//!
//! A page never names the backend or the store; it calls a server function of [`api`]. Whatever touches the
//! browser is in `browser`, which has a twin that does nothing on the server. What the workspace knows is the
//! plain struct [`state::WorkspaceState`].

#![recursion_limit = "256"]

pub mod api;
mod browser;
mod chat;
mod commands;
mod explorer;
mod pages;
mod parts;
mod routes;
mod shell;
pub mod state;
mod workspace;

pub use routes::App;
pub use shell::{Assets, ICON, shell};

/// Brings the server's HTML to life, once the code for this page is there.
#[cfg(feature = "hydrate")]
pub async fn hydrate() {
    if let Some(module) = pages::Module::of(&browser::path()) {
        module.arrived().await;
    }
    leptos::mount::hydrate_body(App);
    // For tests and measurements: from here on the page answers.
    browser::mark_root("data-ready", Some("true"));
}
