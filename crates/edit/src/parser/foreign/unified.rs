//! A diff with headers in a fence, of one file or of several.

use contract::FileOp;

use super::super::{Parser, Part, State};
use super::path::is_path;
use super::{Fence, Frame, Opened};
use crate::{FileHead, ParseEvent};

/// A fenced diff: between its files, and within one.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Unified {
    fence: Fence,
    /// Lines that are prose if no file comes of them.
    held: String,
    /// The name after `---`.
    old: Option<String>,
    /// The names of a rename.
    from: Option<String>,
    to: Option<String>,
    /// Of a file that is deleted the lines say nothing more.
    deleting: bool,
    /// At least one file came of the fence.
    used: bool,
    /// Within a file: a line that is a header if the next one is one too.
    pub header: Option<String>,
}

impl Unified {
    pub(super) fn of(fence: Fence) -> Self {
        Self { fence, used: true, ..Self::default() }
    }

    /// What is held, as prose.
    pub(in crate::parser) fn into_held(self) -> String {
        self.held
    }
}

/// Lines of git that say nothing about the text.
const META: [&str; 13] = [
    "diff --git ",
    "index ",
    "new file mode ",
    "deleted file mode ",
    "old mode ",
    "new mode ",
    "similarity index ",
    "dissimilarity index ",
    "rename from ",
    "rename to ",
    "copy from ",
    "copy to ",
    "Binary files ",
];

pub(super) fn is_header(line: &str) -> bool {
    header_name(line, "--- ").is_some() || META.iter().any(|start| line.starts_with(start))
}

const NOWHERE: &str = "/dev/null";

/// The file that `--- a/x` or `+++ b/x` names.
fn header_name<'a>(line: &'a str, start: &str) -> Option<&'a str> {
    let name = line.strip_prefix(start)?.split('\t').next()?.trim().trim_matches('"');
    (name == NOWHERE || is_path(name)).then_some(name)
}

/// What the names of two headers come to.
fn head(old: &str, new: &str) -> Option<FileHead> {
    let prefixed = (old == NOWHERE || old.starts_with("a/")) && (new == NOWHERE || new.starts_with("b/"));
    let plain = |name: &str| if prefixed { name[2..].to_owned() } else { name.to_owned() };
    let head = |path: String, op, to| Some(FileHead { path, op, to, ..FileHead::default() });
    match (old == NOWHERE, new == NOWHERE) {
        (true, true) => None,
        (true, false) => head(plain(new), Some(FileOp::Create), None),
        (false, true) => head(plain(old), Some(FileOp::Delete), None),
        (false, false) => {
            let (old, new) = (plain(old), plain(new));
            let to = (new != old).then_some(new);
            head(old, None, to)
        }
    }
}

impl Parser {
    pub(super) fn begin_unified(&mut self, opened: &mut Opened, text: &str) {
        let held = std::mem::take(&mut opened.held);
        self.state = State::Unified(Unified { fence: opened.fence, held, ..Unified::default() });
        self.unified_head(text);
    }

    pub(super) fn open_diff(&mut self, head: FileHead, unified: Unified) {
        self.warn("fenced-diff", "A diff in a code block was taken for an edit.");
        self.open_file(head, Frame::Unified(unified));
        self.begin_diff();
    }

    /// Before the first hunk of a file.
    pub(in crate::parser) fn unified_head(&mut self, text: &str) -> Option<usize> {
        let State::Unified(mut unified) = std::mem::take(&mut self.state) else { return None };
        let fence = unified.fence;
        let line = fence.inside(text);
        if fence.closes(text) {
            self.close_rename(&mut unified);
            if !unified.used {
                unified.held.push_str(&self.with_end(text));
            }
            if !unified.held.is_empty() {
                self.events.push(ParseEvent::Prose(unified.held));
            }
            return None;
        }
        if let Some(new) = header_name(line, "+++ ")
            && let Some(old) = unified.old.take()
            && let Some(head) = head(&old, new)
        {
            self.open_headed(head, unified);
            return None;
        }
        unified.old = header_name(line, "--- ").map(str::to_owned);
        if line.starts_with("diff --git ") {
            self.close_rename(&mut unified);
            unified.deleting = false;
        }
        let name = |start: &str| {
            line.strip_prefix(start).map(str::trim).filter(|name| is_path(name)).map(str::to_owned)
        };
        unified.from = name("rename from ").or(unified.from);
        unified.to = name("rename to ").or(unified.to);
        let known = unified.old.is_some() || line.trim().is_empty() || is_header(line);
        if known || unified.deleting {
            if !unified.deleting {
                unified.held.push_str(&self.with_end(text));
            }
            self.state = State::Unified(unified);
            return None;
        }
        self.warn("unnamed-diff", "A diff without the path of a file was left alone.");
        self.events.push(ParseEvent::Prose(unified.held));
        self.state = State::Fence(unified.fence);
        self.prose_text(text, true)
    }

    fn open_headed(&mut self, head: FileHead, unified: Unified) {
        let deleting = head.op == Some(FileOp::Delete);
        let unified = Unified { deleting, ..Unified::of(unified.fence) };
        if deleting {
            self.warn("fenced-diff", "A diff in a code block was taken for an edit.");
            self.events.push(ParseEvent::FileOpen(head));
            self.events.push(ParseEvent::FileClose { complete: true });
            self.state = State::Unified(unified);
        } else {
            self.open_diff(head, unified);
        }
    }

    /// A file that only gets another name has no hunks.
    fn close_rename(&mut self, unified: &mut Unified) {
        if let (Some(path), Some(to)) = (unified.from.take(), unified.to.take()) {
            self.warn("fenced-diff", "A diff in a code block was taken for an edit.");
            let op = Some(FileOp::Rename);
            self.events.push(ParseEvent::FileOpen(FileHead {
                path,
                op,
                to: Some(to),
                ..FileHead::default()
            }));
            self.events.push(ParseEvent::FileClose { complete: true });
            unified.held.clear();
            unified.used = true;
        }
    }

    /// Within a file.
    pub(super) fn unified(&mut self, text: &str) -> Option<usize> {
        let Frame::Unified(mut unified) = std::mem::take(&mut self.file().frame) else { return None };
        let fence = unified.fence;
        let line = fence.inside(text);
        let header = unified.header.take();
        if let Some(header) = &header {
            if header_name(line, "+++ ").is_some() {
                return self.next_diff(fence, &[header, line]);
            }
            self.diff_line(header);
        }
        if fence.closes(text) {
            let complete = !matches!(self.file().part, Part::Search { .. });
            self.end_part();
            self.close_file(complete);
            return None;
        }
        if line.starts_with("diff --git ") {
            return self.next_diff(fence, &[line]);
        }
        if let Part::Search { replacing } = self.file().part {
            self.search(line, replacing);
        } else if !self.file().at_head && header_name(line, "--- ").is_some() {
            unified.header = Some(line.to_owned());
        } else {
            self.diff_line(line);
        }
        // A stray closing tag inside a search block may have ended it.
        if let State::File(file) = &mut self.state {
            file.frame = Frame::Unified(unified);
        }
        None
    }

    fn next_diff(&mut self, fence: Fence, lines: &[&str]) -> Option<usize> {
        self.end_part();
        self.close_file(true);
        self.state = State::Unified(Unified::of(fence));
        for line in lines {
            self.unified_head(line);
        }
        None
    }
}
