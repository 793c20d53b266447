//! The conversation: turns, and the box in which the next one is asked for.

mod card;
mod composer;
mod outcome;
mod talk;
mod turn;

use contract::{ModelId, RunId};
use leptos::prelude::*;
use leptos::task::spawn_local;

pub use talk::Chat;

use crate::api;
use crate::workspace::Desk;

/// Asks the model; the turn itself arrives by the event stream.
pub fn start_turn(desk: Desk, prompt: String) {
    let (Some(project), Some(model)) = (desk.project.try_get_value(), desk.model.try_get_untracked()) else {
        return;
    };
    spawn_local(async move {
        let model: Option<ModelId> = Some(model).filter(|model| !model.as_str().is_empty());
        if let Err(error) = api::start_run(project, prompt, model).await {
            let _ = desk.notice.try_set(Some(error.0.message));
        }
    });
}

/// Stops the turn under way, if there is one. Files that are in stay in.
pub fn stop_turn(desk: Desk) {
    let Some(run) = desk.peek(|state| state.active().map(|turn| turn.run.clone())) else { return };
    spawn_local(async move {
        if let Err(error) = api::cancel_run(run).await {
            let _ = desk.notice.try_set(Some(error.0.message));
        }
    });
}

pub fn undo_turn(desk: Desk, run: RunId) {
    spawn_local(async move {
        if let Err(error) = api::undo_run(run).await {
            let _ = desk.notice.try_set(Some(error.0.message));
        }
    });
}
