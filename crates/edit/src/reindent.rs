//! New lines moved to where the file has the lines around them.

const MAX_COLUMNS: i64 = 1_000;

fn blanks(text: &str) -> &str {
    &text[..text.len() - text.trim_start_matches([' ', '\t']).len()]
}

/// Columns of leading white space; a tab counts four.
fn width(text: &str) -> i64 {
    text.chars().take_while(|c| matches!(c, ' ' | '\t')).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// Maps indentation in the hunk to indentation in the file, from lines that are in both.
pub(crate) struct Indentation {
    /// (in the hunk, in the file), sorted by the former; none when both agree and nothing is to be done.
    pairs: Vec<(i64, i64)>,
    tabs: bool,
}

impl Indentation {
    /// `quoted`: lines as the hunk has them and as the file has them.
    pub(crate) fn new<'a>(quoted: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let quoted: Vec<(&str, &str)> = quoted.filter(|(text, _)| !text.trim().is_empty()).collect();
        let tabs = quoted.iter().any(|(_, line)| line.starts_with('\t'));
        if quoted.iter().all(|(text, line)| blanks(text) == blanks(line)) {
            return Self { pairs: Vec::new(), tabs };
        }
        let mut pairs: Vec<(i64, i64)> =
            quoted.iter().map(|(text, line)| (width(text), width(line))).collect();
        pairs.sort_unstable();
        pairs.dedup_by_key(|pair| pair.0);
        Self { pairs, tabs }
    }

    pub(crate) fn apply(&self, text: &str) -> String {
        if self.pairs.is_empty() {
            return text.to_owned();
        }
        if text.trim().is_empty() {
            return String::new();
        }
        // A line of the hunk may claim any indentation; nobody's line begins this far to the right.
        let most = width(text).max(MAX_COLUMNS);
        let new = usize::try_from(self.map(width(text)).min(most)).unwrap_or_default();
        let (tabs, spaces) = if self.tabs { (new / 4, new % 4) } else { (0, new) };
        format!("{}{}{}", "\t".repeat(tabs), " ".repeat(spaces), text.trim_start_matches([' ', '\t']))
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
