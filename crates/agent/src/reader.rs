//! Finds plans and files in a reply.

use contract::PlanStep;
use edit::{Collector, FileBlock, ParseEvent, Parser};

/// A part of a reply that is complete.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// The plan was closed.
    Plan(Vec<PlanStep>),
    /// `number` counts the closed blocks of the reply from 0.
    File { number: usize, block: FileBlock },
}

/// Reads a reply as it arrives, however it is cut.
#[derive(Default)]
pub struct Reader {
    parser: Parser,
    collector: Collector,
    steps: Vec<PlanStep>,
    files: usize,
}

impl Reader {
    /// Takes the next text of the reply.
    pub fn push(&mut self, text: &str) -> Vec<Found> {
        let events = self.parser.push(text.as_bytes());
        self.collect(events)
    }

    /// Closes what the reply left open.
    pub fn finish(&mut self) -> Vec<Found> {
        let events = self.parser.finish();
        self.collect(events)
    }

    fn collect(&mut self, events: Vec<ParseEvent>) -> Vec<Found> {
        let mut found = Vec::new();
        for event in events {
            if let Some(block) = self.collector.push(&event) {
                found.push(Found::File { number: self.files, block });
                self.files += 1;
            }
            match event {
                ParseEvent::PlanStep(step) => self.steps.push(step),
                ParseEvent::PlanEnd => found.push(Found::Plan(std::mem::take(&mut self.steps))),
                ParseEvent::Prose(_)
                | ParseEvent::FileOpen(_)
                | ParseEvent::HunkStart { .. }
                | ParseEvent::Line(_)
                | ParseEvent::HunkEnd
                | ParseEvent::ContentDelta(_)
                | ParseEvent::WhyDelta(_)
                | ParseEvent::FileClose { .. }
                | ParseEvent::Warning(_) => {}
            }
        }
        found
    }
}
