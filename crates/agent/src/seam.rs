//! Where a continued reply meets what is there. Asked to go on with the next character, models repeat their last lines,
//! announce the rest, or open the code block or the element once more. In talk that does no harm; within a file each
//! of these would become a part of it.
//!
//! Decisions fall at line ends only, so that they are the same however the text is cut.

use edit::{Parser, Standing};

/// Overlaps as short may be chance.
const LEAST: usize = 12;
/// Of the reply so far so much is compared; a model that begins a file anew repeats all of it.
const MOST: usize = 32 * 1024;
/// Lines before the first of the file.
const MOST_OPENINGS: usize = 8;

/// First words of lines that announce the rest.
const ANNOUNCING: [&str; 16] = [
    "here is the rest",
    "here's the rest",
    "here is the remain",
    "here's the remain",
    "here is the continuation",
    "here's the continuation",
    "here is the complet",
    "here's the complet",
    "continuing",
    "continued",
    "continuation",
    "sure",
    "certainly",
    "of course",
    "the rest of",
    "apologies",
];

/// Takes from the beginning of a continuation what is no continuation.
#[derive(Debug)]
pub struct Seam {
    /// The end of the reply so far.
    tail: String,
    standing: Standing,
    /// Of the open file.
    path: String,
    /// Text that is not decided yet.
    held: String,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Beginning,
    /// A fence was opened within an element and left out; its end ends the element, by this text.
    Fenced(&'static str),
    Done,
}

impl Seam {
    /// `so_far`: all of the reply that there is.
    pub fn new(so_far: &str) -> Self {
        let mut parser = Parser::new();
        parser.push(so_far.as_bytes());
        let line = so_far.rsplit('\n').next().unwrap_or_default();
        let ended = parser.standing() == Standing::Fence && fence(line).is_some_and(str::is_empty);
        let mut start = so_far.len().saturating_sub(MOST);
        while !so_far.is_char_boundary(start) {
            start += 1;
        }
        Self {
            tail: so_far[start..].to_owned(),
            standing: if ended { Standing::Talk } else { parser.standing() },
            path: parser.open_path().unwrap_or_default().to_owned(),
            held: String::new(),
            state: if so_far.is_empty() { State::Done } else { State::Beginning },
        }
    }

    /// What of `text` is new and certain.
    pub fn push(&mut self, text: &str) -> String {
        if self.state == State::Done {
            return text.to_owned();
        }
        self.held.push_str(text);
        if !text.contains('\n') {
            return String::new();
        }
        let mut out = String::new();
        let mut from = 0;
        while let Some(end) = self.held[from..].find('\n').map(|at| from + at + 1) {
            match self.state {
                State::Beginning => match self.decide(&self.held[..end], false) {
                    Some(skipped) => from = self.begin(skipped),
                    None => from = end,
                },
                State::Fenced(close) => {
                    let line: String = self.held.drain(..end).collect();
                    from = 0;
                    if fence(&line).is_some_and(str::is_empty) {
                        // Should the model write it too, it is dropped as an end without a beginning.
                        out.push_str(close);
                        out.push('\n');
                        self.state = State::Done;
                    } else {
                        out.push_str(&line);
                    }
                }
                State::Done => break,
            }
        }
        if self.state == State::Done {
            out.push_str(&std::mem::take(&mut self.held));
        }
        out
    }

    /// What is left when nothing more comes.
    pub fn finish(&mut self) -> String {
        if self.state == State::Beginning {
            let skipped = self.decide(&self.held, true).unwrap_or_default();
            self.begin(skipped);
        }
        if let State::Fenced(close) = self.state
            && fence(&self.held).is_some_and(str::is_empty)
        {
            self.held = format!("{close}\n");
        }
        self.state = State::Done;
        std::mem::take(&mut self.held)
    }

    fn begin(&mut self, skipped: Opening) -> usize {
        self.held.drain(..skipped.bytes);
        self.state = match self.standing {
            Standing::Element(close) if skipped.fence && !self.is_prose() => State::Fenced(close),
            Standing::Element(_) | Standing::Fence | Standing::Talk => State::Done,
        };
        0
    }

    /// How much of `text`, whole lines unless it is `all` there is, goes. None if the next line may tell more.
    fn decide(&self, text: &str, all: bool) -> Option<Opening> {
        let openings = match self.standing {
            Standing::Talk => vec![Opening::default()],
            Standing::Element(_) | Standing::Fence => self.openings(text, all)?,
        };
        let goes_on = |opening: &Opening| {
            let body = &text[opening.bytes..];
            body.len() < MOST && self.tail.contains(body)
        };
        if !all && openings.iter().any(goes_on) {
            return None;
        }
        // Lines that open something may be among those that are repeated.
        let repeated = openings.iter().find_map(|opening| {
            let repeated = self.overlap(&text[opening.bytes..]);
            (repeated > 0).then(|| Opening { bytes: opening.bytes + repeated, ..*opening })
        });
        repeated.or(openings.last().copied())
    }

