//! Changing several files at once, and taking it back.

use contract::{FileSplices, TabId};
use icondata_lu::LuX;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;

use super::super::layout::Panel;
use super::super::saving::settle;
use super::super::{Desk, use_desk};
use crate::api;
use crate::parts::IconButton;
use crate::state::{Edit, FileMatches, splices, words};

const UNSAVED: &str = "Some edits could not be saved, so nothing was replaced. Wait until the top bar says Saved, then replace.";
const MOVED: &str =
    "The files changed meanwhile, so nothing was replaced. Look at the new results, then replace.";

/// Edits of several files that belong together; `title` says what was done, as a sentence without its end.
#[derive(Clone, Debug, Deserialize)]
pub struct Change {
    title: String,
    files: Vec<FileEdits>,
}

#[derive(Clone, Debug, Deserialize)]
struct FileEdits {
    path: String,
    edits: Vec<Edit>,
}

/// What was done last, and the splices that take it back.
#[derive(Clone, Debug)]
pub(super) struct Done {
    words: String,
    back: Vec<FileSplices>,
}

/// Replaces these matches by what is shown beside them.
pub(super) fn replace(desk: Desk, files: Vec<FileMatches>) {
    let files = files.into_iter().map(|file| {
        let edits = file.matches.iter().filter_map(Edit::of).collect();
        FileEdits { path: file.path, edits }
    });
    let files: Vec<_> = files.filter(|file: &FileEdits| !file.edits.is_empty()).collect();
    let title = match files.iter().map(|file| file.edits.len()).sum::<usize>() {
        1 => "Replaced 1 match".to_owned(),
        n => format!("Replaced {} matches", words::thousands(i64::try_from(n).unwrap_or(i64::MAX))),
    };
    change_files(desk, Change { title, files });
}

/// Stores the edits as one version, or none of them, and offers to take it back.
pub fn change_files(desk: Desk, change: Change) {
    if desk.read_only || change.files.is_empty() {
        return;
    }
    spawn_local(async move {
        let Change { title, files } = change;
        let refuse = |sentence: &str| {
            let _ = desk.notice.try_set(Some(sentence.to_owned()));
        };
        // The server changes what it has: nothing may be on its way.
        if !settle(desk).await {
            refuse(UNSAVED);
            return;
        }
        let Some(wanted) = desk.peek(|state| located(state, &files)) else {
            refuse(MOVED);
            return;
        };
        let back = desk.peek(|state| inverse(state, &wanted));
        let (Some(project), tab) = (desk.project.try_get_value(), desk.tab.try_get_value()) else { return };
        match send(project, wanted, tab).await {
            Ok(changed) => {
                // They are listed until the texts are searched again.
                let _ = desk.search.found.try_update(|found| {
                    for file in &files {
                        found.drop_edits(&file.path, &file.edits);
                    }
                });
                let words = format!("{title} in {}.", words::count(changed.len(), "file"));
                let back = back.into_iter().filter_map(|mut file| {
                    file.base = changed.iter().find(|known| known.path == file.path)?.hash.clone();
                    Some(file)
                });
                let _ = desk.search.done.try_set(Some(Done { words, back: back.collect() }));
            }
            Err(sentence) => refuse(&sentence),
        }
    });
}

async fn send(
    project: contract::ProjectId,
    files: Vec<FileSplices>,
    tab: Option<TabId>,
) -> Result<Vec<contract::ChangedFile>, String> {
    api::splice_files(project, files, tab).await.map_err(|error| error.0.message)
}

/// None if a file is gone or has another text than the edits were made for.
fn located(state: &crate::state::WorkspaceState, files: &[FileEdits]) -> Option<Vec<FileSplices>> {
    let located = files.iter().map(|file| {
        let base = state.stored_hash(&file.path)?.to_owned();
        let splices = splices(state.text(&file.path)?, &file.edits)?;
        Some(FileSplices { path: file.path.clone(), base, splices })
    });
    located.collect()
}

fn inverse(state: &crate::state::WorkspaceState, files: &[FileSplices]) -> Vec<FileSplices> {
    let back = files.iter().filter_map(|file| {
        let splices = edit::inverse_splices(state.text(&file.path)?, &file.splices)?;
        Some(FileSplices { splices, ..file.clone() })
    });
    back.collect()
}

fn take_back(desk: Desk) {
    let Some(done) = desk.search.done.get_untracked() else { return };
    spawn_local(async move {
        if !settle(desk).await {
            let _ = desk.notice.try_set(Some(UNSAVED.to_owned()));
            return;
        }
        let (Some(project), tab) = (desk.project.try_get_value(), desk.tab.try_get_value()) else { return };
        match send(project, done.back, tab).await {
            Ok(_) => {
                let _ = desk.search.done.try_set(None);
            }
            // The server speaks of replacing; what was wanted was the way back.
            Err(_) => {
                let _ = desk.notice.try_set(Some(
                    "The files changed since, so this could not be taken back as a whole. Undo it file by file in \
                     the editor, or restore an earlier version in History."
                        .to_owned(),
                ));
            }
        }
    });
}

/// Says what was replaced, with the way back. In the panel, and over the code while another panel is shown.
#[component]
pub fn Replaced(beside_search: bool) -> impl IntoView {
    let desk = use_desk();
    let done = desk.search.done;
    let here =
        move || (desk.layout.panel.get() == Panel::Search && desk.layout.panel_open.get()) == beside_search;
    view! {
        <div role="status" class="replaced-place">
            {move || {
                done.get()
                    .filter(|_| here())
                    .map(|done| {
                        view! {
                            <div class="replaced">
                                <span>{done.words}</span>
                                <button type="button" class="btn" on:click=move |_| take_back(desk)>
                                    "Undo"
                                </button>
                                <IconButton
                                    label="Close"
                                    icon=LuX
                                    on_press=move |_| desk.search.done.set(None)
                                />
                            </div>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
