use contract::{DAYS_IN_TRASH, ProjectView};
use icondata_lu::{LuTrash2, LuUndo2};
use leptos::prelude::*;
use leptos_router::components::A;

use super::actions::{Action, use_actions};
use super::menu::CardMenu;
use super::rename::RenameCard;
use crate::browser;
use crate::parts::Icon;
use crate::state::words;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A project as a card that opens it.
#[component]
pub fn ProjectCard(project: ProjectView) -> impl IntoView {
    let href = format!("/p/{}", project.id);
    let about = about(&project);
    view! {
        <A href=href attr:class="proj">
            <Cover project=project.clone() />
            <span class="about">
                <b title=project.name.clone()>{project.name.clone()}</b>
                <small>{about}</small>
            </span>
        </A>
    }
    .into_any()
}

/// When it was changed, and how large it is.
pub fn about(project: &ProjectView) -> impl IntoView + use<> {
    let files = words::count(usize::try_from(project.files).unwrap_or_default(), "file");
    view! {
        {ago(project.updated_at_ms)}
        " · "
        {files}
    }
}

/// The date is the same on the server and here; how long ago it was only this clock knows.
fn ago(at_ms: i64) -> RwSignal<String> {
    let when = RwSignal::new(words::date(at_ms));
    Effect::new(move |_| when.set(words::ago(browser::now_ms(), at_ms)));
    when
}

/// A letter on a tint of its own, which makes a project easy to find again.
#[component]
pub fn Cover(project: ProjectView) -> impl IntoView {
    let initial = project.name.chars().find(|letter| letter.is_alphanumeric()).unwrap_or('E').to_string();
    let tint =
        project.id.as_str().bytes().fold(0u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()))
            % 6;
    view! {
        <span class=format!("cover tint-{tint}") aria-hidden="true">
            {initial}
        </span>
    }
    .into_any()
}

/// A card of the list, with what can be done to the project.
#[component]
pub fn ListedCard(project: ProjectView, archived: bool) -> impl IntoView {
    let actions = use_actions();
    let shown = project.clone();
    let id = project.id.clone();
    let renaming = Memo::new(move |_| actions.renamed.with(|renamed| renamed.as_ref() == Some(&id)));
    view! {
        <li class="listed" class:archived=archived>
            {move || {
                let project = shown.clone();
                if renaming.get() {
                    view! { <RenameCard project=project /> }.into_any()
                } else {
                    view! { <ProjectCard project=project /> }.into_any()
                }
            }}
            <CardMenu project=project archived=archived />
        </li>
    }
    .into_any()
}

/// A project that can be taken back.
#[component]
pub fn DeletedCard(project: ProjectView, deleted_at_ms: i64) -> impl IntoView {
    let actions = use_actions();
    let project = StoredValue::new(project);
    let (id, name) = project.with_value(|project| (project.id.clone(), project.name.clone()));
    let doomed = Memo::new(move |_| actions.doomed.with(|doomed| doomed.as_ref() == Some(&id)));
    let gone = words::date(deleted_at_ms + DAYS_IN_TRASH * DAY_MS);
    let label = name.clone();
    view! {
        <li class="listed deleted">
            <div class="proj">
                <Cover project=project.get_value() />
                <div class="about">
                    <b title=name.clone()>{name.clone()}</b>
                    <small>"Deleted " {ago(deleted_at_ms)} ". Kept until " {gone} "."</small>
                    {move || {
                        let label = label.clone();
                        if doomed.get() {
                            view! {
                                <div class="card-actions" role="group" aria-label="Confirm">
                                    <button
                                        type="button"
                                        class="btn danger"
                                        on:click=move |_| {
                                            actions.doomed.set(None);
                                            project.with_value(|project| actions.act(Action::Purge, project));
                                        }
                                    >
                                        "Delete for good"
                                    </button>
                                    <button type="button" class="btn" on:click=move |_| actions.doomed.set(None)>
                                        "Keep"
                                    </button>
                                </div>
                            }
                                .into_any()
                        } else {
                            view! {
                                <div class="card-actions">
                                    <button
                                        type="button"
                                        class="btn"
                                        aria-label=format!("Restore {label}")
                                        on:click=move |_| {
                                            project.with_value(|project| actions.act(Action::Restore, project));
                                        }
                                    >
                                        <Icon icon=LuUndo2 />
                                        "Restore"
                                    </button>
                                    <button
                                        type="button"
                                        class="btn ghost square"
                                        aria-label=format!("Delete {label} for good")
                                        title="Delete for good"
                                        on:click=move |_| {
                                            actions.doomed.set(Some(project.with_value(|project| project.id.clone())));
                                        }
                                    >
                                        <Icon icon=LuTrash2 />
                                    </button>
                                </div>
                            }
                                .into_any()
                        }
                    }}
                </div>
            </div>
        </li>
    }
    .into_any()
}
