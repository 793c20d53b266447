//! Numbers that a page works with: steps, a beginning, rows on a page, prices.

use super::Clause;
use crate::demo::draft::{Draft, Outcome};
use crate::demo::kind::Kind;
use crate::demo::words::{find, has};

/// A number in the sources.
struct Number {
    path: &'static str,
    before: &'static str,
    after: &'static str,
    /// Phrases that mean it, where a number stands in the same clause.
    words: &'static [&'static str],
    /// "Count in steps of %".
    what: &'static str,
    why: &'static str,
}

fn of(kind: Kind) -> &'static [Number] {
    match kind {
        Kind::Counter => &[
            Number {
                path: "src/App.tsx",
                before: "const step = ",
                after: ";",
                words: &["step", "by"],
                what: "Count in steps of %",
                why: "Both buttons use the same step.",
            },
            Number {
                path: "src/App.tsx",
                before: "const start = ",
                after: ";",
                words: &["start", "begin", "starting"],
                what: "Start at %",
                why: "The count begins here, and reset returns to it.",
            },
        ],
        Kind::Table => &[Number {
            path: "src/people.ts",
            before: "export const pageSize = ",
            after: ";",
            words: &["rows per page", "rows on a page", "page size", "row per page", "rows on each page"],
            what: "Show % rows on a page",
            why: "The pages are counted anew.",
        }],
        Kind::Quiz => &[Number {
            path: "src/App.tsx",
            before: "<Clock seconds={",
            after: "}",
            words: &["second"],
            what: "Give % seconds for a question",
            why: "The clock of each question begins here.",
        }],
        _ => &[],
    }
}

impl Number {
    /// The text with the number at `digits`, or None where it does not stand exactly once.
    fn set(&self, text: &str, digits: &str) -> Option<String> {
        let at = text.find(self.before)? + self.before.len();
        let end = at + text[at..].find(self.after)?;
        (text.matches(self.before).count() == 1).then(|| format!("{}{digits}{}", &text[..at], &text[end..]))
    }
}

/// "A counter that starts at 100 and counts in steps of 5": each number stands right behind what it is for.
pub(in crate::demo) fn set_numbers(draft: &mut Draft, kind: Kind, words: &[String]) {
    for number in of(kind) {
        let said = number.words.iter().find_map(|phrase| {
            let end = find(words, phrase)? + phrase.split(' ').count();
            let near = words.iter().skip(end).take(2);
            near.filter_map(|word| word.parse::<u32>().ok()).find(|value| (1..1_000_000).contains(value))
        });
        let after =
            said.zip(draft.read(number.path)).and_then(|(value, text)| number.set(text, &value.to_string()));
        if let Some(after) = after {
            draft.write(number.path, after);
        }
    }
}

impl Clause {
    pub(super) fn renumber(&self, draft: &mut Draft, kind: Option<Kind>) -> Outcome {
        let priced = self.reprice(draft, kind);
        if !matches!(priced, Outcome::Unknown) {
            return priced;
        }
        let planned = self.change_plan(draft, kind);
        if !matches!(planned, Outcome::Unknown) {
            return planned;
        }
        let digits =
            self.words.iter().find(|word| word.chars().all(|c| c.is_ascii_digit()) && word.len() < 7);
        let titled = has(&self.words, &["title", "heading", "headline", "rename", "call"]);
        let Some((kind, digits)) = kind.zip(digits).filter(|_| !titled) else { return Outcome::Unknown };
        // Without its zeros in front: 007 would be written in octal.
        let digits = digits.trim_start_matches('0');
        let digits = if digits.is_empty() { "0" } else { digits };
        let meant = of(kind)
            .iter()
            .find(|number| number.words.iter().any(|phrase| find(&self.words, phrase).is_some()));
        let Some(number) = meant.filter(|number| digits != "0" || number.before.contains("start")) else {
            return Outcome::Unknown;
        };
        let text = draft.read(number.path);
        let Some((text, after)) = text.and_then(|text| Some((text, number.set(text, digits)?))) else {
            return Outcome::Missing(format!(
                "I did not find \u{201c}{}\u{201d} in {}",
                number.before.trim(),
                number.path
            ));
        };
        if after == text {
            return Outcome::Already;
        }
        draft.write(number.path, after);
        draft.note(number.path, number.what.replace('%', digits), number.why);
        Outcome::Done
    }
}
