//! Looking back: at one earlier version, or at what differs between two. Nothing is changed by it.

mod acts;
mod compare;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use contract::{ChangeCount, FileDiff, Span};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Desk;
use super::layout::Column;
use super::saving::save_soon;
use crate::api::{self, ApiError};
use crate::browser::Editor;
use crate::state::{Version, WorkspaceState, has_entry};

pub use acts::{redo, restore, undo, undo_turn};
pub use compare::{compare_versions, show_changes};

/// An earlier version with its files, by path.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    pub n: u32,
    pub seq: i64,
    pub title: String,
    pub files: Arc<BTreeMap<String, String>>,
    /// What it changed, to be found among the others.
    pub changed: Vec<String>,
}

/// Two moments side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// `Version 3 compared with now`.
    pub title: String,
    pub diffs: Arc<Vec<FileDiff>>,
}

#[derive(Clone, Copy)]
pub struct Looking {
    pub past: RwSignal<Option<Past>>,
    pub comparison: RwSignal<Option<Comparison>>,
    /// Which of their files is on show.
    pub path: RwSignal<Option<String>>,
    /// The version on its way here.
    pub opening: RwSignal<Option<u32>>,
    /// The version that is to be compared with the next one chosen.
    pub picking: RwSignal<Option<u32>>,
    /// A step or a restoration is under way.
    pub busy: RwSignal<bool>,
    /// How much each version changed, as far as somebody looked.
    pub counts: RwSignal<HashMap<Span, ChangeCount>>,
}

impl Looking {
    pub fn new() -> Self {
        Self {
            past: RwSignal::new(None),
            comparison: RwSignal::new(None),
            path: RwSignal::new(None),
            opening: RwSignal::new(None),
            picking: RwSignal::new(None),
            busy: RwSignal::new(false),
            counts: RwSignal::new(HashMap::new()),
        }
    }

    pub fn is_past(self) -> bool {
        self.past.try_with_untracked(Option::is_some) == Some(true)
    }

    /// Whether anything but the files of now is on show; tracked.
    pub fn is_on(self) -> bool {
        self.past.with(Option::is_some) || self.comparison.with(Option::is_some)
    }
}

/// Keeps editor and preview on what is looked at, for as long as the owner lives.
pub fn watch(desk: Desk) {
    let looking = desk.looking;
    // A click on another file means that file in the version, too.
    Effect::new(move |_| {
        let current = desk.current.get();
        if let Some(path) = current.filter(|_| looking.is_past()) {
            looking.path.set(Some(path));
        }
    });
    Effect::new(move |_| {
        let ready = desk.editor_ready.get();
        let path = looking.path.get();
        let text = looking.past.with(|past| {
            let path = path.as_ref()?;
            past.as_ref().map(|past| past.files.get(path).cloned().unwrap_or_default())
        });
        if !ready {
            return;
        }
        match (path, text) {
            (Some(path), Some(text)) => desk.with_editor(|editor| editor.show_past(&path, &text)),
            _ => desk.with_editor(Editor::hide_past),
        }
    });
    Effect::new(move |_| {
        let (ready, path) = (desk.editor_ready.get(), looking.path.get());
        let diff = looking.comparison.with(|comparison| {
            let diffs = &comparison.as_ref()?.diffs;
            diffs.iter().find(|diff| Some(&diff.path) == path.as_ref()).cloned()
        });
        let Some(diff) = diff.filter(|_| ready) else { return };
        let (before, after) = (diff.before.unwrap_or_default(), diff.after.unwrap_or_default());
        desk.with_editor(|editor| editor.show_diff(&diff.path, &before, &after));
        desk.diff.set(Some(diff.path));
    });
    // Somebody went back to the code, or another file came to the front.
    Effect::new(move |_| {
        if desk.diff.with(Option::is_none) && looking.comparison.with_untracked(Option::is_some) {
            looking.comparison.set(None);
        }
    });
}

