//! The tree by keyboard, as trees are operated everywhere, and the keys of file managers.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::action::{Action, perform, undo};
use super::menu::open_menu_at_row;
use super::state::{Explorer, Target};
use crate::browser;
use crate::state::TreeRow;
use crate::workspace::Desk;

/// Rows that a press on Page Up or Page Down passes.
const PAGE: usize = 12;

pub fn pressed(desk: Desk, explorer: Explorer, rows: &[TreeRow], event: &KeyboardEvent) {
    if browser::is_typing(event) {
        return;
    }
    let active = explorer.active.get_untracked();
    let at = rows.iter().position(|row| Some(&row.path) == active.as_ref());
    let key = event.key();
    let command = event.ctrl_key() || event.meta_key();
    let done = if command || event.alt_key() {
        command && !event.alt_key() && commanded(desk, explorer, rows, at, &key)
    } else {
        moved(explorer, rows, at, &key)
            || worked(desk, explorer, rows, at, &key, event.shift_key())
            || sought(explorer, rows, at, &key)
    };
    if done {
        event.prevent_default();
        event.stop_propagation();
    }
}

fn moved(explorer: Explorer, rows: &[TreeRow], at: Option<usize>, key: &str) -> bool {
    let last = rows.len().saturating_sub(1);
    let go = |i: usize| {
        if let Some(row) = rows.get(i) {
            explorer.go_to(&row.path);
        }
    };
    let now = at.unwrap_or(0);
    let Some(row) = rows.get(now) else { return false };
    match key {
        "ArrowDown" => go(at.map_or(0, |at| (at + 1).min(last))),
        "ArrowUp" => go(now.saturating_sub(1)),
        "PageDown" => go((now + PAGE).min(last)),
        "PageUp" => go(now.saturating_sub(PAGE)),
        "Home" => go(0),
        "End" => go(last),
        "ArrowRight" if row.folder && !row.open => explorer.toggle(&row.path),
        "ArrowRight" if row.folder && rows.get(now + 1).is_some_and(|next| next.level > row.level) => {
            go(now + 1)
        }
        "ArrowLeft" if row.folder && row.open => explorer.toggle(&row.path),
        "ArrowLeft" => {
            if let Some(above) = rows[..now].iter().rposition(|other| other.level < row.level) {
                go(above);
            }
        }
        // All folders beside this one.
        "*" => explorer.closed.update(|closed| {
            let folder = crate::state::parent(&row.path);
            closed.retain(|path| crate::state::parent(path) != folder);
        }),
        _ => return false,
    }
    true
}

fn worked(
    desk: Desk,
    explorer: Explorer,
    rows: &[TreeRow],
    at: Option<usize>,
    key: &str,
    shift: bool,
) -> bool {
    let Some(row) = at.and_then(|at| rows.get(at)) else { return false };
    match key {
        "Enter" | " " if row.folder => explorer.toggle(&row.path),
        "Enter" | " " => desk.pick_file(&row.path),
        _ if desk.read_only => return false,
        "F2" => perform(desk, explorer, Action::Rename, &target(row)),
        "Delete" => perform(desk, explorer, Action::Delete, &target(row)),
        "F10" if shift => open_menu_at_row(explorer, row),
        "ContextMenu" => open_menu_at_row(explorer, row),
        "Escape" if explorer.clip.with_untracked(Option::is_some) => explorer.clip.set(None),
        _ => return false,
    }
    true
}

fn commanded(desk: Desk, explorer: Explorer, rows: &[TreeRow], at: Option<usize>, key: &str) -> bool {
    if desk.read_only {
        return false;
    }
    let row = at.and_then(|at| rows.get(at));
    let action = match key.to_ascii_lowercase().as_str() {
        "c" => Action::Copy,
        "x" => Action::Cut,
        "v" => Action::Paste,
        "d" => Action::Duplicate,
        // Where there is no Delete key.
        "backspace" => Action::Delete,
        "z" => match explorer.done.get_untracked() {
            Some(done) => {
                undo(desk, explorer, done);
                return true;
            }
            None => return false,
        },
        _ => return false,
    };
    perform(desk, explorer, action, &row.map(target).unwrap_or_default());
    true
}

/// Letters lead to the next row that begins with them.
fn sought(explorer: Explorer, rows: &[TreeRow], at: Option<usize>, key: &str) -> bool {
    let mut letters = key.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else { return false };
    let begins = |row: &&TreeRow| row.name.to_lowercase().starts_with(&letter.to_lowercase().to_string());
    let from = at.map_or(0, |at| at + 1).min(rows.len());
    let found = rows[from..].iter().chain(&rows[..from]).find(begins);
    if let Some(row) = found {
        explorer.go_to(&row.path);
    }
    found.is_some()
}

pub fn target(row: &TreeRow) -> Target {
    Target { path: Some(row.path.clone()), folder: row.folder }
}
