//! Inside a file element: diff, whole content, why.

use super::{File, Parser, Part, State, leading_tag};
use crate::elision;
use crate::tag::{Lexed, Tag, lex};
use crate::{DiffLine, ParseEvent};

impl Parser {
    /// Consumes some of the line; none when all of it is done.
    pub(super) fn file_text(&mut self, text: &str, at_start: bool, newline: bool) -> Option<usize> {
        let State::File(file) = &mut self.state else { return None };
        match &mut file.part {
            Part::Between => self.between(text, newline),
            Part::Diff | Part::Search { .. } => self.diff(text, at_start, newline),
            Part::Content { .. } => self.content(text, at_start, newline),
            Part::Why => self.why(text, newline),
        }
    }

    /// The open file; one is made up where a bug forgot it, rather than to panic on a model's reply.
    fn file(&mut self) -> &mut File {
        if !matches!(self.state, State::File(_)) {
            self.state = State::File(File::default());
        }
        if let State::File(file) = &mut self.state { file } else { unreachable!("set just above") }
    }

    fn between(&mut self, text: &str, newline: bool) -> Option<usize> {
        let trimmed = text.trim_start();
        let tag = match lex(trimmed) {
            Lexed::Tag(tag) => tag,
            Lexed::Open if self.hold_tag(trimmed, newline) => return None,
            Lexed::Open | Lexed::No => {
                let fence = trimmed.starts_with("```");
                if !trimmed.is_empty() && !fence {
                    self.warn("stray-text", "Text between the parts of a file was left out.");
                }
                // Up to the next tag, which may stand on the same line.
                let skip = trimmed.char_indices().skip(1).find(|(_, c)| *c == '<').map(|(at, _)| at)?;
                return Some(text.len() - trimmed.len() + skip);
            }
        };
        let end = text.len() - trimmed.len() + tag.len;
        self.warn_forgiven(&tag);
        match (tag.name.as_str(), tag.closing) {
            ("diff", false) => {
                let file = self.file();
                file.part = Part::Diff;
                file.at_head = true;
                file.anchor = None;
            }
            ("content", false) => {
                let nonce = tag.attribute("end").map(str::to_owned);
                // The line end right after the tag is not part of the file.
                self.file().part = Part::Content { end: nonce, held: String::new() };
                return self.content_start(&text[end..], newline).map(|len| end + len);
            }
            ("why", false) => self.file().part = Part::Why,
            ("file", true) => self.close_file(true),
            ("file", false) if tag.head().is_some() => return self.next_file(text),
            (_, closing) => {
                if !closing {
                    self.warn("stray-tag", "A tag inside a file element was left out.");
                }
            }
        }
        Some(end)
    }

    /// The next file begins although this one was not closed.
    fn next_file(&mut self, text: &str) -> Option<usize> {
        self.warn("missing-close", "A file element was not closed before the next one.");
        self.close_file(true);
        self.prose_text(text, true, true)
    }

    fn close_file(&mut self, complete: bool) {
        self.end_hunk();
        let fenced = matches!(&self.state, State::File(file) if file.fenced);
        self.events.push(ParseEvent::FileClose { complete });
        self.swallow_fence = fenced;
        self.state = State::Prose;
    }

    pub(super) fn finish_file(&mut self, file: File) {
        let (part_open, filled) = (file.part != Part::Between, file.filled);
        let held = match &file.part {
            // The closing tag had come; only what follows it is missing.
            Part::Content { held, .. } => !held.is_empty(),
            _ => false,
        };
        self.state = State::File(file);
        let complete = held || (!part_open && filled);
        self.warn("missing-close", "The reply ended inside a file element.");
        self.end_hunk();
        self.events.push(ParseEvent::FileClose { complete });
        self.state = State::Prose;
    }

    fn end_hunk(&mut self) {
        let file = self.file();
        if std::mem::take(&mut file.hunk_open) {
            self.events.push(ParseEvent::HunkEnd);
        }
    }

