use leptos::ev::{self, KeyboardEvent};
use leptos::html::Div;
use leptos::prelude::*;

use super::counts::fetch_counts;
use super::row::VersionRow;
use crate::browser;
use crate::workspace::desk::use_desk;

/// Of a row, in pixels; `style/history.css` has the same.
pub const ROW: i32 = 58;
/// Rows that stand ready above and below those in sight.
const SPARE: i32 = 6;
/// Until the place is measured.
const USUAL: i32 = 800;

/// Only the rows in sight are in the document: the list may have thousands.
#[component]
pub fn Timeline() -> impl IntoView {
    let desk = use_desk();
    let count = desk.select(|state| u32::try_from(state.versions.len()).unwrap_or(u32::MAX));
    let place = NodeRef::<Div>::new();
    let top = RwSignal::new(0);
    let height = RwSignal::new(USUAL);
    let measure = move || {
        if let Some(node) = place.try_get_untracked().flatten() {
            let (now, tall) = browser::scroll_place(&node);
            let _ = top.try_set(now);
            let _ = height.try_set(if tall > 0 { tall } else { USUAL });
        }
    };
    Effect::new(move |_| {
        place.track();
        desk.layout.column.track();
        browser::next_frame(measure);
    });
    Effect::new(move |_| {
        let handle = window_event_listener(ev::resize, move |_| measure());
        on_cleanup(move || handle.remove());
    });
    // Places counted from the top, first and one after the last.
    let range = Memo::new(move |_| {
        let first = (top.get() / ROW - SPARE).max(0);
        let last = (top.get() + height.get()) / ROW + 1 + SPARE;
        (u32::try_from(first).unwrap_or(0), u32::try_from(last).unwrap_or(0).min(count.get()))
    });
    let rows = Memo::new(move |_| {
        let ((first, last), count) = (range.get(), count.get());
        (first..last).map(|at| count.saturating_sub(at)).collect::<Vec<u32>>()
    });
    fetch_counts(desk, rows);
    let focused = RwSignal::new(0);
    // One row can be reached with Tab: the focused one, or the first in sight.
    let reachable = Memo::new(move |_| {
        let wanted = focused.get();
        rows.with(|rows| if rows.contains(&wanted) { Some(wanted) } else { rows.first().copied() })
    });
    let on_key = move |event: KeyboardEvent| {
        let (count, now) = (count.get_untracked(), reachable.get_untracked().unwrap_or(1));
        let page = u32::try_from(height.get_untracked() / ROW).unwrap_or(1).max(1);
        let next = match event.key().as_str() {
            "ArrowDown" => now.saturating_sub(1),
            "ArrowUp" => now + 1,
            "PageDown" => now.saturating_sub(page),
            "PageUp" => now + page,
            "Home" => count,
            "End" => 1,
            _ => return,
        };
        event.prevent_default();
        let next = next.clamp(1, count.max(1));
        focused.set(next);
        if let Some(node) = place.get_untracked() {
            let from = i32::try_from(count - next).unwrap_or(0) * ROW;
            let (seen, tall) = (top.get_untracked(), height.get_untracked());
            let wanted = seen.clamp((from + ROW - tall).max(0).min(from), from);
            browser::scroll_to(&node, wanted);
            top.set(wanted);
        }
        // Once the row is there.
        browser::next_frame(move || browser::focus_id(&row_id(next)));
    };
    view! {
        <div class="timeline" node_ref=place on:scroll=move |_| measure() on:keydown=on_key>
            <ul
                class="history"
                aria-label="History"
                style:height=move || format!("{}px", i64::from(count.get()) * i64::from(ROW))
            >
                <For each=move || rows.get() key=|n| *n children=move |n| {
                    view! { <VersionRow n=n count=count reachable=reachable focused=focused /> }
                } />
            </ul>
        </div>
    }
    .into_any()
}

pub fn row_id(n: u32) -> String {
    format!("version-{n}")
}
