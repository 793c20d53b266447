#![allow(clippy::panic, reason = "a test that finds something else has failed")]

use agent::{Found, Reader};

const REPLY: &str = "I will.\n<plan>\n- src/a.ts: Write it\n- Look at it\n</plan>\n<file path=\"src/a.ts\" op=\"create\">\n<content>\n\
                     export const a = \"\u{00e9}\";\n</content>\n</file>\n<file path=\"src/b.ts\">\n<diff>\n@@\n a\n-b\n+c\n";

fn read(pieces: impl Iterator<Item = String>) -> Vec<Found> {
    let mut reader = Reader::default();
    let mut found: Vec<Found> = pieces.flat_map(|piece| reader.push(&piece)).collect();
    found.extend(reader.finish());
    found
}

#[test]
fn the_plan_and_each_file_come_when_they_are_closed_however_the_text_is_cut() {
    let whole = read(std::iter::once(REPLY.to_owned()));
    let [
        Found::Plan(steps),
        Found::File { number: 0, block: first },
        Found::File { number: 1, block: second },
    ] = whole.as_slice()
    else {
        panic!("{whole:?}")
    };
    assert_eq!(steps[0].path.as_deref(), Some("src/a.ts"));
    assert_eq!(steps[1].path, None);
    assert!(first.complete && !second.complete);
    for size in 1..40 {
        let characters: Vec<char> = REPLY.chars().collect();
        let pieces = characters.chunks(size).map(|piece| piece.iter().collect());
        assert_eq!(read(pieces), whole, "pieces of {size}");
    }
}