/// True when what is on show has nothing that the preview could start.
pub fn nothing_runs(desk: Desk) -> Memo<bool> {
    let now = desk.select(|state| !state.has_entry());
    Memo::new(move |_| {
        let past = desk
            .looking
            .past
            .with(|past| past.as_ref().map(|past| !has_entry(|path| past.files.contains_key(path))));
        past.unwrap_or_else(|| now.get())
    })
}

/// The files on show, as the preview takes them.
pub fn tree_on_show(desk: Desk) -> String {
    let past = desk.looking.past.try_with_untracked(|past| {
        past.as_ref().map(|past| serde_json::to_string(past.files.as_ref()).unwrap_or_default())
    });
    past.flatten().unwrap_or_else(|| desk.peek(WorkspaceState::tree_json))
}

/// Shows a version in editor and preview. The newest one is now.
pub fn look_at(desk: Desk, n: u32) {
    let looking = desk.looking;
    let found = desk.peek(|state| {
        let newest = state.versions.last().is_some_and(|version| version.n == n);
        state.version(n).filter(|_| !newest).cloned()
    });
    let Some(version) = found else {
        leave(desk);
        return;
    };
    // What was typed is not lost from sight for longer than need be.
    save_soon(desk);
    looking.opening.set(Some(n));
    spawn_local(async move {
        let Some(project) = desk.project.try_get_value() else { return };
        let answer = api::open_version(project, version.last_seq).await;
        if looking.opening.try_get_untracked().flatten() != Some(n) {
            return;
        }
        let _ = looking.opening.try_set(None);
        match answer {
            Ok(files) => {
                let files = files.into_iter().map(|file| (file.path, file.content)).collect();
                show(desk, &version, files);
            }
            Err(error) => tell(desk, &error),
        }
    });
}

fn show(desk: Desk, version: &Version, files: BTreeMap<String, String>) {
    let looking = desk.looking;
    let here = |path: &String| files.contains_key(path);
    let current = desk.current.get_untracked().filter(here);
    let script = files.keys().find(|path| path.starts_with("src/App."));
    let path = current
        .or_else(|| version.paths.iter().find(|path| here(path)).cloned())
        .or_else(|| script.or_else(|| files.keys().next()).cloned());
    let past = Past {
        n: version.n,
        seq: version.last_seq,
        title: version.title(),
        files: Arc::new(files),
        changed: version.paths.clone(),
    };
    end_comparison(desk);
    looking.path.set(path);
    looking.past.set(Some(past));
    desk.layout.column.set(Column::Code);
    let tree = tree_on_show(desk);
    desk.with_preview(|preview| preview.set_files(&tree));
}

fn end_comparison(desk: Desk) {
    if desk.looking.comparison.try_with_untracked(Option::is_some) == Some(true) {
        let _ = desk.looking.comparison.try_set(None);
        let _ = desk.diff.try_set(None);
    }
}

/// Back to now. False when it was now already.
pub fn leave(desk: Desk) -> bool {
    let comparing = desk.looking.comparison.try_with_untracked(Option::is_some) == Some(true);
    end_comparison(desk);
    leave_past(desk) || comparing
}

/// Also what is on its way, and the choice of another version.
fn leave_past(desk: Desk) -> bool {
    let looking = desk.looking;
    let is_some = |signal: RwSignal<Option<u32>>| signal.try_with_untracked(Option::is_some) == Some(true);
    let waiting = is_some(looking.opening) || is_some(looking.picking);
    if waiting {
        let _ = looking.opening.try_set(None);
        let _ = looking.picking.try_set(None);
    }
    let past = looking.is_past();
    if past {
        let _ = looking.past.try_set(None);
        let tree = tree_on_show(desk);
        desk.with_preview(|preview| preview.set_files(&tree));
    }
    waiting || past
}

fn tell(desk: Desk, error: &ApiError) {
    let _ = desk.notice.try_set(Some(error.0.message.clone()));
}
