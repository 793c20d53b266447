//! What the parts of the explorer share. It outlives the panel, which is built anew whenever it is looked at.

use std::collections::BTreeSet;

use contract::FilesChanged;
use leptos::prelude::*;

use crate::browser;
use crate::parts::{Toasts, use_toasts};
use crate::state::{Naming, is_within};

/// The tree's element.
pub const TREE_ID: &str = "file-tree";

/// A path that was copied or cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clip {
    pub path: String,
    pub cut: bool,
}

/// An open menu: of a row, or of the project itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenMenu {
    pub target: Target,
    /// In the window.
    pub x: i32,
    pub y: i32,
}

/// What an action is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// None for the project itself.
    pub path: Option<String>,
    pub folder: bool,
}

impl Target {
    /// The folder that something new goes into.
    pub fn place(&self) -> &str {
        match &self.path {
            Some(path) if self.folder => path,
            Some(path) => crate::state::parent(path),
            None => "",
        }
    }
}

/// Something that was done and can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    n: u32,
    pub text: String,
    pub changed: FilesChanged,
}

#[derive(Clone, Copy)]
pub struct Explorer {
    pub closed: RwSignal<BTreeSet<String>>,
    /// Only paths that hold this are listed; blank for all.
    pub filter: RwSignal<String>,
    /// Path of the row that keys act on.
    pub active: RwSignal<Option<String>>,
    /// Path of a row that is to be scrolled into sight once it is there.
    pub sought: RwSignal<Option<String>>,
    pub naming: RwSignal<Option<Naming>>,
    pub clip: RwSignal<Option<Clip>>,
    pub menu: RwSignal<Option<OpenMenu>>,
    pub dragged: RwSignal<Option<String>>,
    /// The folder that something is dragged over; empty for the project's own.
    pub over: RwSignal<Option<String>>,
    pub done: RwSignal<Option<Done>>,
    pub toasts: Toasts,
    /// How many files of how many have been uploaded.
    pub uploading: RwSignal<Option<(usize, usize)>>,
    /// The folder that the dialog for choosing files was opened for.
    pub upload_into: RwSignal<String>,
    /// Whether Markdown and SVG are shown as they look.
    pub rendered: RwSignal<bool>,
}

/// For the workspace and for the page of a shared project.
pub fn provide_explorer() {
    provide_context(Explorer {
        closed: RwSignal::new(BTreeSet::new()),
        filter: RwSignal::new(String::new()),
        active: RwSignal::new(None),
        sought: RwSignal::new(None),
        naming: RwSignal::new(None),
        clip: RwSignal::new(None),
        menu: RwSignal::new(None),
        dragged: RwSignal::new(None),
        over: RwSignal::new(None),
        done: RwSignal::new(None),
        toasts: use_toasts(),
        uploading: RwSignal::new(None),
        upload_into: RwSignal::new(String::new()),
        rendered: RwSignal::new(false),
    });
}

pub fn use_explorer() -> Explorer {
    // Provided where the desk is.
    expect_context()
}

impl Explorer {
    pub fn toggle(&self, folder: &str) {
        self.closed.update(|closed| {
            if !closed.remove(folder) {
                closed.insert(folder.to_owned());
            }
        });
    }

    /// Opens the folders that a path lies in.
    pub fn open_above(&self, path: &str) {
        let _ = self.closed.try_update(|closed| {
            for (at, _) in path.match_indices('/') {
                closed.remove(path.get(..at).unwrap_or_default());
            }
        });
    }

    /// Makes a row the one that keys act on, and brings it into sight.
    pub fn go_to(&self, path: &str) {
        let _ = self.active.try_set(Some(path.to_owned()));
        let _ = self.sought.try_set(Some(path.to_owned()));
    }

    /// Begins to ask for a name.
    pub fn ask_name(&self, naming: Naming) {
        let folder = naming.folder();
        self.filter.set(String::new());
        self.closed.update(|closed| {
            closed.remove(folder);
        });
        self.open_above(folder);
        self.naming.set(Some(naming));
    }

    pub fn focus_tree(&self) {
        browser::next_frame(|| browser::focus_id(TREE_ID));
    }

    /// Folders that moved stay open or closed as they were.
    pub fn follow(&self, from: &str, to: &str) {
        let _ = self.closed.try_update(|closed| {
            let moved: Vec<String> = closed.iter().filter(|path| is_within(path, from)).cloned().collect();
            for path in moved {
                closed.remove(&path);
                closed.insert(format!("{to}{}", path.strip_prefix(from).unwrap_or_default()));
            }
        });
    }

    /// Says what was done, with a button that takes it back.
    pub fn tell(&self, text: String, changed: FilesChanged) {
        let n =
            self.done.try_with_untracked(|last| last.as_ref().map_or(0, |last| last.n)).unwrap_or_default();
        let _ = self.done.try_set(Some(Done { n: n.wrapping_add(1), text, changed }));
    }
}
