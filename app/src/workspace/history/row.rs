use icondata_lu::{
    LuDiff, LuGitCompare, LuHistory, LuLoaderCircle, LuPencil, LuReplace, LuRotateCcw, LuSparkles, LuStar,
    LuUndo2,
};
use leptos::prelude::*;

use super::list::{ROW, row_id};
use crate::browser;
use crate::parts::Icon;
use crate::state::{Version, VersionKind, WorkspaceState, words};
use crate::workspace::desk::{Desk, use_desk};
use crate::workspace::looking;

/// Paths that are named when a row is pointed at.
const MOST_PATHS: usize = 20;

/// What a row says.
#[derive(Clone, PartialEq)]
struct Line {
    version: Version,
    title: String,
    /// Who made it.
    who: String,
    newest: bool,
}

fn line(state: &WorkspaceState, n: u32) -> Option<Line> {
    let version = state.version(n)?.clone();
    let who = match &version.kind {
        VersionKind::Turn { n, .. } => {
            let turn = state.turns.iter().find(|turn| turn.n == *n);
            turn.map(|turn| state.model_name(&turn.model)).unwrap_or_default()
        }
        VersionKind::Created => "Easel".to_owned(),
        VersionKind::Hand
        | VersionKind::Replace
        | VersionKind::Undo { .. }
        | VersionKind::Rejected
        | VersionKind::Restored { .. } => "You".to_owned(),
    };
    let title = match (&version.kind, &state.forked_from) {
        (VersionKind::Created, Some(source)) => format!("Forked from {source}"),
        _ => version.title(),
    };
    let newest = state.versions.last().is_some_and(|last| last.n == n);
    Some(Line { version, title, who, newest })
}

/// One version: pressed, it is shown; its tools compare and restore it.
#[component]
pub fn VersionRow(
    n: u32,
    count: Memo<u32>,
    reachable: Memo<Option<u32>>,
    focused: RwSignal<u32>,
) -> impl IntoView {
    let desk = use_desk();
    let shown = desk.select_at(|state| state.history_revision, move |state| line(state, n));
    let looked_at = move || desk.looking.past.with(|past| past.as_ref().is_some_and(|past| past.n == n));
    let place = move || i64::from(count.get().saturating_sub(n)) * i64::from(ROW);
    let tab = move || if reachable.get() == Some(n) { "0" } else { "-1" };
    let press = move |_| {
        focused.set(n);
        match desk.looking.picking.get_untracked() {
            Some(other) if other != n => looking::compare_versions(desk, other, Some(n)),
            Some(_) => {}
            None => looking::look_at(desk, n),
        }
    };
    view! {
        <li
            class="version"
            style:transform=move || format!("translateY({}px)", place())
            aria-setsize=move || count.get().to_string()
            aria-posinset=move || (count.get().saturating_sub(n) + 1).to_string()
        >
            <button
                type="button"
                id=row_id(n)
                class="version-main"
                tabindex=tab
                aria-busy=move || (desk.looking.opening.get() == Some(n)).to_string()
                aria-current=move || looked_at().then_some("true")
                title=move || shown.with(|line| line.as_ref().map(|line| hint(&line.version.paths)))
                on:click=press
            >
                {move || shown.get().map(|line| view! { <Words line=line /> })}
            </button>
            <Tools n=n shown=shown tab=Signal::derive(tab) />
        </li>
    }
    .into_any()
}

#[component]
fn Words(line: Line) -> impl IntoView {
    let desk = use_desk();
    let Line { version, title, who, newest } = line;
    let (n, span) = (version.n, version.span());
    let icon = match &version.kind {
        VersionKind::Created => LuStar,
        VersionKind::Turn { .. } => LuSparkles,
        VersionKind::Hand => LuPencil,
        VersionKind::Replace => LuReplace,
        VersionKind::Undo { .. } | VersionKind::Rejected => LuUndo2,
        VersionKind::Restored { .. } => LuHistory,
    };
    let files = match version.paths.as_slice() {
        [path] => words::file_name(path).to_owned(),
        paths => words::count(paths.len(), "file"),
    };
    let detail = match &version.kind {
        VersionKind::Turn { prompt, .. } => format!("{who} · {files} · {prompt}"),
        _ => format!("{who} · {files}"),
    };
    let icon = move || if desk.looking.opening.get() == Some(n) { LuLoaderCircle } else { icon };
    let counted = move || desk.looking.counts.with(|counts| counts.get(&span).copied());
    view! {
        {move || view! { <Icon icon=icon() /> }}
        <span class="version-title">
            <b class="clip">{title}</b>
            <span class="chip">"Version " {n}</span>
            {newest.then(|| view! { <span class="badge">"Now"</span> })}
        </span>
        <span class="version-when">{words::ago(browser::now_ms(), version.at_ms)}</span>
        <span class="version-detail clip">{detail}</span>
        <span class="version-count num">
            {move || {
                counted()
                    .map(|count| {
                        view! {
                            <span class="plus">"+" {count.added}</span>
                            <span class="minus">"−" {count.removed}</span>
                        }
                    })
            }}
        </span>
    }
    .into_any()
}

/// For the mouse they appear over the row; with the keyboard they come after it.
#[component]
fn Tools(n: u32, shown: Memo<Option<Line>>, tab: Signal<&'static str>) -> impl IntoView {
    let desk = use_desk();
    let earlier = move || shown.with(|line| line.as_ref().is_some_and(|line| !line.newest));
    let tool = move |label: String, icon, act: fn(Desk, u32)| {
        view! {
            <button
                type="button"
                class="btn ghost square"
                aria-label=label.clone()
                title=label
                tabindex=move || tab.get()
                on:click=move |_| act(desk, n)
            >
                <Icon icon=icon />
            </button>
        }
    };
    view! {
        <span class="version-tools">
            {tool(format!("Changes of version {n}"), LuDiff, looking::show_changes)}
            {move || {
                earlier()
                    .then(|| {
                        view! {
                            {tool(format!("Compare version {n} with now"), LuGitCompare, |desk, n| {
                                looking::compare_versions(desk, n, None)
                            })}
                            {tool(format!("Restore version {n}"), LuRotateCcw, restore)}
                        }
                    })
            }}
        </span>
    }
    .into_any()
}

/// The changed paths, as many as fit on a screen.
fn hint(paths: &[String]) -> String {
    let mut hint = paths.iter().take(MOST_PATHS).cloned().collect::<Vec<_>>().join("\n");
    if let Some(more) = paths.len().checked_sub(MOST_PATHS).filter(|more| *more > 0) {
        hint.push_str(&format!("\n{more} more"));
    }
    hint
}

fn restore(desk: Desk, n: u32) {
    if let Some(seq) = desk.peek(|state| state.version(n).map(|version| version.last_seq)) {
        looking::restore(desk, seq);
    }
}
