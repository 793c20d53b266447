//! Inside a file element: between its parts, its why, and how it ends.

use super::{File, Frame, Parser, Part, State, leading_tag};
use crate::ParseEvent;
use crate::tag::{Lexed, lex, lex_misspelt};

impl Parser {
    /// Consumes some of the line; none when all of it is done.
    pub(super) fn file_text(&mut self, text: &str, at_start: bool) -> Option<usize> {
        if self.file().frame != Frame::Own {
            return self.foreign_text(text, at_start);
        }
        match self.file().part {
            Part::Between => self.between(text, at_start),
            Part::Diff => self.diff(text),
            Part::Search { replacing } => self.search(text, replacing),
            Part::Content(_) => self.content(text, at_start),
            Part::Why => self.why(text),
        }
    }

    /// The open file; one is made up where a bug forgot it, rather than to panic on a model's reply.
    pub(super) fn file(&mut self) -> &mut File {
        if !matches!(self.state, State::File(_)) {
            self.state = State::File(File::default());
        }
        if let State::File(file) = &mut self.state { file } else { unreachable!("set just above") }
    }

    fn between(&mut self, text: &str, at_start: bool) -> Option<usize> {
        let trimmed = text.trim_start();
        let blanks = text.len() - trimmed.len();
        // A diff whose opening tag was forgotten; code cannot be told from chatter, so only its signs count.
        if at_start && (text.starts_with("@@") || text.starts_with("<<<<<<<")) {
            self.warn("missing-open", "A diff began without its tag.");
            self.begin_diff();
            return self.diff(text);
        }
        if at_start && let Some(("file", end)) = lex_misspelt(text) {
            self.warn("loose-tag", "The end of a file was misspelt.");
            self.close_file(true);
            return Some(end);
        }
        let tag = match lex(trimmed) {
            Lexed::Tag(tag) => tag,
            Lexed::Open if self.hold_tag(trimmed) => return None,
            Lexed::Open | Lexed::No => {
                if at_start && !trimmed.is_empty() && !trimmed.starts_with("```") {
                    self.warn("stray-text", "Text between the parts of a file was left out.");
                }
                // Up to the next tag, which may stand on the same line.
                let skip = trimmed.bytes().skip(1).position(|byte| byte == b'<')? + 1;
                return Some(blanks + skip);
            }
        };
        let end = blanks + tag.len;
        self.warn_forgiven(&tag);
        match (tag.name.as_str(), tag.closing) {
            ("diff", false) => self.begin_diff(),
            ("content", false) => {
                if let Some(nonce) = tag.attribute("end").filter(|nonce| !nonce.is_empty()) {
                    self.file().end = Some(nonce.to_owned());
                }
                self.file().part = Part::Content(None);
                // Says that there is a content, be it empty. The line end right after the tag is not part of it.
                self.events.push(ParseEvent::ContentDelta(String::new()));
                if text[end..].trim().is_empty() {
                    return None;
                }
            }
            ("why", false) => self.file().part = Part::Why,
            ("file", true) => self.close_file(true),
            ("file" | "delete" | "rename", false) if tag.head().is_some() => return self.next_file(text),
            (_, false) => self.warn("stray-tag", "A tag inside a file element was left out."),
            (_, true) => {}
        }
        Some(end)
    }

    pub(super) fn begin_diff(&mut self) {
        let file = self.file();
        file.part = Part::Diff;
        file.at_head = true;
        file.anchor = None;
    }

    fn why(&mut self, text: &str) -> Option<usize> {
        if let Some(at) = text.find("</why").or_else(|| text.find("</ why")) {
            if at > 0 {
                self.events.push(ParseEvent::WhyDelta(text[..at].to_owned()));
            }
            let end = text[at..].find('>').map_or(text.len(), |close| at + close + 1);
            self.file().part = Part::Between;
            return Some(end);
        }
        if let Some((tag, _)) = leading_tag(text)
            && matches!((tag.name.as_str(), tag.closing), ("file", _) | ("diff" | "content", false))
        {
            self.warn("missing-close", "A why was not closed.");
            self.file().part = Part::Between;
            return self.between(text, true);
        }
        let text = self.with_end(text);
        if !text.is_empty() {
            self.events.push(ParseEvent::WhyDelta(text));
        }
        None
    }

    /// The next file begins although this one was not closed.
    pub(super) fn next_file(&mut self, text: &str) -> Option<usize> {
        self.warn("missing-close", "A file element was not closed before the next one.");
        self.close_file(true);
        self.prose_text(text, true)
    }

    pub(super) fn end_hunk(&mut self) {
        if std::mem::take(&mut self.file().hunk_open) {
            self.events.push(ParseEvent::HunkEnd);
        }
    }

    pub(super) fn end_part(&mut self) {
        self.end_hunk();
        let file = self.file();
        file.part = Part::Between;
        file.filled = true;
    }

    pub(super) fn close_file(&mut self, complete: bool) {
        self.end_hunk();
        self.events.push(ParseEvent::FileClose { complete });
        self.state = State::Prose;
    }

    /// The reply is over inside a file. What was closed is whole, and a content whose closing tag came too.
    pub(super) fn finish_file(&mut self, file: File) {
        if file.frame != Frame::Own {
            return self.finish_foreign(file);
        }
        let complete = match &file.part {
            Part::Content(held) => held.is_some(),
            Part::Between | Part::Why => file.filled,
            Part::Diff | Part::Search { .. } => false,
        };
        self.state = State::File(file);
        if let Part::Content(held) = &mut self.file().part
            && let Some(held) = held.take()
        {
            self.end_content(held.kept, held.odd);
        }
        self.warn("missing-close", "The reply ended inside a file element.");
        self.close_file(complete);
    }
}
