//! Outside of file elements: prose, fences, thoughts, the plan.

use contract::{FileOp, PlanStep};

use super::{File, Parser, Part, State, leading_tag};
use crate::ParseEvent;
use crate::tag::{Lexed, Tag, lex};

impl Parser {
    /// Consumes some of the line; none when all of it is done.
    pub(super) fn prose_text(&mut self, text: &str, at_start: bool, newline: bool) -> Option<usize> {
        match &self.state {
            State::FenceOpened(_) => {
                let State::FenceOpened(held) = std::mem::take(&mut self.state) else { return None };
                if opens_file(text) {
                    self.warn("fenced-file", "A fence was around a file element.");
                    let consumed = self.prose_text(text, at_start, newline);
                    if let State::File(file) = &mut self.state {
                        file.fenced = true;
                    }
                    return consumed;
                }
                let marker: String = held.trim_start().chars().take_while(|c| matches!(c, '`' | '~')).collect();
                self.events.push(ParseEvent::Prose(held));
                self.state = State::Fence(marker);
                return self.prose_text(text, at_start, newline);
            }
            State::Fence(marker) => {
                let trimmed = text.trim();
                let closes = trimmed.starts_with(marker.as_str()) && trimmed.trim_matches(['`', '~']).is_empty();
                if closes {
                    self.state = State::Prose;
                }
                self.prose(text, newline);
                return None;
            }
            State::Think => return self.think(text, newline),
            State::Plan => return self.plan(text),
            State::Prose | State::File(_) => {}
        }
        if std::mem::take(&mut self.swallow_fence) {
            if text.trim().is_empty() {
                self.swallow_fence = true;
            } else if at_start && text.trim().trim_matches(['`', '~']).is_empty() {
                return None;
            }
        }
        if at_start && (text.trim_start().starts_with("```") || text.trim_start().starts_with("~~~")) {
            self.state = State::FenceOpened(with_end(text, newline));
            return None;
        }
        let Some(start) = find_tag(text, at_start) else {
            self.prose(text, newline);
            return None;
        };
        match lex(&text[start..]) {
            Lexed::Tag(tag) => {
                if !text[..start].trim().is_empty() {
                    self.prose(&text[..start], false);
                }
                let end = start + tag.len;
                self.open(&tag, &text[start..end]);
                Some(end)
            }
            Lexed::Open if self.hold_tag(&text[start..], newline) => {
                if !text[..start].trim().is_empty() {
                    self.prose(&text[..start], false);
                }
                None
            }
            Lexed::Open | Lexed::No => {
                self.prose(text, newline);
                None
            }
        }
    }

    fn open(&mut self, tag: &Tag, raw: &str) {
        match (tag.name.as_str(), tag.closing) {
            ("plan", false) => self.state = State::Plan,
            ("think", false) => {
                self.events.push(ParseEvent::Prose(raw.to_owned()));
                self.state = State::Think;
            }
            // An end without a beginning.
            (_, true) => self.warn("stray-tag", "A closing tag stood alone."),
            _ => {
                let Some(head) = tag.head() else {
                    self.prose(raw, false);
                    return;
                };
                self.warn_forgiven(tag);
                let markdown = head.path.to_ascii_lowercase().ends_with(".md");
                let element_is_all = matches!(head.op, Some(FileOp::Delete | FileOp::Rename)) && tag.name != "file";
                self.events.push(ParseEvent::FileOpen(head));
                if tag.self_closing || element_is_all {
                    self.events.push(ParseEvent::FileClose { complete: true });
                } else {
                    self.state = State::File(File { part: Part::Between, markdown, ..File::default() });
                }
            }
        }
    }

    fn think(&mut self, text: &str, newline: bool) -> Option<usize> {
        match text.find("</think>") {
            Some(at) => {
                let end = at + "</think>".len();
                self.prose(&text[..end], false);
                self.state = State::Prose;
                Some(end)
            }
            None => {
                self.prose(text, newline);
                None
            }
        }
    }

    fn plan(&mut self, text: &str) -> Option<usize> {
        if let Some((tag, end)) = leading_tag(text) {
            if tag.name == "plan" && tag.closing {
                self.end_plan();
                return Some(end);
            }
            if tag.name == "file" && !tag.closing {
                self.warn("missing-close", "The plan was not closed.");
                self.end_plan();
                return self.prose_text(text, true, true);
            }
        }
        let (line, end) = match text.find("</plan>") {
            Some(at) => (&text[..at], Some(at + "</plan>".len())),
            None => (text, None),
        };
        if let Some(step) = plan_step(line) {
            self.events.push(ParseEvent::PlanStep(step));
        }
        if end.is_some() {
            self.end_plan();
        }
        end
    }

    fn end_plan(&mut self) {
        self.events.push(ParseEvent::PlanEnd);
        self.state = State::Prose;
    }

    fn prose(&mut self, text: &str, newline: bool) {
        if !text.is_empty() || newline {
            self.events.push(ParseEvent::Prose(with_end(text, newline)));
        }
    }
}

fn with_end(text: &str, newline: bool) -> String {
    let mut owned = text.to_owned();
    if newline {
        owned.push('\n');
    }
    owned
}

fn opens_file(text: &str) -> bool {
    leading_tag(text).is_some_and(|(tag, _)| !tag.closing && matches!(tag.name.as_str(), "file" | "delete" | "rename"))
}

/// Where a tag that counts begins: any at the start of the line; later in it only a file element with a path,
/// and not inside backticks.
fn find_tag(text: &str, at_start: bool) -> Option<usize> {
    let blanks = text.len() - text.trim_start().len();
    let leads = match lex(&text[blanks..]) {
        Lexed::Tag(tag) => {
            tag.closing
                || tag.head().is_some()
                || ((at_start || blanks == 0) && matches!(tag.name.as_str(), "plan" | "think"))
        }
        Lexed::Open => true,
        Lexed::No => false,
    };
    if leads {
        return Some(blanks);
    }
    text.match_indices('<').map(|(at, _)| at).find(|at| {
        let quoted = text[..*at].bytes().filter(|byte| *byte == b'`').count() % 2 == 1;
        !quoted && matches!(lex(&text[*at..]), Lexed::Tag(tag) if !tag.closing && tag.name == "file" && tag.head().is_some())
    })
}

/// `- src/App.tsx: Draw the list` or `- Draw the list`.
fn plan_step(line: &str) -> Option<PlanStep> {
    let text = line.trim().trim_start_matches(|c: char| matches!(c, '-' | '*' | '\u{2022}') || c.is_ascii_digit());
    let text = text.trim_start_matches(['.', ')']).trim();
    if text.is_empty() {
        return None;
    }
    if let Some((path, what)) = text.split_once(':') {
        let path = path.trim().trim_matches('`');
        let is_path = !path.contains(' ') && path.contains('.') && vfs::normalize_path(path).is_ok();
        if is_path && !what.trim().is_empty() {
            return Some(PlanStep { text: what.trim().to_owned(), path: Some(path.to_owned()) });
        }
    }
    Some(PlanStep { text: text.to_owned(), path: None })
}
