//! A whole file, raw. Its text may speak of tags, so that an end counts only where it can hardly be text.

use super::{Held, Parser, Part, is_bare_fence, leading_tag};
use crate::ParseEvent;
use crate::tag::{Lexed, lex, lex_misspelt};

impl Parser {
    pub(super) fn content(&mut self, text: &str, at_start: bool) -> Option<usize> {
        let file = self.file();
        let held = match &mut file.part {
            Part::Content(held) => held.take(),
            _ => None,
        };
        if let Some(nonce) = &file.end {
            let close = format!("</content:{nonce}>");
            let at = text.find(&close);
            return self.exact(text, at, close.len());
        }
        match held {
            Some(held) => self.after_held(held, text),
            None => self.raw(text, at_start),
        }
    }

    /// With a nonce only its tag closes, anywhere in a line: the text is exact to the last character.
    fn exact(&mut self, text: &str, close: Option<usize>, len: usize) -> Option<usize> {
        let Some(at) = close else {
            self.delta(text);
            return None;
        };
        if at > 0 {
            self.events.push(ParseEvent::ContentDelta(text[..at].to_owned()));
        }
        self.end_part();
        Some(at + len)
    }

    fn raw(&mut self, text: &str, at_start: bool) -> Option<usize> {
        if at_start
            && text.starts_with('<')
            && let Some((tag, end)) = leading_tag(text)
        {
            // A missing close is made good by the end of the file or the beginning of the next one; where
            // an end was passed over already, nobody knows what the file was meant to be.
            let starts_next = tag.name == "file" && !tag.closing && tag.head().is_some();
            if starts_next || (tag.name == "file" && tag.closing && text[end..].trim().is_empty()) {
                let complete = !self.file().doubtful;
                self.warn("missing-close", "The content of a file was not closed.");
                self.end_part();
                self.close_file(complete);
                return if starts_next { self.prose_text(text, true) } else { Some(end) };
            }
        }
        let Some(close) = find_close(text, at_start) else {
            self.delta(text);
            return None;
        };
        let (before, rest) = (&text[..close.at], text[close.end..].trim());
        // The end of the line that the tag is glued to.
        let kept = if before.is_empty() { String::new() } else { format!("{before}\n") };
        if rest.is_empty() {
            let held = Held { text: self.with_end(text), kept, odd: close.odd };
            self.file().part = Part::Content(Some(held));
            return None;
        }
        self.end_content(kept, close.odd);
        Some(close.end)
    }

    /// A possible end is held; `text`, the next line, decides.
    fn after_held(&mut self, mut held: Held, text: &str) -> Option<usize> {
        if text.trim().is_empty() {
            held.text.push_str(&self.with_end(text));
            self.file().part = Part::Content(Some(held));
            return None;
        }
        let ends = leading_tag(text).is_some_and(|(tag, _)| match (tag.name.as_str(), tag.closing) {
            ("file", true) | ("why" | "plan", false) => true,
            (_, closing) => !closing && tag.head().is_some(),
        }) || lex_misspelt(text).is_some_and(|(name, _)| name == "file")
            || (self.wrapped && is_bare_fence(text));
        if !ends {
            self.file().doubtful = true;
            self.events.push(ParseEvent::ContentDelta(held.text));
            return self.raw(text, true);
        }
        self.end_content(held.kept, held.odd);
        self.file_text(text, true)
    }

    pub(super) fn end_content(&mut self, kept: String, odd: bool) {
        if odd {
            self.warn("wrong-close", "A content was closed by another tag.");
        }
        if !kept.is_empty() {
            self.events.push(ParseEvent::ContentDelta(kept));
        }
        self.end_part();
    }

    pub(super) fn delta(&mut self, text: &str) {
        let text = self.with_end(text);
        if !text.is_empty() {
            self.events.push(ParseEvent::ContentDelta(text));
        }
    }
}

struct Close {
    at: usize,
    end: usize,
    /// Not `</content>`.
    odd: bool,
}

/// What may be the closing tag: at the start of the line, or glued to its end, with nothing behind it but the
/// line end or the next tag of the element.
fn find_close(text: &str, at_start: bool) -> Option<Close> {
    let follows = |rest: &str| {
        let rest = rest.trim_start();
        rest.is_empty() || ["</file", "<why", "<file"].iter().any(|tag| rest.starts_with(tag))
    };
    if at_start && text.starts_with("</") {
        let close = match lex(text) {
            Lexed::Tag(tag) if tag.name == "content" || tag.name == "diff" => {
                Some(Close { at: 0, end: tag.len, odd: tag.name == "diff" })
            }
            Lexed::Tag(_) => None,
            Lexed::Open | Lexed::No => lex_misspelt(text)
                .filter(|(name, _)| *name == "content")
                .map(|(_, end)| Close { at: 0, end, odd: true }),
        };
        return close.filter(|close| follows(&text[close.end..]));
    }
    if at_start
        && text.starts_with("< ")
        && let Lexed::Tag(tag) = lex(text)
    {
        return (tag.closing && tag.name == "content" && follows(&text[tag.len..])).then_some(Close {
            at: 0,
            end: tag.len,
            odd: false,
        });
    }
    let at = text.rfind("</content")?;
    match lex(&text[at..]) {
        Lexed::Tag(tag) if tag.name == "content" && follows(&text[at + tag.len..]) => {
            Some(Close { at, end: at + tag.len, odd: false })
        }
        Lexed::Tag(_) | Lexed::Open | Lexed::No => None,
    }
}
