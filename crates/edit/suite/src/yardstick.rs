//! How often a garbled hunk does what was meant, nothing, or something else.

use contract::{Confidence, FileChange, FileReport, HunkStatus};
use edit::{Apply, Collector, FileBlock, Parser};
use vfs::Vfs;

use crate::chance::Chance;
use crate::changes::{Pair, make};
use crate::degrade::{Way, reply};
use crate::sources::sources;

#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub pairs: usize,
    pub right: usize,
    pub wrong: usize,
    /// Of these such as nobody would look at.
    pub wrong_and_sure: usize,
    /// Replies that went wrong, for whoever mends them.
    pub examples: Vec<String>,
}

impl Tally {
    pub fn right_percent(&self) -> f64 {
        percent(self.right, self.pairs)
    }

    pub fn wrong_percent(&self) -> f64 {
        percent(self.wrong, self.pairs)
    }
}

fn percent(part: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { 100.0 * part as f64 / all as f64 }
}

/// `pairs` changes made from this seed, each garbled in this way.
pub fn measure(seed: &str, way: Way, pairs: usize) -> Tally {
    let sources = sources();
    let mut chance = Chance::new(&format!("{seed}/{way:?}"));
    let mut tally = Tally::default();
    for _ in 0..pairs * 20 {
        if tally.pairs == pairs {
            break;
        }
        let changes = if chance.below(3) == 0 { 2 } else { 1 };
        let Some(pair) = make(&sources, changes, &mut chance) else { continue };
        // What is not clear when it is written well says nothing about writing it badly.
        let Some(clean) = reply(&pair, Way::Clean, &mut chance) else { continue };
        if way != Way::Clean && run(&pair, &clean, &[]).0 != text(&pair.after) {
            continue;
        }
        let Some(reply) = reply(&pair, way, &mut chance) else { continue };
        judge(&pair, &clean, &reply, &mut tally);
    }
    tally
}

fn judge(pair: &Pair, clean: &str, garbled: &str, tally: &mut Tally) {
    tally.pairs += 1;
    let (result, report) = run(pair, garbled, &[]);
    if result == text(&pair.after) {
        tally.right += 1;
        return;
    }
    // Of several hunks some may have been refused: then the others must have done what was meant.
    let applied = |report: &FileReport| report.hunks.iter().any(|hunk| hunk.status == HunkStatus::Applied);
    let left_out: Vec<u32> = report
        .iter()
        .flat_map(|report| &report.hunks)
        .filter(|hunk| hunk.status != HunkStatus::Applied)
        .map(|hunk| hunk.n)
        .collect();
    if result == text(&pair.before) || run(pair, clean, &left_out).0 == result {
        return;
    }
    tally.wrong += 1;
    let doubted = |report: &FileReport| report.hunks.iter().any(|hunk| hunk.confidence == Confidence::Low);
    if report.as_ref().is_some_and(|report| applied(report) && !doubted(report)) {
        tally.wrong_and_sure += 1;
    }
    // Sure ones first: they are the worst.
    if tally.examples.len() < 20 {
        let stages: Vec<_> = report
            .iter()
            .flat_map(|report| &report.hunks)
            .map(|hunk| (hunk.stage, hunk.confidence))
            .collect();
        tally.examples.push(format!("{stages:?}\n--- reply\n{garbled}--- meant\n{clean}"));
    }
}

fn text(lines: &[String]) -> String {
    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

/// The file after the reply, and the report on it.
fn run(pair: &Pair, reply: &str, without: &[u32]) -> (String, Option<FileReport>) {
    let before = text(&pair.before);
    let mut files = Vfs::new();
    let Ok(_) = files.insert(&pair.path, before.clone()) else { return (before, None) };
    let Some(block) = block(reply) else { return (before, None) };
    let applied = Apply { without, ..Apply::default() }.block(&block, &files);
    match applied.change {
        Some((_, FileChange::Written { content })) => (content, Some(applied.report)),
        _ => (before, Some(applied.report)),
    }
}

fn block(reply: &str) -> Option<FileBlock> {
    let (mut parser, mut collector) = (Parser::new(), Collector::new());
    let mut events = parser.push(reply.as_bytes());
    events.extend(parser.finish());
    events.iter().find_map(|event| collector.push(event))
}
