//! Edits by hand that the server does not have: kept in the browser from the first keystroke on, taken up again at
//! the next visit.
//!
//! Each tab has its own journal, so that two of them never write over each other; a tab that is gone leaves its
//! journal to whoever comes next.

use std::time::Duration;

use contract::TabId;
use futures::channel::oneshot;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Desk;
use super::saving::{Saving, save_soon};
use super::stream::Connection;
use crate::browser;
use crate::parts::{Toast, use_toasts};
use crate::state::{Journal, KeptEdit, words};

/// A journal is written at most this often while somebody types.
const WRITE_EVERY: Duration = Duration::from_millis(250);
/// A page that is being left may still be there for a moment; its journal is asked for once more.
const ASK_AGAIN_MS: u32 = 3_000;

#[derive(Clone, Copy)]
pub struct Offline {
    /// Edits of earlier visits that wait for one of the same file to arrive.
    waiting: StoredValue<Vec<KeptEdit>>,
    /// The journal will be written in a moment.
    due: StoredValue<bool>,
    /// The browser did not take the journal: the edits are in this page and nowhere else.
    pub unkept: RwSignal<bool>,
    /// Files that were brought to the server since it was away.
    pub sent: StoredValue<usize>,
    /// Cuts the wait for the next try short.
    pub wake: StoredValue<Option<oneshot::Sender<()>>>,
}

impl Offline {
    pub fn new() -> Self {
        Self {
            waiting: StoredValue::new(Vec::new()),
            due: StoredValue::new(false),
            unkept: RwSignal::new(false),
            sent: StoredValue::new(0),
            wake: StoredValue::new(None),
        }
    }
}

fn prefix(desk: Desk) -> Option<String> {
    desk.project.try_get_value().map(|project| format!("edits.{project}."))
}

fn name(tab: &TabId) -> String {
    format!("tab.{tab}")
}

/// Whether the server is away.
pub fn is_away(desk: Desk) -> bool {
    desk.connection.get() == Connection::Offline || desk.saving.get() == Saving::Offline
}

/// Takes care of what is only here, from the moment the tab has its id.
pub fn keep_edits(desk: Desk) {
    let toasts = use_toasts();
    Effect::new(move |_| {
        browser::on_unload(move || {
            desk.offline.unkept.try_get_untracked() == Some(true)
                && !desk.peek(|state| state.unsaved().is_empty())
        });
        let tab = desk.tab.get_value();
        // The next page of this document may be the same project: then the journal is this one's to take.
        let own = name(&tab);
        on_cleanup(move || browser::release(&own));
        spawn_local(async move {
            // First the own name, so that no other tab takes this one's journal.
            let _ = browser::claim(&name(&tab)).await;
            let mut taken = adopt(desk).await;
            if taken == 0 {
                browser::sleep(ASK_AGAIN_MS).await;
                taken = adopt(desk).await;
            }
            if taken > 0 {
                let what = words::count(taken, "unsaved edit");
                toasts.show(Toast::info(format!(
                    "{what} from your last visit: here again, and on the way to the server."
                )));
            }
        });
    });
    // One word when it is over, for the banner that was there goes without a sound.
    Effect::new(move |was: Option<bool>| {
        let away = is_away(desk);
        if away && was != Some(true) {
            desk.offline.sent.set_value(0);
        }
        if was == Some(true) && !away {
            toasts.show(Toast::done(match desk.offline.sent.get_value() {
                0 => "The server is back.".to_owned(),
                1 => "The server is back, and your change is saved.".to_owned(),
                n => {
                    format!("The server is back, and your changes in {} are saved.", words::count(n, "file"))
                }
            }));
        }
        away
    });
}

/// Takes over the journals of tabs that are gone: how many edits that were.
async fn adopt(desk: Desk) -> usize {
    let Some(prefix) = prefix(desk) else { return 0 };
    let own = desk.tab.try_get_value().unwrap_or_default();
    let mut journals = Vec::new();
    let mut keys = Vec::new();
    for key in browser::kept_keys(&prefix) {
        let Some(tab) = key.strip_prefix(&prefix).filter(|tab| *tab != own.as_str()) else { continue };
        if browser::claim(&name(&TabId::from(tab))).await == Some(false) {
            continue;
        }
        let kept = browser::remembered(&key).and_then(|json| serde_json::from_str::<Journal>(&json).ok());
        journals.extend(kept);
        keys.push(key);
    }
    let fresh = Journal::join(journals);
    let known: Vec<KeptEdit> = fresh
        .iter()
        .filter(|edit| desk.peek(|state| state.text(&edit.path) == Some(edit.content.as_str())))
        .cloned()
        .collect();
    let taken = fresh.len() - known.len();
    let added = desk.offline.waiting.try_update_value(|waiting| {
        waiting.extend(fresh.into_iter().filter(|edit| !known.contains(edit)));
    });
    if added.is_none() {
        return 0;
    }
    put_back(desk);
    // They are in this tab's journal before they go from the other one.
    if write(desk) {
        for key in keys {
            browser::forget(&key);
        }
    }
    taken
}

/// Puts edits back whose file has no other one under way.
pub fn put_back(desk: Desk) {
    let waiting = desk.offline.waiting.try_update_value(std::mem::take).unwrap_or_default();
    if waiting.is_empty() {
        return;
    }
    let left = desk
        .change(|state| waiting.into_iter().filter(|edit| !state.take_up(edit)).collect::<Vec<KeptEdit>>());
    let _ = desk.offline.waiting.try_set_value(left);
    save_soon(desk);
}

/// Writes the journal in a moment.
pub fn keep_soon(desk: Desk) {
    if desk.offline.due.try_update_value(|due| std::mem::replace(due, true)) == Some(false) {
        set_timeout(
            move || {
                let _ = desk.offline.due.try_set_value(false);
                write(desk);
            },
            WRITE_EVERY,
        );
    }
}

/// Writes the journal now. False if the browser did not take it.
pub fn write(desk: Desk) -> bool {
    let (Some(prefix), Some(tab)) = (prefix(desk), desk.tab.try_get_value()) else { return false };
    if tab.as_str().is_empty() || desk.read_only {
        return false;
    }
    let key = format!("{prefix}{tab}");
    let Some(waiting) = desk.offline.waiting.try_get_value() else { return false };
    let journal = Journal::of(desk.peek(|state| state.unsaved()), &waiting, browser::now_ms());
    let kept = if journal.edits.is_empty() {
        browser::forget(&key);
        true
    } else {
        serde_json::to_string(&journal).is_ok_and(|json| browser::keep(&key, &json))
    };
    let unkept = desk.offline.unkept;
    if unkept.try_get_untracked() == Some(kept) {
        let _ = unkept.try_set(!kept);
    }
    kept
}

/// Asks for the event stream now instead of later.
pub fn wake(desk: Desk) {
    desk.offline.wake.try_update_value(|wake| wake.take().map(|wake| wake.send(())));
}

/// Tries all of it now instead of later.
pub fn try_now(desk: Desk) {
    wake(desk);
    save_soon(desk);
}
