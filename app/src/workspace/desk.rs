//! What the parts of the workspace share.

use contract::{ConsoleLevel, ImageId, ModelId, ProjectId, StoredEvent, TabId, TurnOptions, WorkspaceView};
use leptos::prelude::*;

use super::attached::Attached;
use super::console_line::ConsoleLine;
use super::layout::Layout;
use super::looking::Looking;
use super::offline::Offline;
use super::preview_status::PreviewStatus;
use super::saving::{Saver, Saving};
use super::search::Search;
use super::stage::Stage;
use super::stream::Connection;
use crate::browser::{self, Editor, Preview};
use crate::state::WorkspaceState;

/// A frame's share of the time: replaying a long log must not hold up input.
const FOLD_BUDGET_MS: f64 = 8.0;

/// Of the preview, told to the model with the next prompt.
const MOST_ERRORS: usize = 10;

/// The state and the signals around it. Components read the state through `select`, which tells them only of
/// what they chose; events arrive in batches, one a frame.
#[derive(Clone, Copy)]
pub struct Desk {
    state: StoredValue<WorkspaceState>,
    tick: RwSignal<u32>,
    inbox: StoredValue<Inbox>,
    pub project: StoredValue<ProjectId>,
    /// Made up when the page comes to life.
    pub tab: StoredValue<TabId>,
    pub read_only: bool,
    pub layout: Layout,
    /// Paths of open files, in the order of their tabs.
    pub open: RwSignal<Vec<String>>,
    pub current: RwSignal<Option<String>>,
    /// Whether the editor shows what the model writes; a click on another file ends that for the turn.
    pub follow: RwSignal<bool>,
    pub connection: RwSignal<Connection>,
    pub outdated: RwSignal<bool>,
    pub saving: RwSignal<Saving>,
    pub saver: Saver,
    pub offline: Offline,
    /// A sentence about something that was asked for and did not happen.
    pub notice: RwSignal<Option<String>>,
    pub model: RwSignal<ModelId>,
    /// What stands in the prompt box.
    pub draft: RwSignal<String>,
    /// Pictures that go along with it.
    pub images: RwSignal<Vec<Attached>>,
    /// Files that a person pinned or left out, and whether a turn is only talk.
    pub choices: RwSignal<TurnOptions>,
    /// Whether the model is asked by itself to mend what it broke.
    pub auto_fix: RwSignal<bool>,
    pub preview_status: RwSignal<PreviewStatus>,
    pub console: RwSignal<Vec<ConsoleLine>>,
    pub stage: Stage,
    pub looking: Looking,
    pub search: Search,
    /// Path of the file whose changes are shown instead of its text.
    pub diff: RwSignal<Option<String>>,
    pub editor_ready: RwSignal<bool>,
    /// Whether the editor shows why the last turn changed what it changed.
    pub reasons: RwSignal<bool>,
    editor: StoredValue<Option<Editor>, browser::Store>,
    preview: StoredValue<Option<Preview>, browser::Store>,
}

#[derive(Default)]
struct Inbox {
    events: std::collections::VecDeque<StoredEvent>,
    scheduled: bool,
}

pub fn use_desk() -> Desk {
    // Every part of the workspace is below the component that provides it.
    expect_context()
}

impl Desk {
    pub fn new(view: WorkspaceView, read_only: bool) -> Self {
        let project = view.project.id.clone();
        let default = view.models.iter().find(|model| model.is_default).or(view.models.first());
        let state = WorkspaceState::new(view.clone());
        let last_model = state.turns.last().map(|turn| turn.model.clone());
        let known = last_model.filter(|id| view.models.iter().any(|model| model.id == *id));
        let model = known.or(default.map(|model| model.id.clone())).unwrap_or_default();
        let first = state.first_file();
        Self {
            state: StoredValue::new(state),
            tick: RwSignal::new(0),
            inbox: StoredValue::new(Inbox::default()),
            project: StoredValue::new(project),
            tab: StoredValue::new(TabId::default()),
            read_only,
            layout: Layout::new(),
            open: RwSignal::new(first.iter().cloned().collect()),
            current: RwSignal::new(first),
            follow: RwSignal::new(true),
            connection: RwSignal::new(Connection::Connecting),
            outdated: RwSignal::new(false),
            saving: RwSignal::new(Saving::Saved),
            saver: Saver::new(),
            offline: Offline::new(),
            notice: RwSignal::new(None),
            model: RwSignal::new(model),
            draft: RwSignal::new(String::new()),
            images: RwSignal::new(Vec::new()),
            choices: RwSignal::new(TurnOptions::default()),
            auto_fix: RwSignal::new(false),
            preview_status: RwSignal::new(PreviewStatus::default()),
            console: RwSignal::new(Vec::new()),
            stage: Stage::new(),
            looking: Looking::new(),
            search: Search::new(),
            diff: RwSignal::new(None),
            editor_ready: RwSignal::new(false),
            reasons: RwSignal::new(false),
            editor: StoredValue::new_with_storage(None),
            preview: StoredValue::new_with_storage(None),
        }
    }

