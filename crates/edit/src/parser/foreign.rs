//! Replies that are not written in our grammar: fenced files, search/replace blocks, diffs, patches, tags of others.
//!
//! Only until the first element of our own: a model that has written one knows the grammar, and what it fences after
//! that is an example. A plan does not count as one, for weak models copy it and then fall back on fences. In each
//! form a path has to stand where it can mean nothing else; without one a block is talk.

mod codex;
mod element;
mod fence;
mod label;
mod path;
mod search;
mod unified;

use super::{File, Parser, State};
use crate::elision::Elisions;
use crate::{FileHead, ParseEvent};
pub(super) use element::{drops, is_foreign};
use fence::Fenced;
pub(super) use fence::{Fence, Opened};
use search::Search;
pub(super) use unified::Unified;

/// What a file is written in.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) enum Frame {
    /// Our own element.
    #[default]
    Own,
    Fenced(Fenced),
    Search(Search),
    Unified(Unified),
    Codex,
    /// The closing tag that ends it.
    Tag(&'static str),
}

impl Frame {
    /// What ends it where no fence does.
    pub(super) fn close(&self) -> &'static str {
        match self {
            Self::Own => "</file>",
            Self::Codex => codex::END,
            Self::Tag(close) => close,
            Self::Fenced(_) | Self::Search(_) | Self::Unified(_) => "",
        }
    }

    /// A fence ends it.
    pub(super) fn is_fenced(&self) -> bool {
        match self {
            Self::Fenced(_) | Self::Unified(_) => true,
            Self::Search(search) => search.is_fenced(),
            Self::Own | Self::Codex | Self::Tag(_) => false,
        }
    }
}

impl Parser {
    /// A line of prose that is no fence and no tag; true when it begins a file.
    pub(super) fn foreign_start(&mut self, text: &str) -> bool {
        if text.trim().is_empty() {
            // Between a path and what it names there may be air.
            return false;
        }
        let named = self.named.take();
        if let Some(len) = search::begins(text) {
            let Some(path) = named else {
                self.warn("unnamed-search", "A search block without a path was left alone.");
                return false;
            };
            self.open_search(path, len, None);
            return true;
        }
        if codex::begins(text) {
            self.begin_codex(text);
            return true;
        }
        self.named = label::line(text).map(str::to_owned);
        false
    }

    pub(super) fn foreign_text(&mut self, text: &str, at_start: bool) -> Option<usize> {
        match &self.file().frame {
            Frame::Own => None,
            Frame::Fenced(_) => self.fenced(text),
            Frame::Search(_) => self.searched(text),
            Frame::Unified(_) => self.unified(text),
            Frame::Codex => self.codex(text),
            Frame::Tag(close) => {
                let close: &str = close;
                self.tagged(text, close, at_start)
            }
        }
    }

    pub(super) fn open_file(&mut self, head: FileHead, frame: Frame) {
        let file = File {
            elisions: Elisions::in_file(&head.path),
            path: head.path.clone(),
            frame,
            ..File::default()
        };
        self.events.push(ParseEvent::FileOpen(head));
        self.state = State::File(file);
    }

    /// The reply is over inside a file of another grammar: whole only if its end has been seen.
    pub(super) fn finish_foreign(&mut self, mut file: File) {
        let (complete, held) = match &mut file.frame {
            Frame::Fenced(fenced) => (fenced.has_end(), None),
            Frame::Search(search) => (search.is_between(), None),
            Frame::Unified(unified) => (false, unified.header.take()),
            Frame::Own | Frame::Codex | Frame::Tag(_) => (false, None),
        };
        self.state = State::File(file);
        if let Some(held) = held {
            self.diff_line(&held);
        }
        if !complete {
            self.warn("missing-close", "The reply ended inside a file.");
        }
        self.close_file(complete);
    }
}
