//! Tags of other workspaces: `boltAction`, `dyad-write`, `lov-write` and their kin.

use contract::FileOp;

use super::super::{Parser, Part, leading_tag};
use super::Frame;
use crate::tag::{FOREIGN, Tag};
use crate::{FileHead, ParseEvent};

pub(in crate::parser) fn is_foreign(tag: &Tag) -> bool {
    FOREIGN.contains(&tag.name.as_str())
}

/// Only holds others together, or closes what needs no closing.
pub(in crate::parser) fn drops(tag: &Tag) -> bool {
    tag.closing || matches!(tag.name.as_str(), "boltArtifact" | "lov-code")
}

/// The tag at the start of a line begins or holds files.
pub(super) fn opens(text: &str) -> bool {
    leading_tag(text).is_some_and(|(tag, _)| is_foreign(&tag) && !tag.closing)
}

/// The element of a whole file or of an edit; its closing tag, and whether it holds search blocks.
fn ends(name: &str) -> Option<(&'static str, bool)> {
    match name {
        "boltAction" => Some(("</boltAction>", false)),
        "dyad-write" => Some(("</dyad-write>", false)),
        "lov-write" => Some(("</lov-write>", false)),
        "dyad-search-replace" => Some(("</dyad-search-replace>", true)),
        _ => None,
    }
}

fn head(tag: &Tag) -> Option<FileHead> {
    let first = |names: &[&str]| names.iter().find_map(|name| tag.attribute(name)).map(str::to_owned);
    let path = first(&["path", "file_path", "filepath", "from", "original_file_path"])?;
    let op = match tag.name.as_str() {
        "dyad-rename" | "lov-rename" => Some(FileOp::Rename),
        "dyad-delete" | "lov-delete" => Some(FileOp::Delete),
        _ => None,
    };
    let to = if op == Some(FileOp::Rename) { first(&["to", "new_file_path"]) } else { None };
    // Of the actions only these write files.
    let is_file = tag.name != "boltAction" || tag.attribute("type").is_none_or(|kind| kind == "file");
    (is_file && (op.is_some() || ends(&tag.name).is_some())).then(|| FileHead {
        path,
        op,
        to,
        ..FileHead::default()
    })
}

impl Parser {
    pub(in crate::parser) fn open_foreign(&mut self, tag: &Tag, raw: &str) {
        let Some(head) = head(tag) else {
            self.warn("foreign-command", "A command in the reply was left alone: only files are changed.");
            self.events.push(ParseEvent::Prose(raw.to_owned()));
            return;
        };
        self.warn("foreign-tag", &format!("The tag {} was taken for an edit.", tag.name));
        let Some((close, is_diff)) = ends(&tag.name).filter(|_| !tag.self_closing) else {
            self.events.push(ParseEvent::FileOpen(head));
            self.events.push(ParseEvent::FileClose { complete: true });
            return;
        };
        self.open_file(head, Frame::Tag(close));
        if let Some(why) = tag.attribute("description").filter(|why| !why.is_empty()) {
            self.events.push(ParseEvent::WhyDelta(why.to_owned()));
        }
        if is_diff {
            self.begin_diff();
        } else {
            self.file().part = Part::Content(None);
            self.events.push(ParseEvent::ContentDelta(String::new()));
        }
    }

    pub(super) fn tagged(&mut self, text: &str, close: &str, at_start: bool) -> Option<usize> {
        let ends = |at: &usize| {
            let rest = text[at + close.len()..].trim_start();
            rest.is_empty() || rest.starts_with('<')
        };
        if let Some(at) = text.match_indices(close).map(|(at, _)| at).find(ends) {
            let before = &text[..at];
            if !before.trim().is_empty() {
                self.tagged_line(before, "\n");
            }
            self.close_tagged();
            return Some(at + close.len());
        }
        if text.trim_start().starts_with('<')
            && let Some((tag, _)) = leading_tag(text)
            && (is_foreign(&tag) || (tag.name == "file" && !tag.closing && tag.head().is_some()))
        {
            self.warn("missing-close", "A file was not closed before the next tag.");
            self.close_tagged();
            return self.prose_text(text, true);
        }
        // The line end right after the tag is not part of the content.
        if at_start || !text.trim().is_empty() {
            let end = if self.newline { "\n" } else { "" };
            self.tagged_line(text, end);
        }
        None
    }

    fn tagged_line(&mut self, text: &str, end: &str) {
        match self.file().part {
            Part::Search { replacing } => drop(self.search(text, replacing)),
            Part::Diff => self.diff_line(text),
            _ => self.events.push(ParseEvent::ContentDelta(format!("{text}{end}"))),
        }
    }

    fn close_tagged(&mut self) {
        let complete = !matches!(self.file().part, Part::Search { .. });
        self.end_part();
        self.close_file(complete);
    }
}
