//! Parse events gathered into file blocks.

use crate::{DiffLine, FileHead, ParseEvent};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hunk {
    pub anchor: Option<String>,
    pub lines: Vec<DiffLine>,
}

/// One file element of a reply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileBlock {
    pub head: FileHead,
    pub hunks: Vec<Hunk>,
    /// A whole file; raw, with its line ends.
    pub content: Option<String>,
    pub why: Option<String>,
    /// False when the reply ended inside the element.
    pub complete: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Collector {
    block: Option<FileBlock>,
}

impl Collector {
    pub fn new() -> Self {
        Self::default()
    }

    /// The block that `event` closes, if it closes one.
    pub fn push(&mut self, event: &ParseEvent) -> Option<FileBlock> {
        match event {
            ParseEvent::FileOpen(head) => {
                self.block = Some(FileBlock { head: head.clone(), ..FileBlock::default() });
            }
            ParseEvent::FileClose { complete } => {
                let mut block = self.block.take()?;
                block.complete = *complete;
                block.why = block.why.map(|why| why.trim().to_owned()).filter(|why| !why.is_empty());
                return Some(block);
            }
            other => {
                let block = self.block.as_mut()?;
                match other {
                    ParseEvent::HunkStart { anchor } => {
                        block.hunks.push(Hunk { anchor: anchor.clone(), lines: Vec::new() });
                    }
                    ParseEvent::Line(line) => block.hunks.last_mut()?.lines.push(line.clone()),
                    ParseEvent::ContentDelta(text) => block.content.get_or_insert_default().push_str(text),
                    ParseEvent::WhyDelta(text) => block.why.get_or_insert_default().push_str(text),
                    ParseEvent::Prose(_)
                    | ParseEvent::PlanStep(_)
                    | ParseEvent::PlanEnd
                    | ParseEvent::HunkEnd
                    | ParseEvent::Warning(_)
                    | ParseEvent::FileOpen(_)
                    | ParseEvent::FileClose { .. } => {}
                }
            }
        }
        None
    }

    /// The block that is still arriving.
    pub fn open(&self) -> Option<&FileBlock> {
        self.block.as_ref()
    }
}
