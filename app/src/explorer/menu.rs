use icondata_core::Icon as Picture;
use icondata_lu::{
    LuChevronsDownUp, LuClipboardPaste, LuCopy, LuCopyPlus, LuDownload, LuFilePlus, LuFolderPlus, LuFolderUp,
    LuLink, LuPencil, LuScissors, LuTrash2, LuUpload,
};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::action::{Action, perform};
use super::keys::target;
use super::row::row_id;
use super::state::{Explorer, OpenMenu, Target, use_explorer};
use crate::browser;
use crate::parts::Icon;
use crate::state::{TreeRow, words};
use crate::workspace::use_desk;

/// As `style/explorer.css` has them, in pixels; what is inside of the window is decided by them.
const WIDTH: i32 = 232;
const ITEM: i32 = 30;
const EDGE: i32 = 8;

/// What stands in a menu: words, a picture, a key, and the group it belongs to.
struct Item(Action, &'static str, Picture, &'static str, u8);

/// Of everything that can be chosen, what makes sense here.
fn items(target: &Target) -> Vec<Item> {
    let all = [
        Item(Action::NewFile, "New file", LuFilePlus, "", 0),
        Item(Action::NewFolder, "New folder", LuFolderPlus, "", 0),
        Item(Action::UploadFiles, "Upload files", LuUpload, "", 0),
        Item(Action::UploadFolder, "Upload folder", LuFolderUp, "", 0),
        Item(Action::Rename, "Rename", LuPencil, "F2", 1),
        Item(Action::Duplicate, "Duplicate", LuCopyPlus, "Ctrl+D", 1),
        Item(Action::Cut, "Cut", LuScissors, "Ctrl+X", 2),
        Item(Action::Copy, "Copy", LuCopy, "Ctrl+C", 2),
        Item(Action::Paste, "Paste", LuClipboardPaste, "Ctrl+V", 2),
        Item(Action::CopyPath, "Copy path", LuLink, "", 3),
        Item(Action::Download, "Download", LuDownload, "", 3),
        Item(Action::CollapseAll, "Collapse all folders", LuChevronsDownUp, "", 3),
        Item(Action::Delete, "Delete", LuTrash2, "Delete", 4),
    ];
    let (thing, file) = (target.path.is_some(), target.path.is_some() && !target.folder);
    let fits = |item: &Item| match item.0 {
        Action::NewFile | Action::NewFolder | Action::Paste => true,
        Action::UploadFiles | Action::UploadFolder => !file,
        Action::CollapseAll => !thing,
        Action::Download => file,
        Action::Rename
        | Action::Duplicate
        | Action::Copy
        | Action::Cut
        | Action::CopyPath
        | Action::Delete => thing,
    };
    all.into_iter().filter(fits).collect()
}

pub fn open_menu(explorer: Explorer, target: Target, x: i32, y: i32) {
    if let Some(path) = &target.path {
        explorer.active.set(Some(path.clone()));
    }
    explorer.menu.set(Some(OpenMenu { target, x, y }));
}

pub fn open_menu_at_row(explorer: Explorer, row: &TreeRow) {
    let (x, y) = browser::place_below(&row_id(&row.path)).unwrap_or((EDGE, EDGE));
    open_menu(explorer, target(row), x + 28, y);
}

/// The menu that is open, if one is.
#[component]
pub fn TreeMenu() -> impl IntoView {
    let explorer = use_explorer();
    move || explorer.menu.get().map(|open| view! { <Menu open=open /> })
}

#[component]
fn Menu(open: OpenMenu) -> impl IntoView {
    let (desk, explorer) = (use_desk(), use_explorer());
    let OpenMenu { target, x, y } = open;
    let items = items(&target);
    let count = items.len();
    let close = move || {
        explorer.menu.set(None);
        explorer.focus_tree();
    };
    Effect::new(move |_| browser::next_frame(|| browser::focus_id(&item_id(0))));
    let at = RwSignal::new(0usize);
    let go = move |i: usize| {
        at.set(i);
        browser::focus_id(&item_id(i));
    };
    let on_key = move |event: KeyboardEvent| {
        let now = at.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => go((now + 1) % count),
            "ArrowUp" => go((now + count - 1) % count),
            "Home" => go(0),
            "End" => go(count - 1),
            "Escape" | "Tab" => close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let (width, height) = browser::window_size();
    let (groups, last) =
        (i32::from(items.last().map_or(0, |item| item.4)), i32::try_from(count).unwrap_or(0));
    let tall = last * ITEM + groups * 9 + 12;
    let left = x.min(width - WIDTH - EDGE).max(EDGE);
    let top = y.min(height - tall - EDGE).max(EDGE);
    let name = target.path.as_deref().map_or("the project", words::file_name);
    let label = format!("Actions for {name}");
    let no_clip = explorer.clip.with_untracked(Option::is_none);
    let target = StoredValue::new(target);
    let mut group = 0;
    let rows = items.into_iter().enumerate().map(|(i, Item(action, text, icon, key, of))| {
        let begins = i > 0 && std::mem::replace(&mut group, of) != of;
        let off = action == Action::Paste && no_clip;
        let choose = move |_| {
            if off {
                return;
            }
            explorer.menu.set(None);
            target.with_value(|target| perform(desk, explorer, action, target));
            // A field for a name takes the focus itself.
            if explorer.naming.with_untracked(Option::is_none) {
                explorer.focus_tree();
            }
        };
        view! {
            {begins.then(|| view! { <div role="separator" class="menu-line"></div> })}
            <button
                type="button"
                role="menuitem"
                id=item_id(i)
                class="menu-item"
                class:danger=action == Action::Delete
                aria-disabled=off.to_string()
                tabindex="-1"
                on:click=choose
                on:pointermove=move |_| {
                    if at.get_untracked() != i {
                        go(i);
                    }
                }
            >
                <Icon icon=icon />
                <span>{text}</span>
                {(!key.is_empty()).then(|| view! { <span class="key" aria-hidden="true">{key}</span> })}
            </button>
        }
        .into_any()
    });
    let rows = rows.collect_view();
    view! {
        <div
            class="menu-back"
            on:pointerdown=move |_| close()
            on:contextmenu=move |event| {
                event.prevent_default();
                close();
            }
        ></div>
        <div
            class="menu"
            role="menu"
            aria-label=label
            style=format!("left: {left}px; top: {top}px")
            on:keydown=on_key
            on:contextmenu=|event| event.prevent_default()
        >
            {rows}
        </div>
    }
    .into_any()
}

fn item_id(i: usize) -> String {
    format!("tree-menu-{i}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_menu_offers_what_makes_sense() {
        let names = |path: Option<&str>, folder| {
            let target = Target { path: path.map(str::to_owned), folder };
            items(&target).into_iter().map(|item| item.1).collect::<Vec<_>>()
        };
        let file = names(Some("src/App.tsx"), false);
        assert!(file.contains(&"Download") && file.contains(&"Rename") && !file.contains(&"Upload files"));
        let folder = names(Some("src"), true);
        assert!(
            folder.contains(&"Upload folder") && folder.contains(&"Delete") && !folder.contains(&"Download")
        );
        let project = names(None, false);
        assert!(project.contains(&"Collapse all folders") && !project.contains(&"Delete"));
    }
}
