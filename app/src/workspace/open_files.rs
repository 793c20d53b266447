use icondata_lu::LuX;
use leptos::ev::{DragEvent, KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use super::desk::use_desk;
use super::tab_menu::{Asked, TabMenu};
use super::tab_order::remember_tabs;
use crate::browser;
use crate::parts::Icon;
use crate::state::words;

/// A tab under way: its path, and the place it would get.
#[derive(Clone, Copy)]
struct Drag {
    path: RwSignal<Option<String>>,
    to: RwSignal<Option<usize>>,
}

/// One tab per open file. Middle click, the cross or Delete close it; it is dragged to its place, or moved there by
/// Alt+Shift and an arrow.
#[component]
pub fn OpenFiles() -> impl IntoView {
    let desk = use_desk();
    remember_tabs(desk);
    let menu = RwSignal::new(None::<Asked>);
    let drag = Drag { path: RwSignal::new(None), to: RwSignal::new(None) };
    // Where there are many, the one in front stays in sight.
    Effect::new(move |_| {
        if let Some(path) = desk.current.get() {
            browser::next_frame(move || browser::show_in_row(&tab_id(&path)));
        }
    });
    let on_key = move |event: KeyboardEvent| {
        let open = desk.open.get_untracked();
        let Some(current) = desk.current.get_untracked() else { return };
        let Some(at) = open.iter().position(|path| *path == current) else { return };
        let moves = event.alt_key() && event.shift_key();
        let next = match event.key().as_str() {
            "ArrowRight" if moves => return move_current(desk, &event, &current, at + 2),
            "ArrowLeft" if moves => return move_current(desk, &event, &current, at.saturating_sub(1)),
            "ArrowRight" => (at + 1) % open.len(),
            "ArrowLeft" => (at + open.len() - 1) % open.len(),
            "Home" => 0,
            "End" => open.len() - 1,
            "Delete" => {
                desk.close_file(&current);
                // The focus goes to the tab that took its place.
                if let Some(path) = desk.current.get_untracked() {
                    browser::next_frame(move || browser::focus_id(&tab_id(&path)));
                }
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
    let at_end = move |event: DragEvent| {
        if drag.path.with_untracked(Option::is_some) {
            event.prevent_default();
            drag.to.set(Some(desk.open.with_untracked(Vec::len)));
        }
    };
    view! {
        <div
            class="open-files"
            role="tablist"
            aria-label="Open files"
            on:keydown=on_key
            on:dragover=at_end
            on:drop=move |event| {
                if let (Some(path), Some(to)) = (drag.path.get_untracked(), drag.to.get_untracked()) {
                    event.prevent_default();
                    desk.move_tab(&path, to);
                }
            }
        >
            <For each=move || desk.open.get() key=|path| path.clone() let:path>
                <FileTab path=path drag=drag menu=menu />
            </For>
        </div>
        <TabMenu asked=menu />
    }
    .into_any()
}

fn move_current(desk: super::Desk, event: &KeyboardEvent, path: &str, to: usize) {
    event.prevent_default();
    desk.move_tab(path, to);
    let id = tab_id(path);
    browser::next_frame(move || browser::focus_id(&id));
}

#[component]
fn FileTab(path: String, drag: Drag, menu: RwSignal<Option<Asked>>) -> impl IntoView {
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
    let at = move || {
        desk.open
            .with(|open| path.with_value(|path| open.iter().position(|known| known == path)).unwrap_or(0))
    };
    let marked = move |wanted: fn(usize) -> usize| {
        drag.to.get().is_some_and(|to| drag.path.with(Option::is_some) && to == wanted(at()))
    };
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
            class:dragged=move || drag.path.with(|dragged| path.with_value(|path| dragged.as_ref() == Some(path)))
            class:before=move || marked(|at| at)
            class:after=move || marked(|at| at + 1) && at() + 1 == desk.open.with(Vec::len)
            title=title
            aria-selected=move || current().to_string()
            aria-keyshortcuts="Delete Alt+Shift+ArrowLeft Alt+Shift+ArrowRight"
            tabindex=move || if current() { "0" } else { "-1" }
            draggable="true"
            on:click=move |_| path.with_value(|path| desk.pick_file(path))
            on:auxclick=move |event| {
                // The middle button; the right one has a menu.
                if event.button() == 1 {
                    close(event);
                }
            }
            on:contextmenu=move |event| {
                event.prevent_default();
                let (x, y) = browser::pointer(&event);
                menu.set(Some(Asked { path: path.get_value(), x, y }));
            }
            on:dragstart=move |event| {
                path.with_value(|path| browser::begin_tab_drag(&event, path));
                drag.path.set(Some(path.get_value()));
            }
            on:dragover=move |event| {
                if drag.path.with_untracked(Option::is_some) {
                    event.prevent_default();
                    event.stop_propagation();
                    let to = untrack(at) + usize::from(browser::over_right_half(&event));
                    if drag.to.get_untracked() != Some(to) {
                        drag.to.set(Some(to));
                    }
                }
            }
            on:dragend=move |_| {
                drag.path.set(None);
                drag.to.set(None);
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

pub(super) fn tab_id(path: &str) -> String {
    format!("tab-{path}")
}
