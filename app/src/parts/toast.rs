//! Sentences that say what just happened, in a corner, for a while.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use icondata_lu::{LuCircleCheck, LuInfo, LuTriangleAlert, LuX};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;

use super::Icon;

/// Long enough to be read twice.
const READ: Duration = Duration::from_secs(6);
/// Long enough to change one's mind.
const DECIDE: Duration = Duration::from_secs(12);
/// As long as `style/toasts.css` takes to fade one out.
const FADE: Duration = Duration::from_millis(160);
/// More would hide the work; the oldest goes.
const MOST: usize = 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToastKind {
    Info,
    /// Something was done.
    Done,
    /// Something was asked for and did not happen. Stays until it is closed.
    Failed,
}

impl ToastKind {
    fn key(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    fn icon(self) -> icondata_core::Icon {
        match self {
            Self::Info => LuInfo,
            Self::Done => LuCircleCheck,
            Self::Failed => LuTriangleAlert,
        }
    }
}

/// One sentence, and by wish a button: its name and what it does.
#[derive(Clone, Debug)]
pub struct Toast {
    pub words: String,
    /// The callback belongs to the part of the page that made it; what has to work after that part is gone is
    /// shown by [`Toasts::undo`].
    pub action: Option<(String, Callback<()>)>,
    pub kind: ToastKind,
}

impl Toast {
    pub fn info(words: impl Into<String>) -> Self {
        Self { words: words.into(), action: None, kind: ToastKind::Info }
    }

    pub fn done(words: impl Into<String>) -> Self {
        Self { words: words.into(), action: None, kind: ToastKind::Done }
    }

    pub fn failed(words: impl Into<String>) -> Self {
        Self { words: words.into(), action: None, kind: ToastKind::Failed }
    }
}

type Act = Arc<dyn Fn() + Send + Sync>;

#[derive(Clone)]
struct Shown {
    id: u32,
    words: String,
    action: Option<(String, Act)>,
    kind: ToastKind,
    leaving: bool,
}

/// What stands in the corner. One for the whole page, so that a sentence outlives the part that said it.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Shown>>,
    last: StoredValue<u32>,
    timers: StoredValue<HashMap<u32, TimeoutHandle>>,
    /// Somebody reads: nothing goes by itself.
    held: StoredValue<bool>,
}

pub fn provide_toasts() {
    provide_context(Toasts {
        list: RwSignal::new(Vec::new()),
        last: StoredValue::new(0),
        timers: StoredValue::new(HashMap::new()),
        held: StoredValue::new(false),
    });
}

pub fn use_toasts() -> Toasts {
    // Provided by the app, around every page.
    expect_context()
}

impl Toasts {
    pub fn show(&self, toast: Toast) {
        let Toast { words, action, kind } = toast;
        let action = action.map(|(name, callback)| {
            let act: Act = Arc::new(move || {
                callback.try_run(());
            });
            (name, act)
        });
        self.push(words, action, kind);
    }

    /// Says that something was done, with a button that takes it back: wherever the person has gone meanwhile, so
    /// `undo` may only touch what lives as long as the page.
    pub fn undo(&self, words: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.push(words.into(), Some(("Undo".to_owned(), Arc::new(undo))), ToastKind::Done);
    }

    fn push(&self, words: String, action: Option<(String, Act)>, kind: ToastKind) {
        let Some(id) = self.last.try_update_value(|last| {
            *last = last.wrapping_add(1);
            *last
        }) else {
            return;
        };
        let gone = self.list.try_update(|list| {
            // The same sentence again is no second one.
            list.retain(|shown| shown.action.is_some() || shown.words != words);
            list.push(Shown { id, words, action, kind, leaving: false });
            let surplus = list.len().saturating_sub(MOST);
            list.drain(..surplus).map(|shown| shown.id).collect::<Vec<_>>()
        });
        for id in gone.unwrap_or_default() {
            self.stop(id);
        }
        if self.held.try_get_value() == Some(false) {
            self.start(id);
        }
    }

    /// Fades it out and lets it go.
    fn dismiss(&self, id: u32) {
        self.stop(id);
        let _ = self.list.try_update(|list| {
            if let Some(shown) = list.iter_mut().find(|shown| shown.id == id) {
                shown.leaving = true;
            }
        });
        let toasts = *self;
        set_timeout(
            move || {
                let _ = toasts.list.try_update(|list| list.retain(|shown| shown.id != id));
            },
            FADE,
        );
    }

    fn start(&self, id: u32) {
        let wait = self.list.try_with_untracked(|list| {
            let shown = list.iter().find(|shown| shown.id == id && !shown.leaving)?;
            match (shown.kind, &shown.action) {
                (ToastKind::Failed, _) => None,
                (ToastKind::Info | ToastKind::Done, Some(_)) => Some(DECIDE),
                (ToastKind::Info | ToastKind::Done, None) => Some(READ),
            }
        });
        let Some(wait) = wait.flatten() else { return };
        let toasts = *self;
        if let Ok(timer) = set_timeout_with_handle(move || toasts.dismiss(id), wait) {
            self.timers.try_update_value(|timers| timers.insert(id, timer));
        }
    }

    fn stop(&self, id: u32) {
        if let Some(timer) = self.timers.try_update_value(|timers| timers.remove(&id)).flatten() {
            timer.clear();
        }
    }

    /// While the pointer or the focus is there, all of them stay.
    fn hold(&self, held: bool) {
        if self.held.try_update_value(|now| std::mem::replace(now, held)) == Some(held) {
            return;
        }
        let ids: Vec<u32> = self
            .list
            .try_with_untracked(|list| list.iter().map(|shown| shown.id).collect())
            .unwrap_or_default();
        for id in ids {
            self.stop(id);
            if !held {
                self.start(id);
            }
        }
    }
}

/// The corner itself. It is there from the beginning: a live region that comes with its words is not read out.
#[component]
pub fn Toaster() -> impl IntoView {
    let toasts = use_toasts();
    let row = move |shown: Shown| {
        let Shown { id, words, action, kind, .. } = shown;
        let leaving =
            move || toasts.list.with(|list| list.iter().any(|shown| shown.id == id && shown.leaving));
        let button = action.map(|(name, act)| {
            let press = move |_| {
                act();
                toasts.dismiss(id);
                // The pointer leaves a thing that is gone without a word.
                toasts.hold(false);
            };
            view! {
                <button type="button" class="btn" on:click=press>
                    {name}
                </button>
            }
        });
        view! {
            <div class="toast" class:leaving=leaving data-kind=kind.key()>
                <Icon icon=kind.icon() />
                <p>{words}</p>
                {button}
                <button
                    type="button"
                    class="btn ghost square"
                    aria-label="Close"
                    on:click=move |_| {
                        toasts.dismiss(id);
                        toasts.hold(false);
                    }
                >
                    <Icon icon=LuX />
                </button>
            </div>
        }
        .into_any()
    };
    view! {
        <div
            class="toasts"
            role="status"
            aria-live="polite"
            aria-atomic="false"
            on:pointerenter=move |_| toasts.hold(true)
            on:pointerleave=move |_| toasts.hold(false)
            on:focusin=move |_| toasts.hold(true)
            on:focusout=move |_| toasts.hold(false)
        >
            <For each=move || toasts.list.get() key=|shown| shown.id children=row />
        </div>
    }
    .into_any()
}
