use std::collections::BTreeSet;

use icondata_lu::{LuFile, LuFolder};
use leptos::html::Div;
use leptos::prelude::*;

use super::drag;
use super::keys;
use super::lines::{Line, Places, lines, places};
use super::menu::open_menu;
use super::naming::NameField;
use super::row::{Row, row_id};
use super::state::{Explorer, TREE_ID, Target, use_explorer};
use crate::browser;
use crate::parts::Icon;
use crate::state::{TreeRow, tree_rows};
use crate::workspace::{Desk, use_desk};

/// As `style/explorer.css` has it.
const ROW_PIXELS: i32 = 28;
/// Rows that are built beyond those in sight, above and below.
const SPARE: usize = 12;
/// What is taken to be in sight until it is measured.
const FIRST_PIXELS: i32 = 1200;

/// Role tree. However many files there are, only those in sight are built.
#[component]
pub fn FileTree() -> impl IntoView {
    let (desk, explorer) = (use_desk(), use_explorer());
    let host = NodeRef::<Div>::new();
    let paths =
        desk.select_at(|state| state.paths_revision, |state| state.files.keys().cloned().collect::<Vec<_>>());
    let rows = Memo::new(move |_| {
        let needle = explorer.filter.with(|filter| filter.trim().to_lowercase());
        paths.with(|paths| {
            let paths = paths.iter().map(String::as_str);
            match needle.as_str() {
                "" => explorer.closed.with(|closed| tree_rows(paths, closed)),
                // What is looked for is not hidden in a folder.
                needle => {
                    tree_rows(paths.filter(|path| path.to_lowercase().contains(needle)), &BTreeSet::new())
                }
            }
        })
    });
    let lines =
        Memo::new(move |_| rows.with(|rows| explorer.naming.with(|naming| lines(rows, naming.as_ref()))));
    let places: Places = Memo::new(move |_| lines.with(|lines| places(lines)));
    let (top, height) = (RwSignal::new(0), RwSignal::new(FIRST_PIXELS));
    let measure = move || {
        if let Some(host) = host.try_get_untracked().flatten() {
            let (now, span) = browser::scroll_span(&host);
            top.set(now);
            if span > 0 {
                height.set(span);
            }
        }
    };
    measure_when_needed(host, measure);
    scroll_to_sought(explorer, host, lines, height);
    let range = Memo::new(move |_| {
        let at = |pixels: i32| usize::try_from(pixels / ROW_PIXELS).unwrap_or_default();
        let first = at(top.get()).saturating_sub(SPARE);
        (first, at(top.get() + height.get()) + SPARE)
    });
    let visible = move || {
        let (first, last) = range.get();
        lines.with(|lines| lines.iter().take(last).skip(first).cloned().collect::<Vec<_>>())
    };
    let active_id = move || {
        let active = explorer.active.get()?;
        places.with(|places| places.contains_key(&active)).then(|| row_id(&active))
    };
    view! {
        <div
            node_ref=host
            id=TREE_ID
            class="tree"
            class:over=move || explorer.over.with(|over| over.as_deref() == Some(""))
            role="tree"
            aria-label="Files"
            tabindex="0"
            aria-activedescendant=active_id
            on:scroll=move |_| measure()
            on:keydown=move |event| keys::pressed(desk, explorer, &rows.get_untracked(), &event)
            on:focus=move |_| begin(desk, explorer, rows)
            on:contextmenu=move |event| {
                if !desk.read_only {
                    event.prevent_default();
                    open_menu(explorer, Target::default(), event.client_x(), event.client_y());
                }
            }
            on:dragover=move |event| drag::moved_over(desk, explorer, None, &event)
            on:dragleave=move |event| drag::left(explorer, &event)
            on:drop=move |event| drag::dropped(desk, explorer, None, &event)
        >
            <div
                role="none"
                class="tree-space"
                style=move || format!("height: {}px", lines.with(Vec::len) * ROW_PIXELS as usize)
            >
                <For
                    each=visible
                    key=|line| line.clone()
                    children=move |line| match line {
                        Line::Row(row) => view! { <Row row=row places=places /> }.into_any(),
                        Line::New { level, folder } => {
                            view! { <NewRow level=level folder=folder places=places /> }.into_any()
                        }
                    }
                />
            </div>
            <Show when=move || lines.with(Vec::is_empty)>
                <p class="empty">
                    {move || match (desk.read_only, explorer.filter.with(|filter| filter.trim().is_empty())) {
                        (_, false) => "No file has this in its path.",
                        (true, true) => "This project has no files.",
                        (false, true) => {
                            "No files yet. Ask for something in the chat, make a file, or drop some here."
                        }
                    }}
                </p>
            </Show>
        </div>
    }
    .into_any()
}

/// What has no name yet.
#[component]
fn NewRow(level: u32, folder: bool, places: Places) -> impl IntoView {
    let explorer = use_explorer();
    // Its own signal is about to be emptied when the name is there.
    let naming = explorer.naming.get_untracked();
    let index = move || places.with(|places| places.get("").copied()).unwrap_or_default().index;
    view! {
        <div
            role="none"
            class="row editing"
            style=move || format!("--level: {level}; --at: {}", index())
            on:click=|event| event.stop_propagation()
        >
            <span class="twist"></span>
            <span class="kind" data-tint=if folder { "folder" } else { "quiet" }>
                <Icon icon=if folder { LuFolder } else { LuFile } />
            </span>
            {naming.map(|naming| view! { <NameField naming=naming /> })}
        </div>
    }
    .into_any()
}

fn measure_when_needed(host: NodeRef<Div>, measure: impl Fn() + Copy + 'static) {
    Effect::new(move |_| {
        if let Some(node) = host.get() {
            browser::on_resize(&node, measure);
            measure();
        }
    });
}

fn scroll_to_sought(explorer: Explorer, host: NodeRef<Div>, lines: Memo<Vec<Line>>, height: RwSignal<i32>) {
    Effect::new(move |_| {
        let (Some(host), Some(path)) = (host.get(), explorer.sought.get()) else { return };
        let at = lines
            .with(|lines| lines.iter().position(|line| matches!(line, Line::Row(row) if row.path == path)));
        let Some(at) = at.and_then(|at| i32::try_from(at).ok()) else { return };
        explorer.sought.set(None);
        show(&host, at * ROW_PIXELS, height.get_untracked());
    });
    Effect::new(move |_| {
        explorer.naming.track();
        let Some(host) = host.get() else { return };
        let at = lines.with(|lines| lines.iter().position(|line| matches!(line, Line::New { .. })));
        if let Some(at) = at.and_then(|at| i32::try_from(at).ok()) {
            show(&host, at * ROW_PIXELS, height.get_untracked());
        }
    });
}

/// Scrolls as little as is needed.
fn show(host: &leptos::web_sys::HtmlElement, row: i32, height: i32) {
    let (top, _) = browser::scroll_span(host);
    if row < top {
        browser::scroll_to(host, row);
    } else if row + 2 * ROW_PIXELS > top + height {
        browser::scroll_to(host, row + 2 * ROW_PIXELS - height);
    }
}

/// Whoever comes with the Tab key begins at the open file.
fn begin(desk: Desk, explorer: Explorer, rows: Memo<Vec<TreeRow>>) {
    if explorer.active.with_untracked(Option::is_some) {
        return;
    }
    let current = desk.current.get_untracked();
    rows.with_untracked(|rows| {
        let found = rows.iter().find(|row| Some(&row.path) == current.as_ref()).or(rows.first());
        if let Some(row) = found {
            explorer.go_to(&row.path);
        }
    });
}
