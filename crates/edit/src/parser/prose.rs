//! Outside of file elements: prose, fences, thoughts.

use contract::FileOp;

use super::foreign::{Frame, drops, is_foreign};
use super::{Parser, State, is_bare_fence, leading_tag};
use crate::ParseEvent;
use crate::tag::{Lexed, Tag, lex};

/// As far as it goes, the tag of a change.
fn opens_element(text: &str) -> bool {
    let name = text.trim_start_matches('<').trim_start();
    ["file", "delete", "rename"]
        .iter()
        .any(|known| name.strip_prefix(known).is_some_and(|rest| rest.starts_with(char::is_whitespace)))
}

impl Parser {
    /// Consumes some of the line; none when all of it is done.
    pub(super) fn prose_text(&mut self, text: &str, at_start: bool) -> Option<usize> {
        match &self.state {
            State::FenceOpened(_) => return self.after_fence(text),
            State::Fence(fence) => {
                if fence.closes(text) {
                    self.state = State::Prose;
                } else if opens_file(text) {
                    // An example, or a fence that somebody forgot to close: at least it is not silent.
                    self.warn("fenced-tag", "A file element inside a code block was left alone.");
                }
                self.prose(text);
                return None;
            }
            State::Think(end) => {
                let end: &str = end;
                return self.think(text, end);
            }
            State::Plan => return self.plan(text),
            State::Unified(_) => return self.unified_head(text),
            State::Codex(_) => return self.codex_head(text),
            State::Prose | State::File(_) => {}
        }
        if at_start && self.wrapped && is_bare_fence(text) {
            self.wrapped = false;
            return None;
        }
        if at_start && (text.trim_start().starts_with("```") || text.trim_start().starts_with("~~~")) {
            self.wrapped = false;
            self.open_fence(text);
            return None;
        }
        if at_start && !self.own && self.foreign_start(text) {
            return None;
        }
        let Some(start) = find_tag(text, at_start) else {
            self.prose(text);
            return None;
        };
        match lex(&text[start..]) {
            Lexed::Tag(tag) => {
                self.named = None;
                self.prose_before(&text[..start]);
                let end = start + tag.len;
                self.open(&tag, &text[start..end]);
                Some(end)
            }
            Lexed::Open if self.hold_tag(&text[start..]) => {
                self.prose_before(&text[..start]);
                None
            }
            Lexed::Open | Lexed::No => {
                if !self.newline && opens_element(&text[start..]) {
                    self.warn("cut-tag", "The reply ended inside a tag: what it begins did not come.");
                }
                self.prose(text);
                None
            }
        }
    }

    /// The first line after an opening fence. One that wraps file elements is decoration; in any other, tags
    /// mean nothing.
    fn after_fence(&mut self, text: &str) -> Option<usize> {
        let State::FenceOpened(mut opened) = std::mem::take(&mut self.state) else { return None };
        if opens_file(text) {
            self.warn("fenced-file", "A fence was around a file element.");
            self.wrapped = true;
            return self.prose_text(text, true);
        }
        if !self.own
            && let Some(consumed) = self.foreign_fence(&mut opened, text)
        {
            return consumed;
        }
        self.give_back(opened.held);
        self.state = State::Fence(opened.fence);
        self.prose_text(text, true)
    }

    fn open(&mut self, tag: &Tag, raw: &str) {
        match (tag.name.as_str(), tag.closing) {
            ("plan", false) => self.state = State::Plan,
            (name @ ("think" | "thinking"), false) => {
                self.events.push(ParseEvent::Prose(raw.to_owned()));
                self.state = State::Think(if name == "think" { "</think>" } else { "</thinking>" });
            }
            _ if is_foreign(tag) && self.own => self.events.push(ParseEvent::Prose(raw.to_owned())),
            _ if is_foreign(tag) && drops(tag) => {}
            _ if is_foreign(tag) => self.open_foreign(tag, raw),
            // An end without a beginning.
            (_, true) => self.warn("stray-tag", "A closing tag stood alone."),
            _ => {
                let Some(head) = tag.head() else {
                    self.events.push(ParseEvent::Prose(raw.to_owned()));
                    return;
                };
                self.warn_forgiven(tag);
                let element_is_all =
                    matches!(head.op, Some(FileOp::Delete | FileOp::Rename)) && tag.name != "file";
                self.own = true;
                if tag.self_closing || element_is_all {
                    self.events.push(ParseEvent::FileOpen(head));
                    self.events.push(ParseEvent::FileClose { complete: true });
                } else {
                    let end = head.end.clone();
                    self.open_file(head, Frame::Own);
                    self.file().end = end;
                }
            }
        }
    }

    fn think(&mut self, text: &str, close: &str) -> Option<usize> {
        let Some(at) = text.find(close) else {
            self.prose(text);
            return None;
        };
        let end = at + close.len();
        self.state = State::Prose;
        if end == text.len() {
            self.prose(text);
            return None;
        }
        self.events.push(ParseEvent::Prose(text[..end].to_owned()));
        Some(end)
    }

    fn prose_before(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.events.push(ParseEvent::Prose(text.to_owned()));
        }
    }

    /// Prose to the end of the line.
    fn prose(&mut self, text: &str) {
        let text = self.with_end(text);
        if !text.is_empty() {
            self.events.push(ParseEvent::Prose(text));
        }
    }
}

pub(super) fn opens_file(text: &str) -> bool {
    leading_tag(text).is_some_and(|(tag, _)| {
        !tag.closing && matches!(tag.name.as_str(), "file" | "delete" | "rename") && tag.head().is_some()
    })
}

/// Where a tag that counts begins: any at the start of the line; later in it only a file element that goes on
/// in the next line or with another tag, and not inside backticks: else somebody writes about tags.
fn find_tag(text: &str, at_start: bool) -> Option<usize> {
    let blanks = text.len() - text.trim_start().len();
    let leads = match lex(&text[blanks..]) {
        Lexed::Tag(tag) => {
            tag.closing
                || is_foreign(&tag)
                || tag.head().is_some()
                || ((at_start || blanks == 0) && matches!(tag.name.as_str(), "plan" | "think" | "thinking"))
        }
        Lexed::Open => at_start,
        Lexed::No => false,
    };
    if leads {
        return Some(blanks);
    }
    let mut quoted = false;
    text.bytes().enumerate().find_map(|(at, byte)| {
        quoted ^= byte == b'`';
        (byte == b'<' && !quoted && glued_file(&text[at..])).then_some(at)
    })
}

fn glued_file(text: &str) -> bool {
    match lex(text) {
        Lexed::Tag(tag)
            if !tag.closing && (is_foreign(&tag) || (tag.name == "file" && tag.head().is_some())) =>
        {
            let mut rest = text[tag.len..].chars().skip_while(|c| matches!(c, ' ' | '\t' | '\r'));
            matches!(rest.next(), None | Some('<'))
        }
        Lexed::Tag(_) | Lexed::Open | Lexed::No => false,
    }
}
