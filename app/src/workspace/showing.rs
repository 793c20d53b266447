//! What the editor and the preview show of the state, and which files are open.

use contract::Diagnostic;
use leptos::prelude::*;

use super::{Desk, looking};
use crate::browser::{self, Editor};
use crate::state::{Effect as Change, WorkspaceState};

impl Desk {
    /// Brings editor and preview up to what was folded.
    pub(super) fn carry_out(&self, changes: Vec<Change>) {
        for change in changes {
            match change {
                Change::Changed { path, marks } => {
                    let Some(text) = self.peek(|state| state.text(&path).map(str::to_owned)) else {
                        continue;
                    };
                    self.with_editor(|editor| {
                        if vfs::is_stored_as_bytes(&path, &text) {
                            editor.remove_file(&path);
                            return;
                        }
                        editor.sync_file(&path, &text);
                        if !marks.is_empty() {
                            editor.mark_lines(&path, &marks);
                        }
                    });
                    // Only what is committed: a half-written file would tear the running page down.
                    self.tell_preview(&path, Some(&text));
                    self.search.update(&path, Some(&text));
                    if self.current.try_with_untracked(Option::is_none) == Some(true) {
                        self.show_file(&path);
                    }
                }
                Change::Removed { path } => {
                    self.close_file(&path);
                    self.with_editor(|editor| editor.remove_file(&path));
                    self.tell_preview(&path, None);
                    self.search.update(&path, None);
                }
                Change::Moved { from, to } => self.move_file(&from, &to),
                Change::Reverted { path } => match self.peek(|state| state.text(&path).map(str::to_owned)) {
                    Some(text) => self.with_editor(|editor| editor.sync_file(&path, &text)),
                    None => {
                        self.close_file(&path);
                        self.with_editor(|editor| editor.remove_file(&path));
                    }
                },
                Change::TurnStarted => {
                    let _ = self.follow.try_set(true);
                    looking::leave(*self);
                    self.leave_diff();
                    self.with_editor(Editor::clear_marks);
                }
                Change::TurnEnded => {
                    let problems = self.peek(WorkspaceState::checked_problems);
                    self.show_problems(&problems);
                    // However fast the reply was, the same file is in front in the end.
                    if self.follow.try_get_untracked() == Some(true)
                        && let Some(path) = self.peek(WorkspaceState::front)
                    {
                        self.show_file(&path);
                    }
                }
            }
        }
    }

    /// While it runs an earlier version, the files of now are not its business.
    fn tell_preview(&self, path: &str, text: Option<&str>) {
        if !self.looking.is_past() {
            self.with_preview(|preview| preview.update_file(path, text));
        }
    }

    /// Lets the editor show what the model is writing.
    pub(super) fn show_writing(&self) {
        let Some((path, text)) = self.peek(WorkspaceState::writing) else { return };
        if self.follow.try_get_untracked() == Some(true) {
            self.show_file(&path);
        }
        self.with_editor(|editor| editor.stream_file(&path, &text));
    }

    /// The tab goes along with its file.
    fn move_file(&self, from: &str, to: &str) {
        let text = self.peek(|state| state.text(to).map(str::to_owned)).unwrap_or_default();
        self.with_editor(|editor| {
            editor.remove_file(from);
            if !vfs::is_stored_as_bytes(to, &text) {
                editor.sync_file(to, &text);
            }
        });
        self.tell_preview(from, None);
        self.tell_preview(to, Some(&text));
        self.search.update(from, None);
        self.search.update(to, Some(&text));
        let _ = self.open.try_update(|open| {
            open.retain(|path| path != to);
            for path in open.iter_mut().filter(|path| *path == from) {
                to.clone_into(path);
            }
        });
        if self.current.try_with_untracked(|current| current.as_deref() == Some(from)) == Some(true) {
            let _ = self.current.try_set(Some(to.to_owned()));
        }
    }

    fn show_problems(&self, problems: &[Diagnostic]) {
        self.with_editor(|editor| editor.set_markers(problems));
    }

    /// Opens a file because a person wants to see it.
    pub fn pick_file(&self, path: &str) {
        let _ = self.follow.try_set(false);
        self.show_file(path);
        self.layout.show_code();
    }

    fn show_file(&self, path: &str) {
        if self.current.try_with_untracked(|current| current.as_deref() == Some(path)) != Some(false) {
            self.leave_diff();
            return;
        }
        if self.open.try_with_untracked(|open| open.iter().any(|known| known == path)) == Some(false) {
            let _ = self.open.try_update(|open| open.push(path.to_owned()));
        }
        self.leave_diff();
        let _ = self.current.try_set(Some(path.to_owned()));
    }

    /// Back to the text, if changes are on show. Called with every frame of a stream, so it tells nobody
    /// when there is nothing to leave.
    fn leave_diff(&self) {
        if self.diff.try_with_untracked(Option::is_some) == Some(true) {
            let _ = self.diff.try_set(None);
        }
    }

    pub fn close_file(&self, path: &str) {
        let Some(open) = self.open.try_get_untracked() else { return };
        let Some(at) = open.iter().position(|known| known == path) else { return };
        let left: Vec<String> = open.into_iter().filter(|known| known != path).collect();
        if self.current.try_with_untracked(|current| current.as_deref() == Some(path)) == Some(true) {
            let _ = self.current.try_set(left.get(at).or(left.last()).cloned());
        }
        let _ = self.open.try_set(left);
    }

    /// Shows a place in a file.
    pub fn reveal(&self, path: &str, line: u32, column: u32) {
        self.pick_file(path);
        let (desk, path) = (*self, path.to_owned());
        // After the editor has switched to it.
        browser::next_frame(move || desk.with_editor(|editor| editor.reveal(&path, line, column)));
    }
}
