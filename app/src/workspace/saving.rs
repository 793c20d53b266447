//! Hand edits on their way to the server.

use std::time::Duration;

use contract::{Problem, ProblemCode, SyncedFile};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use server_fn::ServerFn;

use super::{Desk, looking, offline};
use crate::state::{Save, WorkspaceState};
use crate::{api, browser};

/// After the last keystroke.
const QUIET: Duration = Duration::from_millis(600);
const AGAIN: Duration = Duration::from_secs(3);
/// Between two looks at whether everything is stored, and how often that is looked at.
const LOOK_MS: u32 = 50;
const LOOKS: u32 = 100;

#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::enum_variant_names, reason = "the words people read")]
pub enum Saving {
    Saved,
    Saving,
    /// Kept here, sent when the server answers again.
    Offline,
    /// Kept here; the sentence says why it was not stored.
    Failed(String),
}

impl Saving {
    pub fn text(&self) -> &'static str {
        match self {
            Self::Saved => "Saved",
            Self::Saving => "Saving…",
            Self::Offline => "Kept here",
            Self::Failed(_) => "Not saved",
        }
    }
}

/// The wait for quiet, and whether an edit is on its way.
#[derive(Clone, Copy)]
pub struct Saver {
    timer: StoredValue<Option<TimeoutHandle>>,
    busy: StoredValue<bool>,
}

impl Saver {
    pub fn new() -> Self {
        Self { timer: StoredValue::new(None), busy: StoredValue::new(false) }
    }
}

/// Sends what is left when the page is hidden, closed or left.
pub fn save_on_leave(desk: Desk) {
    Effect::new(move |_| {
        browser::on_leave(move || send_last_words(desk));
        on_cleanup(move || send_last_words(desk));
    });
}

/// Takes what was typed: the preview shows it at once, the server gets it when the typing pauses.
pub fn edited(desk: Desk, path: &str, text: &str) {
    if !desk.change(|state| state.edit_file(path, text)) {
        return;
    }
    looking::leave(desk);
    desk.with_preview(|preview| preview.update_file(path, Some(text)));
    desk.search.update(path, Some(text));
    if untrack(|| offline::is_away(desk)) {
        desk.change(WorkspaceState::mark_late);
    }
    offline::keep_soon(desk);
    let _ = desk.saving.try_set(Saving::Saving);
    schedule(desk, QUIET);
}

/// Now, without waiting for quiet.
pub fn save_soon(desk: Desk) {
    schedule(desk, Duration::ZERO);
}

/// Stores what was typed and waits until the log has it here, too. False if that did not come about.
pub async fn settle(desk: Desk) -> bool {
    for _ in 0..LOOKS {
        if desk.peek(WorkspaceState::is_settled) {
            return true;
        }
        save_all(desk).await;
        if !matches!(desk.saving.try_get_untracked(), Some(Saving::Saved | Saving::Saving)) {
            return false;
        }
        browser::sleep(LOOK_MS).await;
    }
    false
}

fn schedule(desk: Desk, wait: Duration) {
    let timer = set_timeout_with_handle(move || spawn_local(save_all(desk)), wait).ok();
    let before = desk.saver.timer.try_update_value(|kept| std::mem::replace(kept, timer)).flatten();
    if let Some(before) = before {
        before.clear();
    }
}

/// One edit at a time, so that they are stored in the order they were made.
async fn save_all(desk: Desk) {
    if desk.saver.busy.try_update_value(|busy| std::mem::replace(busy, true)) != Some(false) {
        return;
    }
    let mut failed = None;
    for path in desk.peek(WorkspaceState::dirty_paths) {
        let Some(save) = desk.peek(|state| state.save(&path)) else { continue };
        match send(desk, &save).await {
            Ok(()) => {}
            Err(Some(problem)) => {
                let away = problem.code == ProblemCode::Offline;
                failed = Some(problem);
                // What comes after it waits for its turn.
                if away {
                    break;
                }
            }
            Err(None) => return,
        }
    }
    let _ = desk.saver.busy.try_set_value(false);
    offline::write(desk);
    match failed {
        Some(problem) => {
            let (state, retry) = match problem.code {
                ProblemCode::Offline => {
                    desk.change(WorkspaceState::mark_late);
                    (Saving::Offline, true)
                }
                ProblemCode::Busy | ProblemCode::DiskFull | ProblemCode::Internal => {
                    (Saving::Failed(problem.message), true)
                }
                ProblemCode::NewVersion => {
                    let _ = desk.outdated.try_set(true);
                    (Saving::Failed(problem.message), false)
                }
                // The same text would be refused again; the next keystroke tries anew.
                _ => (Saving::Failed(problem.message), false),
            };
            let _ = desk.saving.try_set(state);
            if retry {
                schedule(desk, AGAIN);
            }
        }
        None if desk.peek(WorkspaceState::has_unsaved) => schedule(desk, QUIET),
        None => {
            let disputed = desk.peek(|state| state.disputes().into_iter().next());
            let _ = desk.saving.try_set(match disputed {
                Some(dispute) => Saving::Failed(format!("{} waits for your decision above.", dispute.path)),
                None => Saving::Saved,
            });
            offline::put_back(desk);
        }
    }
}

/// Sends one edit. The problem, if there was one; none when the page is gone.
async fn send(desk: Desk, save: &Save) -> Result<(), Option<Problem>> {
    let (Some(project), tab) = (desk.project.try_get_value(), desk.tab.try_get_value()) else {
        return Err(None);
    };
    desk.change(|state| state.sending(save));
    let Save { path, content, base, late } = save.clone();
    if late {
        let answer = api::sync_file(project, path, content, base, tab).await.map_err(|error| error.0)?;
        if let SyncedFile::Saved(_) = &answer {
            desk.offline.sent.try_update_value(|sent| *sent += 1);
            // It answers: what it has to tell can be heard as well.
            offline::wake(desk);
        }
        desk.change(|state| state.synced(save, answer));
    } else {
        let answer = api::save_file(project, path, content, base, tab).await.map_err(|error| error.0)?;
        if let Some(notice) = &answer.notice {
            let _ = desk.notice.try_set(Some(notice.clone()));
        }
        desk.change(|state| state.saved(save, answer));
    }
    Ok(())
}

/// The arguments of `save_file`, as the server function takes them.
#[derive(Serialize)]
struct LastWords<'a> {
    project: &'a str,
    path: &'a str,
    content: &'a str,
    base: Option<&'a str>,
    tab: Option<&'a str>,
}

fn send_last_words(desk: Desk) {
    // Whether they arrive is not heard; the next visit finds what did not.
    offline::write(desk);
    let (Some(project), Some(tab)) = (desk.project.try_get_value(), desk.tab.try_get_value()) else { return };
    let saves: Vec<Save> =
        desk.peek(|state| state.dirty_paths().iter().filter_map(|path| state.save(path)).collect());
    for save in saves {
        let words = LastWords {
            project: project.as_str(),
            path: &save.path,
            content: &save.content,
            base: save.base.as_deref(),
            tab: Some(tab.as_str()),
        };
        if let Ok(json) = serde_json::to_string(&words) {
            let path = if save.late { api::SyncFile::PATH } else { api::SaveFile::PATH };
            browser::send_last_words(path, &json);
        }
    }
}
