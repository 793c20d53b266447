//! Stage 8. The hunk's lines laid along the file's: lines that the hunk skipped are passed over, lines that it
//! quotes a little wrongly are taken for those they resemble. Never sure, therefore always shown for review.
//!
//! A context line that the file does not have at all is never dropped: it may be a new line whose `+` was
//! forgotten, and nobody can tell.

use std::collections::HashMap;

use contract::{Confidence, MatchStage};

use super::keys::Level;
use super::{Located, Outcome, Place, telling};
use crate::hunk::{Plan, Step};
use crate::reindent::Indentation;
use crate::text::Line;

/// A line is quoted wrongly; a line of the file is skipped; an empty line is not there.
const REPLACE: u32 = 1;
const SKIP: u32 = 3;
const NO_BLANK: u32 = 1;
const NEVER: u32 = u32::MAX / 2;
/// Another place must cost as much more.
const MARGIN: u32 = 2;
/// Of ten lines with text as many must be quoted rightly.
const COVERAGE_TENTHS: usize = 8;
/// Beyond this the search would take longer than asking again.
const MAX_CELLS: usize = 2_000_000;
const MAX_CHARS: usize = 300;
/// Characters of a line that is no bracket.
const SAYS_SOMETHING: usize = 4;
/// By how many lines a hunk may shift in its course: those skipped, and blank ones that are not there.
const DRIFT: usize = 8;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Move {
    Start,
    Same,
    Skip,
    NoBlank,
}

pub(crate) fn find(plan: &Plan, place: Place) -> Outcome {
    let wanted: Vec<&Step> = plan.steps.iter().filter(|step| !matches!(step, Step::Add(_))).collect();
    let (rows, columns) = (wanted.len(), place.lines.len());
    if rows < 3 || (rows + 1) * (columns + 1) > MAX_CELLS || !telling(plan.before(), 10) {
        return Outcome::Missing;
    }
    let costs = Costs::new(&wanted, place.lines);
    let table = Table::new(&costs, rows, columns);
    let Some((end, cost)) = (0..=columns).map(|j| (j, table.cost(rows, j))).min_by_key(|(_, cost)| *cost)
    else {
        return Outcome::Missing;
    };
    if cost >= NEVER || cost > 2 * SKIP {
        return Outcome::Missing;
    }
    let pairs = table.trace(rows, end);
    let start = pairs.iter().flatten().next().copied().unwrap_or(end);
    let rivals = (0..=columns).filter(|j| *j <= start || *j > end + rows);
    if rivals.into_iter().any(|j| table.cost(rows, j) <= cost + MARGIN) {
        return Outcome::Ambiguous(2);
    }
    let has_text = |i: &usize| !step_text(wanted[*i]).trim().is_empty();
    let right =
        (0..rows).filter(has_text).filter(|i| pairs[*i].is_some_and(|j| costs.at(*i, j) == 0)).count();
    if right * 10 < (0..rows).filter(has_text).count() * COVERAGE_TENTHS {
        return Outcome::Missing;
    }
    Outcome::Found(build(plan, place.lines, &pairs, start..end))
}

fn step_text(step: &Step) -> &str {
    let (Step::Keep(text) | Step::Remove(text) | Step::Add(text)) = step;
    text
}

/// What it costs to take a line of the file for a line of the hunk.
struct Costs {
    columns: usize,
    cells: Vec<u32>,
    /// Rows that may be missing in the file.
    blank: Vec<bool>,
}

impl Costs {
    /// Most lines of a hunk that can be laid are quoted rightly, so likeness, which is costly to tell, is only asked
    /// beside lines that are equal and say something.
    fn new(wanted: &[&Step], lines: &[Line]) -> Self {
        let (rows, columns) = (wanted.len(), lines.len());
        let keys: Vec<_> = wanted.iter().map(|step| Level::Folded.key(step_text(step))).collect();
        let file: Vec<_> = lines.iter().map(|line| Level::Folded.key(&line.text)).collect();
        let mut places: HashMap<&str, Vec<usize>> = keys.iter().map(|key| (&**key, Vec::new())).collect();
        for (column, key) in file.iter().enumerate() {
            if let Some(places) = places.get_mut(&**key) {
                places.push(column);
            }
        }
        let mut cells = vec![NEVER; rows * columns];
        // Of a cell its column less its row, moved up by the rows.
        let mut near = vec![false; rows + columns];
        for (row, key) in keys.iter().enumerate() {
            for column in places.get(&**key).into_iter().flatten() {
                cells[row * columns + column] = 0;
                if telling(std::iter::once(&**key), SAYS_SOMETHING) {
                    let diagonal = column + rows - row;
                    let last = (diagonal + DRIFT).min(near.len() - 1);
                    near[diagonal.saturating_sub(DRIFT)..=last].fill(true);
                }
            }
        }
        let marked: Vec<u64> = file.iter().map(|text| marks(text)).collect();
        for (row, (step, key)) in wanted.iter().zip(&keys).enumerate() {
            let mark = marks(key);
            // A line that goes away must be the one that was meant.
            let least = if matches!(step, Step::Remove(_)) { 0.8 } else { 0.6 };
            for column in (0..columns).filter(|column| near[column + rows - row]) {
                let cell = &mut cells[row * columns + column];
                if *cell == NEVER && alike(key, mark, &file[column], marked[column], least) {
                    *cell = REPLACE;
                }
            }
        }
        let blank =
            wanted.iter().map(|step| matches!(step, Step::Keep(text) if text.trim().is_empty())).collect();
        Self { columns, cells, blank }
    }