    fn diff(&mut self, text: &str, at_start: bool, newline: bool) -> Option<usize> {
        if let Part::Search { replacing } = self.file().part {
            return self.search(text, replacing);
        }
        // At the start of a line, blanks before it allowed, these tags count.
        if let Some((tag, end)) = leading_tag(text)
            && let Some(consumed) = self.diff_tag(&tag, text, end)
        {
            return consumed;
        }
        if let Some(at) = glued_end(text) {
            self.diff_line(&text[..at]);
            return Some(at);
        }
        // After `<diff>` on the same line there is nothing but the line end.
        if !text.is_empty() || at_start {
            self.diff_line(text);
        }
        let _ = newline;
        None
    }

    /// Some when the tag ends or breaks the diff: how much of the line is consumed.
    fn diff_tag(&mut self, tag: &Tag, text: &str, end: usize) -> Option<Option<usize>> {
        match (tag.name.as_str(), tag.closing) {
            ("diff", true) => {
                self.warn_forgiven(tag);
                self.end_part();
                Some(Some(end))
            }
            ("file", true) => {
                self.warn("missing-close", "A diff was not closed before its file.");
                self.end_part();
                self.close_file(true);
                Some(Some(end))
            }
            ("why", false) => {
                self.warn("missing-close", "A diff was not closed before its why.");
                self.end_part();
                self.file().part = Part::Why;
                Some(Some(end))
            }
            ("file", false) if tag.head().is_some() => {
                self.end_part();
                Some(self.next_file(text))
            }
            ("diff", false) => {
                self.end_hunk();
                Some(Some(end))
            }
            _ => None,
        }
    }

    fn end_part(&mut self) {
        self.end_hunk();
        let file = self.file();
        file.part = Part::Between;
        file.filled = true;
    }

    fn diff_line(&mut self, text: &str) {
        let text = text.strip_suffix('\r').unwrap_or(text);
        if self.file().at_head && is_header(text) {
            return;
        }
        if let Some(anchor) = text.strip_prefix("@@") {
            self.end_hunk();
            self.file().anchor = anchor_text(anchor);
            self.file().at_head = false;
            return;
        }
        if text.starts_with("\\ No newline") {
            return;
        }
        if elision::breaks_hunk(text) {
            self.end_hunk();
            return;
        }
        if text.starts_with("```") && !self.file().markdown {
            self.warn("fence-in-diff", "A fence inside a diff was left out.");
            return;
        }
        if text.starts_with("<<<<<<<") {
            self.end_hunk();
            self.file().part = Part::Search { replacing: false };
            self.start_hunk();
            return;
        }
        self.file().at_head = false;
        let line = match text.as_bytes().first() {
            Some(b'+') => DiffLine::Added(text[1..].to_owned()),
            Some(b'-') => DiffLine::Removed(text[1..].to_owned()),
            Some(b' ') => DiffLine::Context(text[1..].to_owned()),
            _ => DiffLine::Bare(text.to_owned()),
        };
        self.start_hunk();
        self.events.push(ParseEvent::Line(line));
    }

    fn start_hunk(&mut self) {
        let file = self.file();
        if !file.hunk_open {
            file.hunk_open = true;
            let anchor = file.anchor.take();
            self.events.push(ParseEvent::HunkStart { anchor });
        }
    }

    fn search(&mut self, text: &str, replacing: bool) -> Option<usize> {
        let line = text.strip_suffix('\r').unwrap_or(text);
        if line.starts_with(">>>>>>>") {
            self.end_hunk();
            self.file().part = Part::Diff;
        } else if line.starts_with("=======") && !replacing {
            self.file().part = Part::Search { replacing: true };
        } else if leading_tag(text).is_some_and(|(tag, _)| tag.closing && tag.name == "diff") {
            self.warn("missing-close", "A search block was not closed.");
            self.file().part = Part::Diff;
            return self.diff(text, true, true);
        } else {
            let line = line.to_owned();
            self.events.push(ParseEvent::Line(if replacing { DiffLine::Added(line) } else { DiffLine::Removed(line) }));
        }
        None
    }

    /// What stands on the line of `<content>` itself.
    fn content_start(&mut self, text: &str, newline: bool) -> Option<usize> {
        if text.trim().is_empty() {
            return None;
        }
        // A file of one line, closed on the same one.
        if let Some(at) = text.find("</content>")
            && leading_tag(&text[at..]).is_some()
        {
            self.events.push(ParseEvent::ContentDelta(text[..at].to_owned()));
            self.end_part();
            return Some(at + "</content>".len());
        }
        self.delta(text, newline);
        None
    }

