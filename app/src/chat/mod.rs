//! The conversation: turns, and the box in which the next one is asked for.

mod card;
mod composer;
mod context;
mod demo_note;
mod first;
mod images;
mod improve;
mod outcome;
mod queue;
mod recall;
mod talk;
mod thumbnails;
mod turn;

use contract::{ImageId, ModelId, TurnOptions, TurnRequest};
use leptos::prelude::*;
use leptos::task::spawn_local;

pub use talk::Chat;

use crate::api;
use crate::workspace::Desk;

/// Asks the model, with these pictures; the turn itself arrives by the event stream.
pub fn start_turn(desk: Desk, prompt: String, images: Vec<ImageId>) {
    send_prompt(desk, prompt, images, Sending::Start, || {});
}

/// Asks the model to mend something. Talk would mend nothing.
pub fn fix(desk: Desk, prompt: String) {
    let options = TurnOptions { fix: true, plan_only: false, ..untrack(|| desk.options()) };
    ask(desk, prompt, options, Sending::Start, || {});
}

/// What a prompt does to the turn under way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sending {
    /// There is none.
    Start,
    /// It waits for it.
    Queue,
    /// It stops it.
    Replace,
}

/// `refused` is called when the server did not take the prompt.
pub fn send_prompt(
    desk: Desk,
    prompt: String,
    images: Vec<ImageId>,
    how: Sending,
    refused: impl FnOnce() + 'static,
) {
    let options = TurnOptions { images, ..untrack(|| desk.options()) };
    ask(desk, prompt, options, how, refused);
}

fn ask(desk: Desk, prompt: String, options: TurnOptions, how: Sending, refused: impl FnOnce() + 'static) {
    let (Some(project), Some(model)) = (desk.project.try_get_value(), desk.model.try_get_untracked()) else {
        return;
    };
    let model: Option<ModelId> = Some(model).filter(|model| !model.as_str().is_empty());
    let ask = TurnRequest { prompt, model, options };
    spawn_local(async move {
        let outcome = match how {
            Sending::Start => api::start_run(project, ask).await.map(drop),
            Sending::Queue => api::queue_prompt(project, ask).await,
            Sending::Replace => api::replace_run(project, ask).await.map(drop),
        };
        if let Err(error) = outcome {
            let _ = desk.notice.try_set(Some(error.0.message));
            refused();
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
