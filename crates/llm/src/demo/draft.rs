//! The project as it is being changed, and what was done to it.

use std::collections::BTreeMap;

/// What became of a part of a prompt.
pub(super) enum Outcome {
    Done,
    /// It is like that already.
    Already,
    /// Understood, but the files do not allow it: a sentence that says what was not found.
    Missing(String),
    Unknown,
}

pub(super) struct Step {
    pub path: String,
    /// For the plan and the first sentence.
    pub what: String,
    pub why: String,
}

pub(super) struct Draft<'a> {
    before: &'a [(String, String)],
    /// None is a file that goes.
    after: BTreeMap<String, Option<String>>,
    /// From and to.
    pub renames: Vec<(String, String)>,
    pub steps: Vec<Step>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(before: &'a [(String, String)]) -> Self {
        Self { before, after: BTreeMap::new(), renames: Vec::new(), steps: Vec::new() }
    }

    /// The text of a file as it is at the moment.
    pub(super) fn read(&self, path: &str) -> Option<&str> {
        match self.after.get(path) {
            Some(text) => text.as_deref(),
            None => self.original(path),
        }
    }

    pub(super) fn original(&self, path: &str) -> Option<&str> {
        self.before.iter().find(|(name, _)| name == path).map(|(_, text)| text.as_str())
    }

    /// Paths of the files that are there at the moment.
    pub(super) fn paths(&self) -> Vec<String> {
        let mut paths: Vec<String> = self.before.iter().map(|(path, _)| path.clone()).collect();
        paths.extend(self.after.keys().filter(|path| self.original(path).is_none()).cloned());
        paths.retain(|path| self.read(path).is_some());
        paths
    }

    pub(super) fn write(&mut self, path: &str, text: String) {
        self.after.insert(path.to_owned(), Some(text));
    }

    pub(super) fn delete(&mut self, path: &str) {
        self.after.insert(path.to_owned(), None);
    }

    /// The file under a new name, with `text` in it.
    pub(super) fn rename(&mut self, from: &str, to: &str, text: String) {
        self.after.insert(from.to_owned(), None);
        self.after.insert(to.to_owned(), Some(text));
        self.renames.push((from.to_owned(), to.to_owned()));
    }

    pub(super) fn note(&mut self, path: &str, what: impl Into<String>, why: impl Into<String>) {
        self.steps.push(Step { path: path.to_owned(), what: what.into(), why: why.into() });
    }

    /// Path, text before and text after of every file that changed. A renamed one is compared with what it was.
    pub(super) fn changed(&self) -> Vec<(&str, Option<&str>, Option<&str>)> {
        let changed = self.after.iter().filter_map(|(path, after)| {
            let from = self.renames.iter().find(|(_, to)| to == path).map(|(from, _)| from.as_str());
            let before = self.original(from.unwrap_or(path));
            let gone = self.renames.iter().any(|(from, _)| from == path);
            (!gone && before != after.as_deref()).then_some((path.as_str(), before, after.as_deref()))
        });
        changed.collect()
    }
}
