//! What was found, and by whom.

use std::collections::HashMap;
use std::time::Instant;

use contract::{Diagnostic, Severity};
use serde::Serialize;

use crate::is_error;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// No errors; warnings do not count.
    pub ok: bool,
    /// In the order in which they were asked.
    pub checkers: Vec<Checker>,
    /// By path, line and column.
    pub diagnostics: Vec<Diagnostic>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checker {
    /// As `Diagnostic::source` has it.
    pub name: String,
    pub elapsed_ms: u64,
    /// Why it did not run or its answer is not used: a sentence.
    pub skipped: Option<String>,
}

impl Report {
    /// Names of the checkers that did their work.
    pub fn list_ran(&self) -> Vec<String> {
        let ran = self.checkers.iter().filter(|checker| checker.skipped.is_none());
        ran.map(|checker| checker.name.clone()).collect()
    }

    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|found| found.severity == severity).count()
    }

    pub(crate) fn ran(&mut self, name: &str, since: Instant) {
        let elapsed_ms = u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.checkers.push(Checker { name: name.to_owned(), elapsed_ms, skipped: None });
    }

    pub(crate) fn skipped(&mut self, name: &str, reason: impl Into<String>) {
        let skipped = Some(reason.into());
        self.checkers.push(Checker { name: name.to_owned(), elapsed_ms: 0, skipped });
    }

    /// Adds what nobody said about the same place before. An error is said instead of a warning, and what this crate
    /// knows of a name instead of what the preview knows.
    pub(crate) fn add(&mut self, found: Vec<Diagnostic>) {
        let place = |found: &Diagnostic| (found.path.clone(), found.line, found.column);
        let known = self.diagnostics.iter().enumerate();
        let known: HashMap<_, usize> = known.map(|(at, found)| (place(found), at)).collect();
        for now in found {
            let Some(&at) = known.get(&place(&now)) else {
                self.diagnostics.push(now);
                continue;
            };
            let before = &self.diagnostics[at];
            let same_matter =
                before.source == "imports" && matches!(now.source.as_str(), "imports" | "names");
            if is_error(&now) && (same_matter || !is_error(before)) {
                self.diagnostics[at] = now;
            }
        }
    }

    pub(crate) fn finish(mut self) -> Self {
        let place = |found: &Diagnostic| (found.path.clone(), found.line, found.column);
        self.diagnostics.sort_by_key(place);
        self.diagnostics.dedup();
        self.ok = !self.diagnostics.iter().any(is_error);
        self
    }
}
