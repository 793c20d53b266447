//! The push parser: bytes in, events out, one line at a time.
//!
//! It holds back the current line (and blank lines after what may be the end of a file) and nothing else, so
//! that a cut can fall anywhere; it cannot fail, and it says what it forgave.

mod content;
mod diff;
mod element;
mod foreign;
mod plan;
mod prose;

use contract::Warning;

use crate::ParseEvent;
use crate::elision::Elisions;
use crate::tag::{Lexed, MAX_TAG_BYTES, Tag, lex};
use foreign::{Fence, Frame, Opened, Unified};
use prose::opens_file;

/// A tag that goes on after this many lines was none.
const MAX_TAG_LINES: usize = 16;

/// Where a reply stands, as far as whole lines tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Talk,
    /// Within an element, and the text that ends it.
    Element(&'static str),
    /// Within a fence that holds, or is about to hold, a file.
    Fence,
}

#[derive(Debug, Default)]
pub struct Parser {
    /// The current line, up to its line end.
    line: Vec<u8>,
    /// The line being read ended with a line end.
    newline: bool,
    /// A tag whose end is on a later line.
    tag: String,
    state: State,
    /// A fence was opened around file elements; its closing line is no prose and opens nothing.
    wrapped: bool,
    /// An element of our own grammar came; other forms are examples from then on.
    own: bool,
    /// The path that was all of the last line with text.
    named: Option<String>,
    /// Bytes taken in lines already processed.
    offset: u64,
    events: Vec<ParseEvent>,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Prose,
    /// A fence was opened; its line is held until the next one shows what it wraps.
    FenceOpened(Opened),
    /// Inside a fence, where tags mean nothing.
    Fence(Fence),
    /// The closing tag that ends it.
    Think(&'static str),
    Plan,
    File(File),
    /// Between the files of a fenced diff.
    Unified(Unified),
    /// Between the files of a patch; a file that is named and not yet open.
    Codex(Option<String>),
}

/// Inside a file element.
#[derive(Debug, Default, PartialEq, Eq)]
struct File {
    frame: Frame,
    part: Part,
    path: String,
    elisions: Elisions,
    /// At least one part was closed.
    filled: bool,
    hunk_open: bool,
    /// Since the diff began only headers were seen.
    at_head: bool,
    anchor: Option<String>,
    /// The nonce of the closing tag of a content.
    end: Option<String>,
    /// What looked like the end of the content was followed by more of it.
    doubtful: bool,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Between,
    Diff,
    /// Inside a search/replace block of a diff: whether the replacement has begun.
    Search {
        replacing: bool,
    },
    Content(Option<Held>),
    Why,
}

/// A line that is the end of a content if the next one agrees, and blank lines after it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Held {
    /// What the lines are if they are content after all.
    text: String,
    /// What of them is content if this is the end.
    kept: String,
    /// Not `</content>`.
    odd: bool,
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
        match std::mem::take(&mut self.state) {
            State::FenceOpened(opened) => self.give_back(opened.held),
            State::Unified(unified) => self.give_back(unified.into_held()),
            State::Codex(Some(path)) => self.finish_codex(path),
            State::Plan => self.events.push(ParseEvent::PlanEnd),
            State::File(file) => self.finish_file(file),
            State::Prose | State::Fence(_) | State::Think(_) | State::Codex(None) => {}
        }
        std::mem::take(&mut self.events)
    }

    /// Where the reply stands after its last whole line.
    pub fn standing(&self) -> Standing {
        match &self.state {
            State::File(file) if file.frame.is_fenced() => Standing::Fence,
            State::File(file) => Standing::Element(file.frame.close()),
            State::Codex(_) => Standing::Element(Frame::Codex.close()),
            State::FenceOpened(opened) if opened.file_named().is_some() => Standing::Fence,
            State::Unified(_) => Standing::Fence,
            State::FenceOpened(_) | State::Prose | State::Fence(_) | State::Think(_) | State::Plan => {
                Standing::Talk
            }
        }
    }

    /// Path of the file that is open, or that the fence just opened will hold.
    pub fn open_path(&self) -> Option<&str> {
        match &self.state {
            State::File(file) => Some(&file.path),
            State::FenceOpened(opened) => opened.file_named(),
            State::Codex(path) => path.as_deref(),
            State::Prose | State::Fence(_) | State::Think(_) | State::Plan | State::Unified(_) => None,
        }
    }

    /// Bytes in lines that were processed.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    fn end_line(&mut self, newline: bool) {
        self.newline = newline;
        let bytes = std::mem::take(&mut self.line);
        let line = String::from_utf8_lossy(&bytes);
        if self.tag.is_empty() {
            self.text(&line);
        } else {
            let mut joined = std::mem::take(&mut self.tag);
            joined.push('\n');
            joined.push_str(&line);
            self.text(&joined);
        }
        self.offset += bytes.len() as u64 + u64::from(newline);
        // One allocation serves all lines, unless one was huge.
        self.line = bytes;
        self.line.clear();
        self.line.shrink_to(64 * 1024);
    }

    /// A whole line without its line end, in the present state.
    fn text(&mut self, line: &str) {
        let mut rest = line;
        let mut at_start = true;
        // Each turn consumes a tag or the rest of the line.
        loop {
            let next = match &self.state {
                State::File(_) => self.file_text(rest, at_start),
                _ => self.prose_text(rest, at_start),
            };
            match next {
                Some(len) if len > 0 && len < rest.len() => rest = &rest[len..],
                // Nothing but the line end is left.
                Some(_) | None => return,
            }
            at_start = false;
        }
    }

    /// Keeps an unfinished tag for the next line; false when it cannot be one.
    fn hold_tag(&mut self, text: &str) -> bool {
        let lines = || text.bytes().filter(|byte| *byte == b'\n').count();
        let hold = self.newline && text.len() < MAX_TAG_BYTES && lines() < MAX_TAG_LINES;
        if hold {
            self.tag = text.to_owned();
        }
        hold
    }

    /// Lines that were held and are talk after all.
    fn give_back(&mut self, held: String) {
        if !held.is_empty() {
            self.events.push(ParseEvent::Prose(held));
        }
    }

    /// `text` to the end of the line, with the line end if there was one.
    fn with_end(&self, text: &str) -> String {
        let mut owned = String::with_capacity(text.len() + 1);
        owned.push_str(text);
        if self.newline {
            owned.push('\n');
        }
        owned
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

/// A line of three or more backticks or tildes and nothing else.
fn is_bare_fence(text: &str) -> bool {
    let trimmed = text.trim();
    trimmed.len() >= 3
        && (trimmed.bytes().all(|byte| byte == b'`') || trimmed.bytes().all(|byte| byte == b'~'))
}
