//! Going back to a version, and one step back or forward.

use contract::{RestoreStep, RunId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{leave, tell};
use crate::api;
use crate::state::{Act, Move, WorkspaceState};
use crate::workspace::Desk;
use crate::workspace::saving::settle;

/// Puts a version back, as a new one.
pub fn restore(desk: Desk, seq: i64) {
    act(desk, move |_| Some(Act::Restore { seq, step: RestoreStep::Picked }));
}

/// Takes the changes of one turn back, whatever was made since.
pub fn undo_turn(desk: Desk, run: RunId) {
    act(desk, move |_| Some(Act::UndoRun(run)));
}

/// One version back.
pub fn undo(desk: Desk) {
    act(desk, |state| state.undo_move().map(|undo: Move| undo.act));
}

/// Takes an undo back.
pub fn redo(desk: Desk) {
    act(desk, |state| state.redo_move().map(|redo: Move| redo.act));
}

/// Does what `choose` says once everything typed is stored: it must be found in the history afterwards.
fn act(desk: Desk, choose: impl FnOnce(&WorkspaceState) -> Option<Act> + 'static) {
    let busy = desk.looking.busy;
    if busy.try_get_untracked() != Some(false) {
        return;
    }
    busy.set(true);
    spawn_local(async move {
        if settle(desk).await {
            let outcome = match desk.peek(choose) {
                Some(Act::UndoRun(run)) => api::undo_run(run).await,
                Some(Act::Restore { seq, step }) => match desk.project.try_get_value() {
                    Some(project) => api::restore_version(project, seq, step).await,
                    None => Ok(()),
                },
                None => Ok(()),
            };
            match outcome {
                Ok(()) => {
                    leave(desk);
                }
                Err(error) => tell(desk, &error),
            }
        } else {
            let sentence = "Your last edits are not stored yet, so nothing was changed. Try again when the top bar \
                            says Saved.";
            let _ = desk.notice.try_set(Some(sentence.to_owned()));
        }
        let _ = busy.try_set(false);
    });
}
