use icondata_lu::LuGitFork;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::api;
use crate::parts::Icon;
use crate::workspace::use_desk;

/// Copies the project into the visitor's own workspace, and opens it there.
#[component]
pub fn ForkButton(token: String) -> impl IntoView {
    let desk = use_desk();
    let busy = RwSignal::new(false);
    let navigate = use_navigate();
    let fork = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (token, navigate) = (token.clone(), navigate.clone());
        spawn_local(async move {
            match api::fork_shared(token).await {
                Ok(project) => navigate(&format!("/p/{project}"), NavigateOptions::default()),
                Err(error) => {
                    let _ = desk.notice.try_set(Some(error.0.message));
                    let _ = busy.try_set(false);
                }
            }
        });
    };
    view! {
        <button
            type="button"
            class="btn primary fork"
            title="Copy this project into a workspace of your own"
            aria-busy=move || busy.get().to_string()
            on:click=fork
        >
            <Icon icon=LuGitFork />
            "Fork"
        </button>
    }
    .into_any()
}
