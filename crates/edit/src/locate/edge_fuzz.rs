//! Stage 6. A model remembers the middle of a hunk better than its ends: up to three context lines at either end
//! are given up, as few as possible. What is left must stand in one place only and hold a telling line.

use contract::{Confidence, MatchStage};

use super::align::{alike, marks};
use super::choose::{Choice, choose};
use super::keys::{Level, spots};
use super::resolve::{build, inserted_already};
use super::{Outcome, Place, telling};
use crate::hunk::{Plan, Step};

const MOST_AT_ONE_END: usize = 3;
const TELLING: usize = 10;
/// How far from the place, and how like, a line given up must have its original.
const NEAR: usize = 8;
const LIKE: f64 = 0.5;

pub(crate) fn find(plan: &Plan, place: Place) -> Outcome {
    for level in [Level::Exact, Level::Trailing] {
        let file = level.file(place.lines);
        for dropped in 1..=2 * MOST_AT_ONE_END {
            match with_fewer(plan, place, dropped, level, &file) {
                Outcome::Missing => {}
                done => return done,
            }
        }
    }
    Outcome::Missing
}

/// Every way to give up `dropped` lines; they must agree on the place.
fn with_fewer(
    plan: &Plan,
    place: Place,
    dropped: usize,
    level: Level,
    file: &[std::borrow::Cow<str>],
) -> Outcome {
    let mut best: Option<(Plan, usize, usize)> = None;
    for lead in dropped.saturating_sub(MOST_AT_ONE_END)..=dropped.min(MOST_AT_ONE_END) {
        let rest = plan.trimmed(lead, dropped - lead).filter(|rest| telling(rest.before(), TELLING));
        let Some(rest) = rest else { continue };
        let all = spots(&level.keys(&rest.before()), file);
        // The order of hunks is too little to choose by when the text itself is in doubt.
        let anchor = plan.anchor.as_deref();
        match choose(&all, anchor, Place { cursor: 0, ..place }) {
            Choice::One(at, _) if !known(plan, &rest, lead, at, place) => {}
            Choice::One(at, _) => {
                let start = at.wrapping_sub(lead);
                match &best {
                    Some((_, _, other)) if *other != start => return Outcome::Ambiguous(2),
                    Some(_) => {}
                    None => best = Some((rest, at, start)),
                }
            }
            Choice::Many(places) => return Outcome::Ambiguous(places),
            Choice::None => {}
        }
    }
    let Some((rest, at, _)) = best else { return Outcome::Missing };
    match inserted_already(&rest, at, level, file) {
        Some(start) => Outcome::Already(start, rest.after().len()),
        None => Outcome::Found(build(&rest, place.lines, at, MatchStage::EdgeFuzz, Confidence::Low)),
    }
}

/// Whether the lines given up are lines of the file, or resemble one near the place. Others may be new lines
/// whose `+` was forgotten, and would be lost.
fn known(plan: &Plan, rest: &Plan, lead: usize, at: usize, place: Place) -> bool {
    let near = at.saturating_sub(NEAR)..(at + rest.steps.len() + NEAR).min(place.lines.len());
    let given_up = plan.steps[..lead].iter().chain(&plan.steps[lead + rest.steps.len()..]);
    given_up.into_iter().all(|step| {
        let (Step::Keep(text) | Step::Remove(text) | Step::Add(text)) = step;
        let key = Level::Folded.key(text);
        let mark = marks(&key);
        key.is_empty()
            || place.lines.iter().any(|line| Level::Folded.key(&line.text) == key)
            || place.lines[near.clone()].iter().any(|line| {
                let other = Level::Folded.key(&line.text);
                alike(&key, mark, &other, marks(&other), LIKE)
            })
    })
}
