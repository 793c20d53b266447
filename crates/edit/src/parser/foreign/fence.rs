//! Fences that hold a file, and how they are told from fences that show something.

use super::super::{Parser, State, is_bare_fence, opens_file};
use super::path::{is_shell, is_shell_script, suits};
use super::{Frame, codex, element, label, search, unified};
use crate::{FileHead, ParseEvent};

/// The marks of an opening line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fence {
    mark: char,
    len: usize,
    /// Blanks before it; as many are taken from each line inside, which is so in a list.
    indent: usize,
}

impl Fence {
    pub(in crate::parser) fn closes(self, text: &str) -> bool {
        let trimmed = text.trim();
        trimmed.len() >= self.len && trimmed.starts_with(self.mark) && is_bare_fence(trimmed)
    }

    /// As its end it would end the other.
    fn covers(self, other: Self) -> bool {
        self.mark == other.mark && self.len >= other.len
    }

    pub(super) fn inside(self, text: &str) -> &str {
        let blanks = text.bytes().take(self.indent).take_while(|byte| *byte == b' ').count();
        &text[blanks..]
    }
}

/// An opening line whose meaning the next line decides.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Opened {
    pub fence: Fence,
    /// What is prose if this is talk.
    pub held: String,
    language: String,
    path: Option<String>,
    /// The path is in the opening line itself.
    inline: bool,
    /// A path alone on the first line, which counts if a search block follows.
    label: Option<String>,
}

impl Opened {
    pub(in crate::parser) fn file_named(&self) -> Option<&str> {
        self.label.as_deref().or(self.path.as_deref())
    }

    /// The inside of a fence goes on as if it had just been opened.
    pub(super) fn again(fence: Fence) -> Self {
        Self { fence, ..Self::default() }
    }
}

/// A whole file in a fence.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Fenced {
    fence: Fence,
    /// The text is Markdown, so that it may hold fences itself.
    prose: bool,
    /// A fence inside the text is open.
    nested: Option<Fence>,
    /// A fence was opened where code cannot have one: nobody knows which end is the file's.
    doubtful: bool,
    /// A line that is the end, or begins a fence inside the text; the next one decides.
    end: Option<String>,
}

impl Fenced {
    pub(super) fn has_end(&self) -> bool {
        self.end.is_some()
    }
}

/// The decorated name of the next file: in a code block a bare one may be text.
fn is_next_name(text: &str) -> bool {
    (text.starts_with(['*', '`']) || text.starts_with("##")) && label::line(text).is_some()
}

fn marks(text: &str) -> Option<(Fence, &str)> {
    let trimmed = text.trim_start();
    let first = trimmed.chars().next().filter(|first| matches!(first, '`' | '~'))?;
    let rest = trimmed.trim_start_matches(first);
    let len = trimmed.len() - rest.len();
    let fence = Fence { mark: first, len, indent: text.len() - trimmed.len() };
    (len >= 3).then_some((fence, rest))
}

impl Parser {
    pub(in crate::parser) fn open_fence(&mut self, text: &str) {
        let Some((fence, rest)) = marks(text) else { return };
        let mut opened = Opened { fence, held: self.with_end(text), ..Opened::default() };
        let named = self.named.take();
        if !self.own {
            let info = label::info(rest);
            opened.inline = info.path.is_some();
            opened.path = info.path.map(str::to_owned).or(named);
            opened.language = info.language;
        }
        self.state = State::FenceOpened(opened);
    }

    /// The first line inside: how much of it is consumed. None if the fence is talk; `opened` keeps its text.
    pub(in crate::parser) fn foreign_fence(
        &mut self,
        opened: &mut Opened,
        text: &str,
    ) -> Option<Option<usize>> {
        let line = opened.fence.inside(text);
        if let Some(path) = opened.label.take() {
            let len = search::begins(line)?;
            self.open_search(path, len, Some(opened.fence));
            return Some(None);
        }
        if opened.fence.closes(text) {
            return None;
        }
        if let Some(len) = search::begins(line) {
            let Some(path) = opened.path.take() else {
                self.warn("unnamed-search", "A search block without a path was left alone.");
                return None;
            };
            self.open_search(path, len, Some(opened.fence));
            return Some(None);
        }
        if codex::begins(text) || element::opens(line) {
            self.warn("fenced-file", "A fence was around files.");
            self.wrapped = true;
            return Some(self.prose_text(text, true));
        }
        if matches!(opened.language.as_str(), "diff" | "patch" | "udiff") || line.starts_with("diff --git ") {
            return self.open_unified(opened, text).then_some(None);
        }
        if opened.path.is_none()
            && let Some(path) = label::line(line).filter(|path| *path == line.trim())
        {
            let path = path.to_owned();
            opened.held.push_str(&self.with_end(text));
            self.state = State::FenceOpened(Opened { label: Some(path), ..std::mem::take(opened) });
            return Some(None);
        }
        self.open_fenced(opened, text).then_some(None)
    }

