//! The list of versions: turns, hand edits grouped, undone turns, restored versions.

use contract::{Event, Origin, RestoreStep, RunId, RunStatus, Severity, Span, StoredEvent};

use super::turn::Turn;
use super::{WorkspaceState, words};

/// Hand edits closer together than this are one version.
const GROUP_MS: i64 = 10 * 60 * 1000;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum VersionKind {
    Created,
    Turn {
        n: u32,
        run: RunId,
        prompt: String,
    },
    Hand,
    /// Several files at once, by hand.
    Replace,
    /// A whole turn was taken back.
    Undo {
        n: u32,
    },
    /// Parts of a turn were taken back. Also what a taken back turn is until its name is known.
    Rejected,
    /// An earlier version was put back; `what` was undone or redone by that. Version 0 is none: the name of what
    /// was put back comes after its files.
    Restored {
        version: u32,
        step: RestoreStep,
        what: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Counted from 1.
    pub n: u32,
    pub at_ms: i64,
    pub kind: VersionKind,
    pub paths: Vec<String>,
    /// Of the event that began it.
    pub first_seq: i64,
    /// Of its last event: the files at this number are the version.
    pub last_seq: i64,
}

impl Version {
    /// From the moment before it to the moment it was complete.
    pub fn span(&self) -> Span {
        Span { from: self.first_seq - 1, to: self.last_seq }
    }

    pub fn title(&self) -> String {
        match &self.kind {
            VersionKind::Created => "Project created".to_owned(),
            VersionKind::Turn { n, .. } => format!("Turn {n}"),
            VersionKind::Hand => "Edited by hand".to_owned(),
            VersionKind::Replace => "Replaced in the project".to_owned(),
            VersionKind::Undo { n } => format!("Turn {n} undone"),
            VersionKind::Rejected => "Changes rejected".to_owned(),
            VersionKind::Restored { version, step: RestoreStep::Picked, .. } => {
                format!("Version {version} restored")
            }
            VersionKind::Restored { what, step: RestoreStep::Back, .. } => {
                words::capitalised(&format!("{what} undone"))
            }
            VersionKind::Restored { what, step: RestoreStep::Forward, .. } => {
                words::capitalised(&format!("{what} redone"))
            }
        }
    }

    /// What Undo takes back, in the middle of a sentence.
    pub fn what(&self) -> String {
        match &self.kind {
            VersionKind::Created => "the new project".to_owned(),
            VersionKind::Turn { n, .. } => format!("turn {n}"),
            VersionKind::Hand => "edits by hand".to_owned(),
            VersionKind::Replace => "the replacement in the project".to_owned(),
            VersionKind::Undo { n } => format!("the undo of turn {n}"),
            VersionKind::Rejected => "the rejected changes".to_owned(),
            VersionKind::Restored { version, step: RestoreStep::Picked, .. } => {
                format!("the restore of version {version}")
            }
            VersionKind::Restored { what, .. } => what.clone(),
        }
    }

    pub(super) fn run(&self) -> Option<&RunId> {
        match &self.kind {
            VersionKind::Turn { run, .. } => Some(run),
            VersionKind::Created
            | VersionKind::Hand
            | VersionKind::Replace
            | VersionKind::Undo { .. }
            | VersionKind::Rejected
            | VersionKind::Restored { .. } => None,
        }
    }
}

/// Where a turn that went wrong can be left for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WayBack {
    pub version: u32,
    pub seq: i64,
    /// The check found nothing in it.
    pub verified: bool,
}

/// Adds a changed path to the newest version, or begins a new one. Answers its place, and whether it is new.
fn record(versions: &mut Vec<Version>, stored: &StoredEvent, kind: VersionKind, path: &str) -> (usize, bool) {
    let n = u32::try_from(versions.len()).unwrap_or(u32::MAX).saturating_add(1);
    if let Some(last) = versions.last_mut() {
        let same = match (&last.kind, &kind) {
            (VersionKind::Hand, VersionKind::Hand) => stored.at_ms - last.at_ms < GROUP_MS,
            // Those of one act were stored in one moment.
            (VersionKind::Replace, VersionKind::Replace)
            | (VersionKind::Rejected, VersionKind::Rejected)
            | (VersionKind::Restored { .. }, VersionKind::Restored { .. }) => {
                last.kind == kind && last.at_ms == stored.at_ms
            }
            (before, now) => before == now,
        };
        if same {
            last.at_ms = stored.at_ms;
            last.last_seq = stored.seq;
            if !last.paths.iter().any(|known| known == path) {
                last.paths.push(path.to_owned());
            }
            return (versions.len() - 1, false);
        }
    }
    versions.push(Version {
        n,
        at_ms: stored.at_ms,
        kind,
        paths: vec![path.to_owned()],
        first_seq: stored.seq,
        last_seq: stored.seq,
    });
    (versions.len() - 1, true)
}

