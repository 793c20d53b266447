//! What differs between two versions, in the editor.

use std::sync::Arc;

use contract::Span;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Comparison, leave_past, tell};
use crate::api;
use crate::state::Version;
use crate::workspace::Desk;
use crate::workspace::saving::save_soon;

/// What the version itself changed.
pub fn show_changes(desk: Desk, n: u32) {
    let Some(span) = desk.peek(|state| state.version(n).map(Version::span)) else { return };
    compare(desk, span, format!("Changes of version {n}"));
}

/// From the older to the newer version; none is now.
pub fn compare_versions(desk: Desk, n: u32, with: Option<u32>) {
    let (older, newer) = match with {
        Some(with) => (n.min(with), Some(n.max(with))),
        None => (n, None),
    };
    let span = desk.peek(|state| {
        let to = match newer {
            Some(newer) => state.version(newer)?.last_seq,
            None => state.seq,
        };
        Some(Span { from: state.version(older)?.last_seq, to })
    });
    let Some(span) = span else { return };
    let newer = newer.map_or_else(|| "now".to_owned(), |newer| format!("version {newer}"));
    compare(desk, span, format!("Version {older} compared with {newer}"));
}

fn compare(desk: Desk, span: Span, title: String) {
    let looking = desk.looking;
    let _ = looking.picking.try_set(None);
    save_soon(desk);
    spawn_local(async move {
        let Some(project) = desk.project.try_get_value() else { return };
        let diffs = match api::compare_versions(project, span.from, span.to).await {
            Ok(diffs) => diffs,
            Err(error) => {
                tell(desk, &error);
                return;
            }
        };
        if diffs.is_empty() {
            let _ = desk.notice.try_set(Some(format!("{title}: all files are the same.")));
            return;
        }
        // One comparison after another keeps the diff: it going means that somebody went back to the code.
        leave_past(desk);
        let wanted = desk.current.try_get_untracked().flatten();
        let at = diffs.iter().position(|diff| Some(&diff.path) == wanted.as_ref());
        let front = at.or_else(|| diffs.iter().position(|diff| diff.path.ends_with("App.tsx"))).unwrap_or(0);
        let path = diffs.get(front).map(|diff| diff.path.clone());
        desk.layout.show_code();
        let _ = looking.path.try_set(path);
        let _ = looking.comparison.try_set(Some(Comparison { title, diffs: Arc::new(diffs) }));
    });
}
