//! Searching the project and replacing in it. The texts are searched by a worker beside the page.

mod panel;
mod replace;
mod results;
mod row;

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;

use super::Desk;
use super::layout::{Column, Panel};
use crate::browser::{self, Searcher};
use crate::state::{FileMatches, Found, Globs, Report};

pub use panel::SearchPanel;
use replace::Done;
pub use replace::{Change, Replaced, change_files};

/// Matches that are asked for at first, and with each "Show more".
pub const STEP: u32 = 1000;
/// More than anybody replaces at once.
const ALL: u32 = 200_000;
/// The worker says something twice a second, unless an expression never ends.
const PATIENCE_MS: f64 = 4000.0;
const LOOK_MS: u32 = 500;

const TOO_SLOW: &str =
    "This expression takes too long and was stopped. Make it simpler, or search fewer files.";
const NO_WORKER: &str = "The search could not be loaded. Check the connection and search again.";

/// What is searched for and what was found. Kept while other panels are shown.
#[derive(Clone, Copy)]
pub struct Search {
    pub text: RwSignal<String>,
    pub replacement: RwSignal<String>,
    pub replacing: RwSignal<bool>,
    pub case: RwSignal<bool>,
    pub word: RwSignal<bool>,
    pub regex: RwSignal<bool>,
    pub filtering: RwSignal<bool>,
    pub include: RwSignal<String>,
    pub exclude: RwSignal<String>,
    pub found: RwSignal<Found>,
    pub busy: RwSignal<bool>,
    /// Paths whose matches are not listed.
    pub closed: RwSignal<BTreeSet<String>>,
    pub limit: RwSignal<u32>,
    /// The name whose uses are listed instead of what a search found.
    pub subject: RwSignal<Option<String>>,
    /// What was replaced last, and how to take it back.
    done: RwSignal<Option<Done>>,
    /// Everything is to be replaced as soon as everything is found.
    replacing_all: StoredValue<Option<u32>>,
    asked: StoredValue<u32>,
    heard_ms: StoredValue<f64>,
    searcher: StoredValue<Option<Searcher>, browser::Store>,
}

#[derive(Serialize)]
struct Question<'a> {
    id: u32,
    text: &'a str,
    case: bool,
    word: bool,
    regex: bool,
    replacement: Option<&'a str>,
    paths: Option<Vec<String>>,
    limit: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Message<'a> {
    Write(Vec<(&'a str, Option<&'a str>)>),
    Search(Question<'a>),
}

impl Search {
    pub fn new() -> Self {
        Self {
            text: RwSignal::new(String::new()),
            replacement: RwSignal::new(String::new()),
            replacing: RwSignal::new(false),
            case: RwSignal::new(false),
            word: RwSignal::new(false),
            regex: RwSignal::new(false),
            filtering: RwSignal::new(false),
            include: RwSignal::new(String::new()),
            exclude: RwSignal::new(String::new()),
            found: RwSignal::new(Found::default()),
            busy: RwSignal::new(false),
            closed: RwSignal::new(BTreeSet::new()),
            limit: RwSignal::new(STEP),
            subject: RwSignal::new(None),
            done: RwSignal::new(None),
            replacing_all: StoredValue::new(None),
            asked: StoredValue::new(0),
            heard_ms: StoredValue::new(0.0),
            searcher: StoredValue::new_with_storage(None),
        }
    }

    /// A file is different; null when it is gone. Costs nothing before the first search. Nobody searches the text that
    /// stands for bytes, and replacing in it would break them.
    pub fn update(&self, path: &str, text: Option<&str>) {
        let text = text.filter(|text| !vfs::is_stored_as_bytes(path, text));
        self.send(&Message::Write(vec![(path, text)]));
    }

    /// Asks for what the fields say. Answers come by `hear`.
    fn ask(self, desk: Desk, limit: u32) {
        let id = self.asked.try_update_value(|id| {
            *id = id.wrapping_add(1);
            *id
        });
        let Some(id) = id else { return };
        // What was to be replaced was an answer to another question.
        self.replacing_all.try_set_value(None);
        let text = self.text.get_untracked();
        if text.is_empty() {
            self.busy.set(false);
            self.found.set(Found::default());
            return;
        }
        if !self.is_started(desk) {
            self.found.set(Found::failed(NO_WORKER.to_owned()));
            return;
        }
        let replacement = self.replacement.get_untracked();
        let question = Question {
            id,
            text: &text,
            case: self.case.get_untracked(),
            word: self.word.get_untracked(),
            regex: self.regex.get_untracked(),
            replacement: (self.replacing.get_untracked() && !desk.read_only).then_some(replacement.as_str()),
            paths: self.paths(desk),
            limit,
        };
        self.busy.set(true);
        self.heard_ms.set_value(browser::clock_ms());
        self.send(&Message::Search(question));
        spawn_local(self.watch(id));
    }

