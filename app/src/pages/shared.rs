use contract::{ProjectView, SharedView, WorkspaceView};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use super::missing::Unavailable;
use crate::parts::{Logo, Tabs, ThemeButton};
use crate::workspace::{Desk, EditorPane, FileTree, PreviewPane, View, keep_view};
use crate::{api, browser};

const VIEWS: [(View, &str); 3] = [(View::Code, "Code"), (View::Preview, "Preview"), (View::Split, "Split")];

#[component]
pub fn Shared() -> impl IntoView {
    let params = use_params_map();
    let token = Memo::new(move |_| params.with(|params| params.get("token").unwrap_or_default()));
    let shared = Resource::new_blocking(move || token.get(), api::open_shared);
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match shared.await {
                    Ok(shared) => view! { <Visit shared=shared /> }.into_any(),
                    Err(error) => {
                        view! { <Unavailable problem=error.0 what="This link does not work" /> }.into_any()
                    }
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Visit(shared: SharedView) -> impl IntoView {
    let name = shared.name.clone();
    let desk = Desk::new(as_workspace(shared), true);
    provide_context(desk);
    keep_view(desk.layout);
    // Where one thing is seen at a time, "Split" is not offered.
    Effect::new(move |_| {
        if browser::is_phone() && desk.layout.view.get() == View::Split {
            desk.layout.view.set(View::Preview);
        }
    });
    view! {
        <Title text=name.clone() />
        <div class="shell shared">
            <header class="top">
                <A href="/" attr:class="home" attr:aria-label="All of Easel">
                    <Logo />
                </A>
                <h1>{name}</h1>
                <span class="chip hide-s">"Read-only"</span>
                <span class="grow"></span>
                <Tabs label="View" class="seg" tabs=&VIEWS chosen=desk.layout.view />
                <span class="grow hide-s"></span>
                <ThemeButton />
                <A href="/" attr:class="btn hide-s">
                    "Make your own"
                </A>
            </header>
            <aside class="side" aria-label="Files of the project">
                <FileTree />
            </aside>
            <main class="main">
                <EditorPane />
                <PreviewPane />
            </main>
        </div>
    }
    .into_any()
}

fn as_workspace(shared: SharedView) -> WorkspaceView {
    let files = i64::try_from(shared.files.len()).unwrap_or_default();
    let project =
        ProjectView { id: Default::default(), name: shared.name, created_at_ms: 0, updated_at_ms: 0, files };
    WorkspaceView { project, files: shared.files, history: Vec::new(), seq: 0, models: Vec::new() }
}
