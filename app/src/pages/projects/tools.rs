use contract::{ProjectQuery, ShelfCounts};
use icondata_lu::{LuChevronDown, LuSearch};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::place::{self, SHELVES, SORTS};
use crate::browser;
use crate::parts::Icon;
use crate::state::words;

/// After this pause what was typed is searched for.
const PAUSE_MS: u32 = 180;

/// Search and order. A form, so that both work without script.
#[component]
pub fn Tools(query: Memo<ProjectQuery>) -> impl IntoView {
    let navigate = use_navigate();
    let first = query.get_untracked();
    let typed = RwSignal::new(first.search.clone());
    // Counts keys, so that only the last of them starts a search.
    let keys = StoredValue::new(0_u32);
    let waiting = RwSignal::new(false);
    let go = Callback::new(move |query: ProjectQuery| {
        let options = NavigateOptions { replace: true, scroll: false, ..Default::default() };
        navigate(&place::address(&query), options);
    });
    let search = move || {
        waiting.set(false);
        go.run(ProjectQuery { search: typed.get_untracked(), page: 0, ..query.get_untracked() });
    };
    // Another address, by a link or by the way back: the field follows, unless somebody is typing.
    Effect::new(move |_| {
        let search = query.with(|query| query.search.clone());
        if !waiting.get_untracked() && search.trim() != typed.with_untracked(|typed| typed.trim().to_owned())
        {
            typed.set(search);
        }
    });
    let on_input = move |text: String| {
        typed.set(text);
        waiting.set(true);
        let Some(key) = keys.try_update_value(|keys| {
            *keys += 1;
            *keys
        }) else {
            return;
        };
        leptos::task::spawn_local(async move {
            browser::sleep(PAUSE_MS).await;
            if keys.try_get_value() == Some(key) {
                search();
            }
        });
    };
    view! {
        <form
            class="list-tools"
            role="search"
            method="get"
            action="/projects"
            on:submit=move |event| {
                event.prevent_default();
                search();
            }
        >
            <input type="hidden" name="show" value=place::shelf_name(first.shelf) />
            <label class="search-field">
                <Icon icon=LuSearch />
                <input
                    type="search"
                    name="q"
                    aria-label="Search projects"
                    placeholder="Search"
                    autocomplete="off"
                    value=first.search.clone()
                    prop:value=move || typed.get()
                    on:input=move |event| on_input(event_target_value(&event))
                />
            </label>
            <span class="picker">
                <select
                    name="sort"
                    aria-label="Sort projects"
                    on:change=move |event| {
                        let sort = place::sort_named(&event_target_value(&event));
                        go.run(ProjectQuery { sort, page: 0, ..query.get_untracked() });
                    }
                >
                    {SORTS
                        .map(|(sort, name, word)| {
                            view! {
                                <option
                                    value=name
                                    selected=sort == first.sort
                                    prop:selected=move || query.with(|query| query.sort == sort)
                                >
                                    {word}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
                <Icon icon=LuChevronDown />
            </span>
            <button type="submit" class="btn plain-only">
                "Show"
            </button>
        </form>
    }
    .into_any()
}

/// Where projects stand, with how many there are.
#[component]
pub fn Shelves(query: ProjectQuery, counts: ShelfCounts) -> impl IntoView {
    let links = SHELVES
        .into_iter()
        .zip([counts.active, counts.archived, counts.deleted])
        .map(|((shelf, _, word), count)| {
            let href = place::address(&ProjectQuery { shelf, page: 0, ..query.clone() });
            let here = query.shelf == shelf;
            view! {
                <a href=href aria-current=here.then_some("page")>
                    {word}
                    " "
                    <span class="count">{words::thousands(count)}</span>
                </a>
            }
        })
        .collect_view();
    view! {
        <nav class="shelves" aria-label="Lists">
            {links}
        </nav>
    }
    .into_any()
}
