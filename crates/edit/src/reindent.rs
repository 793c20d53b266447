//! New lines moved to where the file has the lines around them.

use std::collections::BTreeSet;

use crate::hunk::Step;
use crate::text::Line;

/// Enough to know a file's manner by.
const MAX_LINES: usize = 5_000;
/// A line of the hunk may claim any indentation; nobody's line begins this far to the right.
const MAX_COLUMNS: i64 = 1_000;

/// Columns of leading white space; a tab counts four.
fn width(text: &str) -> i64 {
    text.chars().take_while(|c| matches!(c, ' ' | '\t')).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

fn blanks(text: &str) -> &str {
    &text[..text.len() - text.trim_start_matches([' ', '\t']).len()]
}

/// How a text is indented.
struct Unit {
    tabs: bool,
    /// Of one step; a tab counts four.
    columns: i64,
    /// Columns that a line is further to the right than the one before it.
    jumps: BTreeSet<i64>,
}

/// None when nothing is indented, or in no regular manner.
fn unit<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Unit> {
    let (mut tabs, mut blanks, mut halves, mut odd) = (0, 0, 0, 0);
    let mut jumps = BTreeSet::new();
    let mut last = 0;
    for text in texts.take(MAX_LINES).filter(|text| !text.trim().is_empty()) {
        let own = width(text);
        if own > last {
            jumps.insert(own - last);
        }
        last = own;
        match own {
            0 => {}
            _ if text.starts_with('\t') => tabs += 1,
            own if own % 4 == 0 => blanks += 1,
            own if own % 2 == 0 => halves += 1,
            _ => odd += 1,
        }
    }
    let all = tabs + blanks + halves + odd;
    match (tabs, halves) {
        (0, 0) if blanks > 0 && odd == 0 => Some(Unit { tabs: false, columns: 4, jumps }),
        // Comments that hang by one column belong to no step.
        (0, _) if halves > 0 && odd * 10 <= all => Some(Unit { tabs: false, columns: 2, jumps }),
        (_, 0) if tabs > 0 && blanks + odd == 0 => Some(Unit { tabs: true, columns: 4, jumps }),
        _ => None,
    }
}

fn texts(steps: &[Step]) -> impl Iterator<Item = &str> {
    steps.iter().map(|step| match step {
        Step::Keep(text) | Step::Remove(text) | Step::Add(text) => text.as_str(),
    })
}

/// A line that is in the hunk and in the file.
struct Known {
    step: usize,
    /// Which run of changes it belongs to or follows.
    run: usize,
    removed: bool,
    hunk: i64,
    file: i64,
}

/// Maps indentation in the hunk to indentation in the file.
pub(crate) struct Indentation {
    /// None when both agree and nothing is to be done.
    known: Vec<Known>,
    runs: Vec<usize>,
    tabs: bool,
    /// Columns of one step in the file and in the hunk, where these differ and every known line says the same.
    steps: Option<(i64, i64)>,
}

impl Indentation {
    /// `found`: for each line of the hunk that is not new the line of `file`, if it has one.
    pub(crate) fn new<'a>(
        steps: &[Step],
        mut found: impl Iterator<Item = Option<&'a str>>,
        file: &[Line],
    ) -> Self {
        let mut this =
            Self { known: Vec::new(), runs: Vec::with_capacity(steps.len()), tabs: false, steps: None };
        let (mut run, mut agree) = (0, true);
        for (step, kind) in steps.iter().enumerate() {
            let (text, removed) = match kind {
                Step::Add(_) => {
                    this.runs.push(run);
                    continue;
                }
                Step::Keep(text) => (text, false),
                Step::Remove(text) => (text, true),
            };
            run += usize::from(!removed);
            this.runs.push(run);
            let Some(line) = found.next().flatten().filter(|_| !text.trim().is_empty()) else { continue };
            agree &= blanks(text) == blanks(line);
            this.tabs |= line.starts_with('\t');
            this.known.push(Known { step, run, removed, hunk: width(text), file: width(line) });
        }
        if agree {
            this.known.clear();
            return this;
        }
        if let (Some(there), Some(here)) =
            (unit(file.iter().map(|line| line.text.as_str())), unit(texts(steps)))
            && there.columns != here.columns
            && this.known.iter().all(|known| known.hunk * there.columns == known.file * here.columns)
        {
            this.steps = Some((there.columns, here.columns));
        }
        this
    }

    /// For a hunk whose known lines all begin at the margin, so that they say nothing: new lines that are indented
    /// in another manner than the whole file is.
    pub(crate) fn foreign(steps: &[Step], file: &[Line]) -> Option<Self> {
        let at_margin = |step: &Step| match step {
            Step::Keep(text) | Step::Remove(text) => !text.starts_with([' ', '\t']),
            Step::Add(_) => true,
        };
        let indented = |step: &Step| matches!(step, Step::Add(text) if text.starts_with([' ', '\t']));
        if !steps.iter().any(indented) || !steps.iter().all(at_margin) {
            return None;
        }
        let here = unit(texts(steps))?;
        let there = unit(file.iter().map(|line| line.text.as_str()))?;
        let plain = here.tabs == there.tabs;
        // A deeper step may be the file's own way to go on in the next line.
        if plain && (here.columns == there.columns || there.jumps.contains(&here.columns)) {
            return None;
        }
        let first = steps.iter().position(|step| !matches!(step, Step::Add(_)))?;
        let known = vec![Known { step: first, run: 0, removed: false, hunk: 0, file: 0 }];
        let units = (there.columns != here.columns).then_some((there.columns, here.columns));
        Some(Self { known, runs: vec![0; steps.len()], tabs: there.tabs, steps: units })
    }

    /// The new line `text`, which is number `step` of the hunk.
    pub(crate) fn apply(&self, step: usize, text: &str) -> String {
        let own = width(text);
        let Some(reference) = self.reference(step, own) else { return text.to_owned() };
        if text.trim().is_empty() {
            return String::new();
        }
        let (up, across) = self.slope();
        let wanted = reference.file + (own - reference.hunk) * up / across;
        let new = usize::try_from(wanted.min(own.max(MAX_COLUMNS))).unwrap_or_default();
        let (tabs, spaces) = if self.tabs { (new / 4, new % 4) } else { (0, new) };
        format!("{}{}{}", "\t".repeat(tabs), " ".repeat(spaces), text.trim_start_matches([' ', '\t']))
    }

    /// The line to go by: of like indentation, removed in the same place, near.
    fn reference(&self, step: usize, own: i64) -> Option<&Known> {
        let run = self.runs.get(step).copied().unwrap_or_default();
        self.known.iter().min_by_key(|known| {
            let here = known.removed && known.run == run;
            ((known.hunk - own).abs(), !here, known.step.abs_diff(step), known.step)
        })
    }

    /// How many columns of the file one of the hunk is, as a fraction: two blanks may stand for a tab.
    fn slope(&self) -> (i64, i64) {
        if let Some(steps) = self.steps {
            return steps;
        }
        let least = self.known.iter().min_by_key(|known| (known.hunk, known.file));
        let most = self.known.iter().max_by_key(|known| (known.hunk, known.file));
        match (least, most) {
            (Some(least), Some(most)) if most.hunk > least.hunk && most.file > least.file => {
                (most.file - least.file, most.hunk - least.hunk)
            }
            _ => (1, 1),
        }
    }
}
