//! Hunks against a file, one after the other.

use std::collections::BTreeMap;

use contract::{Confidence, FileReport, FileStatus, HunkReport, HunkStatus, MatchStage};

use super::{Apply, number};
use crate::elision::Elisions;
use crate::hunk::{Plan, Step};
use crate::locate::{Located, Outcome, Place, locate, locate_aligned, locate_part};
use crate::nearest::nearest;
use crate::repair::unescaped;
use crate::text::Text;
use crate::{FileBlock, Outline, Syntax, gate};

/// Lines of the file to look at for all hunks together. Far beyond any reply; it bounds a hostile one.
const MAX_LINES_SEARCHED: usize = 20_000_000;
/// Places to look for the jump of a hunk that has one.
const MAX_JUMPS: usize = 12;
/// After as many refusals nobody reads the hints.
const MAX_NEAREST: usize = 20;

/// So many doubtful hunks are tried one by one; more are judged together.
const MAX_TRIED: usize = 8;

/// Hunks that are left out, with the reason.
type Without = BTreeMap<u32, String>;

/// The new text; none when nothing changes. The report says which hunks did.
pub(super) fn apply(
    block: &FileBlock,
    path: &str,
    current: &str,
    with: &Apply,
    report: &mut FileReport,
) -> Result<Option<String>, String> {
    let mut plans: Vec<Plan> = block.hunks.iter().map(Plan::new).collect();
    if let Some(unescaped) = unescaped(&plans, path, current) {
        plans = unescaped;
    }
    let mut without: Without = with.without.iter().map(|n| (*n, REJECTED.to_owned())).collect();
    let mut done = Run::all(&plans, current, path, &without);
    if let Some(judge) = Judge::new(path, current, with.syntax, &plans)
        && let Some(better) = judge.without_doubtful(&done, current, &mut without)
    {
        done = better;
    }
    report.hunks = done.hunks;
    (report.added, report.removed) = (done.added, done.removed);
    // What the user took back says nothing about the rest.
    let mut counted = report.hunks.iter().filter(|hunk| !with.without.contains(&hunk.n));
    let refused = counted.clone().any(|hunk| hunk.status == HunkStatus::Refused);
    let applied = counted.any(|hunk| hunk.status == HunkStatus::Applied);
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
    Ok((done.text != current).then_some(done.text))
}

const REJECTED: &str = "You rejected this change.";

/// All hunks applied.
struct Done {
    text: String,
    hunks: Vec<HunkReport>,
    added: u32,
    removed: u32,
}

/// A parser's view of the file before the change.
struct Judge<'a> {
    path: &'a str,
    syntax: &'a dyn Syntax,
    before: Outline,
    plans: &'a [Plan],
}

impl<'a> Judge<'a> {
    fn new(path: &'a str, current: &str, syntax: Option<&'a dyn Syntax>, plans: &'a [Plan]) -> Option<Self> {
        let syntax = syntax?;
        Some(Self { path, syntax, before: syntax.outline(path, current)?, plans })
    }

    fn verdict(&self, text: &str) -> Option<String> {
        let removed = self.plans.iter().flat_map(|plan| &plan.steps).filter_map(|step| match step {
            Step::Remove(text) => Some(text.as_str()),
            Step::Keep(_) | Step::Add(_) => None,
        });
        gate::doubtful(&self.before, &self.syntax.outline(self.path, text)?, removed)
    }

    /// A place found by leaving out or bending lines was a guess. Where the result speaks against it, the guess is
    /// taken back; those hunks that do no harm by themselves are kept.
    fn without_doubtful(&self, done: &Done, current: &str, without: &mut Without) -> Option<Done> {
        let doubtful: Vec<u32> = done
            .hunks
            .iter()
            .filter(|hunk| hunk.status == HunkStatus::Applied && hunk.stage >= Some(MatchStage::EdgeFuzz))
            .map(|hunk| hunk.n)
            .collect();
        if doubtful.is_empty() {
            return None;
        }
        let verdict = self.verdict(&done.text)?;
        let reason = |verdict: &str| {
            format!("The lines to change were found only approximately, and changed there {verdict}.")
        };
        without.extend(doubtful.iter().map(|n| (*n, reason(&verdict))));
        let run = |without: &Without| Run::all(self.plans, current, self.path, without);
        if doubtful.len() <= MAX_TRIED && self.verdict(&run(without).text).is_none() {
            for n in doubtful {
                without.remove(&n);
                if let Some(verdict) = self.verdict(&run(without).text) {
                    without.insert(n, reason(&verdict));
                }
            }
        }
        Some(run(without))
    }
}

struct Run {
    text: Text,
    /// The first line that no hunk has passed.
    cursor: usize,
    searched: usize,
    hints: usize,
    added: u32,
    removed: u32,
    elisions: Elisions,
}

impl Run {
    fn all(plans: &[Plan], current: &str, path: &str, without: &Without) -> Done {
        let mut run = Self {
            text: Text::new(current),
            cursor: 0,
            searched: 0,
            hints: 0,
            added: 0,
            removed: 0,
            elisions: Elisions::in_file(path),
        };
        let numbered = plans.iter().enumerate().map(|(i, plan)| (number(i + 1), plan));
        let hunks = numbered.map(|(n, plan)| run.one(n, plan, without.get(&n))).collect();
        Done { hunks, added: run.added, removed: run.removed, text: run.text.into_string() }
    }

    fn one(&mut self, n: u32, plan: &Plan, without: Option<&String>) -> HunkReport {
        let mut entry = HunkReport {
            n,
            status: HunkStatus::Refused,
            stage: None,
            confidence: Confidence::High,
            line: None,
            reason: None,
            nearest: Vec::new(),
        };
        if let Some(reason) = without {
            entry.reason = Some(reason.clone());
            self.hint(plan, &mut entry);
            return entry;
        }
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
                    groups.into_iter().for_each(|located| self.take(plan, located, &mut entry));
                    entry.stage = Some(MatchStage::Split);
                    entry.confidence = Confidence::Low;
                    return entry;
                }
                None => locate_aligned(plan, Place { lines: &self.text.lines, cursor: self.cursor }),
            },
            outcome => outcome,
        };
        match outcome {
            Outcome::Found(located) => self.take(plan, located, &mut entry),
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

    fn take(&mut self, plan: &Plan, located: Located, entry: &mut HunkReport) {
        entry.status = HunkStatus::Applied;
        let repaired = plan.is_repaired && located.stage < MatchStage::BlockRepair;
        entry.stage = Some(if repaired { MatchStage::BlockRepair } else { located.stage });
        entry.confidence = located.confidence;
        entry.line = entry.line.or(Some(number(located.range.start + located.lead + 1)));
        self.added += located.added;
        self.removed += located.removed;
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
                    .then(|| locate_part(&first, Place { lines: &scratch.lines, cursor }))
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
