//! Search/replace blocks whose path stands on the line before.

use super::super::{Parser, Part, State};
use super::{Fence, Frame, Opened};
use crate::{DiffLine, FileHead, ParseEvent};

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Search {
    fence: Option<Fence>,
    /// How many signs a marker has.
    len: usize,
    place: Place,
    /// Blank lines after a block.
    air: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Searching,
    Replacing,
    Between,
}

impl Search {
    pub(super) fn is_fenced(&self) -> bool {
        self.fence.is_some()
    }

    pub(super) fn is_between(&self) -> bool {
        self.place == Place::Between
    }
}

/// `<<<<<<< SEARCH`: how many signs it has. A conflict of git names a branch there.
pub(super) fn begins(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches('<');
    let len = text.len() - rest.len();
    ((5..=9).contains(&len) && matches!(rest.trim(), "SEARCH" | "ORIGINAL")).then_some(len)
}

/// A line that begins with exactly as many of a sign.
fn marker(line: &str, sign: char, len: usize) -> Option<&str> {
    let rest = line.trim_start_matches(sign);
    (line.len() - rest.len() == len).then(|| rest.trim())
}

impl Parser {
    pub(super) fn open_search(&mut self, path: String, len: usize, fence: Option<Fence>) {
        self.warn("search-blocks", "Search and replace blocks after a path were taken for an edit.");
        let search = Search { fence, len, ..Search::default() };
        self.open_file(FileHead { path, ..FileHead::default() }, Frame::Search(search));
        self.file().part = Part::Diff;
        self.start_hunk();
    }

    pub(super) fn searched(&mut self, text: &str) -> Option<usize> {
        let Frame::Search(mut search) = std::mem::take(&mut self.file().frame) else { return None };
        let closes = search.fence.is_some_and(|fence| fence.closes(text));
        let inside = search.fence.map_or(text, |fence| fence.inside(text));
        let line = inside.strip_suffix('\r').unwrap_or(inside);
        if search.place == Place::Between {
            return self.between_blocks(search, text, line, closes);
        }
        // Prose may hold fences.
        if closes && !self.file().elisions.is_prose() {
            self.warn("missing-close", "A search block was not closed.");
            self.close_file(false);
            return None;
        }
        let replacing = search.place == Place::Replacing;
        if replacing && marker(line, '>', search.len).is_some() {
            self.end_part();
            search.place = Place::Between;
        } else if !replacing && marker(line, '=', search.len) == Some("") {
            search.place = Place::Replacing;
        } else {
            let line = line.to_owned();
            let line = if replacing { DiffLine::Added(line) } else { DiffLine::Removed(line) };
            self.events.push(ParseEvent::Line(line));
        }
        self.file().frame = Frame::Search(search);
        None
    }

    /// After a block: another one of the same file, or the end.
    fn between_blocks(&mut self, mut search: Search, text: &str, line: &str, closes: bool) -> Option<usize> {
        if let Some(len) = begins(line) {
            search.len = len;
            search.place = Place::Searching;
            search.air.clear();
            self.file().part = Part::Diff;
            self.start_hunk();
        } else if line.trim().is_empty() {
            search.air.push_str(&self.with_end(text));
        } else {
            self.close_file(true);
            if closes {
                return None;
            }
            if !search.air.is_empty() {
                self.events.push(ParseEvent::Prose(search.air));
            }
            if let Some(fence) = search.fence {
                self.state = State::FenceOpened(Opened::again(fence));
            }
            return self.prose_text(text, true);
        }
        self.file().frame = Frame::Search(search);
        None
    }
}
