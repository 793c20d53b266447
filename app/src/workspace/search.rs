use leptos::prelude::*;

use super::desk::use_desk;
use crate::state::{Hit, search, words};

/// Finds text in the files of the project.
#[component]
pub fn SearchPanel() -> impl IntoView {
    let desk = use_desk();
    let needle = RwSignal::new(String::new());
    let revision = desk.select(|state| state.text_revision);
    let hits = Memo::new(move |_| {
        let _ = revision.get();
        needle.with(|needle| desk.peek(|state| search(state, needle)))
    });
    let summary = move || {
        if needle.with(|needle| needle.trim().is_empty()) {
            return "Type to search all files.".to_owned();
        }
        let files: std::collections::BTreeSet<String> =
            hits.with(|hits| hits.iter().map(|hit| hit.path.clone()).collect());
        match hits.with(Vec::len) {
            0 => "Nothing found.".to_owned(),
            n => format!("{} in {}", words::count(n, "line"), words::count(files.len(), "file")),
        }
    };
    view! {
        <div class="panel">
            <div class="panel-head">
                <input
                    id="search-text"
                    class="field"
                    type="search"
                    aria-label="Search in the project"
                    placeholder="Search in the project"
                    autocomplete="off"
                    on:input=move |event| needle.set(event_target_value(&event))
                />
            </div>
            <p class="muted panel-note" role="status">
                {summary}
            </p>
            <ul class="hits" aria-label="Search results">
                <For each=move || hits.get() key=|hit| hit.clone() let:hit>
                    <HitRow hit=hit />
                </For>
            </ul>
        </div>
    }
    .into_any()
}

#[component]
fn HitRow(hit: Hit) -> impl IntoView {
    let desk = use_desk();
    let Hit { path, line, column, text } = hit;
    let place = format!("{path}:{line}");
    view! {
        <li>
            <button type="button" on:click=move |_| desk.reveal(&path, line, column)>
                <code>{text}</code>
                <small>{place}</small>
            </button>
        </li>
    }
    .into_any()
}
