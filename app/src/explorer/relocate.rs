//! Files and folders that go, or are copied, to another place.

use contract::{FileOperation, FilesChanged};
use leptos::prelude::*;

use super::action::send;
use super::state::Explorer;
use crate::state::{is_within, join, parent, words};
use crate::workspace::Desk;

/// Moves something into a folder, under its own name.
pub fn move_into(desk: Desk, explorer: Explorer, path: &str, folder: &str) {
    let to = join(folder, words::file_name(path));
    if is_within(folder, path) {
        let _ =
            desk.notice.try_set(Some("A folder cannot be put into itself. Choose another place.".to_owned()));
    } else if to == path {
        // It is there already.
    } else if desk.peek(|state| state.exists(&to)) {
        let where_to = if folder.is_empty() { "The project" } else { folder };
        let name = words::file_name(path);
        let text = format!("{where_to} has a {name} already. Rename one of them first.");
        let _ = desk.notice.try_set(Some(text));
    } else {
        go(desk, explorer, path, to, "Moved");
    }
}

pub fn go(desk: Desk, explorer: Explorer, from: &str, to: String, verb: &'static str) {
    let from = from.to_owned();
    let operation = FileOperation::Move { from: from.clone(), to: to.clone() };
    send(desk, vec![operation], move |changed| {
        explorer.follow(&from, &to);
        explorer.open_above(&to);
        explorer.go_to(&to);
        let name = words::file_name(&from);
        let what = match (verb, parent(&to)) {
            ("Renamed", folder) if folder == parent(&from) => {
                format!("Renamed {name} to {}.", words::file_name(&to))
            }
            (_, "") => format!("Moved {name} to the top."),
            (_, folder) => format!("Moved {name} to {folder}."),
        };
        explorer.tell(what + &imports(&changed), changed);
    });
}

/// ` Imports updated in 2 files.`
fn imports(changed: &FilesChanged) -> String {
    match changed.updated.len() {
        0 => String::new(),
        n => format!(" Imports updated in {}.", words::count(n, "file")),
    }
}

pub fn paste(desk: Desk, explorer: Explorer, folder: &str) {
    let Some(clip) = explorer.clip.get_untracked() else { return };
    if !desk.peek(|state| state.exists(&clip.path)) {
        explorer.clip.set(None);
        let _ = desk
            .notice
            .try_set(Some(format!("{} is not there any more, so it cannot be pasted.", clip.path)));
    } else if clip.cut {
        explorer.clip.set(None);
        move_into(desk, explorer, &clip.path, folder);
    } else {
        copy_into(desk, explorer, &clip.path, folder);
    }
}

pub fn copy_into(desk: Desk, explorer: Explorer, path: &str, folder: &str) {
    if is_within(folder, path) {
        // The copy would hold itself.
        return copy_into(desk, explorer, path, parent(path));
    }
    let name = words::file_name(path).to_owned();
    let to = desk.peek(|state| state.free_path(folder, &name));
    let operation = FileOperation::Copy { from: path.to_owned(), to: to.clone() };
    send(desk, vec![operation], move |changed| {
        explorer.open_above(&to);
        explorer.go_to(&to);
        explorer.tell(format!("Copied {name} to {to}."), changed);
    });
}
