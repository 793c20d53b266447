//! A hunk made ready for the search: what must be there, and what becomes of each line.

use crate::{DiffLine, Hunk};

/// One line of a hunk; `text` without its marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Stays as the file has it.
    Keep(String),
    Remove(String),
    Add(String),
}

#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub anchor: Option<String>,
    pub steps: Vec<Step>,
    /// A mistake of the whole reply was undone before the search.
    pub is_repaired: bool,
}

impl Plan {
    pub(crate) fn new(hunk: &Hunk) -> Self {
        let mut lines: &[DiffLine] = &hunk.lines;
        let is_blank = |line: &DiffLine| matches!(line, DiffLine::Bare(text) if text.trim().is_empty());
        // Blank lines without a marker around a hunk are air, not context.
        while lines.first().is_some_and(is_blank) {
            lines = &lines[1..];
        }
        while lines.last().is_some_and(is_blank) {
            lines = &lines[..lines.len() - 1];
        }
        let mut steps: Vec<Step> = lines
            .iter()
            .map(|line| match line {
                DiffLine::Context(text) | DiffLine::Bare(text) => Step::Keep(text.clone()),
                DiffLine::Added(text) => Step::Add(text.clone()),
                DiffLine::Removed(text) => Step::Remove(text.clone()),
            })
            .collect();
        keep_common(&mut steps);
        Self { anchor: hunk.anchor.clone(), steps, is_repaired: false }
    }

    /// The lines that must be in the file, in order.
    pub(crate) fn before(&self) -> Vec<&str> {
        self.steps
            .iter()
            .filter_map(|step| match step {
                Step::Keep(text) | Step::Remove(text) => Some(text.as_str()),
                Step::Add(_) => None,
            })
            .collect()
    }

    pub(crate) fn after(&self) -> Vec<&str> {
        self.steps
            .iter()
            .filter_map(|step| match step {
                Step::Keep(text) | Step::Add(text) => Some(text.as_str()),
                Step::Remove(_) => None,
            })
            .collect()
    }

    pub(crate) fn changes(&self) -> bool {
        self.steps.iter().any(|step| !matches!(step, Step::Keep(_)))
    }

    pub(crate) fn added(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().filter_map(|step| match step {
            Step::Add(text) => Some(text.as_str()),
            Step::Keep(_) | Step::Remove(_) => None,
        })
    }

    /// The same plan without `lead` and `trail` context lines at its ends; none when there are not as many.
    pub(crate) fn trimmed(&self, lead: usize, trail: usize) -> Option<Self> {
        let end = self.steps.len().checked_sub(trail).filter(|end| *end > lead)?;
        let is_context = |steps: &[Step]| steps.iter().all(|step| matches!(step, Step::Keep(_)));
        (is_context(&self.steps[..lead]) && is_context(&self.steps[end..])).then(|| Self {
            steps: self.steps[lead..end].to_vec(),
            anchor: self.anchor.clone(),
            ..*self
        })
    }

    /// Where the first run of changes ends, and how much context lies between it and the next one; none when
    /// there is no next one.
    pub(crate) fn first_run(&self) -> Option<(usize, usize)> {
        let is_context = |step: &Step| matches!(step, Step::Keep(_));
        let start = self.steps.iter().position(|step| !is_context(step))?;
        let end = start + self.steps[start..].iter().position(is_context)?;
        let between = self.steps[end..].iter().position(|step| !is_context(step))?;
        Some((end, between))
    }

    /// The hunk up to a line, and from it on.
    pub(crate) fn cut(&self, at: usize) -> (Self, Self) {
        let part = |steps: &[Step]| Self { anchor: None, steps: steps.to_vec(), ..*self };
        (part(&self.steps[..at]), part(&self.steps[at..]))
    }
}

/// Lines that are removed and put back as they were are context: a search/replace block quotes all its lines
/// twice. Only at the ends of a run, where there is no doubt which line is which.
fn keep_common(steps: &mut Vec<Step>) {
    let mut out: Vec<Step> = Vec::with_capacity(steps.len());
    let mut rest = std::mem::take(steps).into_iter().peekable();
    while let Some(step) = rest.next() {
        let Step::Remove(text) = step else {
            out.push(step);
            continue;
        };
        let (mut old, mut new) = (vec![text], Vec::new());
        while let Some(Step::Remove(text)) = rest.next_if(|step| matches!(step, Step::Remove(_))) {
            old.push(text);
        }
        while let Some(Step::Add(text)) = rest.next_if(|step| matches!(step, Step::Add(_))) {
            new.push(text);
        }
        let lead = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
        let trail = old[lead..]
            .iter()
            .rev()
            .zip(new[lead..].iter().rev())
            .take_while(|(old, new)| old == new)
            .count();
        let tail = old.split_off(old.len() - trail);
        new.truncate(new.len() - trail);
        let changed = old.split_off(lead);
        out.extend(old.into_iter().map(Step::Keep));
        out.extend(changed.into_iter().map(Step::Remove));
        out.extend(new.into_iter().skip(lead).map(Step::Add));
        out.extend(tail.into_iter().map(Step::Keep));
    }
    *steps = out;
}
