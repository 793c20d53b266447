//! The table of contents of the interface.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::commands::{SiteCommands, provide_commands};
use crate::pages::{
    Landing, Missing, NewProjectPage, ProjectsPage, SettingsPage, SharedProject, UsagePage, WorkspacePage,
};
use crate::parts::{Toaster, provide_theme, provide_toasts};

/// Pages that may answer 404 know before the first byte: they render when their data is there.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_theme();
    provide_toasts();
    provide_commands();
    view! {
        <Title formatter=|text: String| if text.is_empty() { "Easel".to_owned() } else { format!("{text} - Easel") } />
        <Router>
            <Routes fallback=Missing>
                <Route path=path!("/") view=Landing ssr=SsrMode::Async />
                <Route path=path!("/new") view=NewProjectPage ssr=SsrMode::Async />
                <Route path=path!("/p/:id") view=WorkspacePage ssr=SsrMode::Async />
                <Route path=path!("/projects") view=ProjectsPage ssr=SsrMode::Async />
                <Route path=path!("/s/:token") view=SharedProject ssr=SsrMode::Async />
                <Route path=path!("/settings") view=SettingsPage ssr=SsrMode::Async />
                <Route path=path!("/usage") view=UsagePage ssr=SsrMode::Async />
            </Routes>
            <SiteCommands />
        </Router>
        <Toaster />
    }
}
