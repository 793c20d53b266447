use std::collections::BTreeSet;

use icondata_lu::{LuChevronDown, LuChevronRight, LuFile, LuFileCode, LuFileJson, LuPalette};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::desk::use_desk;
use crate::browser;
use crate::parts::Icon;
use crate::state::{TreeRow, tree_rows, words};

/// Role tree; arrow keys move, open and close.
#[component]
pub fn FileTree() -> impl IntoView {
    let desk = use_desk();
    let closed = RwSignal::new(BTreeSet::<String>::new());
    let paths =
        desk.select_at(|state| state.paths_revision, |state| state.files.keys().cloned().collect::<Vec<_>>());
    let rows = Memo::new(move |_| {
        paths.with(|paths| closed.with(|closed| tree_rows(paths.iter().map(String::as_str), closed)))
    });
    let focused = RwSignal::new(None::<String>);
    let on_key = move |event: KeyboardEvent| {
        let list = rows.get_untracked();
        let now = focused.get_untracked().or_else(|| desk.current.get_untracked());
        let at = list.iter().position(|row| Some(&row.path) == now.as_ref()).unwrap_or(0);
        let Some(row) = list.get(at) else { return };
        let go = |i: usize| {
            if let Some(row) = list.get(i) {
                focused.set(Some(row.path.clone()));
                browser::focus_id(&row_id(&row.path));
            }
        };
        match event.key().as_str() {
            "ArrowDown" => go(at + 1),
            "ArrowUp" => go(at.saturating_sub(1)),
            "Home" => go(0),
            "End" => go(list.len().saturating_sub(1)),
            "ArrowRight" if row.folder && !row.open => toggle(closed, &row.path),
            "ArrowRight" if row.folder => go(at + 1),
            "ArrowLeft" if row.folder && row.open => toggle(closed, &row.path),
            "ArrowLeft" => go(list.iter().take(at).rposition(|other| other.level < row.level).unwrap_or(0)),
            "Enter" | " " if row.folder => toggle(closed, &row.path),
            "Enter" | " " => desk.pick_file(&row.path),
            _ => return,
        }
        event.prevent_default();
    };
    // One row can be reached with Tab: the focused one, else the open file, else the first.
    let reachable = Memo::new(move |_| {
        let wanted = focused.get().or_else(|| desk.current.get());
        rows.with(|rows| {
            let found = rows.iter().find(|row| Some(&row.path) == wanted.as_ref());
            found.or(rows.first()).map(|row| row.path.clone())
        })
    });
    view! {
        <ul class="tree" role="tree" aria-label="Files" on:keydown=on_key>
            <For each=move || rows.get() key=|row| row.clone() let:row>
                <Row row=row closed=closed focused=focused reachable=reachable />
            </For>
        </ul>
    }
    .into_any()
}

#[component]
fn Row(
    row: TreeRow,
    closed: RwSignal<BTreeSet<String>>,
    focused: RwSignal<Option<String>>,
    reachable: Memo<Option<String>>,
) -> impl IntoView {
    let desk = use_desk();
    let path = StoredValue::new(row.path.clone());
    let is = move |other: &Option<String>| path.with_value(|path| other.as_ref() == Some(path));
    let current = move || desk.current.with(is);
    let icon = match (row.folder, row.open) {
        (true, true) => LuChevronDown,
        (true, false) => LuChevronRight,
        (false, _) => file_icon(&row.path),
    };
    view! {
        <li
            role="treeitem"
            id=row_id(&row.path)
            class="row"
            class:folder=row.folder
            style=format!("--level: {}", row.level)
            {..leptos::attr::custom::custom_attribute("aria-level", row.level.to_string())}
            aria-expanded=row.folder.then(|| row.open.to_string())
            aria-selected=move || current().to_string()
            tabindex=move || if reachable.with(is) { "0" } else { "-1" }
            on:click=move |_| {
                focused.set(Some(path.get_value()));
                if row.folder {
                    path.with_value(|path| toggle(closed, path));
                } else {
                    path.with_value(|path| desk.pick_file(path));
                }
            }
        >
            <Icon icon=icon />
            <span>{row.name}</span>
        </li>
    }
    .into_any()
}

fn toggle(closed: RwSignal<BTreeSet<String>>, folder: &str) {
    closed.update(|closed| {
        if !closed.remove(folder) {
            closed.insert(folder.to_owned());
        }
    });
}

fn row_id(path: &str) -> String {
    format!("file-{path}")
}

fn file_icon(path: &str) -> icondata_core::Icon {
    match words::file_name(path).rsplit('.').next().unwrap_or_default() {
        "tsx" | "ts" | "jsx" | "js" | "html" => LuFileCode,
        "json" => LuFileJson,
        "css" => LuPalette,
        _ => LuFile,
    }
}
