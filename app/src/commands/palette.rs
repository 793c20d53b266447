use icondata_lu::{LuCornerDownLeft, LuFile, LuSearch};
use leptos::ev::KeyboardEvent;
use leptos::html::{Dialog, Input};
use leptos::prelude::*;

use super::fuzzy::pieces;
use super::help::Keys;
use super::rank::{Entry, MOST_ROWS, Row, rank, used};
use super::shortcuts::keys_of;
use super::{Commands, use_commands};
use crate::browser;
use crate::parts::Icon;
use crate::state::words;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Commands, settings and files.
    All,
    /// Files alone, until `>` is typed.
    Files,
}

const FILE: &str = "file:";
const PAGE: usize = 8;
const RECENT: &str = "recent-commands";

/// `>` in front asks for commands, wherever one is.
fn meant(mode: Mode, typed: &str) -> (Mode, String) {
    match typed.trim_start().strip_prefix('>') {
        Some(rest) => (Mode::All, rest.to_owned()),
        None => (mode, typed.to_owned()),
    }
}

fn collect(commands: Commands, mode: Mode) -> Vec<Entry> {
    let mut entries = match mode {
        // Itself is no news.
        Mode::All => commands.entries().into_iter().filter(|entry| entry.id != "palette").collect(),
        Mode::Files => Vec::new(),
    };
    let paths = commands.files.with_untracked(|files| files.as_ref().map(|(_, files)| (files.list)()));
    entries.extend(paths.unwrap_or_default().into_iter().map(|path| Entry {
        id: format!("{FILE}{path}"),
        title: path,
        group: "Files",
        also: String::new(),
        enabled: true,
    }));
    entries
}

fn recent() -> Vec<String> {
    browser::remembered(RECENT).and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
}

/// Every command, file and setting, found by a few of its letters.
#[component]
pub fn Palette() -> impl IntoView {
    let commands = use_commands();
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        let open = commands.palette.get().is_some();
        let Some(dialog) = dialog.get() else { return };
        if open { browser::show_dialog(&dialog) } else { browser::close_dialog(&dialog) }
    });
    let open = Memo::new(move |_| commands.palette.get().is_some());
    view! {
        <dialog
            node_ref=dialog
            class="palette"
            aria-label="Command palette"
            on:close=move |_| commands.palette.set(None)
            on:click=move |event| {
                if browser::is_backdrop(&event) {
                    commands.palette.set(None);
                }
            }
        >
            <Show when=move || open.get()>
                <Search commands=commands />
            </Show>
        </dialog>
    }
    .into_any()
}

#[component]
fn Search(commands: Commands) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let active = RwSignal::new(0usize);
    let asked = Memo::new(move |_| meant(commands.palette.get().unwrap_or(Mode::All), &typed.get()));
    let mode = Memo::new(move |_| asked.with(|(mode, _)| *mode));
    let entries = Memo::new(move |_| collect(commands, mode.get()));
    let lately = StoredValue::new(recent());
    let rows = Memo::new(move |_| {
        let query = asked.with(|(_, query)| query.clone());
        entries.with(|entries| lately.with_value(|lately| rank(entries, &query, lately)))
    });
    Effect::new(move |_| {
        asked.track();
        active.set(0);
    });
    Effect::new(move |_| browser::reveal_id(&option_id(active.get())));
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let choose = move |at: usize| {
        let Some(entry) = rows.with_untracked(|rows| rows.get(at).map(|row| row.entry)) else { return };
        let Some(entry) = entries.with_untracked(|entries| entries.get(entry).cloned()) else { return };
        if entry.enabled {
            start(commands, &entry.id);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let count = rows.with_untracked(Vec::len);
        if count == 0 && event.key() != "Enter" {
            return;
        }
        let now = active.get_untracked();
        let last = count.saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => active.set(if now >= last { 0 } else { now + 1 }),
            "ArrowUp" => active.set(now.checked_sub(1).unwrap_or(last)),
            "PageDown" => active.set((now + PAGE).min(last)),
            "PageUp" => active.set(now.saturating_sub(PAGE)),
            "Enter" if !event.is_composing() => choose(now),
            _ => return,
        }
        event.prevent_default();
    };
    let summary = move || match rows.with(Vec::len) {
        0 => "Nothing fits".to_owned(),
        MOST_ROWS => format!("The first {MOST_ROWS}"),
        n => words::count(n, "result"),
    };
    view! {
        <div class="palette-field">
            <Icon icon=LuSearch />
            <input
                node_ref=field
                role="combobox"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-autocomplete="list"
                aria-activedescendant=move || {
                    let at = active.get();
                    rows.with(|rows| at < rows.len()).then(|| option_id(at))
                }
                aria-label=move || match mode.get() {
                    Mode::All => "Search commands, files and settings",
                    Mode::Files => "Search files",
                }
                placeholder=move || match mode.get() {
                    Mode::All => "Search commands, files and settings",
                    Mode::Files => "Go to a file, or > for commands",
                }
                autocomplete="off"
                spellcheck="false"
                on:input=move |event| typed.set(event_target_value(&event))
                on:keydown=on_key
            />
        </div>
        <ul class="palette-list" id="palette-list" role="listbox" aria-label="Results">
            <For
                each=move || shown(&rows.get(), entries)
                key=|line| line.clone()
                children=move |line| view! { <Line line=line active=active choose=Callback::new(choose) /> }
            />
        </ul>
        <Show when=move || rows.with(Vec::is_empty)>
            <p class="empty">
                {move || match mode.get() {
                    Mode::All => "No command, file or setting is called that.",
                    Mode::Files if commands.files.with(Option::is_none) => "Open a project to go to its files.",
                    Mode::Files => "No file is called that.",
                }}
            </p>
        </Show>
        <p class="palette-foot">
            <span role="status">{summary}</span>
            <span class="grow"></span>
            <span class="keys">
                <kbd>"↑"</kbd>
                <kbd>"↓"</kbd>
                "move"
            </span>
            <span class="keys">
                <kbd>
                    <Icon icon=LuCornerDownLeft />
                </kbd>
                "choose"
            </span>
            <span class="keys">
                <kbd>"Esc"</kbd>
                "close"
            </span>
        </p>
    }
    .into_any()
}

