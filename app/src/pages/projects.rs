use contract::{ProjectId, ProjectView};
use icondata_lu::{LuSearch, LuTrash2};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;

use crate::api::{self, DeleteProject};
use crate::browser;
use crate::parts::{Icon, SiteBar};
use crate::state::words;

#[component]
pub fn Projects() -> impl IntoView {
    let delete = ServerAction::<DeleteProject>::new();
    let projects = Resource::new_blocking(move || delete.version().get(), |_| api::list_projects());
    let needle = RwSignal::new(String::new());
    view! {
        <Title text="Projects" />
        <div class="page">
            <SiteBar />
            <main class="list-page">
                <div class="list-head">
                    <h1>"Projects"</h1>
                    <label class="search-field">
                        <Icon icon=LuSearch />
                        <input
                            type="search"
                            aria-label="Search projects"
                            placeholder="Search"
                            on:input=move |event| needle.set(event_target_value(&event))
                        />
                    </label>
                    <A href="/" attr:class="btn primary">
                        "New project"
                    </A>
                </div>
                <Transition>
                    {move || Suspend::new(async move {
                        match projects.await {
                            Ok(projects) => view! { <ProjectList projects=projects needle=needle delete=delete /> }.into_any(),
                            Err(error) => view! { <p class="error">{error.0.message}</p> }.into_any(),
                        }
                    })}
                </Transition>
            </main>
        </div>
    }
    .into_any()
}

#[component]
fn ProjectList(
    projects: Vec<ProjectView>,
    needle: RwSignal<String>,
    delete: ServerAction<DeleteProject>,
) -> impl IntoView {
    if projects.is_empty() {
        return view! { <p class="empty">"Nothing yet. Describe what you want to make and it will be listed here."</p> }
            .into_any();
    }
    let doomed = RwSignal::new(None::<ProjectId>);
    let rows = projects
        .into_iter()
        .map(|project| {
            let name = project.name.to_lowercase();
            let hidden = move || {
                let needle = needle.with(|needle| needle.trim().to_lowercase());
                !needle.is_empty() && !name.contains(&needle)
            };
            let id = StoredValue::new(project.id.clone());
            let asked = move || doomed.with(|doomed| doomed.as_ref() == Some(&id.get_value()));
            let label = format!("Delete {}", project.name);
            view! {
                <li hidden=hidden>
                    <ProjectCard project=project />
                    {move || {
                        if asked() {
                            view! {
                                <div class="confirm" role="group" aria-label="Confirm">
                                    <span>"Delete it with its history?"</span>
                                    <button
                                        type="button"
                                        class="btn danger"
                                        on:click=move |_| {
                                            delete.dispatch(DeleteProject { project: id.get_value() });
                                        }
                                    >
                                        "Delete"
                                    </button>
                                    <button type="button" class="btn" on:click=move |_| doomed.set(None)>
                                        "Keep"
                                    </button>
                                </div>
                            }
                                .into_any()
                        } else {
                            view! {
                                <button
                                    type="button"
                                    class="btn ghost square delete"
                                    aria-label=label.clone()
                                    on:click=move |_| doomed.set(Some(id.get_value()))
                                >
                                    <Icon icon=LuTrash2 />
                                </button>
                            }
                                .into_any()
                        }
                    }}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="grid projects">{rows}</ul> }.into_any()
}

/// A project as a card that opens it.
#[component]
pub fn ProjectCard(project: ProjectView) -> impl IntoView {
    let at_ms = project.updated_at_ms;
    // The date is the same on the server and here; how long ago it was only this clock knows.
    let when = RwSignal::new(words::date(at_ms));
    Effect::new(move |_| when.set(words::ago(browser::now_ms(), at_ms)));
    let files = words::count(usize::try_from(project.files).unwrap_or_default(), "file");
    let initial = project.name.chars().find(|letter| letter.is_alphanumeric()).unwrap_or('E').to_string();
    // A tint of its own makes a project easy to find again.
    let tint =
        project.id.as_str().bytes().fold(0u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()))
            % 6;
    view! {
        <A href=format!("/p/{}", project.id) attr:class="proj">
            <span class=format!("cover tint-{tint}") aria-hidden="true">
                {initial}
            </span>
            <span class="about">
                <b>{project.name}</b>
                <small>{when} " · " {files}</small>
            </span>
        </A>
    }
    .into_any()
}
