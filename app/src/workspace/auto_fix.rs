//! Asks the model by itself to mend what it broke, where a person turned that on.

use std::time::Duration;

use contract::RunStatus;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;

use super::desk::Desk;
use super::preview_status::{Cause, Phase};
use crate::state::WorkspaceState;
use crate::{browser, chat};

/// A failure that lasts this long is none that the next update mends.
const SETTLED: Duration = Duration::from_millis(1_500);
const KEY: &str = "auto-fix";

/// Watches the preview. One turn is asked for after each turn that broke something, never while one is running and
/// never after one that was itself a fix: the person decides then.
pub fn watch(desk: Desk) {
    if desk.read_only {
        return;
    }
    let restored = StoredValue::new(false);
    Effect::new(move |_| {
        let on = desk.auto_fix.get();
        if restored.get_value() {
            if on { browser::remember(KEY, "on") } else { browser::forget(KEY) }
        } else {
            restored.set_value(true);
            desk.auto_fix.set(browser::remembered(KEY).is_some());
        }
    });
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let mendable = desk.select(is_mendable);
    Effect::new(move |_| {
        let cause =
            desk.preview_status.with(|status| status.cause.clone().filter(|_| status.phase == Phase::Failed));
        // An earlier version that is looked at may be as broken as it was.
        let past = desk.looking.past.with(Option::is_some);
        let wanted = desk.auto_fix.get() && mendable.get() && !past;
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
        let Some(cause) = cause.filter(|cause| wanted && is_the_models(cause)) else { return };
        let later = set_timeout_with_handle(move || chat::fix(desk, cause.fix_prompt()), SETTLED);
        waiting.try_set_value(later.ok());
    });
    on_cleanup(move || {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    });
}

/// The last turn changed files, has ended, still stands and was no fix.
fn is_mendable(state: &WorkspaceState) -> bool {
    state.turns.last().is_some_and(|turn| {
        let ended = matches!(turn.status, RunStatus::Succeeded | RunStatus::NeedsReview);
        ended && turn.changed_files && !turn.undone && !turn.fix
    })
}

/// A blocked call or a missing package is for the person to allow.
fn is_the_models(cause: &Cause) -> bool {
    cause.origin.is_none() && cause.package.is_none()
}
