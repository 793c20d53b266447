//! What can be done to files and folders, by menu, key or drag.

use contract::{FileOperation, FilesChanged, ProjectId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::relocate::{copy_into, go, paste};
use super::state::{Clip, Done, Explorer, Target};
use crate::parts::Toast;
use crate::state::{Naming, is_within, parent, words};
use crate::workspace::{Desk, edited, settle};
use crate::{api, browser};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    NewFile,
    NewFolder,
    UploadFiles,
    UploadFolder,
    Rename,
    Duplicate,
    Copy,
    Cut,
    Paste,
    CopyPath,
    Download,
    CollapseAll,
    Delete,
}

/// Does it, unless it makes no sense here.
pub fn perform(desk: Desk, explorer: Explorer, action: Action, target: &Target) {
    let place = target.place().to_owned();
    match (action, &target.path) {
        (Action::NewFile, _) => explorer.ask_name(Naming::File { folder: place }),
        (Action::NewFolder, _) => explorer.ask_name(Naming::Folder { folder: place }),
        (Action::UploadFiles, _) => {
            explorer.upload_into.set(place);
            browser::press_id("upload-files");
        }
        (Action::UploadFolder, _) => {
            explorer.upload_into.set(place);
            browser::press_id("upload-folder");
        }
        (Action::Paste, _) => paste(desk, explorer, &place),
        (Action::CollapseAll, _) => collapse_all(desk, explorer),
        (Action::Rename, Some(path)) => {
            explorer.ask_name(Naming::Rename { path: path.clone(), folder: target.folder });
        }
        (Action::Duplicate, Some(path)) => copy_into(desk, explorer, path, parent(path)),
        (Action::Copy, Some(path)) => explorer.clip.set(Some(Clip { path: path.clone(), cut: false })),
        (Action::Cut, Some(path)) => explorer.clip.set(Some(Clip { path: path.clone(), cut: true })),
        (Action::CopyPath, Some(path)) => browser::copy_text(path),
        (Action::Download, Some(path)) => download(desk, path),
        (Action::Delete, Some(path)) => delete(desk, explorer, path),
        (
            Action::Rename
            | Action::Duplicate
            | Action::Copy
            | Action::Cut
            | Action::CopyPath
            | Action::Download
            | Action::Delete,
            None,
        ) => {}
    }
}

/// Sends operations when everything typed is stored; `then` gets what they changed.
pub fn send(desk: Desk, operations: Vec<FileOperation>, then: impl FnOnce(FilesChanged) + 'static) {
    spawn_local(async move {
        if !settle(desk).await {
            let text = "What you typed is not stored yet, and files can only be changed after it. Try again when the \
                        top bar says Saved.";
            let _ = desk.notice.try_set(Some(text.to_owned()));
            return;
        }
        let (Some(project), Some(tab)) = (desk.project.try_get_value(), desk.tab.try_get_value()) else {
            return;
        };
        match api::change_files(project, operations, Some(tab)).await {
            Ok(changed) => then(changed),
            Err(error) => {
                let _ = desk.notice.try_set(Some(error.0.message));
            }
        }
    });
}

/// Carries out what somebody typed a name for.
pub fn named(desk: Desk, explorer: Explorer, naming: &Naming, path: String) {
    match naming {
        // Like anything typed: it is there at once, and stored soon.
        Naming::File { .. } => {
            edited(desk, &path, "");
            explorer.open_above(&path);
            explorer.go_to(&path);
            desk.pick_file(&path);
        }
        Naming::Folder { .. } => {
            send(desk, vec![FileOperation::CreateFolder { path: path.clone() }], move |_| {
                explorer.open_above(&path);
                explorer.go_to(&path);
            });
        }
        Naming::Rename { path: from, .. } if *from == path => {}
        Naming::Rename { path: from, .. } => go(desk, explorer, from, path, "Renamed"),
    }
}

fn delete(desk: Desk, explorer: Explorer, path: &str) {
    let inside = desk.peek(|state| state.files_in(path));
    let name = words::file_name(path).to_owned();
    let folder = parent(path);
    let next = desk.peek(|state| {
        let beside =
            |known: &&String| known.as_str() > path && parent(known) == folder && !is_within(known, path);
        state.files.keys().find(beside).cloned()
    });
    let active = explorer.active;
    send(desk, vec![FileOperation::Delete { path: path.to_owned() }], move |changed| {
        // Keys go on with what comes after it, and never with the folder it was in: the next press of Delete would
        // take all of that.
        if active.try_with_untracked(Option::is_some) == Some(true) {
            let _ = active.try_set(next);
        }
        let what = match inside {
            0 => format!("Deleted {name}."),
            n => format!("Deleted {name} with {}.", words::count(n, "file")),
        };
        explorer.tell(what, changed);
    });
}

/// Takes the last deed back.
pub fn undo(desk: Desk, explorer: Explorer, done: Done) {
    if let Some(project) = desk.project.try_get_value() {
        undo_in(project, desk, explorer, done);
    }
}

/// Takes a deed back, also when the workspace it was done in is not there any more.
pub fn undo_in(project: ProjectId, desk: Desk, explorer: Explorer, done: Done) {
    let _ = explorer.done.try_set(None);
    spawn_local(async move {
        let tab = desk.tab.try_get_value();
        if tab.is_some() {
            settle(desk).await;
        }
        match api::undo_files(project, done.changed, tab).await {
            Ok(changed) => {
                for (from, to) in &changed.moved {
                    explorer.follow(from, to);
                }
                if let Some(path) = changed.paths.last().filter(|path| desk.peek(|state| state.exists(path)))
                {
                    explorer.open_above(path);
                }
            }
            Err(error) => explorer.toasts.show(Toast::failed(error.0.message)),
        }
    });
}

fn collapse_all(desk: Desk, explorer: Explorer) {
    let folders = desk.peek(|state| {
        let above = state.files.keys().flat_map(|path| {
            path.match_indices('/')
                .filter_map(|(at, _)| path.get(..at))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        });
        above.collect()
    });
    explorer.closed.set(folders);
}

fn download(desk: Desk, path: &str) {
    let name = words::file_name(path);
    let Some(text) = desk.peek(|state| state.text(path).map(str::to_owned)) else { return };
    if vfs::is_stored_as_bytes(path, &text) {
        browser::save_address(name, &text);
    } else {
        browser::save_file(name, "text/plain;charset=utf-8", &text);
    }
}