    /// Where the file may go on: at the beginning, or after any line that announces the rest or opens something again.
    fn openings(&self, text: &str, all: bool) -> Option<Vec<Opening>> {
        let mut openings = vec![Opening::default()];
        let mut last = Opening::default();
        let mut announced = false;
        let mut at = 0;
        for line in text.split_inclusive('\n').take(MOST_OPENINGS) {
            at += line.len();
            let trimmed = line.trim();
            if trimmed.is_empty() {
                // Air belongs to what was announced before it, or is opened after it.
                if announced {
                    last.bytes = at;
                    openings.push(last);
                }
                continue;
            }
            if let Some(info) = fence(line).filter(|_| !last.fence) {
                // A text may hold fences.
                if self.is_prose() && last.bytes == 0 {
                    break;
                }
                // Without a language it may be the end of the open one.
                if info.is_empty() && self.standing == Standing::Fence && last.bytes == 0 {
                    let next = text[at..].lines().next().map(str::trim).unwrap_or_default();
                    if next.is_empty() && !all && at == text.len() {
                        return None;
                    }
                    if next.len() < LEAST || !self.tail.contains(next) {
                        break;
                    }
                }
                last.fence = true;
                announced = false;
            } else if announces(trimmed) || self.names(trimmed) {
                announced = true;
            } else {
                break;
            }
            last.bytes = at;
            openings.push(last);
        }
        Some(openings)
    }

    fn is_prose(&self) -> bool {
        [".md", ".mdx", ".markdown"].iter().any(|ending| self.path.ends_with(ending))
    }

    /// The line opens the same file once more, or says its name.
    fn names(&self, line: &str) -> bool {
        if line.starts_with("<content>") || line == "<diff>" {
            return matches!(self.standing, Standing::Element(_));
        }
        if self.path.is_empty() || !line.contains(self.path.as_str()) || line.len() > 300 {
            return false;
        }
        let opens =
            ["<file ", "<boltAction ", "<dyad-write ", "<lov-write "].iter().any(|tag| line.starts_with(tag));
        let (before, after) = line.split_once(self.path.as_str()).unwrap_or_default();
        let bare = |text: &str| !text.contains(|c: char| c.is_alphanumeric());
        let after = after.to_lowercase().replace("continued", "").replace("cont", "");
        (opens && line.ends_with('>')) || (bare(before) && bare(&after) && !before.contains(['/', '"', '\'']))
    }

    /// How much of `body` stands at the end of the tail already.
    fn overlap(&self, body: &str) -> usize {
        let line = self.tail.rsplit('\n').next().unwrap_or_default();
        let last = if line.is_empty() {
            self.tail.strip_suffix('\n').and_then(|tail| tail.rsplit('\n').next()).unwrap_or_default()
        } else {
            line
        };
        // A line that was begun is begun again; a fence that was opened is opened again.
        let telling = last.chars().filter(|c| !c.is_whitespace()).count() > 2;
        let again = (!line.is_empty() && telling) || fence(last).is_some_and(|info| !info.is_empty());
        let least = if again {
            self.tail.len() - (last.as_ptr() as usize - self.tail.as_ptr() as usize)
        } else {
            LEAST
        };
        let most = body.len().min(self.tail.len());
        (least.min(LEAST)..=most)
            .rev()
            .filter(|len| body.is_char_boundary(*len) && self.tail.ends_with(&body[..*len]))
            .find(|len| *len >= LEAST || *len == least)
            .unwrap_or_default()
    }
}

/// What of a continuation goes.
#[derive(Clone, Copy, Debug, Default)]
struct Opening {
    bytes: usize,
    /// A fence was opened among it.
    fence: bool,
}

/// What a line of three or more backticks or tildes says after them.
fn fence(line: &str) -> Option<&str> {
    let line = line.trim();
    let rest = line.trim_start_matches('`');
    let rest = if rest.len() == line.len() { line.trim_start_matches('~') } else { rest };
    (line.len() - rest.len() >= 3).then(|| rest.trim())
}

fn announces(line: &str) -> bool {
    let line = line.trim_start_matches(['*', '_', '#', ' ', '(']).to_lowercase();
    line.len() < 200
        && line.ends_with([':', '.', '!', '*', ')', '\u{2026}'])
        && ANNOUNCING.iter().any(|words| {
            let rest = line.strip_prefix(words);
            rest.is_some_and(|rest| !rest.starts_with(['(', '=', '[', ';', '.']) || rest.starts_with("..."))
        })
}
