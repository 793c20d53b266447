//! `/s/{token}`: a project as visitors see it.

mod fork;
mod live;
mod plain;
mod social;

use contract::{LinkEnd, ProjectView, SharedView, WorkspaceView};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::missing::Unavailable;
use crate::explorer::{FileTree, provide_explorer};
use crate::parts::{Logo, Tabs, ThemeButton};
use crate::workspace::{Desk, EditorPane, PreviewPane, View, keep_view, say_notices};
use crate::{api, browser};
use fork::ForkButton;
use live::{Ended, watch_link};
use social::SocialTags;

const VIEWS: [(View, &str); 3] = [(View::Code, "Code"), (View::Preview, "Preview"), (View::Split, "Split")];

#[component]
pub fn Shared() -> impl IntoView {
    let params = use_params_map();
    let token = Memo::new(move |_| params.with(|params| params.get("token").unwrap_or_default()));
    let shared = Resource::new_blocking(move || token.get(), api::open_shared);
    // Of which link, for another may be looked at next.
    let ended = RwSignal::new(None::<(String, LinkEnd)>);
    view! {
        <Suspense>
            {move || {
                let token = token.get();
                let end = ended.get().filter(|(of, _)| *of == token);
                Suspend::new(async move {
                    // The project is shown as long as the link works, and then only that it does not.
                    if let Some((_, how)) = end {
                        return view! { <Ended how=how /> }.into_any();
                    }
                    match shared.await {
                        Ok(shared) => view! { <Visit token=token shared=shared ended=ended /> }.into_any(),
                        Err(error) => {
                            view! { <Unavailable problem=error.0 what="This link does not work" /> }.into_any()
                        }
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Visit(token: String, shared: SharedView, ended: RwSignal<Option<(String, LinkEnd)>>) -> impl IntoView {
    watch_link(token.clone(), ended);
    let (name, address, may_fork) = (shared.name.clone(), shared.address.clone(), shared.may_fork);
    // With JavaScript off each file has an address of its own.
    let wanted = use_query_map().with_untracked(|query| query.get("file"));
    let wanted = wanted.filter(|path| shared.files.iter().any(|file| file.path == *path));
    let desk = Desk::new(as_workspace(shared), true);
    if wanted.is_some() {
        desk.open.set(wanted.iter().cloned().collect());
        desk.current.set(wanted);
    }
    provide_context(desk);
    provide_explorer();
    keep_view(desk.layout);
    say_notices(desk);
    // Where one thing is seen at a time, "Split" is not offered.
    Effect::new(move |_| {
        if browser::is_phone() && desk.layout.view.get() == View::Split {
            desk.layout.view.set(View::Preview);
        }
    });
    let files = plain::file_list(
        desk.peek(|state| state.files.keys().cloned().collect()),
        desk.current.get_untracked().as_deref(),
    );
    view! {
        <Title text=name.clone() />
        <SocialTags name=name.clone() address=address />
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
                {may_fork.then(|| view! { <ForkButton token=token /> })}
                <A href="/" attr:class="btn hide-s">
                    "Make your own"
                </A>
            </header>
            <aside class="side" aria-label="Files of the project">
                <noscript inner_html=files></noscript>
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

/// `key` stands in for the project's id: what apps store in this browser is kept apart by it.
fn as_workspace(shared: SharedView) -> WorkspaceView {
    let files = i64::try_from(shared.files.len()).unwrap_or_default();
    let project =
        ProjectView { id: shared.key.into(), name: shared.name, created_at_ms: 0, updated_at_ms: 0, files };
    WorkspaceView { project, files: shared.files, history: Vec::new(), seq: 0, models: Vec::new() }
}
