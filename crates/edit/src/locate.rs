//! Where a hunk belongs: named stages, strict to lenient. Each either finds one place or none; more than one
//! is ambiguity, which is a value and not a guess.

use contract::{Confidence, MatchStage};

use crate::hunk::{Plan, Step};
use crate::reindent::Indentation;
use crate::repair;
use crate::text::Line;

/// A located hunk: `range` of the file's lines becomes `lines`.
#[derive(Debug)]
pub(crate) struct Located {
    pub range: std::ops::Range<usize>,
    pub lines: Vec<Line>,
    pub stage: MatchStage,
    pub confidence: Confidence,
    pub added: u32,
    pub removed: u32,
}

#[derive(Debug)]
pub(crate) enum Outcome {
    Found(Located),
    /// The file says so already; the line where it does.
    Already(usize),
    /// As many places fit equally well.
    Ambiguous(usize),
    Missing,
}

/// The file's lines and the first line that no earlier hunk of the block has passed.
pub(crate) struct Place<'a> {
    pub lines: &'a [Line],
    pub cursor: usize,
}

type Same = fn(&str, &str) -> bool;

/// Stage 1: byte for byte.
const EXACT: Same = |a, b| a == b;
/// Stage 2: editors and models drop and add blanks at line ends; no language here gives them a meaning.
const TRAILING: Same = |a, b| a.trim_end() == b.trim_end();
/// Stage 4: models outdent what they quote and replace quotes and dashes by their typographic kin.
const FOLDED: Same = |a, b| fold(a) == fold(b);

pub(crate) fn locate(plan: &Plan, place: &Place) -> Outcome {
    let mut ambiguous = 0;
    let mut attempt = |plan: &Plan, same: Same, stage| match search(plan, place, same, stage) {
        Outcome::Ambiguous(places) => {
            ambiguous = places;
            None
        }
        Outcome::Missing => None,
        found => Some(found),
    };
    for (same, stage) in [(EXACT, MatchStage::Exact), (TRAILING, MatchStage::TrailingBlanks)] {
        if let Some(found) = attempt(plan, same, stage) {
            return found;
        }
    }
    // 3. Mistakes that run through the whole hunk.
    for reading in repair::readings(plan) {
        for same in [EXACT, TRAILING] {
            if let Some(found) = attempt(&reading, same, MatchStage::BlockRepair) {
                return found;
            }
        }
    }
    if telling(plan, 3)
        && let Some(found) = attempt(plan, FOLDED, MatchStage::Reindent)
    {
        return found;
    }
    if ambiguous > 0 {
        return Outcome::Ambiguous(ambiguous);
    }
    // 5. The same reply sent twice, or an edit that somebody made by hand.
    if let Some(at) = already(plan, place) {
        return Outcome::Already(at);
    }
    edge_fuzz(plan, place)
}

/// Stage 6. The model remembers the middle of a hunk better than its ends. Only context is given up, the place must
/// be the only one, and what is left must be telling.
fn edge_fuzz(plan: &Plan, place: &Place) -> Outcome {
    for dropped in 1..=6 {
        for lead in 0..=dropped.min(3) {
            let trail = dropped - lead;
            if trail > 3 {
                continue;
            }
            let Some(rest) = plan.trimmed(lead, trail).filter(|rest| telling(rest, 10)) else { continue };
            for same in [EXACT, TRAILING] {
                let spots = spots(&rest.before(), place.lines, same);
                if let [at] = spots[..] {
                    return found(&rest, place, at, same, MatchStage::EdgeFuzz, Confidence::Low);
                }
            }
        }
    }
    Outcome::Missing
}

