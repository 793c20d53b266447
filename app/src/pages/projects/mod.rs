//! `/projects`: the list, searched and sorted on the server, so that a thousand projects are as quick as ten.
//!
//! What is shown is in the address. Without script the same page is a form and a list of links.

mod actions;
mod card;
mod list;
mod menu;
mod place;
mod rename;
mod tools;

use contract::ProjectShelf;
use icondata_lu::LuPlus;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

pub use card::ProjectCard;

use crate::api;
use crate::parts::{Icon, SiteBar};
use actions::Actions;
use list::ProjectList;
use tools::{Shelves, Tools};

#[component]
pub fn Projects() -> impl IntoView {
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(place::read));
    let actions = Actions::provide();
    let page = Resource::new_blocking(
        move || (query.get(), actions.changes.get()),
        |(query, _)| api::search_projects(query),
    );
    let title = move || match query.with(|query| query.shelf) {
        ProjectShelf::Active => "Projects",
        ProjectShelf::Archived => "Archived projects",
        ProjectShelf::Deleted => "Deleted projects",
    };
    view! {
        <Title text=title />
        <div class="page">
            <SiteBar />
            <main class="list-page">
                <div class="list-head">
                    <h1>"Projects"</h1>
                    <Tools query=query />
                    <A href="/new" attr:class="btn primary">
                        <Icon icon=LuPlus />
                        "New project"
                    </A>
                </div>
                <Transition>
                    {move || Suspend::new(async move {
                        match page.await {
                            Ok(page) => {
                                let query = query.get_untracked();
                                view! {
                                    <Shelves query=query.clone() counts=page.counts />
                                    <ProjectList query=query page=page />
                                }
                                    .into_any()
                            }
                            Err(error) => view! { <p class="error" role="alert">{error.0.message}</p> }.into_any(),
                        }
                    })}
                </Transition>
            </main>
        </div>
    }
    .into_any()
}
