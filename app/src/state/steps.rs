//! The way back and forward through the versions, one at a time: what Undo and Redo of the top bar do.
//!
//! Each step makes a new version, so the newest version alone does not say what comes next: a stack of those whose
//! changes stand does, and one of those that were taken back. The second is emptied by whatever is made anew.

use contract::{RestoreStep, RunId, StoredEvent};

use super::WorkspaceState;
use super::history::{Version, VersionKind};

#[derive(Debug, Default)]
pub(super) struct Steps {
    /// Places of versions whose changes stand, oldest first. Those of undone turns stay and are passed over.
    undo: Vec<usize>,
    redo: Vec<Redo>,
    /// What could be redone before the newest version, until it is known whether that is a step itself.
    parked: Vec<Redo>,
}

#[derive(Debug)]
struct Redo {
    /// The files stood like this before the undo.
    seq: i64,
    /// Versions that stand again afterwards, oldest first.
    back: Vec<usize>,
    what: String,
}

impl Steps {
    pub(super) fn made(&mut self, at: usize, is_new: bool) {
        if is_new {
            self.undo.push(at);
            self.parked = std::mem::take(&mut self.redo);
        } else {
            self.redo.clear();
        }
    }

    /// The version at this place is a step, not something new.
    fn unmake(&mut self, at: usize) {
        if self.undo.last() == Some(&at) {
            self.undo.pop();
            self.redo = std::mem::take(&mut self.parked);
        }
    }
}

/// How a step is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    UndoRun(RunId),
    Restore { seq: i64, step: RestoreStep },
}

/// A step that can be made now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// `Undo turn 2`.
    pub name: String,
    pub act: Act,
}

impl WorkspaceState {
    /// What Undo would take back; none while a turn is under way.
    pub fn undo_move(&self) -> Option<Move> {
        if self.active().is_some() {
            return None;
        }
        let at = self.steps.undo.iter().rev().copied().find(|at| self.stands(*at))?;
        let version = self.versions.get(at)?;
        let act = match &version.kind {
            VersionKind::Turn { run, .. } if !self.is_continued(at, run) => Act::UndoRun(run.clone()),
            _ => Act::Restore { seq: version.first_seq - 1, step: RestoreStep::Back },
        };
        Some(Move { name: format!("Undo {}", version.what()), act })
    }

    /// What Redo would bring back.
    pub fn redo_move(&self) -> Option<Move> {
        if self.active().is_some() {
            return None;
        }
        let redo = self.steps.redo.last()?;
        let act = Act::Restore { seq: redo.seq, step: RestoreStep::Forward };
        Some(Move { name: format!("Redo {}", redo.what), act })
    }

    /// Not a turn that was undone.
    fn stands(&self, at: usize) -> bool {
        let Some(version) = self.versions.get(at) else { return false };
        match version.run() {
            Some(run) => self.turns.iter().rev().any(|turn| turn.run == *run && !turn.undone),
            None => true,
        }
    }

    /// Hand edits fell into the turn, and this is its second part.
    fn is_continued(&self, at: usize, run: &RunId) -> bool {
        let before = self.versions.get(..at).unwrap_or_default().iter().rev();
        before.take_while(|version| is_part(version, run)).any(|version| version.run() == Some(run))
    }

    /// A turn was taken back, just now the last one or any other.
    pub(super) fn step_over_run(&mut self, stored: &StoredEvent, undone: &RunId) {
        let own = self.unnamed_version(stored);
        if let Some(own) = own {
            self.steps.unmake(own);
        }
        let n = self.turns.iter().rev().find(|turn| turn.run == *undone).map(|turn| turn.n);
        if let (Some(version), Some(n)) = (own.and_then(|own| self.versions.get_mut(own)), n) {
            version.kind = VersionKind::Undo { n };
        }
        let top = self.steps.undo.iter().rposition(|at| self.stands(*at));
        let is_of_run = |at: &usize| self.versions.get(*at).and_then(Version::run) == Some(undone);
        match top.filter(|top| self.steps.undo.get(*top).is_some_and(is_of_run)) {
            Some(_) => {
                let keep = self.steps.undo.iter().rposition(|at| self.stands(*at) && !is_of_run(at));
                let gone = self.steps.undo.split_off(keep.map_or(0, |keep| keep + 1));
                let back: Vec<usize> = gone.into_iter().filter(|at| is_of_run(at)).collect();
                let what = back.last().and_then(|at| self.versions.get(*at)).map(Version::what);
                let seq = self.before(own, stored);
                self.steps.redo.push(Redo { seq, back, what: what.unwrap_or_default() });
            }
            None => {
                self.steps.redo.clear();
                self.steps.undo.extend(own);
            }
        }
    }

    /// An earlier version was put back. Answers its name for the activity log.
    pub(super) fn step_to(&mut self, stored: &StoredEvent, seq: i64, step: RestoreStep) -> Option<String> {
        let own = self.unnamed_version(stored);
        if let Some(own) = own {
            self.steps.unmake(own);
        }
        let mut what = String::new();
        let mut step = step;
        match step {
            RestoreStep::Back => {
                let top = self.steps.undo.iter().rposition(|at| self.stands(*at));
                let gone = top.map(|top| self.steps.undo.split_off(top)).unwrap_or_default();
                let back: Vec<usize> = gone.into_iter().take(1).collect();
                if let Some(version) = back.first().and_then(|at| self.versions.get(*at)) {
                    what = version.what();
                }
                let seq = self.before(own, stored);
                self.steps.redo.push(Redo { seq, back, what: what.clone() });
            }
            RestoreStep::Forward => match self.steps.redo.pop() {
                Some(redo) => {
                    what = redo.what;
                    self.steps.undo.extend(redo.back);
                }
                None => step = RestoreStep::Picked,
            },
            RestoreStep::Picked => {}
        }
        if step == RestoreStep::Picked {
            self.steps.redo.clear();
            self.steps.undo.extend(own);
        }
        let version = self.version_at(seq).map_or(0, |version| version.n);
        let named = self.versions.get_mut(own?)?;
        named.kind = VersionKind::Restored { version, step, what };
        Some(named.title())
    }

    /// The moment before a step.
    fn before(&self, own: Option<usize>, stored: &StoredEvent) -> i64 {
        let own = own.and_then(|own| self.versions.get(own));
        own.map_or(stored.seq, |own| own.first_seq) - 1
    }
}

/// Of the same turn, or made by hand while it ran.
fn is_part(version: &Version, run: &RunId) -> bool {
    match &version.kind {
        VersionKind::Turn { run: other, .. } => other == run,
        VersionKind::Hand | VersionKind::Replace => true,
        VersionKind::Created
        | VersionKind::Undo { .. }
        | VersionKind::Rejected
        | VersionKind::Restored { .. } => false,
    }
}
