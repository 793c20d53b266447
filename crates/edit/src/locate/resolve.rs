//! From a level of comparison to a located hunk.

use std::collections::HashSet;

use contract::{Confidence, MatchStage};

use super::choose::{Choice, choose};
use super::keys::{Level, spots};
use super::{Located, Outcome, Place, telling};
use crate::hunk::{Plan, Step};
use crate::reindent::Indentation;
use crate::text::Line;

/// Characters by which a line is known.
const TELLING: usize = 8;

/// The hunk's lines, all of them in one run.
pub(crate) fn at_level(plan: &Plan, place: Place, level: Level, stage: MatchStage) -> Outcome {
    let before = plan.before();
    let file = level.file(place.lines);
    let all = spots(&level.keys(&before), &file);
    match choose(&all, plan.anchor.as_deref(), place) {
        Choice::None => Outcome::Missing,
        Choice::Many(places) => Outcome::Ambiguous(places),
        Choice::One(at, confidence) => {
            // New lines that were indented anew stand there in another form.
            let foreign = level != Level::Folded && Indentation::foreign(&plan.steps, place.lines).is_some();
            let again = || inserted_already(plan, at, Level::Folded, &Level::Folded.file(place.lines));
            let already = inserted_already(plan, at, level, &file);
            match already.or_else(|| foreign.then(again).flatten()) {
                Some(start) => Outcome::Already(start, plan.after().len()),
                None => {
                    let doubted = level == Level::Folded && stands_elsewhere(&before, place.lines, at);
                    let confidence = if doubted { Confidence::Low } else { confidence };
                    Outcome::Found(build(plan, place.lines, at, stage, confidence))
                }
            }
        }
    }
}

/// A line that is only like the one at the place found, and is to the letter at another.
fn stands_elsewhere(before: &[&str], lines: &[Line], at: usize) -> bool {
    let found = at..at + before.len();
    let outside = lines.iter().enumerate().filter(|(i, _)| !found.contains(i));
    let outside: HashSet<&str> = outside.map(|(_, line)| line.text.as_str()).collect();
    let pairs = before.iter().zip(&lines[found.clone()]);
    let mut inexact =
        pairs.filter(|(text, line)| **text != line.text && telling(std::iter::once(**text), TELLING));
    inexact.any(|(text, _)| outside.contains(text))
}

/// An insertion beside its own result is the same reply once more: the lines before it are still there.
pub(crate) fn inserted_already(
    plan: &Plan,
    at: usize,
    level: Level,
    file: &[std::borrow::Cow<str>],
) -> Option<usize> {
    let (count, after) = (plan.before().len(), plan.after());
    if after.len() <= count {
        return None;
    }
    let reach = after.len() - count;
    let from = at.saturating_sub(reach);
    let window = &file[from..(at + after.len()).min(file.len())];
    spots(&level.keys(&after), window).first().map(|start| from + start)
}

/// Context keeps the file's own bytes, whatever the hunk says.
pub(crate) fn build(
    plan: &Plan,
    lines: &[Line],
    at: usize,
    stage: MatchStage,
    confidence: Confidence,
) -> Located {
    let count = plan.before().len();
    let old = &lines[at..at + count];
    let found = old.iter().map(|line| Some(line.text.as_str()));
    let (indentation, stage) = match stage {
        MatchStage::Reindent => (Some(Indentation::new(&plan.steps, found, lines)), stage),
        MatchStage::Exact | MatchStage::TrailingBlanks | MatchStage::BlockRepair => {
            let foreign = Indentation::foreign(&plan.steps, lines);
            let stage = if foreign.is_some() { MatchStage::Reindent } else { stage };
            (foreign, stage)
        }
        MatchStage::AlreadyApplied | MatchStage::EdgeFuzz | MatchStage::Split | MatchStage::Alignment => {
            (None, stage)
        }
    };
    let lead = plan.steps.iter().take_while(|step| matches!(step, Step::Keep(_))).count();
    let (mut new, mut next) = (Vec::with_capacity(plan.steps.len()), 0);
    let (mut added, mut removed) = (0, 0);
    for (i, step) in plan.steps.iter().enumerate() {
        match step {
            Step::Keep(_) => {
                new.push(old[next].clone());
                next += 1;
            }
            Step::Remove(_) => {
                removed += 1;
                next += 1;
            }
            Step::Add(text) => {
                added += 1;
                let text = indentation
                    .as_ref()
                    .map_or_else(|| text.clone(), |indentation| indentation.apply(i, text));
                new.push(Line { text, end: "" });
            }
        }
    }
    Located { range: at..at + count, lines: new, lead, stage, confidence, added, removed }
}
