//! New lines moved to where the file has the lines around them.

use crate::hunk::Step;
use crate::text::Line;

/// Columns of leading white space; a tab counts four.
fn width(text: &str) -> i64 {
    text.chars().take_while(|c| matches!(c, ' ' | '\t')).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// Maps indentation in the hunk to indentation in the file, from lines that are in both.
pub(crate) struct Indentation {
    /// (in the hunk, in the file), sorted by the former.
    pairs: Vec<(i64, i64)>,
    tabs: bool,
}

impl Indentation {
    pub(crate) fn new(steps: &[Step], found: &[Line]) -> Self {
        let wanted = steps.iter().filter_map(|step| match step {
            Step::Keep(text) | Step::Remove(text) => Some(text),
            Step::Add(_) => None,
        });
        let mut pairs: Vec<(i64, i64)> = wanted
            .zip(found)
            .filter(|(text, _)| !text.trim().is_empty())
            .map(|(text, line)| (width(text), width(&line.text)))
            .collect();
        pairs.sort_unstable();
        pairs.dedup_by_key(|pair| pair.0);
        Self { pairs, tabs: found.iter().any(|line| line.text.starts_with('\t')) }
    }

    pub(crate) fn apply(&self, text: &str) -> String {
        if text.trim().is_empty() {
            return String::new();
        }
        let new = self.map(width(text)).max(0);
        let mut out = String::new();
        if self.tabs {
            out.extend(std::iter::repeat_n('\t', usize::try_from(new / 4).unwrap_or_default()));
            out.extend(std::iter::repeat_n(' ', usize::try_from(new % 4).unwrap_or_default()));
        } else {
            out.extend(std::iter::repeat_n(' ', usize::try_from(new).unwrap_or_default()));
        }
        out.push_str(text.trim_start_matches([' ', '\t']));
        out
    }

    fn map(&self, hunk: i64) -> i64 {
        if let Some((_, file)) = self.pairs.iter().find(|(known, _)| *known == hunk) {
            return *file;
        }
        match (self.pairs.first(), self.pairs.last()) {
            (Some((h0, f0)), Some((h1, f1))) if h0 != h1 => {
                // Beyond the known lines the step is the one between them.
                let from = if hunk > *h1 { (*h1, *f1) } else { (*h0, *f0) };
                from.1 + (hunk - from.0) * (f1 - f0) / (h1 - h0)
            }
            (Some((h0, f0)), _) => f0 + (hunk - h0),
            _ => hunk,
        }
    }
}
