//! The timeline of versions in the left panel.

mod counts;
mod list;
mod row;

use leptos::prelude::*;

use super::desk::use_desk;
use crate::state::words;
use list::Timeline;

/// All versions, newest first.
#[component]
pub fn HistoryPanel() -> impl IntoView {
    let desk = use_desk();
    let count = desk.select(|state| state.versions.len());
    let picking = desk.looking.picking;
    view! {
        <div class="panel">
            <div class="panel-head">
                <h2>"History"</h2>
                <span class="grow"></span>
                <span class="muted num">
                    {move || words::count(count.get(), "version")}
                </span>
            </div>
            {move || {
                picking
                    .get()
                    .map(|n| {
                        view! {
                            <p class="version-pick" role="status">
                                <span>"Choose the version to compare with version " {n} "."</span>
                                <button type="button" class="btn" on:click=move |_| picking.set(None)>
                                    "Cancel"
                                </button>
                            </p>
                        }
                    })
            }}
            <Show
                when=move || { count.get() > 0 }
                fallback=|| view! { <p class="empty">"Every turn and every edit becomes a version here."</p> }
            >
                <Timeline />
            </Show>
        </div>
    }
    .into_any()
}
