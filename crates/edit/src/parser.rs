//! The push parser: bytes in, events out, one line at a time.
//!
//! It holds back the current line and nothing else, so that a cut can fall anywhere; it cannot fail, and it
//! says what it forgave.

mod body;
mod prose;

use contract::Warning;

use crate::ParseEvent;
use crate::tag::{Lexed, Tag, lex};

/// A tag that is still open after this many bytes was none.
const MAX_TAG_BYTES: usize = 4096;

#[derive(Debug, Default)]
pub struct Parser {
    /// The current line, up to its line end.
    line: Vec<u8>,
    /// A tag whose end is on a later line.
    tag: String,
    state: State,
    /// The closing line of a fence around a file element is still to come.
    swallow_fence: bool,
    /// Bytes taken in lines already processed.
    offset: u64,
    events: Vec<ParseEvent>,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Prose,
    /// A fence was opened; its line is held until the next one shows what it wraps.
    FenceOpened(String),
    /// Inside a fence, where tags mean nothing; the marker that closes it.
    Fence(String),
    Think,
    Plan,
    File(File),
}

/// Inside a file element.
#[derive(Debug, Default, PartialEq, Eq)]
struct File {
    part: Part,
    /// A fence was around the element: its closing line is ignored.
    fenced: bool,
    /// At least one part was closed.
    filled: bool,
    hunk_open: bool,
    /// Since the diff began only headers were seen.
    at_head: bool,
    anchor: Option<String>,
    markdown: bool,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Between,
    Diff,
    /// Inside a search/replace block of a diff: whether the replacement has begun.
    Search { replacing: bool },
    /// `end` is the nonce of the closing tag; `held` is text that may turn out to be the end.
    Content { end: Option<String>, held: String },
    Why,
}

impl Parser {
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next bytes, cut anywhere.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<ParseEvent> {
        let mut rest = bytes;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            self.line.extend_from_slice(&rest[..end]);
            rest = &rest[end + 1..];
            self.end_line(true);
        }
        self.line.extend_from_slice(rest);
        std::mem::take(&mut self.events)
    }

    /// The reply is over; what is open is closed as incomplete.
    pub fn finish(&mut self) -> Vec<ParseEvent> {
        if !self.line.is_empty() || !self.tag.is_empty() {
            self.end_line(false);
        }
        if !self.tag.is_empty() {
            let text = std::mem::take(&mut self.tag);
            self.text(&text, false);
        }
        match std::mem::take(&mut self.state) {
            State::FenceOpened(line) => self.events.push(ParseEvent::Prose(line)),
            State::Plan => self.events.push(ParseEvent::PlanEnd),
            State::File(file) => self.finish_file(file),
            State::Prose | State::Fence(_) | State::Think => {}
        }
        std::mem::take(&mut self.events)
    }

    /// Bytes in lines that were processed.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    fn end_line(&mut self, newline: bool) {
        let bytes = std::mem::take(&mut self.line);
        let line = String::from_utf8_lossy(&bytes);
        if self.tag.is_empty() {
            self.text(&line, newline);
        } else {
            let mut joined = std::mem::take(&mut self.tag);
            joined.push('\n');
            joined.push_str(&line);
            self.text(&joined, newline);
        }
        self.offset += bytes.len() as u64 + u64::from(newline);
        // One allocation serves all lines, unless one was huge.
        self.line = bytes;
        self.line.clear();
        self.line.shrink_to(64 * 1024);
    }

    /// A whole line without its line end, in the present state.
    fn text(&mut self, line: &str, newline: bool) {
        let mut rest = line;
        let mut at_start = true;
        // Each turn consumes a tag or the rest of the line.
        loop {
            let before = rest.len();
            let next = match &self.state {
                State::File(_) => self.file_text(rest, at_start, newline),
                _ => self.prose_text(rest, at_start, newline),
            };
            match next {
                Some(len) if len > 0 && len <= before => rest = &rest[len..],
                // A tag that ends with the line: what follows it is only the line end.
                Some(_) => return,
                None => return,
            }
            at_start = false;
            if rest.is_empty() {
                return;
            }
        }
    }

    /// Keeps an unfinished tag for the next line; false when it is too long to be one.
    fn hold_tag(&mut self, text: &str, newline: bool) -> bool {
        let hold = newline && text.len() < MAX_TAG_BYTES;
        if hold {
            self.tag = text.to_owned();
        }
        hold
    }

    fn warn(&mut self, code: &str, message: &str) {
        self.events.push(ParseEvent::Warning(Warning {
            code: code.to_owned(),
            message: message.to_owned(),
            at: self.offset,
        }));
    }

    fn warn_forgiven(&mut self, tag: &Tag) {
        if tag.forgiven {
            self.warn("loose-tag", &format!("The tag {} was written loosely.", tag.name));
        }
    }
}

/// The tag at the start of `text`, blanks before it allowed; with the bytes up to its end.
fn leading_tag(text: &str) -> Option<(Tag, usize)> {
    let trimmed = text.trim_start();
    match lex(trimmed) {
        Lexed::Tag(tag) => {
            let end = text.len() - trimmed.len() + tag.len;
            Some((tag, end))
        }
        Lexed::Open | Lexed::No => None,
    }
}
