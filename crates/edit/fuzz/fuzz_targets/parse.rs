//! Any bytes, cut anywhere: the same events, no panic.
#![no_main]

use edit::{ParseEvent, Parser};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // The first byte says where to cut the rest.
    let Some((at, reply)) = data.split_first() else { return };
    let whole = events([reply]);
    let step = usize::from(*at) % 23 + 1;
    assert_eq!(events(reply.chunks(step)), whole);
    assert_eq!(events(reply.chunks(1)), whole);
    let open = whole.iter().filter(|event| matches!(event, ParseEvent::FileOpen(_))).count();
    let closed = whole.iter().filter(|event| matches!(event, ParseEvent::FileClose { .. })).count();
    assert_eq!(open, closed, "an element was opened and not closed");
});

fn events<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<ParseEvent> {
    let mut parser = Parser::new();
    let mut events: Vec<ParseEvent> = pieces.into_iter().flat_map(|piece| parser.push(piece)).collect();
    events.extend(parser.finish());
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