impl WorkspaceState {
    pub(super) fn record_version(&mut self, stored: &StoredEvent, path: &str, origin: Origin) {
        let kind = match origin {
            Origin::Seed | Origin::Fork => VersionKind::Created,
            Origin::Run => match self.turn(stored) {
                Some(turn) => {
                    turn.changed_files = true;
                    VersionKind::Turn { n: turn.n, run: turn.run.clone(), prompt: turn.prompt.clone() }
                }
                None => return,
            },
            Origin::Hand => VersionKind::Hand,
            Origin::Replace => VersionKind::Replace,
            Origin::Undo => VersionKind::Rejected,
            Origin::Restore => {
                VersionKind::Restored { version: 0, step: RestoreStep::Picked, what: String::new() }
            }
        };
        if matches!(kind, VersionKind::Hand | VersionKind::Replace) {
            self.note(stored, format!("{path} edited by hand"));
        } else if let VersionKind::Turn { .. } = kind {
            self.note(stored, format!("{path} changed"));
        }
        let created = kind == VersionKind::Created;
        let (at, is_new) = record(&mut self.versions, stored, kind, path);
        // There is nothing before the files a project begins with.
        if !created {
            self.steps.made(at, is_new);
        }
        self.history_revision += 1;
    }

    /// The version whose files came just before this event, which says what it is.
    pub(super) fn unnamed_version(&mut self, stored: &StoredEvent) -> Option<usize> {
        let version = self.versions.last_mut()?;
        let unnamed = match version.kind {
            VersionKind::Rejected => matches!(stored.event, Event::RunUndone { .. }),
            VersionKind::Restored { version: 0, .. } => matches!(stored.event, Event::VersionRestored { .. }),
            _ => false,
        };
        if !unnamed || version.last_seq + 1 != stored.seq {
            return None;
        }
        version.last_seq = stored.seq;
        Some(self.versions.len() - 1)
    }

    /// The version that the files belonged to right after event `seq`.
    pub fn version_at(&self, seq: i64) -> Option<&Version> {
        let after = self.versions.partition_point(|version| version.first_seq <= seq);
        self.versions.get(after.checked_sub(1)?)
    }

    /// By its number, from 1.
    pub fn version(&self, n: u32) -> Option<&Version> {
        self.versions.get(usize::try_from(n.checked_sub(1)?).ok()?)
    }

    /// To the last version before the turn that passed its check; where there is none, to the one before the turn.
    pub fn way_back(&self, turn: &Turn) -> Option<WayBack> {
        let first = self.versions.iter().position(|version| version.run() == Some(&turn.run))?;
        let before = self.versions.get(..first)?;
        let passed = |version: &&Version| match version.kind {
            VersionKind::Turn { n, .. } => {
                let turn = usize::try_from(n).ok().and_then(|n| self.turns.get(n.checked_sub(1)?));
                turn.is_some_and(Turn::stands_verified)
            }
            _ => false,
        };
        let verified = before.iter().rev().find(passed);
        // A project's first file alone is nothing to go back to.
        let last = before.last().filter(|last| last.kind != VersionKind::Created || last.paths.len() > 1);
        let version = verified.or(last)?;
        Some(WayBack { version: version.n, seq: version.last_seq, verified: verified.is_some() })
    }
}

impl Turn {
    /// It went well, the check found no error, and its changes stand.
    fn stands_verified(&self) -> bool {
        let faulty = self.diagnostics.iter().any(|found| found.severity == Severity::Error);
        self.status == RunStatus::Succeeded && !faulty && !self.undone
    }
}
