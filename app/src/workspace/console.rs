use contract::ConsoleLevel as Level;
use icondata_lu::{LuCircleSlash, LuDownload};
use leptos::prelude::*;

use super::console_line::{ConsoleLine, level_key};
use super::desk::use_desk;
use crate::browser;
use crate::parts::IconButton;

/// Levels as the filter shows them; quiet ones belong together.
const FILTERS: [(&str, &[Level]); 3] = [
    ("Errors", &[Level::Error]),
    ("Warnings", &[Level::Warn]),
    ("Messages", &[Level::Log, Level::Info, Level::Debug]),
];

/// What the app says, to be filtered, searched and taken along.
#[component]
pub fn Console() -> impl IntoView {
    let desk = use_desk();
    let shown = RwSignal::new([true; FILTERS.len()]);
    let search = RwSignal::new(String::new());
    let lines = Memo::new(move |_| {
        let (shown, wanted) = (shown.get(), search.get().to_lowercase());
        desk.console.with(|lines| {
            let matching = lines.iter().filter(|line| {
                filter_of(line.entry.level).is_none_or(|at| shown[at])
                    && (wanted.is_empty() || line.entry.text.to_lowercase().contains(&wanted))
            });
            matching.cloned().collect::<Vec<_>>()
        })
    });
    let export = move |_| {
        let json = lines.with_untracked(|lines| {
            let entries: Vec<_> = lines.iter().map(|line| &line.entry).collect();
            serde_json::to_string_pretty(&entries)
        });
        browser::save_file("console.json", "application/json", &json.unwrap_or_default());
    };
    let filters = FILTERS.iter().enumerate().map(|(at, (name, levels))| {
        let count = Memo::new(move |_| {
            desk.console.with(|lines| lines.iter().filter(|line| levels.contains(&line.entry.level)).count())
        });
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || shown.get()[at].to_string()
                on:click=move |_| shown.update(|shown| shown[at] = !shown[at])
            >
                {*name}
                <span class="count">{count}</span>
            </button>
        }
    });
    view! {
        <div class="console-tools">
            <span class="row" role="group" aria-label="Levels">
                {filters.collect_view()}
            </span>
            <input
                type="search"
                class="field"
                aria-label="Search the console"
                placeholder="Search"
                prop:value=move || search.get()
                on:input=move |event| search.set(event_target_value(&event))
            />
            <span class="grow"></span>
            <IconButton label="Save the console" icon=LuDownload on_press=export />
            <IconButton
                label="Clear the console"
                icon=LuCircleSlash
                on_press=move |_| desk.console.update(Vec::clear)
            />
        </div>
        <div class="drawer-body console" role="log" aria-label="Console" tabindex="0">
            <Show when=move || lines.with(Vec::is_empty)>
                <p class="empty">
                    {move || match desk.console.with(Vec::is_empty) {
                        true => "What the project logs appears here.",
                        false => "No line matches.",
                    }}
                </p>
            </Show>
            <For each=move || lines.get() key=|line| line.n children=|line| view! { <Line line=line /> } />
        </div>
    }
    .into_any()
}

fn filter_of(level: Level) -> Option<usize> {
    FILTERS.iter().position(|(_, levels)| levels.contains(&level))
}

#[component]
fn Line(line: ConsoleLine) -> impl IntoView {
    let desk = use_desk();
    let class = line.class().label().map(|label| view! { <em>{label}</em> });
    let place = line.place();
    let entry = line.entry;
    let place = place.zip(entry.path).map(|(text, path)| {
        let (at, column) = (entry.line.unwrap_or(1), entry.column.unwrap_or(1));
        view! {
            <button type="button" class="place" on:click=move |_| desk.reveal(&path, at, column)>
                {text}
            </button>
        }
    });
    view! {
        <div class="line" data-level=level_key(entry.level)>
            <time>{browser::time_of_day(entry.at_ms)}</time>
            {class}
            <span>{entry.text}</span>
            {place}
        </div>
    }
}
