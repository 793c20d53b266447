//! New lines moved to where the file has the lines around them.

use crate::hunk::Step;

/// A line of the hunk may claim any indentation; nobody's line begins this far to the right.
const MAX_COLUMNS: i64 = 1_000;

/// Columns of leading white space; a tab counts four.
fn width(text: &str) -> i64 {
    text.chars().take_while(|c| matches!(c, ' ' | '\t')).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

fn blanks(text: &str) -> &str {
    &text[..text.len() - text.trim_start_matches([' ', '\t']).len()]
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
}

impl Indentation {
    /// `found`: for each line of the hunk that is not new the line of the file, if it has one.
    pub(crate) fn new<'a>(steps: &[Step], mut found: impl Iterator<Item = Option<&'a str>>) -> Self {
        let mut this = Self { known: Vec::new(), runs: Vec::with_capacity(steps.len()), tabs: false };
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
        }
        this
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