fn search(plan: &Plan, place: &Place, same: Same, stage: MatchStage) -> Outcome {
    let before = plan.before();
    if before.is_empty() {
        return Outcome::Missing;
    }
    let all = spots(&before, place.lines, same);
    let ahead: Vec<usize> = all.iter().copied().filter(|at| *at >= place.cursor).collect();
    let narrowed = narrow(&ahead, plan, place);
    let (at, confidence) = match (narrowed.as_slice(), ahead.as_slice(), all.as_slice()) {
        ([at], _, _) | (_, [at], _) => (*at, Confidence::High),
        (_, [], [at]) => (*at, Confidence::High),
        // Hunks come in the order of the file: the next place is likely, and shown for review.
        (_, [at, ..], _) if place.cursor > 0 => (*at, Confidence::Low),
        (_, [], []) => return Outcome::Missing,
        _ => return Outcome::Ambiguous(all.len()),
    };
    found(plan, place, at, same, stage, confidence)
}

/// Stage 0. The anchor names an enclosing line: the places that it stands before, nearest first.
fn narrow(spots: &[usize], plan: &Plan, place: &Place) -> Vec<usize> {
    let Some(anchor) = plan.anchor.as_deref().map(str::trim).filter(|anchor| !anchor.is_empty()) else {
        return Vec::new();
    };
    let encloses = |at: usize| place.lines[..=at.min(place.lines.len() - 1)].iter().rposition(|line| line.text.contains(anchor));
    let Some(last) = spots.iter().filter_map(|at| encloses(*at)).max() else { return Vec::new() };
    // Of the places after the same anchor line the first is meant.
    let mut after: Vec<usize> = spots.iter().copied().filter(|at| encloses(*at) == Some(last)).collect();
    let anchors = place.lines.iter().filter(|line| line.text.contains(anchor)).count();
    if anchors == 1 {
        after.truncate(1);
    }
    after
}

fn spots(wanted: &[&str], lines: &[Line], same: Same) -> Vec<usize> {
    let Some(first) = wanted.first() else { return Vec::new() };
    if wanted.len() > lines.len() {
        return Vec::new();
    }
    (0..=lines.len() - wanted.len())
        .filter(|at| same(first, &lines[*at].text))
        .filter(|at| wanted.iter().zip(&lines[*at..]).all(|(wanted, line)| same(wanted, &line.text)))
        .collect()
}

fn found(plan: &Plan, place: &Place, at: usize, same: Same, stage: MatchStage, confidence: Confidence) -> Outcome {
    let count = plan.before().len();
    // An insertion beside its own result is the same reply once more.
    let after = plan.after();
    if after.len() > count {
        let overlaps = |start: &usize| *start <= at && at + count <= start + after.len();
        if let Some(start) = spots(&after, place.lines, same).into_iter().find(overlaps) {
            return Outcome::Already(start);
        }
    }
    let old = &place.lines[at..at + count];
    let indentation = (stage == MatchStage::Reindent).then(|| Indentation::new(&plan.steps, old));
    let (mut lines, mut next) = (Vec::new(), 0);
    let (mut added, mut removed) = (0, 0);
    for step in &plan.steps {
        match step {
            Step::Keep(_) => {
                lines.push(old[next].clone());
                next += 1;
            }
            Step::Remove(_) => {
                removed += 1;
                next += 1;
            }
            Step::Add(text) => {
                added += 1;
                let text = indentation.as_ref().map_or_else(|| text.clone(), |indentation| indentation.apply(text));
                lines.push(Line { text, end: "" });
            }
        }
    }
    Outcome::Found(Located { range: at..at + count, lines, stage, confidence, added, removed })
}

/// Where the lines after the change stand, when those before it do not.
fn already(plan: &Plan, place: &Place) -> Option<usize> {
    let after = plan.after();
    if !after.iter().any(|text| text.trim().len() >= 3) {
        return None;
    }
    match spots(&after, place.lines, TRAILING)[..] {
        [at] => Some(at),
        _ => None,
    }
}

/// At least one line of what is searched has as many characters that are not blank.
fn telling(plan: &Plan, characters: usize) -> bool {
    plan.before().iter().any(|text| text.chars().filter(|c| !c.is_whitespace()).count() >= characters)
}

fn fold(text: &str) -> String {
    text.trim()
        .chars()
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' | '\u{201b}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => ' ',
            c => c,
        })
        .collect()
}
