//! What is wrong with the files: by the check after a turn, and by the editor while somebody types.

use std::collections::BTreeSet;

use contract::Diagnostic;

use super::WorkspaceState;

/// Checkers that look at the same as the editor's TypeScript does, which has the newer text.
const SAME: [&str; 3] = ["oxc", "names", "typescript"];

#[derive(Default)]
pub(super) struct Findings {
    /// Of the last check.
    checked: Vec<Diagnostic>,
    /// Files that the editor has looked at since the page began, and what it found in all of them.
    looked: BTreeSet<String>,
    live: Vec<Diagnostic>,
}

impl WorkspaceState {
    /// Findings of the last check alone.
    pub fn checked_problems(&self) -> Vec<Diagnostic> {
        self.findings.checked.clone()
    }

    pub(super) fn check(&mut self, found: &[Diagnostic]) {
        found.clone_into(&mut self.findings.checked);
        self.join_problems();
    }

    /// Takes what the editor found in the files it looked at. For these it stands in the place of what the check said
    /// of syntax and types.
    pub fn look(&mut self, looked: Vec<String>, found: Vec<Diagnostic>) {
        self.findings.looked = looked.into_iter().collect();
        self.findings.live = found;
        self.join_problems();
    }

    fn join_problems(&mut self) {
        let Findings { checked, looked, live } = &self.findings;
        let stands = |found: &&Diagnostic| {
            !(looked.contains(&found.path) && SAME.contains(&found.source.as_str()))
                && self.files.contains_key(&found.path)
        };
        let here = |found: &&Diagnostic| self.files.contains_key(&found.path);
        // A project without live findings is shown as it was checked, whatever became of its files.
        let mut problems: Vec<Diagnostic> = if looked.is_empty() {
            checked.clone()
        } else {
            checked.iter().filter(stands).chain(live.iter().filter(here)).cloned().collect()
        };
        if !looked.is_empty() {
            problems.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
        }
        if problems != self.problems {
            self.problems = problems;
            self.problems_revision += 1;
        }
    }
}