    /// The files to be searched; none for all.
    fn paths(self, desk: Desk) -> Option<Vec<String>> {
        let globs = |list: RwSignal<String>| {
            if self.filtering.get_untracked() { Globs::new(&list.get_untracked()) } else { Globs::default() }
        };
        let (include, exclude) = (globs(self.include), globs(self.exclude));
        if include.is_empty() && exclude.is_empty() {
            return None;
        }
        let chosen = |path: &&String| (include.is_empty() || include.matches(path)) && !exclude.matches(path);
        Some(desk.peek(|state| state.files.keys().filter(chosen).cloned().collect()))
    }

    fn is_started(self, desk: Desk) -> bool {
        if self.searcher.try_with_value(Option::is_some) == Some(true) {
            return true;
        }
        let started = Searcher::start(move |said| self.hear(desk, said.as_deref()));
        let is_started = started.is_some();
        let _ = self.searcher.try_set_value(started);
        desk.peek(|state| {
            let texts = state.files.keys().filter(|path| !state.is_bytes(path));
            let all: Vec<_> = texts.map(|path| (path.as_str(), state.text(path))).collect();
            self.send(&Message::Write(all));
        });
        is_started
    }

    fn send(&self, message: &Message) {
        self.searcher.try_with_value(|searcher| {
            if let Some(searcher) = searcher
                && let Ok(json) = serde_json::to_string(message)
            {
                searcher.send(&json);
            }
        });
    }

    fn hear(self, desk: Desk, said: Option<&str>) {
        let Some(json) = said else {
            self.give_up(NO_WORKER);
            return;
        };
        let Ok(report) = serde_json::from_str::<Report>(json) else { return };
        if self.asked.try_get_value() != Some(report.id) {
            return;
        }
        self.heard_ms.try_set_value(browser::clock_ms());
        let (id, done) = (report.id, report.done);
        let _ = self.found.try_update(|found| found.take(report));
        if !done {
            return;
        }
        let _ = self.busy.try_set(false);
        if self.replacing_all.try_update_value(Option::take).flatten() == Some(id) {
            replace::replace(desk, self.found.with_untracked(|found| found.files.clone()));
        }
    }

    /// Ends a search that no message comes from: the worker cannot be asked to stop.
    async fn watch(self, id: u32) {
        loop {
            browser::sleep(LOOK_MS).await;
            let current =
                self.asked.try_get_value() == Some(id) && self.busy.try_get_untracked() == Some(true);
            if !current {
                return;
            }
            if self.heard_ms.try_get_value().is_none_or(|heard| browser::clock_ms() - heard > PATIENCE_MS) {
                self.give_up(TOO_SLOW);
                return;
            }
        }
    }

    fn give_up(self, sentence: &str) {
        let _ = self.searcher.try_set_value(None);
        self.replacing_all.try_set_value(None);
        let _ = self.busy.try_set(false);
        let _ = self.found.try_set(Found::failed(sentence.to_owned()));
    }

    /// Lists the uses of a name, found by the editor.
    pub fn show_references(self, desk: Desk, name: String, files: Vec<FileMatches>) {
        self.asked.try_update_value(|id| *id = id.wrapping_add(1));
        self.replacing_all.try_set_value(None);
        let _ = self.busy.try_set(false);
        let _ = self.subject.try_set(Some(name));
        let _ = self.closed.try_set(BTreeSet::new());
        let _ = self.found.try_set(Found::of(files));
        let layout = desk.layout;
        layout.panel_open.set(true);
        layout.column.set(Column::Side);
        layout.panel.set(Panel::Search);
    }

    /// Replaces every match, of those too that are not listed.
    fn replace_all(self, desk: Desk) {
        let (limited, files) = self.found.with_untracked(|found| (found.limited, found.files.clone()));
        if limited {
            self.ask(desk, ALL);
            self.replacing_all.set_value(self.asked.try_get_value());
        } else {
            replace::replace(desk, files);
        }
    }
}