    /// Puts a prompt into the box, unless one is being written there.
    pub fn suggest(&self, prompt: &str) {
        if self.draft.with_untracked(|draft| draft.trim().is_empty()) {
            self.draft.set(prompt.to_owned());
        }
        browser::focus_id("prompt");
    }

    /// How the next turn is to be done: what was chosen, with what is in front of the person now. The console is not
    /// watched: it may say thousands of lines a second.
    pub fn options(&self) -> TurnOptions {
        let console = untrack(|| self.errors());
        TurnOptions { open: self.current.get().into_iter().collect(), console, ..self.choices.get() }
    }

    /// The pictures that are with the server, in their order.
    pub fn attached_images(&self) -> Vec<ImageId> {
        self.images.with(|images| images.iter().filter_map(|attached| attached.image.clone()).collect())
    }

    /// What the preview's console said that the last turn cannot have mended, oldest first.
    fn errors(&self) -> Vec<String> {
        let since = self.peek(|state| {
            state.turns.last().map_or(0, |turn| turn.started_at_ms + turn.elapsed_ms.unwrap_or_default())
        });
        self.console.with(|lines| {
            let errors = lines
                .iter()
                .filter(|line| line.entry.level == ConsoleLevel::Error && line.entry.at_ms > since);
            let newest: Vec<String> =
                errors.rev().take(MOST_ERRORS).map(|line| line.entry.text.clone()).collect();
            newest.into_iter().rev().collect()
        })
    }

    /// A value of the state that moves on with it.
    pub fn select<T>(&self, pick: impl Fn(&WorkspaceState) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        let (state, tick) = (self.state, self.tick);
        Memo::new(move |_| {
            tick.track();
            state.with_value(&pick)
        })
    }

    /// Like `select`, looked at only when `revision` moves: for what is dear to pick.
    pub fn select_at<T>(
        &self,
        revision: impl Fn(&WorkspaceState) -> u32 + Send + Sync + 'static,
        pick: impl Fn(&WorkspaceState) -> T + Send + Sync + 'static,
    ) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        let (state, revision) = (self.state, self.select(revision));
        Memo::new(move |_| {
            // Read, not only tracked: a memo that was never read watches nothing itself.
            let _ = revision.get();
            state.with_value(&pick)
        })
    }

    /// The state as it is now, without watching it. The default when the page is gone.
    pub fn peek<T: Default>(&self, read: impl FnOnce(&WorkspaceState) -> T) -> T {
        self.state.try_with_value(read).unwrap_or_default()
    }

    /// Changes the state and tells everyone.
    pub fn change<T: Default>(&self, write: impl FnOnce(&mut WorkspaceState) -> T) -> T {
        let answer = self.state.try_update_value(write).unwrap_or_default();
        self.tell();
        answer
    }

    fn tell(&self) {
        let changes = self.state.try_update_value(WorkspaceState::take_effects).unwrap_or_default();
        self.carry_out(changes);
        self.show_writing();
        let _ = self.tick.try_update(|tick| *tick = tick.wrapping_add(1));
    }

    /// Takes events from the socket; they are folded with the next frame.
    pub fn receive(&self, events: Vec<StoredEvent>) {
        let first = self.inbox.try_update_value(|inbox| {
            inbox.events.extend(events);
            !std::mem::replace(&mut inbox.scheduled, true)
        });
        if first == Some(true) {
            let desk = *self;
            browser::next_frame(move || desk.fold_some());
        }
    }

    /// The number to resume after: everything before it is here.
    pub fn last_seq(&self) -> i64 {
        let waiting = self.inbox.try_with_value(|inbox| inbox.events.back().map(|event| event.seq)).flatten();
        waiting.unwrap_or_else(|| self.peek(|state| state.seq))
    }

    fn fold_some(self) {
        let began = browser::clock_ms();
        let mut left = true;
        while left && browser::clock_ms() - began < FOLD_BUDGET_MS {
            let next = self.inbox.try_update_value(|inbox| inbox.events.pop_front()).flatten();
            match next {
                Some(event) => {
                    self.state.try_update_value(|state| state.fold(&event));
                }
                None => left = false,
            }
        }
        self.inbox.try_update_value(|inbox| inbox.scheduled = left);
        self.tell();
        if left {
            browser::next_frame(move || self.fold_some());
        }
    }

    /// Takes up a remembered choice, if that model is still connected.
    pub fn choose_model_if_known(&self, id: &str) {
        if self.peek(|state| state.models.iter().any(|model| model.id.as_str() == id)) {
            self.model.set(ModelId::from(id));
        }
    }

    pub fn put_editor(&self, editor: Option<Editor>) {
        let _ = self.editor.try_set_value(editor);
    }

    pub fn put_preview(&self, preview: Option<Preview>) {
        let _ = self.preview.try_set_value(preview);
    }

    pub fn with_editor(&self, act: impl FnOnce(&Editor)) {
        self.editor.try_with_value(|editor| editor.as_ref().map(act));
    }

    pub fn with_preview(&self, act: impl FnOnce(&Preview)) {
        self.preview.try_with_value(|preview| preview.as_ref().map(act));
    }
}