    fn at(&self, row: usize, column: usize) -> u32 {
        self.cells.get(row * self.columns + column).copied().unwrap_or(NEVER)
    }
}

/// Pairs of characters as bits: a cheap bound on likeness, so that the exact one is seldom computed.
pub(crate) fn marks(text: &str) -> u64 {
    text.as_bytes().windows(2).fold(0, |marks, pair| {
        let hash =
            u32::from(pair[0]).wrapping_mul(31).wrapping_add(u32::from(pair[1])).wrapping_mul(0x9e37_79b1);
        marks | 1 << (hash >> 26)
    })
}

pub(super) fn alike(a: &str, a_marks: u64, b: &str, b_marks: u64, least: f64) -> bool {
    let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
    let shared = (a_marks & b_marks).count_ones() * 2;
    let all = a_marks.count_ones() + b_marks.count_ones();
    // At most the shorter one is found again in the longer one.
    longer <= MAX_CHARS && shorter * 2 >= longer && shared * 2 >= all && {
        strsim::normalized_levenshtein(a, b) >= least
    }
}

/// Least costs to have laid the first `row` lines of the hunk with the last one before `column`.
struct Table {
    columns: usize,
    cells: Vec<(u32, Move)>,
}

impl Table {
    fn new(costs: &Costs, rows: usize, columns: usize) -> Self {
        let width = columns + 1;
        // A hunk may begin anywhere.
        let mut cells = vec![(0_u32, Move::Start); width];
        for i in 1..=rows {
            for j in 0..=columns {
                let above = |j: usize| cells[(i - 1) * width + j].0;
                let mut best = (NEVER, Move::Same);
                if j > 0 {
                    let same = above(j - 1).saturating_add(costs.at(i - 1, j - 1)).min(NEVER);
                    best = (same, Move::Same);
                    let skip = cells[i * width + j - 1].0.saturating_add(SKIP).min(NEVER);
                    // After its last line a hunk has nothing to skip.
                    if i < rows && skip < best.0 {
                        best = (skip, Move::Skip);
                    }
                }
                if costs.blank[i - 1] {
                    let none = above(j).saturating_add(NO_BLANK).min(NEVER);
                    if none < best.0 {
                        best = (none, Move::NoBlank);
                    }
                }
                cells.push(best);
            }
        }
        Self { columns, cells }
    }

    fn cost(&self, row: usize, column: usize) -> u32 {
        self.cells[row * (self.columns + 1) + column].0
    }

    /// For each line of the hunk the line of the file it was laid on.
    fn trace(&self, rows: usize, end: usize) -> Vec<Option<usize>> {
        let mut pairs = vec![None; rows];
        let (mut i, mut j) = (rows, end);
        while i > 0 {
            match self.cells[i * (self.columns + 1) + j].1 {
                Move::Same => {
                    if j == 0 {
                        break;
                    }
                    i -= 1;
                    j -= 1;
                    pairs[i] = Some(j);
                }
                Move::Skip => j -= 1,
                Move::NoBlank => i -= 1,
                Move::Start => break,
            }
        }
        pairs
    }
}

/// New lines follow the line that they follow in the hunk, before any line that the hunk skipped.
fn build(plan: &Plan, lines: &[Line], pairs: &[Option<usize>], range: std::ops::Range<usize>) -> Located {
    let found = pairs.iter().map(|to| to.map(|to| lines[to].text.as_str()));
    let indentation = Indentation::new(&plan.steps, found, lines);
    let (mut new, mut at, mut row) = (Vec::new(), range.start, 0);
    let (mut added, mut removed, mut lead) = (0, 0, None);
    for (i, step) in plan.steps.iter().enumerate() {
        if !matches!(step, Step::Keep(_)) {
            lead.get_or_insert(new.len());
        }
        if let Step::Add(text) = step {
            added += 1;
            new.push(Line { text: indentation.apply(i, text), end: "" });
            continue;
        }
        let pair = pairs.get(row).copied().flatten();
        row += 1;
        let Some(to) = pair else { continue };
        new.extend(lines[at..to].iter().cloned());
        at = to + 1;
        if matches!(step, Step::Remove(_)) {
            removed += 1;
        } else {
            new.push(lines[to].clone());
        }
    }
    new.extend(lines[at.min(range.end)..range.end].iter().cloned());
    let lead = lead.unwrap_or_default();
    Located {
        range,
        lines: new,
        lead,
        stage: MatchStage::Alignment,
        confidence: Confidence::Low,
        added,
        removed,
    }
}
