use icondata_lu::{LuChevronDown, LuChevronUp, LuGitCompare, LuHistory};
use leptos::prelude::*;

use super::desk::{Desk, use_desk};
use super::layout::{Column, Panel};
use super::looking::{self, Comparison, Past};
use crate::parts::{Icon, IconButton};

/// Above code and preview while they do not show the files of now: what is seen, and the way back.
#[component]
pub fn VersionBar() -> impl IntoView {
    let desk = use_desk();
    looking::watch(desk);
    let looking = desk.looking;
    move || {
        if let Some(past) = looking.past.get() {
            return Some(view! { <PastBar past=past /> }.into_any());
        }
        looking
            .comparison
            .get()
            .map(|comparison| view! { <ComparisonBar comparison=comparison /> }.into_any())
    }
}

#[component]
fn PastBar(past: Past) -> impl IntoView {
    let desk = use_desk();
    let (n, seq) = (past.n, past.seq);
    let running = desk.select(|state| state.active().is_some());
    let files: Vec<(String, String)> = past
        .files
        .keys()
        .map(|path| {
            let mark = if past.changed.contains(path) { " (changed)" } else { "" };
            (path.clone(), format!("{path}{mark}"))
        })
        .collect();
    let missing = {
        let files = past.files.clone();
        move || {
            let path = desk.looking.path.get()?;
            (!files.contains_key(&path)).then(|| format!("{path} is not in this version."))
        }
    };
    view! {
        <section class="version-bar" aria-label="Earlier version">
            <Icon icon=LuHistory />
            <p role="status">
                <b>"You are looking at version " {n}</b>
                <span class="muted clip">{past.title}</span>
            </p>
            <FileChoice files=files />
            {move || missing().map(|sentence| view! { <p class="muted clip">{sentence}</p> })}
            <span class="grow"></span>
            <span class="row">
                <button
                    type="button"
                    class="btn ghost"
                    on:click=move |_| looking::compare_versions(desk, n, None)
                >
                    "Compare with now"
                </button>
                <button type="button" class="btn ghost" on:click=move |_| pick_other(desk, n)>
                    "Compare with…"
                </button>
                <button
                    type="button"
                    class="btn"
                    on:click=move |_| {
                        looking::leave(desk);
                    }
                >
                    "Back to now"
                </button>
                <button
                    type="button"
                    class="btn primary"
                    title=move || {
                        if running.get() {
                            "When the turn has ended"
                        } else {
                            "As a new version; the ones since stay in the history"
                        }
                    }
                    disabled=move || running.get() || desk.looking.busy.get()
                    on:click=move |_| looking::restore(desk, seq)
                >
                    "Restore this version"
                </button>
            </span>
        </section>
    }
    .into_any()
}

/// The next version that is chosen from the history is the other one.
fn pick_other(desk: Desk, n: u32) {
    desk.looking.picking.set(Some(n));
    desk.layout.panel_open.set(true);
    desk.layout.panel.set(Panel::History);
    desk.layout.column.set(Column::Side);
}

#[component]
fn ComparisonBar(comparison: Comparison) -> impl IntoView {
    let desk = use_desk();
    let looking = desk.looking;
    let paths: Vec<String> = comparison.diffs.iter().map(|diff| diff.path.clone()).collect();
    let files: Vec<(String, String)> = comparison
        .diffs
        .iter()
        .map(|diff| {
            let mark = match (&diff.before, &diff.after) {
                (None, _) => " (new)",
                (_, None) => " (deleted)",
                (Some(_), Some(_)) => "",
            };
            (diff.path.clone(), format!("{}{mark}", diff.path))
        })
        .collect();
    let count = paths.len();
    let paths = StoredValue::new(paths);
    let at = Memo::new(move |_| {
        let path = looking.path.get();
        paths.with_value(|paths| paths.iter().position(|known| Some(known) == path.as_ref())).unwrap_or(0)
    });
    let go = move |step: isize| {
        let next = at.get_untracked().checked_add_signed(step);
        if let Some(path) = next.and_then(|next| paths.with_value(|paths| paths.get(next).cloned())) {
            looking.path.set(Some(path));
        }
    };
    let first = Signal::derive(move || at.get() == 0);
    let last = Signal::derive(move || at.get() + 1 >= count);
    view! {
        <section class="version-bar" aria-label="Comparison">
            <Icon icon=LuGitCompare />
            <p role="status">
                <b>{comparison.title}</b>
            </p>
            <FileChoice files=files />
            <span class="row">
                <IconButton label="Previous file" icon=LuChevronUp disabled=first on_press=move |_| go(-1) />
                <IconButton label="Next file" icon=LuChevronDown disabled=last on_press=move |_| go(1) />
                <span class="muted num">{move || format!("{} of {count}", at.get() + 1)}</span>
            </span>
            <span class="grow"></span>
            <button
                type="button"
                class="btn"
                on:click=move |_| {
                    looking::leave(desk);
                }
            >
                "Back to now"
            </button>
        </section>
    }
    .into_any()
}

/// Which file of what is looked at: path and text of each.
#[component]
fn FileChoice(files: Vec<(String, String)>) -> impl IntoView {
    let desk = use_desk();
    let path = desk.looking.path;
    view! {
        <span class="picker version-file">
            <select
                aria-label="File of the version"
                on:change=move |event| path.set(Some(event_target_value(&event)))
            >
                {files
                    .into_iter()
                    .map(|(value, text)| {
                        let own = value.clone();
                        view! {
                            <option
                                value=value
                                prop:selected=move || path.with(|path| path.as_ref() == Some(&own))
                            >
                                {text}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
            <Icon icon=LuChevronDown />
        </span>
    }
    .into_any()
}