/// Closes the palette first, so that the focus is back where it was and the command may move it.
fn start(commands: Commands, id: &str) {
    commands.palette.set(None);
    let id = id.to_owned();
    match id.strip_prefix(FILE).map(str::to_owned) {
        Some(path) => browser::next_frame(move || {
            if let Some((_, files)) = commands.files.get_untracked() {
                (files.open)(&path);
            }
        }),
        None => {
            if let Ok(json) = serde_json::to_string(&used(&recent(), &id)) {
                browser::remember(RECENT, &json);
            }
            browser::next_frame(move || {
                commands.run(&id);
            });
        }
    }
}

fn option_id(at: usize) -> String {
    format!("palette-{at}")
}

/// A row with what it shows.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Shown {
    at: usize,
    row: Row,
    entry: Entry,
}

fn shown(rows: &[Row], entries: Memo<Vec<Entry>>) -> Vec<Shown> {
    entries.with_untracked(|entries| {
        let with_entry = |(at, row): (usize, &Row)| {
            Some(Shown { at, row: row.clone(), entry: entries.get(row.entry)?.clone() })
        };
        rows.iter().enumerate().filter_map(with_entry).collect()
    })
}

#[component]
fn Line(line: Shown, active: RwSignal<usize>, choose: Callback<usize>) -> impl IntoView {
    let Shown { at, row, entry: Entry { id, title, group, enabled, .. } } = line;
    let file = id.starts_with(FILE);
    let keys = keys_of(&id).map(|shortcut| view! { <Keys shortcut=shortcut /> });
    // A file is read from its name.
    let from = if file { title.rfind('/').map_or(0, |at| at + 1) } else { 0 };
    let folder = title.get(..from).unwrap_or_default().chars().count();
    let mut seen = 0usize;
    let mut name = Vec::new();
    let mut place = Vec::new();
    for (hit, text) in pieces(&title, &row.hits) {
        for part in split_at(text, folder.saturating_sub(seen)) {
            let shown =
                if hit { view! { <mark>{part.clone()}</mark> }.into_any() } else { part.clone().into_any() };
            if seen < folder {
                place.push(shown)
            } else {
                name.push(shown)
            }
            seen += part.chars().count();
        }
    }
    let place = file.then(|| view! { <small class="clip">{place}</small> });
    let kind =
        (!file && row.heading.is_none() && !row.hits.is_empty()).then(|| view! { <small>{group}</small> });
    view! {
        {row.heading.map(|heading| view! { <li role="presentation" class="palette-group">{heading}</li> })}
        <li
            role="option"
            id=option_id(at)
            class="palette-row"
            aria-selected=move || (active.get() == at).to_string()
            aria-disabled=(!enabled).then_some("true")
            on:pointermove=move |_| {
                if active.get_untracked() != at {
                    active.set(at);
                }
            }
            on:click=move |_| choose.run(at)
        >
            {file.then(|| view! { <Icon icon=LuFile /> })}
            <span class="palette-name">{name}</span>
            {place}
            <span class="grow"></span>
            {kind}
            {keys}
        </li>
    }
    .into_any()
}

/// The text in two, after so many characters; what is empty is left out.
fn split_at(text: String, chars: usize) -> Vec<String> {
    let at = text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
    let (first, rest) = text.split_at(at);
    [first, rest].into_iter().filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_in_front_asks_for_commands() {
        assert_eq!(meant(Mode::Files, "app"), (Mode::Files, "app".to_owned()));
        assert_eq!(meant(Mode::Files, " >dark"), (Mode::All, "dark".to_owned()));
        assert_eq!(meant(Mode::All, "x"), (Mode::All, "x".to_owned()));
    }

    #[test]
    fn a_path_is_cut_after_its_folder() {
        assert_eq!(split_at("src/App".to_owned(), 4), ["src/", "App"]);
        assert_eq!(split_at("src/".to_owned(), 9), ["src/"]);
        assert_eq!(split_at("App".to_owned(), 0), ["App"]);
    }
}
