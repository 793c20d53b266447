//! A reply taken apart and applied, as the tests see it.

use contract::{FileChange, FileReport, Warning};
use edit::{Collector, ParseEvent, Parser};
use vfs::Vfs;

/// All events of a reply that arrives in these pieces.
pub fn parse<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<ParseEvent> {
    let mut parser = Parser::new();
    let mut events: Vec<ParseEvent> = pieces.into_iter().flat_map(|piece| parser.push(piece)).collect();
    events.extend(parser.finish());
    merge_events(events)
}

/// The form in which two cuts of a reply are equal: neighbouring pieces of one text joined.
pub fn merge_events(events: Vec<ParseEvent>) -> Vec<ParseEvent> {
    let mut merged: Vec<ParseEvent> = Vec::new();
    for event in events {
        match (merged.last_mut(), event) {
            (Some(ParseEvent::Prose(before)), ParseEvent::Prose(text))
            | (Some(ParseEvent::ContentDelta(before)), ParseEvent::ContentDelta(text))
            | (Some(ParseEvent::WhyDelta(before)), ParseEvent::WhyDelta(text)) => before.push_str(&text),
            (_, event) => merged.push(event),
        }
    }
    merged
}

/// Applies the blocks in order, each on what the earlier ones left.
pub fn apply(events: &[ParseEvent], files: &mut Vfs) -> (Vec<FileReport>, Vec<Warning>) {
    let (mut collector, mut reports, mut warnings) = (Collector::new(), Vec::new(), Vec::new());
    for event in events {
        if let ParseEvent::Warning(warning) = event {
            warnings.push(warning.clone());
        }
        let Some(block) = collector.push(event) else { continue };
        let applied = edit::apply_block(&block, files);
        match applied.change {
            Some((path, FileChange::Written { content })) => drop(files.insert(&path, content).unwrap()),
            Some((path, FileChange::Deleted)) => drop(files.remove(&path).unwrap()),
            Some((path, FileChange::Renamed { to, content })) => {
                files.remove(&path).unwrap();
                files.insert(&to, content).unwrap();
            }
            Some((_, FileChange::Elided)) => panic!("nothing is elided here"),
            None => {}
        }
        reports.push(applied.report);
    }
    (reports, warnings)
}

pub fn tree<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vfs {
    let mut tree = Vfs::new();
    for (path, text) in files {
        tree.insert(path, text).unwrap();
    }
    tree
}
