//! `*** Begin Patch`: files by name, hunks without numbers.

use contract::FileOp;

use super::super::{Parser, Part, State, is_bare_fence};
use super::Frame;
use super::path::is_path;
use crate::{FileHead, ParseEvent};

const BEGIN: &str = "*** Begin Patch";
pub(super) const END: &str = "*** End Patch";

/// A line that names a file or ends the patch.
enum Directive<'a> {
    Update(&'a str),
    Add(&'a str),
    Delete(&'a str),
    End,
}

fn directive(text: &str) -> Option<Directive<'_>> {
    let line = text.trim_end();
    if line == END {
        return Some(Directive::End);
    }
    let (what, path) = line.strip_prefix("*** ")?.split_once(" File: ")?;
    match what {
        "Update" => Some(Directive::Update(path.trim())),
        "Add" => Some(Directive::Add(path.trim())),
        "Delete" => Some(Directive::Delete(path.trim())),
        _ => None,
    }
}

/// The first line of a patch; without its opening line only if it names a file beyond doubt.
pub(super) fn begins(text: &str) -> bool {
    text.trim_end() == BEGIN
        || matches!(directive(text), Some(Directive::Update(path) | Directive::Add(path) | Directive::Delete(path))
            if is_path(path))
}

impl Parser {
    pub(super) fn begin_codex(&mut self, text: &str) {
        self.warn("patch", "A patch of another form was taken for edits.");
        self.state = State::Codex(None);
        self.codex_head(text);
    }

    /// Between the files of a patch.
    pub(in crate::parser) fn codex_head(&mut self, text: &str) -> Option<usize> {
        let State::Codex(pending) = std::mem::take(&mut self.state) else { return None };
        let line = text.trim_end();
        if let Some(path) = pending {
            // Only now it is known whether the file is renamed too.
            let to = line.strip_prefix("*** Move to: ").map(|to| to.trim().to_owned());
            let moved = to.is_some();
            self.open_codex(FileHead { path, to, ..FileHead::default() });
            return if moved { None } else { self.file_text(text, true) };
        }
        let head = |path: &str, op| FileHead { path: path.to_owned(), op: Some(op), ..FileHead::default() };
        match directive(text) {
            Some(Directive::Update(path)) => self.state = State::Codex(Some(path.to_owned())),
            Some(Directive::Add(path)) => self.open_codex(head(path, FileOp::Create)),
            Some(Directive::Delete(path)) => {
                self.events.push(ParseEvent::FileOpen(head(path, FileOp::Delete)));
                self.events.push(ParseEvent::FileClose { complete: true });
                self.state = State::Codex(None);
            }
            Some(Directive::End) => {}
            None if line.is_empty() || line == BEGIN || line.starts_with("*** End of File") => {
                self.state = State::Codex(None);
            }
            // The end was forgotten.
            None => return self.prose_text(text, true),
        }
        None
    }

    /// The reply is over after the name of a file.
    pub(in crate::parser) fn finish_codex(&mut self, path: String) {
        self.events.push(ParseEvent::FileOpen(FileHead { path, ..FileHead::default() }));
        self.warn("missing-close", "The reply ended inside a file.");
        self.events.push(ParseEvent::FileClose { complete: false });
    }

    fn open_codex(&mut self, head: FileHead) {
        self.open_file(head, Frame::Codex);
        self.begin_diff();
    }

    /// Within a file.
    pub(super) fn codex(&mut self, text: &str) -> Option<usize> {
        if directive(text).is_some() {
            let complete = !matches!(self.file().part, Part::Search { .. });
            self.end_part();
            self.close_file(complete);
            self.state = State::Codex(None);
            return self.codex_head(text);
        }
        if text.trim_end() == "*** End of File" {
            return None;
        }
        if self.wrapped && is_bare_fence(text) {
            self.warn("missing-close", "A patch was not closed before its fence.");
            self.end_part();
            self.close_file(true);
            return self.prose_text(text, true);
        }
        match self.file().part {
            Part::Search { replacing } => self.search(text, replacing),
            _ => {
                self.diff_line(text);
                None
            }
        }
    }
}
