use std::time::Duration;

use icondata_lu::{
    LuCaseSensitive, LuChevronDown, LuChevronRight, LuFunnel, LuRegex, LuReplaceAll, LuWholeWord,
};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;

use super::super::desk::use_desk;
use super::results::Results;
use super::{Replaced, STEP, Search};
use crate::parts::{Icon, IconButton};
use crate::state::words;

/// After the last key, and after the last change of a text.
const TYPED: Duration = Duration::from_millis(120);
const CHANGED: Duration = Duration::from_millis(300);

/// Finds text in the files of the project, and replaces it.
#[component]
pub fn SearchPanel() -> impl IntoView {
    let desk = use_desk();
    let search = desk.search;
    keep_asking(desk);
    let writable = !desk.read_only;
    let replacing = move || writable && search.replacing.get();
    let nothing = Signal::derive(move || {
        search.busy.get()
            || search.found.with(|found| found.files.is_empty())
            || search.subject.with(Option::is_some)
    });
    view! {
        <div class="panel search">
            <div class="search-fields" class:replacing=replacing>
                <Show when=move || writable>
                    <button
                        type="button"
                        class="btn ghost square search-more"
                        aria-label="Toggle replace"
                        title="Replace in the project"
                        aria-expanded=move || search.replacing.get().to_string()
                        on:click=move |_| search.replacing.update(|on| *on = !*on)
                    >
                        {move || {
                            let icon = if search.replacing.get() { LuChevronDown } else { LuChevronRight };
                            view! { <Icon icon=icon /> }
                        }}
                    </button>
                </Show>
                <span class="search-field">
                    <Field id="search-text" label="Search in the project" hint="Search" text=search.text />
                    <span class="row" role="group" aria-label="How to search">
                        <Toggle label="Match case" icon=LuCaseSensitive on=search.case />
                        <Toggle label="Whole word" icon=LuWholeWord on=search.word />
                        <Toggle label="Regular expression" icon=LuRegex on=search.regex />
                    </span>
                </span>
                <IconButton
                    label="Choose files"
                    hint="Choose the files to search"
                    icon=LuFunnel
                    pressed=search.filtering
                    on_press=move |_| search.filtering.update(|on| *on = !*on)
                />
                <Show when=replacing>
                    <span class="search-field replace-field">
                        <Field id="replace-text" label="Replace with" text=search.replacement />
                    </span>
                    <IconButton
                        label="Replace all"
                        icon=LuReplaceAll
                        disabled=nothing
                        on_press=move |_| search.replace_all(desk)
                    />
                </Show>
                <Show when=move || search.filtering.get()>
                    <span class="search-field wide">
                        <Field id="search-include" label="Files to include" text=search.include />
                    </span>
                    <span class="search-field wide">
                        <Field id="search-exclude" label="Files to exclude" text=search.exclude />
                    </span>
                </Show>
            </div>
            <Replaced beside_search=true />
            <p
                class="muted panel-note"
                role="status"
                class:danger=move || search.found.with(|found| found.error.is_some())
            >
                {move || summary(search)}
            </p>
            <Results />
        </div>
    }
    .into_any()
}

#[component]
fn Field(
    id: &'static str,
    label: &'static str,
    /// Where the label is too long for the field.
    #[prop(optional)]
    hint: Option<&'static str>,
    text: RwSignal<String>,
) -> impl IntoView {
    let subject = use_desk().search.subject;
    view! {
        <input
            id=id
            class="field"
            aria-label=label
            placeholder=hint.unwrap_or(label)
            autocomplete="off"
            spellcheck="false"
            prop:value=move || text.get()
            on:input=move |event| {
                subject.set(None);
                text.set(event_target_value(&event));
            }
        />
    }
    .into_any()
}

#[component]
fn Toggle(label: &'static str, icon: icondata_core::Icon, on: RwSignal<bool>) -> impl IntoView {
    view! { <IconButton label=label icon=icon pressed=on on_press=move |_| on.update(|on| *on = !*on) /> }
        .into_any()
}

fn summary(search: Search) -> String {
    let (matches, files, limited, error) =
        search.found.with(|found| (found.count(), found.files.len(), found.limited, found.error.clone()));
    if let Some(error) = error {
        return error;
    }
    let files = words::count(files, "file");
    if let Some(name) = search.subject.get() {
        return format!("{name} is used in {} of {files}.", words::count(matches, "place"));
    }
    let thousands = || words::thousands(i64::try_from(matches).unwrap_or(i64::MAX));
    match matches {
        _ if search.text.with(String::is_empty) => "Type to search all files.".to_owned(),
        0 if search.busy.get() => "Searching…".to_owned(),
        0 => "Nothing found.".to_owned(),
        1 => "1 match in 1 file".to_owned(),
        _ if limited => format!("The first {} matches, in {files}", thousands()),
        _ => format!("{} matches in {files}", thousands()),
    }
}

/// Asks again whenever the question or the texts are different.
fn keep_asking(desk: crate::workspace::Desk) {
    let search = desk.search;
    let revision = desk.select(|state| state.text_revision);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let clear = move || {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    on_cleanup(clear);
    Effect::new(move |before: Option<u32>| {
        let now = revision.get();
        search.text.track();
        for on in [search.case, search.word, search.regex, search.filtering, search.replacing] {
            on.track();
        }
        search.replacement.track();
        search.include.track();
        search.exclude.track();
        let limit = search.limit.get();
        clear();
        if search.subject.get().is_some() {
            return now;
        }
        let typed = before.is_none_or(|before| before == now);
        let handle =
            set_timeout_with_handle(move || search.ask(desk, limit), if typed { TYPED } else { CHANGED });
        waiting.try_set_value(handle.ok());
        now
    });
    // Another question begins with the first matches.
    Effect::new(move |before: Option<()>| {
        search.text.track();
        if before.is_some() {
            search.limit.set(STEP);
        }
    });
}
