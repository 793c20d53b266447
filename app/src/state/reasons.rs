//! Why the last turn changed what it changed, at the places where it did.

use std::collections::BTreeSet;

use contract::HunkStatus;
use serde::Serialize;

use super::WorkspaceState;

/// `line` counts from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    pub path: String,
    pub line: u32,
    pub text: String,
}

/// Of the last turn that changed files and stands: older ones speak of lines that may have moved.
pub fn reasons(state: &WorkspaceState) -> Vec<Reason> {
    let Some(turn) = state.turns.iter().rev().find(|turn| turn.changed_files && !turn.undone) else {
        return Vec::new();
    };
    let mut known = BTreeSet::new();
    // A later card of a file is of its repair, and says why the file is as it is now.
    let cards = turn.cards.iter().rev().filter(|card| {
        !card.why.trim().is_empty() && state.files.contains_key(&card.path) && known.insert(&card.path)
    });
    let found = cards.filter_map(|card| {
        let report = card.report.as_ref()?;
        let applied = report.hunks.iter().filter(|hunk| hunk.status == HunkStatus::Applied);
        let line = applied.filter_map(|hunk| hunk.line).min().unwrap_or(1).max(1);
        let touched = report.added + report.removed > 0;
        touched.then(|| Reason { path: card.path.clone(), line, text: card.why.trim().to_owned() })
    });
    found.collect()
}
