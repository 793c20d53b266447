//! When the large scripts beside this module are loaded.

use std::time::Duration;

use leptos::prelude::*;

use super::desk::Desk;
use super::preview_status::Phase;
use crate::browser;
use crate::state::WorkspaceState;

/// A preview that takes longer than this does not hold up the editor.
const PREVIEW_PATIENCE_MS: u32 = 500;
const PREVIEW_POLL_MS: u32 = 10;
const RETRY: Duration = Duration::from_secs(1);
const RETRY_AT_MOST: Duration = Duration::from_secs(60);

/// Starting the editor keeps the page busy; the running app, which is waited for, comes first. Until then the text
/// is shown plainly.
pub(super) async fn preview_shown(desk: Desk) {
    // The page is painted first.
    browser::sleep(1).await;
    if !desk.peek(WorkspaceState::has_entry) {
        return;
    }
    for _ in 0..PREVIEW_PATIENCE_MS / PREVIEW_POLL_MS {
        let phase = desk.preview_status.try_with_untracked(|status| status.phase);
        if !matches!(phase, Some(Phase::Starting | Phase::Building)) {
            return;
        }
        browser::sleep(PREVIEW_POLL_MS).await;
    }
}

/// Tries until the server gives the script out: it may be away for a moment.
pub(super) async fn until_made<T>(make: impl AsyncFn() -> Option<T>) -> T {
    let mut pause = RETRY;
    loop {
        if let Some(made) = make().await {
            return made;
        }
        browser::sleep(u32::try_from(pause.as_millis()).unwrap_or(u32::MAX)).await;
        pause = (pause * 2).min(RETRY_AT_MOST);
    }
}
