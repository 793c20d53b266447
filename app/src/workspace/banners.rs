//! What is so for a while, above everything: the server is away, there is a new version, a file has two texts.

use contract::ProjectId;
use icondata_lu::{LuCloudOff, LuGitMerge, LuRefreshCw, LuTriangleAlert};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::{Desk, use_desk};
use super::offline::{is_away, try_now, write};
use super::saving::save_soon;
use crate::parts::{Icon, use_toasts};
use crate::state::{Dispute, words};
use crate::{api, browser};

#[component]
pub fn Banners() -> impl IntoView {
    let desk = use_desk();
    let away = Memo::new(move |_| is_away(desk));
    let waiting = desk.select(|state| state.dirty_paths().len());
    let disputes = desk.select(|state| state.disputes());
    let reload = move |_| {
        write(desk);
        browser::reload_page();
    };
    view! {
        <div class="banners" role="status" aria-live="polite" aria-atomic="false">
            <Show when=move || away.get()>
                <p class="banner" data-kind="away">
                    <Icon icon=LuCloudOff />
                    <span class="grow">
                        <b>"Offline: "</b>
                        "your changes are kept here and sent when the server is back."
                        {move || {
                            let n = waiting.get();
                            (n > 0)
                                .then(|| {
                                    let wait = if n == 1 { "waits" } else { "wait" };
                                    format!(" {} {wait}.", words::count(n, "file"))
                                })
                        }}
                    </span>
                    <button type="button" class="btn" on:click=move |_| try_now(desk)>
                        "Try now"
                    </button>
                </p>
            </Show>
            <Show when=move || desk.offline.unkept.get()>
                <p class="banner" data-kind="warn">
                    <Icon icon=LuTriangleAlert />
                    <span class="grow">
                        "This browser's storage is full or forbidden: what the server does not have yet is in this tab alone. Keep it open until the server is back."
                    </span>
                </p>
            </Show>
            <Show when=move || desk.outdated.get()>
                <p class="banner" data-kind="new">
                    <Icon icon=LuRefreshCw />
                    <span class="grow">"A new version of Easel is running. Drafts and edits survive the reload."</span>
                    <button type="button" class="btn primary" on:click=reload>
                        "Reload"
                    </button>
                </p>
            </Show>
            <For each=move || disputes.get() key=Clone::clone let:dispute>
                <DisputeRow dispute=dispute />
            </For>
        </div>
    }
    .into_any()
}

/// Both texts are kept until one is chosen; the one that is not is a press away for a while, or in the history.
#[component]
fn DisputeRow(dispute: Dispute) -> impl IntoView {
    let desk = use_desk();
    let toasts = use_toasts();
    let Dispute { path, deleted } = dispute;
    let words = if deleted {
        format!("{path} was deleted while you changed it.")
    } else {
        format!("{path} was changed here and elsewhere, in the same lines. Both texts are kept.")
    };
    let path = StoredValue::new(path);
    let keep = move |_| {
        desk.change(|state| path.with_value(|path| state.keep_own(path)));
        save_soon(desk);
    };
    let give_way = move |_| {
        let path = path.get_value();
        let Some(own) = desk.change(|state| state.give_way(&path)) else { return };
        write(desk);
        save_soon(desk);
        let said =
            if deleted { format!("{path} is deleted.") } else { format!("{path} is as it was elsewhere.") };
        let project = desk.project.get_value();
        toasts.undo(said, move || restore(desk, project.clone(), &path, &own));
    };
    let compare = move |_| {
        let path = path.get_value();
        let Some((theirs, own)) = desk.peek(|state| state.versions_of(&path)) else { return };
        desk.pick_file(&path);
        browser::next_frame(move || {
            desk.with_editor(|editor| editor.show_diff(&path, &theirs, &own));
            let _ = desk.diff.try_set(Some(path));
        });
    };
    view! {
        <p class="banner" data-kind="warn">
            <Icon icon=LuGitMerge />
            <span class="grow">{words}</span>
            {(!deleted)
                .then(|| {
                    view! {
                        <button type="button" class="btn" on:click=compare>
                            "Compare"
                        </button>
                    }
                })}
            <button type="button" class="btn" on:click=give_way>
                {if deleted { "Delete mine" } else { "Take the other" }}
            </button>
            <button type="button" class="btn primary" on:click=keep>
                "Keep mine"
            </button>
        </p>
    }
    .into_any()
}

/// The text that gave way, as an edit of now.
fn restore(desk: Desk, project: ProjectId, path: &str, text: &str) {
    // The workspace may be another by now, or none.
    if desk.project.try_get_value().as_ref() != Some(&project) {
        let (path, text) = (path.to_owned(), text.to_owned());
        spawn_local(async move {
            let _ = api::save_file(project, path, text, None, None).await;
        });
        return;
    }
    super::saving::edited(desk, path, text);
    desk.with_editor(|editor| editor.sync_file(path, text));
}
