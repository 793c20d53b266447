use icondata_lu::{LuRedo2, LuUndo2};
use leptos::prelude::*;

use super::desk::use_desk;
use super::layout::{Column, Panel};
use super::looking;
use crate::parts::Icon;
use crate::state::{Move, WorkspaceState};

/// The newest version, and the way back and forward.
#[component]
pub fn VersionStepper() -> impl IntoView {
    let desk = use_desk();
    let version = desk.select(|state| state.versions.len());
    let name = |step: Option<Move>| step.map(|step| step.name);
    let undo = desk.select(move |state: &WorkspaceState| name(state.undo_move()));
    let redo = desk.select(move |state: &WorkspaceState| name(state.redo_move()));
    let busy = desk.looking.busy;
    view! {
        <span class="row stepper hide-s" role="group" aria-label="Versions">
            <button
                type="button"
                class="btn ghost square"
                aria-label="Undo"
                title=move || undo.get().unwrap_or_else(|| "Nothing to undo".to_owned())
                disabled=move || busy.get() || undo.with(Option::is_none)
                on:click=move |_| looking::undo(desk)
            >
                <Icon icon=LuUndo2 />
            </button>
            <button
                type="button"
                class="btn ghost square"
                aria-label="Redo"
                title=move || redo.get().unwrap_or_else(|| "Nothing to redo".to_owned())
                disabled=move || busy.get() || redo.with(Option::is_none)
                on:click=move |_| looking::redo(desk)
            >
                <Icon icon=LuRedo2 />
            </button>
            <button
                type="button"
                class="chip"
                title="Show the history"
                on:click=move |_| {
                    desk.layout.panel_open.set(true);
                    desk.layout.panel.set(Panel::History);
                    desk.layout.column.set(Column::Side);
                }
            >
                "Version "
                {move || version.get()}
            </button>
        </span>
    }
    .into_any()
}