    fn open_fenced(&mut self, opened: &mut Opened, text: &str) -> bool {
        let line = opened.fence.inside(text);
        // Inside the fence is nearest to the code: a comment there decides over a line before the fence.
        let comment = label::comment(line).filter(|_| !opened.inline);
        let comment = comment.filter(|comment| opened.path.as_deref() != Some(*comment));
        let Some(path) = comment.or(opened.path.as_deref()) else { return false };
        let language = opened.language.as_str();
        let is_file = if opened.inline {
            !is_shell(language) || is_shell_script(path)
        } else {
            !is_shell(language) && !is_shell_script(path) && suits(language, path)
        };
        if !is_file {
            return false;
        }
        self.warn("fenced-code", "A code block with a path was taken for a file.");
        let head = FileHead { path: path.to_owned(), ..FileHead::default() };
        let fenced = Fenced { fence: opened.fence, ..Fenced::default() };
        self.open_file(head, Frame::Fenced(fenced));
        self.events.push(ParseEvent::ContentDelta(String::new()));
        let is_prose = self.file().elisions.is_prose();
        if let Frame::Fenced(fenced) = &mut self.file().frame {
            fenced.prose = is_prose;
        }
        // The comment that names the file is not part of it.
        if comment.is_none() {
            self.file_text(text, true);
        }
        true
    }

    pub(super) fn fenced(&mut self, text: &str) -> Option<usize> {
        let Frame::Fenced(mut fenced) = std::mem::take(&mut self.file().frame) else { return None };
        if let Some(held) = fenced.end.take() {
            if text.trim().is_empty() || is_next_name(text) || opens_file(text) {
                self.close_file(true);
                return self.prose_text(text, true);
            }
            fenced.nested = Some(fenced.fence);
            self.events.push(ParseEvent::ContentDelta(held));
        }
        let line = fenced.fence.inside(text);
        if let Some(nested) = &fenced.nested {
            if nested.closes(text) {
                fenced.nested = None;
            }
            self.delta(line);
        } else if fenced.fence.closes(text) {
            if !fenced.prose || fenced.fence.len > 3 {
                self.close_file(!fenced.doubtful);
                return None;
            }
            fenced.end = Some(self.with_end(line));
        } else if opens_file(text) && !fenced.prose {
            self.warn("missing-close", "A code block was not closed before the next file.");
            self.close_file(false);
            return self.prose_text(text, true);
        } else {
            let inner = marks(line);
            if fenced.prose {
                fenced.nested = inner.map(|(nested, _)| nested);
            } else if let Some((fence, info)) = inner.filter(|(fence, _)| fence.covers(fenced.fence)) {
                if fence.indent <= fenced.fence.indent && label::info(info).path.is_some() {
                    self.warn("missing-close", "A code block was not closed before the next file.");
                    self.close_file(false);
                    return self.prose_text(text, true);
                }
                fenced.doubtful = true;
            }
            self.delta(line);
        }
        self.file().frame = Frame::Fenced(fenced);
        None
    }
}

impl Parser {
    /// A fence marked as a diff, or that begins like one.
    fn open_unified(&mut self, opened: &mut Opened, text: &str) -> bool {
        let line = opened.fence.inside(text);
        if unified::is_header(line) {
            self.begin_unified(opened, text);
            return true;
        }
        // Without headers the path must be told by other means.
        let comment = label::comment(line).filter(|_| opened.path.is_none());
        let Some(path) = comment.or(opened.path.as_deref()) else { return false };
        let head = FileHead { path: path.to_owned(), ..FileHead::default() };
        self.open_diff(head, unified::Unified::of(opened.fence));
        if comment.is_none() {
            self.file_text(text, true);
        }
        true
    }
}