    fn content(&mut self, text: &str, at_start: bool, newline: bool) -> Option<usize> {
        let Part::Content { end: nonce, held } = &mut self.file().part else { return None };
        let (nonce, held) = (nonce.clone(), std::mem::take(held));
        let tag = if at_start && text.starts_with('<') { leading_tag(text) } else { None };
        if let Some(nonce) = nonce {
            let closes = matches!(&tag, Some((tag, _)) if tag.closing && tag.name == format!("content:{}", nonce.to_ascii_lowercase()));
            if closes {
                self.end_part();
                return tag.map(|(_, end)| end);
            }
            self.delta(text, newline);
            return None;
        }
        // A closing tag counts when nothing but blanks, `</file>`, a why or the end follows.
        if !held.is_empty() {
            return self.after_held(held, text, tag, newline);
        }
        if let Some((tag, end)) = tag
            && tag.closing
            && matches!(tag.name.as_str(), "content" | "file")
        {
            let rest = text[end..].trim_start();
            let follows = rest.starts_with("</") || rest.starts_with("<why") || rest.starts_with("<file");
            if tag.name == "content" && follows {
                self.end_part();
                return Some(end);
            }
            if rest.is_empty() {
                let mut line = text.to_owned();
                line.push('\n');
                if let Part::Content { held, .. } = &mut self.file().part {
                    *held = line;
                }
                return None;
            }
        }
        self.delta(text, newline);
        None
    }

    /// A possible end is held; `text` decides.
    fn after_held(&mut self, mut held: String, text: &str, tag: Option<(Tag, usize)>, newline: bool) -> Option<usize> {
        let was_content = held.starts_with("</content") || held.starts_with("</ content");
        if text.trim().is_empty() {
            held.push_str(text);
            held.push('\n');
            if let Part::Content { held: slot, .. } = &mut self.file().part {
                *slot = held;
            }
            return None;
        }
        let ends = match &tag {
            Some((tag, _)) if was_content => {
                (tag.name == "file") || (tag.name == "why" && !tag.closing) || (tag.name == "delete" || tag.name == "rename")
            }
            Some((tag, _)) => tag.name == "file" && !tag.closing,
            None => false,
        };
        if ends {
            self.end_part();
            if !was_content {
                self.warn("missing-close", "The content of a file was not closed.");
                self.close_file(true);
                return self.prose_text(text, true, newline);
            }
            return self.between(text, newline);
        }
        self.events.push(ParseEvent::ContentDelta(held));
        self.content(text, true, newline)
    }

    fn delta(&mut self, text: &str, newline: bool) {
        let mut owned = text.to_owned();
        if newline {
            owned.push('\n');
        }
        if !owned.is_empty() {
            self.events.push(ParseEvent::ContentDelta(owned));
        }
    }

    fn why(&mut self, text: &str, newline: bool) -> Option<usize> {
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
            return self.between(text, newline);
        }
        let mut owned = text.to_owned();
        if newline {
            owned.push('\n');
        }
        if !owned.is_empty() {
            self.events.push(ParseEvent::WhyDelta(owned));
        }
        None
    }
}

/// `--- a/x`, `+++ b/x` and git's own lines, before the first hunk.
fn is_header(text: &str) -> bool {
    ["--- ", "+++ ", "diff --git ", "index ", "new file mode ", "deleted file mode "]
        .iter()
        .any(|start| text.starts_with(start))
}

/// The enclosing line named after `@@`, with or without ranges.
fn anchor_text(rest: &str) -> Option<String> {
    let text = match rest.split_once("@@") {
        Some((_, text)) => text,
        None if rest.trim_start().starts_with('-') => "",
        None => rest,
    };
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// `…code</diff>` at the end of a line, or before another tag of the element: where the tag begins. A line
/// that is nothing but a marker and the tag is code.
fn glued_end(text: &str) -> Option<usize> {
    let at = text.rfind("</diff>").or_else(|| text.find("</diff>"))?;
    let rest = text[at + "</diff>".len()..].trim();
    let follows = rest.is_empty() || ["</file", "<why", "<file", "<diff"].iter().any(|tag| rest.starts_with(tag));
    (follows && text[..at].trim().len() > 1).then_some(at)
}
