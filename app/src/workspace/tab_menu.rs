use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::desk::use_desk;
use crate::browser;

/// What was asked for a tab, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub path: String,
    pub x: i32,
    pub y: i32,
}

#[derive(Clone, Copy)]
enum Action {
    Close,
    CloseOthers,
    CloseRight,
    CloseAll,
    MoveLeft,
    MoveRight,
    CopyPath,
}

const ACTIONS: [(Action, &str, &str); 7] = [
    (Action::Close, "Close", "Delete"),
    (Action::CloseOthers, "Close others", ""),
    (Action::CloseRight, "Close to the right", ""),
    (Action::CloseAll, "Close all", ""),
    (Action::MoveLeft, "Move left", "Alt+Shift+←"),
    (Action::MoveRight, "Move right", "Alt+Shift+→"),
    (Action::CopyPath, "Copy path", ""),
];

/// The menu of a tab, where it was asked for.
#[component]
pub(super) fn TabMenu(asked: RwSignal<Option<Asked>>) -> impl IntoView {
    view! { {move || asked.get().map(|menu| view! { <Menu asked=asked menu=menu /> })} }.into_any()
}

#[component]
fn Menu(asked: RwSignal<Option<Asked>>, menu: Asked) -> impl IntoView {
    let desk = use_desk();
    let Asked { path, x, y } = menu;
    let path = StoredValue::new(path);
    let close = move || {
        let tab = path.with_value(|path| super::open_files::tab_id(path));
        asked.set(None);
        // If it is still there.
        browser::focus_id(&tab);
    };
    let act = move |action: Action| {
        let path = path.get_value();
        close();
        let at = desk.open.with_untracked(|open| open.iter().position(|known| *known == path)).unwrap_or(0);
        match action {
            Action::Close => desk.close_file(&path),
            Action::CloseOthers => desk.close_others(&path),
            Action::CloseRight => desk.close_after(&path),
            Action::CloseAll => desk.close_all(),
            Action::MoveLeft => desk.move_tab(&path, at.saturating_sub(1)),
            Action::MoveRight => desk.move_tab(&path, at + 2),
            Action::CopyPath => browser::copy_text(&path),
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let at = event_target::<leptos::web_sys::Element>(&event)
            .get_attribute("data-item")
            .and_then(|at| at.parse::<usize>().ok())
            .unwrap_or(0);
        let next = match event.key().as_str() {
            "ArrowDown" => (at + 1) % ACTIONS.len(),
            "ArrowUp" => (at + ACTIONS.len() - 1) % ACTIONS.len(),
            "Home" => 0,
            "End" => ACTIONS.len() - 1,
            "Escape" | "Tab" => {
                event.prevent_default();
                event.stop_propagation();
                close();
                return;
            }
            _ => return,
        };
        event.prevent_default();
        browser::focus_id(&item_id(next));
    };
    Effect::new(move |_| browser::next_frame(|| browser::focus_id(&item_id(0))));
    let items = ACTIONS.iter().enumerate().map(|(at, (action, name, keys))| {
        let action = *action;
        view! {
            <button
                type="button"
                role="menuitem"
                id=item_id(at)
                data-item=at.to_string()
                tabindex="-1"
                on:click=move |_| act(action)
            >
                {*name}
                <kbd aria-hidden="true">{*keys}</kbd>
            </button>
        }
    });
    view! {
        <div
            class="menu-shade"
            on:pointerdown=move |_| close()
            on:contextmenu=move |event| {
                event.prevent_default();
                close();
            }
        ></div>
        <div
            class="menu tab-menu"
            role="menu"
            aria-label="Tab"
            style=format!("--x: {x}px; --y: {y}px")
            on:keydown=on_key
        >
            {items.collect_view()}
        </div>
    }
    .into_any()
}

fn item_id(at: usize) -> String {
    format!("tab-item-{at}")
}
