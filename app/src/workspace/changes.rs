//! Showing what a turn changed.

use contract::RunId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Desk;
use super::layout::View;
use super::looking;
use crate::{api, browser};

/// Opens the differences in the editor: of `path`, or of the turn's first file.
pub fn view_changes(desk: Desk, run: RunId, path: Option<String>) {
    spawn_local(async move {
        let diffs = match api::list_changes(run).await {
            Ok(diffs) => diffs,
            Err(error) => {
                let _ = desk.notice.try_set(Some(error.0.message));
                return;
            }
        };
        let wanted = path.as_ref().and_then(|path| diffs.iter().position(|diff| diff.path == *path));
        let all: Vec<String> = diffs.iter().map(|diff| diff.path.clone()).collect();
        let at = wanted.or_else(|| all.iter().position(|path| path.ends_with("App.tsx"))).unwrap_or(0);
        let Some(diff) = diffs.into_iter().nth(at) else {
            let _ = desk.notice.try_set(Some("This turn left all files as they were.".to_owned()));
            return;
        };
        looking::leave(desk);
        if desk.layout.view.try_get_untracked() == Some(View::Preview) {
            desk.layout.view.set(View::Code);
        }
        // Deleted files have no tab to go with their changes.
        if diff.after.is_some() && desk.peek(|state| state.files.contains_key(&diff.path)) {
            desk.pick_file(&diff.path);
        }
        desk.layout.show_code();
        browser::next_frame(move || {
            let (before, after) = (diff.before.unwrap_or_default(), diff.after.unwrap_or_default());
            desk.with_editor(|editor| editor.show_diff(&diff.path, &before, &after));
            let _ = desk.diff.try_set(Some(diff.path));
        });
    });
}
