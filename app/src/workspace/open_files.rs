use icondata_lu::LuX;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use super::desk::use_desk;
use crate::browser;
use crate::parts::Icon;
use crate::state::words;

/// One tab per open file. Middle click, the cross or Delete close it.
#[component]
pub fn OpenFiles() -> impl IntoView {
    let desk = use_desk();
    let on_key = move |event: KeyboardEvent| {
        let open = desk.open.get_untracked();
        let Some(current) = desk.current.get_untracked() else { return };
        let Some(at) = open.iter().position(|path| *path == current) else { return };
        let next = match event.key().as_str() {
            "ArrowRight" => (at + 1) % open.len(),
            "ArrowLeft" => (at + open.len() - 1) % open.len(),
            "Home" => 0,
            "End" => open.len() - 1,
            "Delete" => {
                desk.close_file(&current);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(path) = open.get(next) {
            desk.pick_file(path);
            browser::focus_id(&tab_id(path));
        }
    };
    view! {
        <div class="open-files" role="tablist" aria-label="Open files" on:keydown=on_key>
            <For each=move || desk.open.get() key=|path| path.clone() let:path>
                <FileTab path=path />
            </For>
        </div>
    }
    .into_any()
}

#[component]
fn FileTab(path: String) -> impl IntoView {
    let desk = use_desk();
    let name = words::file_name(&path).to_owned();
    let id = tab_id(&path);
    let title = path.clone();
    let path = StoredValue::new(path);
    let current = move || desk.current.with(|current| path.with_value(|path| current.as_ref() == Some(path)));
    let dirty = desk.select(move |state| {
        path.try_with_value(|path| state.files.get(path).is_some_and(|file| file.is_dirty()))
            .unwrap_or_default()
    });
    let close = move |event: MouseEvent| {
        event.stop_propagation();
        path.with_value(|path| desk.close_file(path));
    };
    // The cross is for the mouse alone: a tab may hold no other control, and Delete does the same.
    view! {
        <div
            role="tab"
            id=id
            class="file"
            class:dirty=move || dirty.get()
            title=title
            aria-selected=move || current().to_string()
            tabindex=move || if current() { "0" } else { "-1" }
            on:click=move |_| path.with_value(|path| desk.pick_file(path))
            on:auxclick=move |event| {
                // The middle button; the right one has a menu.
                if event.button() == 1 {
                    close(event);
                }
            }
        >
            {name}
            <span class="cross" aria-hidden="true" on:click=close>
                <Icon icon=LuX />
            </span>
        </div>
    }
    .into_any()
}

fn tab_id(path: &str) -> String {
    format!("tab-{path}")
}
