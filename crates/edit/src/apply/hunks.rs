//! Hunks against a file, one after the other.

use contract::{Confidence, FileReport, FileStatus, HunkReport, HunkStatus, MatchStage};

use super::number;
use crate::FileBlock;
use crate::elision::Elisions;
use crate::hunk::Plan;
use crate::locate::{Located, Outcome, Place, locate, locate_aligned};
use crate::nearest::nearest;
use crate::text::Text;

/// Lines of the file to look at for all hunks together. Far beyond any reply; it bounds a hostile one.
const MAX_LINES_SEARCHED: usize = 20_000_000;
/// Places to look for the jump of a hunk that has one.
const MAX_JUMPS: usize = 12;
/// After as many refusals nobody reads the hints.
const MAX_NEAREST: usize = 20;

/// The new text; none when nothing changes. The report says which hunks did.
pub(super) fn apply(
    block: &FileBlock,
    current: &str,
    report: &mut FileReport,
) -> Result<Option<String>, String> {
    let mut run = Run {
        text: Text::new(current),
        cursor: 0,
        searched: 0,
        hints: 0,
        elisions: Elisions::in_file(&report.path),
    };
    for (i, hunk) in block.hunks.iter().enumerate() {
        let entry = run.one(number(i + 1), &Plan::new(hunk), report);
        report.hunks.push(entry);
    }
    let refused = report.hunks.iter().any(|hunk| hunk.status == HunkStatus::Refused);
    let applied = report.hunks.iter().any(|hunk| hunk.status == HunkStatus::Applied);
    report.status = match (refused, applied) {
        (false, true) => FileStatus::Applied,
        (false, false) => FileStatus::Unchanged,
        (true, true) => FileStatus::Partial,
        (true, false) => FileStatus::Refused,
    };
    if report.status == FileStatus::Refused {
        report.reason = report.hunks.iter().find_map(|hunk| hunk.reason.clone());
        return Ok(None);
    }
    let text = run.text.into_string();
    Ok((text != current).then_some(text))
}

struct Run {
    text: Text,
    /// The first line that no hunk has passed.
    cursor: usize,
    searched: usize,
    hints: usize,
    elisions: Elisions,
}

impl Run {
    fn one(&mut self, n: u32, plan: &Plan, report: &mut FileReport) -> HunkReport {
        let mut entry = HunkReport {
            n,
            status: HunkStatus::Refused,
            stage: None,
            confidence: Confidence::High,
            line: None,
            reason: None,
            nearest: Vec::new(),
        };
        if !plan.changes() {
            entry.status = HunkStatus::Already;
            return entry;
        }
        if let Some(line) = plan.added().find(|line| self.elisions.matches(line)) {
            entry.reason =
                Some(format!("A new line stands for code that was left out: \"{}\".", line.trim()));
            return entry;
        }
        if plan.added().any(|line| line.contains('\0')) {
            entry.reason = Some("A new line holds characters that are not text.".to_owned());
            return entry;
        }
        self.searched += self.text.lines.len();
        if self.searched > MAX_LINES_SEARCHED {
            entry.reason =
                Some("There are too many hunks for one file. Send the whole file instead.".to_owned());
            return entry;
        }
        let place = Place { lines: &self.text.lines, cursor: self.cursor };
        let outcome = match locate(plan, place) {
            Outcome::Missing => match self.split(plan) {
                Some(groups) => {
                    groups.into_iter().for_each(|located| self.take(located, report, &mut entry));
                    entry.stage = Some(MatchStage::Split);
                    entry.confidence = Confidence::Low;
                    return entry;
                }
                None => locate_aligned(plan, Place { lines: &self.text.lines, cursor: self.cursor }),
            },
            outcome => outcome,
        };
        match outcome {
            Outcome::Found(located) => self.take(located, report, &mut entry),
            Outcome::Already(at, len) => {
                entry.status = HunkStatus::Already;
                entry.stage = Some(MatchStage::AlreadyApplied);
                entry.line = Some(number(at + 1));
                self.cursor = at + len;
            }
            Outcome::Ambiguous(places) => {
                entry.reason = Some(format!(
                    "The lines to change stand in {places} places. More lines around them would tell which."
                ));
                self.hint(plan, &mut entry);
            }
            Outcome::Doubtful => {
                entry.reason = Some(
                    "The lines around the change are there, the ones to change are not: it may have been made already."
                        .to_owned(),
                );
                self.hint(plan, &mut entry);
            }
            Outcome::Missing => {
                entry.reason = Some(if plan.before().is_empty() {
                    "No unchanged line says where the new ones belong.".to_owned()
                } else {
                    "The lines to change are not in the file as written.".to_owned()
                });
                self.hint(plan, &mut entry);
            }
        }
        entry
    }

    fn hint(&mut self, plan: &Plan, entry: &mut HunkReport) {
        self.hints += 1;
        if self.hints <= MAX_NEAREST {
            entry.nearest = nearest(&self.text.lines, plan);
        }
    }

    fn take(&mut self, located: Located, report: &mut FileReport, entry: &mut HunkReport) {
        entry.status = HunkStatus::Applied;
        entry.stage = Some(located.stage);
        entry.confidence = located.confidence;
        entry.line = entry.line.or(Some(number(located.range.start + located.lead + 1)));
        report.added += located.added;
        report.removed += located.removed;
        self.cursor = located.range.start + located.lines.len();
        self.text.replace(located.range, located.lines);
    }

    /// Stage 7. A hunk that jumps to another place without saying so: its runs of changes in order, each in one
    /// strict place, or none of them. The jump is somewhere in the context between two runs; each line of it
    /// belongs to the one or the other.
    fn split(&mut self, plan: &Plan) -> Option<Vec<Located>> {
        plan.first_run()?;
        let mut scratch = self.text.clone();
        let mut cursor = self.cursor;
        let (mut all, mut rest) = (Vec::new(), plan.clone());
        loop {
            let run = rest.first_run();
            let cuts: Vec<usize> = match run {
                Some((end, between)) => (0..=between).rev().take(MAX_JUMPS).map(|len| end + len).collect(),
                None => vec![rest.steps.len()],
            };
            let (located, after) = cuts.into_iter().find_map(|at| {
                self.searched += scratch.lines.len();
                let (first, after) = rest.cut(at);
                (self.searched < MAX_LINES_SEARCHED)
                    .then(|| locate(&first, Place { lines: &scratch.lines, cursor }))
                    .and_then(strict)
                    .map(|located| (located, after))
            })?;
            cursor = located.range.start + located.lines.len();
            scratch.replace(located.range.clone(), located.lines.clone());
            all.push(located);
            if run.is_none() {
                return Some(all);
            }
            rest = after;
        }
    }
}

fn strict(outcome: Outcome) -> Option<Located> {
    match outcome {
        Outcome::Found(located)
            if located.stage < MatchStage::EdgeFuzz && located.confidence == Confidence::High =>
        {
            Some(located)
        }
        Outcome::Found(_)
        | Outcome::Already(..)
        | Outcome::Ambiguous(_)
        | Outcome::Doubtful
        | Outcome::Missing => None,
    }
}
