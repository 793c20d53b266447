//! How much the versions in sight changed, asked for when the scrolling pauses.

use std::time::Duration;

use contract::{MAX_SPANS, Span};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;
use crate::state::Version;
use crate::workspace::Desk;

const PAUSE: Duration = Duration::from_millis(120);

/// Keeps `Looking::counts` up with these versions for as long as the owner lives.
pub fn fetch_counts(desk: Desk, rows: Memo<Vec<u32>>) {
    let revision = desk.select(|state| state.history_revision);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    Effect::new(move |_| {
        rows.track();
        revision.track();
        stop();
        let later = set_timeout_with_handle(move || spawn_local(fetch(desk, rows)), PAUSE);
        waiting.try_set_value(later.ok());
    });
    on_cleanup(stop);
}

async fn fetch(desk: Desk, rows: Memo<Vec<u32>>) {
    let (Some(rows), Some(project)) = (rows.try_get_untracked(), desk.project.try_get_value()) else {
        return;
    };
    let counts = desk.looking.counts;
    let spans: Vec<Span> = desk.peek(|state| {
        let spans = rows.iter().filter_map(|n| state.version(*n)).map(Version::span);
        let unknown =
            |span: &Span| counts.try_with_untracked(|counts| counts.contains_key(span)) == Some(false);
        spans.filter(unknown).take(MAX_SPANS).collect()
    });
    if spans.is_empty() {
        return;
    }
    // Figures are an extra: without an answer there are none, and the next scroll asks again.
    let Ok(found) = api::count_changes(project, spans.clone()).await else { return };
    let _ = counts.try_update(|counts| counts.extend(spans.into_iter().zip(found)));
}
