use icondata_lu::{LuPencil, LuReplace, LuSparkles, LuStar, LuUndo2};
use leptos::prelude::*;

use super::changes::view_changes;
use super::desk::use_desk;
use crate::browser;
use crate::parts::Icon;
use crate::state::{Version, VersionKind, words};

/// All versions, newest first.
#[component]
pub fn HistoryPanel() -> impl IntoView {
    let desk = use_desk();
    let versions = desk.select_at(
        |state| state.history_revision,
        |state| state.versions.iter().rev().cloned().collect::<Vec<_>>(),
    );
    view! {
        <div class="panel">
            <div class="panel-head">
                <h2>"History"</h2>
            </div>
            <ul class="history" aria-label="History">
                <For
                    each=move || versions.get()
                    key=|version| (version.n, version.at_ms, version.paths.len(), version.kind.clone())
                    let:version
                >
                    <VersionRow version=version />
                </For>
            </ul>
        </div>
    }
    .into_any()
}

#[component]
fn VersionRow(version: Version) -> impl IntoView {
    let desk = use_desk();
    let (icon, title) = match &version.kind {
        VersionKind::Created => (LuStar, "Project created".to_owned()),
        VersionKind::Turn { n, .. } => (LuSparkles, format!("Turn {n}")),
        VersionKind::Hand => (LuPencil, "Edited by hand".to_owned()),
        VersionKind::Replace => (LuReplace, "Replaced in the project".to_owned()),
        VersionKind::Undo { n } => (LuUndo2, format!("Turn {n} undone")),
    };
    let (run, prompt) = match version.kind {
        VersionKind::Turn { run, prompt, .. } => (Some(run), Some(prompt)),
        VersionKind::Created | VersionKind::Hand | VersionKind::Replace | VersionKind::Undo { .. } => {
            (None, None)
        }
    };
    let files = match version.paths.as_slice() {
        [path] => path.clone(),
        paths => words::count(paths.len(), "file"),
    };
    let when = words::ago(browser::now_ms(), version.at_ms);
    view! {
        <li>
            <Icon icon=icon />
            <div>
                <b>{title}</b>
                <span class="chip">"Version " {version.n}</span>
                {prompt.map(|prompt| view! { <p class="clip">{prompt}</p> })}
                <small class="muted" title=version.paths.join("\n")>
                    {files} " · " {when}
                </small>
                {run
                    .map(|run| {
                        view! {
                            <button
                                type="button"
                                class="btn ghost"
                                on:click=move |_| view_changes(desk, run.clone(), None)
                            >
                                "View changes"
                            </button>
                        }
                    })}
            </div>
        </li>
    }
    .into_any()
}
