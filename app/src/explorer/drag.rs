//! Dragging files and folders about, and dropping some from outside.

use leptos::ev::DragEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::relocate::move_into;
use super::state::{Explorer, TREE_ID};
use super::upload::upload;
use crate::browser;
use crate::state::{TreeRow, is_within, parent};
use crate::workspace::Desk;

/// How long a drag rests on a closed folder until it opens.
const OPENS_AFTER_MS: u32 = 650;

/// The folder that something dropped on this row goes into.
fn folder_of(row: &TreeRow) -> &str {
    if row.folder { &row.path } else { parent(&row.path) }
}

pub fn started(explorer: Explorer, row: &TreeRow, event: &DragEvent) {
    browser::begin_drag(event, &row.path);
    explorer.dragged.set(Some(row.path.clone()));
}

pub fn ended(explorer: Explorer) {
    explorer.dragged.set(None);
    explorer.over.set(None);
}

/// `row` none for the space below all rows, which is the project's own folder.
pub fn moved_over(desk: Desk, explorer: Explorer, row: Option<&TreeRow>, event: &DragEvent) {
    if desk.read_only {
        return;
    }
    // Of nested elements the innermost decides.
    event.stop_propagation();
    let folder = row.map_or("", folder_of);
    let effect = match explorer.dragged.get_untracked() {
        Some(path) if parent(&path) == folder || is_within(folder, &path) => {
            if explorer.over.with_untracked(Option::is_some) {
                explorer.over.set(None);
            }
            return;
        }
        Some(_) => "move",
        None if browser::drags_files(event) => "copy",
        None => return,
    };
    browser::allow_drop(event, effect);
    if explorer.over.with_untracked(|over| over.as_deref() == Some(folder)) {
        return;
    }
    explorer.over.set(Some(folder.to_owned()));
    if explorer.closed.with_untracked(|closed| closed.contains(folder)) {
        let folder = folder.to_owned();
        spawn_local(async move {
            browser::sleep(OPENS_AFTER_MS).await;
            if explorer.over.try_with_untracked(|over| over.as_ref() == Some(&folder)) == Some(true) {
                let _ = explorer.closed.try_update(|closed| closed.remove(&folder));
            }
        });
    }
}

pub fn left(explorer: Explorer, event: &DragEvent) {
    if browser::leaves(event, TREE_ID) {
        explorer.over.set(None);
    }
}

pub fn dropped(desk: Desk, explorer: Explorer, row: Option<&TreeRow>, event: &DragEvent) {
    if desk.read_only {
        return;
    }
    event.stop_propagation();
    let folder = row.map_or("", folder_of).to_owned();
    let dragged = explorer.dragged.get_untracked();
    ended(explorer);
    if let Some(path) = dragged {
        event.prevent_default();
        move_into(desk, explorer, &path, &folder);
    } else if browser::drags_files(event) {
        event.prevent_default();
        let reading = browser::dropped_tree(event);
        spawn_local(async move { upload(desk, explorer, folder, reading.await) });
    }
}
