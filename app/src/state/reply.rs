//! The model's reply while it streams: the same parser that the server runs, for what is shown meanwhile.

use edit::{Collector, DiffLine, ParseEvent, Parser};

use super::turn::{Block, Card, CardState, Turn};

/// What of a call's text is shown beside its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// A planner writes no files.
    Plan,
    /// There is a plan already.
    Files,
    All,
}

pub(super) struct Reply {
    parser: Parser,
    collector: Collector,
    /// The card of the block that is open.
    open: Option<usize>,
    /// Cards of earlier calls of the turn come before this one.
    first_card: usize,
    takes: Takes,
}

impl Reply {
    pub(super) fn new(turn: &Turn, takes: Takes) -> Self {
        Self {
            parser: Parser::new(),
            collector: Collector::new(),
            open: None,
            first_card: turn.cards.len(),
            takes,
        }
    }

    pub(super) fn only_plans(&self) -> bool {
        self.takes == Takes::Plan
    }

    pub(super) fn push(&mut self, text: &str, turn: &mut Turn) {
        for event in self.parser.push(text.as_bytes()) {
            self.take(event, turn);
        }
    }

    pub(super) fn finish(&mut self, turn: &mut Turn) {
        for event in self.parser.finish() {
            self.take(event, turn);
        }
    }

    fn take(&mut self, event: ParseEvent, turn: &mut Turn) {
        // A finished block is the server's business; here only its beginnings are shown.
        let _ = self.collector.push(&event);
        let card = self.open.and_then(|open| turn.cards.get_mut(open));
        match event {
            ParseEvent::Prose(text) => add_prose(turn, text),
            ParseEvent::PlanStep(step) if self.takes != Takes::Files => turn.steps.push(step),
            ParseEvent::PlanStep(_) | ParseEvent::PlanEnd | ParseEvent::Warning(_) => {}
            ParseEvent::FileOpen(_) if self.takes == Takes::Plan => {}
            ParseEvent::FileOpen(head) => {
                self.open = Some(turn.cards.len());
                turn.blocks.push(Block::Card(turn.cards.len()));
                turn.cards.push(Card::new(&head.path, head.op));
            }
            ParseEvent::HunkStart { .. } | ParseEvent::HunkEnd => {}
            ParseEvent::Line(line) => {
                if let Some(card) = card {
                    match line {
                        DiffLine::Added(_) => card.added += 1,
                        DiffLine::Removed(_) => card.removed += 1,
                        DiffLine::Context(_) | DiffLine::Bare(_) => {}
                    }
                }
            }
            ParseEvent::ContentDelta(text) => {
                if let Some(card) = card {
                    let lines = text.bytes().filter(|byte| *byte == b'\n').count();
                    card.added = card.added.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
                }
            }
            ParseEvent::WhyDelta(text) => {
                if let Some(card) = card {
                    card.why.push_str(&text);
                }
            }
            ParseEvent::FileClose { complete } => {
                if let Some(card) = card
                    && !card.state.is_settled()
                {
                    card.state = if complete { CardState::Verifying } else { CardState::Stopped };
                }
                self.open = None;
            }
        }
    }

    /// The card that a report speaks of: blocks are committed in the order they were written.
    pub(super) fn card_for(&self, path: &str, turn: &Turn) -> Option<usize> {
        let waiting = |i: &usize| !turn.cards.get(*i).is_none_or(|card| card.state.is_settled());
        let mut cards = self.first_card..turn.cards.len();
        let same_path = |i: &usize| turn.cards.get(*i).is_some_and(|card| card.path == path);
        cards.clone().find(|i| waiting(i) && same_path(i)).or_else(|| cards.find(waiting))
    }

    /// Path and text so far of the open block, on the text that `base` knows.
    pub(super) fn writing<'a>(&self, base: impl Fn(&str) -> Option<&'a str>) -> Option<(String, String)> {
        self.open?;
        let block = self.collector.open()?;
        let path = edit::normalize_path(&block.head.path).ok()?;
        let text = edit::preview_block(block, base(&path))?;
        Some((path, text))
    }
}

fn add_prose(turn: &mut Turn, text: String) {
    match turn.blocks.last_mut() {
        Some(Block::Prose(before)) => before.push_str(&text),
        // Blank lines between two files are no paragraph.
        _ if text.trim().is_empty() => {}
        Some(Block::Card(_) | Block::Note(_)) | None => turn.blocks.push(Block::Prose(text)),
    }
}
