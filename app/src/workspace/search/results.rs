//! The list of matches: rows of one height, of which only those in sight exist.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::super::desk::use_desk;
use super::STEP;
use super::row::{Kind, RowView, Shown, row_id};
use crate::browser;
use crate::state::{FileMatches, Found, Row};

/// As `style/search.css` has it.
pub(super) const ROW: i32 = 26;
/// Rows beyond both ends that exist already.
const SPARE: usize = 8;
/// Until a list was measured.
const UNKNOWN: i32 = 900;

#[component]
pub fn Results() -> impl IntoView {
    let desk = use_desk();
    let search = desk.search;
    let list = NodeRef::<leptos::html::Div>::new();
    let place = RwSignal::new((0, UNKNOWN));
    let measure = move || {
        if let Some(node) = list.try_get_untracked().flatten() {
            let _ = place.try_set(browser::scrolled(&node));
        }
    };
    Effect::new(move |_| {
        search.found.track();
        browser::next_frame(measure);
    });
    let rows = Memo::new(move |_| search.found.with(|found| search.closed.with(|closed| found.rows(closed))));
    let shown = Memo::new(move |_| {
        let (top, height) = place.get();
        rows.with(|rows| search.found.with(|found| in_sight(found, rows, top, height)))
    });
    let on_key = move |event: KeyboardEvent| {
        let focused = event_target::<leptos::web_sys::Element>(&event).get_attribute("data-row");
        let Some(at) = focused.and_then(|at| at.parse::<usize>().ok()) else { return };
        let last = rows.with_untracked(Vec::len).saturating_sub(1);
        let next = match event.key().as_str() {
            "ArrowDown" => (at + 1).min(last),
            "ArrowUp" => at.saturating_sub(1),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        bring_into_sight(list, next);
        measure();
        browser::next_frame(move || browser::focus_id(&row_id(next)));
    };
    view! {
        <div
            class="results"
            node_ref=list
            on:scroll=move |_| measure()
            on:keydown=on_key
        >
            <ul
                aria-label="Search results"
                style=move || format!("height: {}px", rows.with(Vec::len) * usize::try_from(ROW).unwrap_or_default())
            >
                <For each=move || shown.get() key=|row| row.clone() let:row>
                    <RowView row=row />
                </For>
            </ul>
            <Show when=move || search.found.with(|found| found.limited) && !search.busy.get()>
                <button type="button" class="btn show-more" on:click=move |_| search.limit.update(|limit| *limit += STEP)>
                    "Show more"
                </button>
            </Show>
        </div>
    }
    .into_any()
}

fn in_sight(found: &Found, rows: &[Row], top: i32, height: i32) -> Vec<Shown> {
    let row_at = |y: i32| usize::try_from(y / ROW).unwrap_or_default();
    let first = row_at(top).saturating_sub(SPARE).min(rows.len());
    let end = (row_at(top + height.max(ROW)) + SPARE).min(rows.len());
    let visible = rows.get(first..end.max(first)).unwrap_or_default();
    let shown = visible.iter().enumerate().filter_map(|(i, row)| {
        let at = first + i;
        let (Row::File { file, .. } | Row::Match { file, .. }) = row;
        let FileMatches { path, matches } = found.files.get(*file)?;
        let kind = match row {
            Row::File { open, .. } => {
                let replaceable = matches.iter().any(|found| found.instead.is_some());
                Kind::File { count: matches.len(), open: *open, replaceable }
            }
            Row::Match { at, .. } => Kind::Match(matches.get(*at)?.clone()),
        };
        Some(Shown { at, path: path.clone(), kind })
    });
    shown.collect()
}

fn bring_into_sight(list: NodeRef<leptos::html::Div>, row: usize) {
    let Some(node) = list.get_untracked() else { return };
    let (top, height) = browser::scrolled(&node);
    let y = i32::try_from(row).unwrap_or(i32::MAX).saturating_mul(ROW);
    if y < top {
        browser::scroll_to(&node, y);
    } else if y + ROW > top + height {
        browser::scroll_to(&node, y + ROW - height);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Match;

    fn found(files: usize, matches: u32) -> Found {
        let matches: Vec<Match> = (0..matches)
            .map(|start| Match {
                start,
                end: start + 1,
                line: start + 1,
                column: 1,
                found: "x".into(),
                instead: None,
                before: String::new(),
                after: String::new(),
            })
            .collect();
        let file = |n| FileMatches { path: format!("{n}.ts"), matches: matches.clone() };
        Found::of((0..files).map(file).collect())
    }

    #[test]
    fn only_rows_in_sight_exist() {
        let all = found(100, 99);
        let rows = all.rows(&Default::default());
        assert_eq!(rows.len(), 10_000);
        let shown = in_sight(&all, &rows, 0, 260);
        assert_eq!((shown[0].at, shown.len()), (0, 18));
        let shown = in_sight(&all, &rows, 5000 * ROW, 260);
        assert_eq!((shown[0].at, shown.len()), (4992, 26));
        assert_eq!(in_sight(&all, &rows, 10_000 * ROW, 260).len(), 8);
        // The list became shorter than what it was scrolled to.
        assert_eq!(in_sight(&all, &rows[..3], 5000 * ROW, 260), []);
    }
}
