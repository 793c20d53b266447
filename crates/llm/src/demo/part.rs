//! Parts that a page may have or not, each a small diff: laid on it adds the part, taken back it removes it.
//!
//! A part counts as found only where each of its hunks is found exactly once. Anything else was changed by hand,
//! and is left alone.

use super::draft::{Draft, Outcome};

pub(super) struct Part {
    /// "a filter", as part of a sentence.
    pub name: &'static str,
    /// Phrases of a prompt that mean it.
    pub words: &'static [&'static str],
    pub diff: &'static str,
    /// Files that come and go with it.
    pub files: &'static [(&'static str, &'static str)],
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    In,
    Out,
    /// Changed by hand: neither with it nor without it.
    Unclear,
}

/// One place of a part.
struct Hunk {
    path: &'static str,
    without: String,
    with: String,
    /// The lines that only the part has.
    own: String,
}

impl Part {
    fn hunks(&self) -> Vec<Hunk> {
        let mut hunks: Vec<Hunk> = Vec::new();
        let mut path = "";
        for line in self.diff.lines() {
            if let Some(name) = line.strip_prefix("--- ") {
                path = name;
            } else if line == "@@" {
                hunks.push(Hunk { path, without: String::new(), with: String::new(), own: String::new() });
            } else if let Some(hunk) = hunks.last_mut() {
                let (mark, text) = line.split_at_checked(1).unwrap_or((" ", ""));
                let text = format!("{text}\n");
                if mark != "+" {
                    hunk.without.push_str(&text);
                }
                if mark != "-" {
                    hunk.with.push_str(&text);
                }
                if mark == "+" {
                    hunk.own.push_str(&text);
                }
            }
        }
        hunks
    }

    pub(super) fn state(&self, draft: &Draft) -> State {
        let hunks = self.hunks();
        let each = |found: &dyn Fn(&Hunk, &str) -> bool| {
            hunks.iter().all(|hunk| draft.read(hunk.path).is_some_and(|text| found(hunk, text)))
        };
        if each(&|hunk, text| places(text, &hunk.with) == 1) {
            return State::In;
        }
        // A hunk that only adds at the end of a file has no place to be found: the lines must be new.
        let free = |hunk: &Hunk, text: &str| {
            (hunk.without.is_empty() || places(text, &hunk.without) == 1) && places(text, &hunk.own) == 0
        };
        if each(&free) { State::Out } else { State::Unclear }
    }

    /// Lays the part on or takes it back, and says so among the steps.
    pub(super) fn put(&self, draft: &mut Draft, wanted: bool) -> Outcome {
        match (self.state(draft), wanted) {
            (State::In, true) | (State::Out, false) => return Outcome::Already,
            (State::Unclear, _) => {
                return Outcome::Missing(format!(
                    "I know {}, but the lines around its place were changed by hand, and I do not guess",
                    self.name
                ));
            }
            _ => {}
        }
        let step = format!("{} {}", if wanted { "Add" } else { "Remove" }, self.name);
        let why =
            if wanted { "It fits in where the page has room for it." } else { "The rest works without it." };
        for hunk in self.hunks() {
            let Some(text) = draft.read(hunk.path) else { continue };
            let after = match (wanted, hunk.without.is_empty()) {
                (true, true) => format!("{}\n\n{}", text.trim_end_matches('\n'), hunk.own),
                (true, false) => replaced(text, &hunk.without, &hunk.with),
                (false, true) if text.contains(&format!("\n\n{}", hunk.own)) => {
                    replaced(text, &format!("\n{}", hunk.own), "")
                }
                (false, true) => replaced(text, &hunk.own, ""),
                (false, false) => replaced(text, &hunk.with, &hunk.without),
            };
            draft.write(hunk.path, after);
            draft.note(hunk.path, step.clone(), why);
        }
        for (path, text) in self.files {
            if wanted {
                draft.write(path, (*text).to_owned());
            } else {
                draft.delete(path);
            }
            draft.note(path, step.clone(), why);
        }
        Outcome::Done
    }
}

/// How often whole lines stand in `text`.
fn places(text: &str, lines: &str) -> usize {
    text.match_indices(lines).filter(|(at, _)| *at == 0 || text.as_bytes()[at - 1] == b'\n').count()
}

/// The one place of `from`, which begins a line, replaced.
fn replaced(text: &str, from: &str, to: &str) -> String {
    let starts = |at: &usize| *at == 0 || text.as_bytes()[at - 1] == b'\n' || from.starts_with('\n');
    match text.match_indices(from).map(|(at, _)| at).find(starts) {
        Some(at) => format!("{}{to}{}", &text[..at], &text[at + from.len()..]),
        None => text.to_owned(),
    }
}
