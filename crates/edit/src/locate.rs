//! Where a hunk belongs: named stages, strict to lenient. Each either finds one place or none; more than one
//! is ambiguity, which is a value and not a guess.

mod align;
mod already;
mod choose;
mod edge_fuzz;
mod keys;
mod resolve;

use contract::{Confidence, MatchStage};

use crate::hunk::Plan;
use crate::repair;
use crate::text::Line;
pub(crate) use align::marks;
use keys::Level;

/// A located hunk: `range` of the file's lines becomes `lines`.
#[derive(Clone, Debug)]
pub(crate) struct Located {
    pub range: std::ops::Range<usize>,
    pub lines: Vec<Line>,
    /// Of these the first that is changed, or before which something is gone.
    pub lead: usize,
    pub stage: MatchStage,
    pub confidence: Confidence,
    pub added: u32,
    pub removed: u32,
}

#[derive(Debug)]
pub(crate) enum Outcome {
    Found(Located),
    /// The file says so already: where, and over how many lines.
    Already(usize, usize),
    /// What surrounds the change is there, what it removes is not: it may have been made already, and to look for
    /// it elsewhere would make it twice.
    Doubtful,
    /// As many places fit equally well.
    Ambiguous(usize),
    Missing,
}

/// The file's lines and the first line that no earlier hunk of the block has passed.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub lines: &'a [Line],
    pub cursor: usize,
}

/// Stages 1 to 6.
pub(crate) fn locate(plan: &Plan, place: Place) -> Outcome {
    let readings = repair::readings(plan);
    match locate_whole(plan, &readings, place) {
        Outcome::Missing => {}
        done => return done,
    }
    // 5. The same reply sent twice, or an edit that somebody made by hand.
    for reading in std::iter::once(plan).chain(&readings) {
        match already::find(reading, place) {
            Outcome::Missing => {}
            // Where the result stands more than once nobody knows; leaner hunks would only guess.
            done => return done,
        }
    }
    edge_fuzz::find(plan, place)
}

/// Stages 1 to 4, for a part of a hunk: all of its lines, in one place.
pub(crate) fn locate_part(plan: &Plan, place: Place) -> Outcome {
    locate_whole(plan, &repair::readings(plan), place)
}

fn locate_whole(plan: &Plan, readings: &[Plan], place: Place) -> Outcome {
    match locate_strict(plan, place) {
        Outcome::Missing => {}
        done => return done,
    }
    let mut ambiguous = None;
    // 3. Mistakes that run through the whole hunk.
    for reading in readings {
        for level in [Level::Exact, Level::Trailing] {
            match resolve::at_level(reading, place, level, MatchStage::BlockRepair) {
                Outcome::Missing => {}
                Outcome::Ambiguous(places) => ambiguous = ambiguous.or(Some(places)),
                done => return done,
            }
        }
    }
    // 4. Models outdent what they quote, and replace quotes and dashes by their typographic kin.
    for reading in std::iter::once(plan).chain(readings).filter(|plan| telling(plan.before(), 3)) {
        match resolve::at_level(reading, place, Level::Folded, MatchStage::Reindent) {
            Outcome::Missing => {}
            Outcome::Ambiguous(places) => ambiguous = ambiguous.or(Some(places)),
            done => return done,
        }
    }
    ambiguous.map_or(Outcome::Missing, Outcome::Ambiguous)
}

/// Stages 1 and 2: what nearly every hunk takes, and all that is cheap enough to be asked while it streams.
pub(crate) fn locate_strict(plan: &Plan, place: Place) -> Outcome {
    // No language here gives a meaning to blanks at line ends; editors and models drop and add them.
    for (level, stage) in [(Level::Exact, MatchStage::Exact), (Level::Trailing, MatchStage::TrailingBlanks)] {
        match resolve::at_level(plan, place, level, stage) {
            Outcome::Missing => {}
            done => return done,
        }
    }
    Outcome::Missing
}

/// Stage 8, after everything else: see `align`.
pub(crate) fn locate_aligned(plan: &Plan, place: Place) -> Outcome {
    align::find(plan, place)
}

/// One of the lines has at least as many characters that are not blank.
fn telling<'a>(lines: impl IntoIterator<Item = &'a str>, characters: usize) -> bool {
    lines
        .into_iter()
        .any(|text| text.chars().filter(|c| !c.is_whitespace()).take(characters).count() == characters)
}
