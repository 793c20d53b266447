//! Hunks as models garble them, one way at a time.

use similar::{ChangeTag, TextDiff};

use crate::chance::Chance;
use crate::changes::{Pair, reworded};

const CONTEXT: usize = 3;

/// A line of a hunk: its marker and its text.
pub type Row = (char, String);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Clean,
    TrailingBlanks,
    Outdented,
    OtherIndent,
    Tabs,
    NoMarker,
    Crlf,
    Escaped,
    Numbered,
    Dropped,
    Altered,
    PlusForgotten,
}

impl Way {
    pub const ALL: [Self; 12] = [
        Self::Clean,
        Self::TrailingBlanks,
        Self::Outdented,
        Self::OtherIndent,
        Self::Tabs,
        Self::NoMarker,
        Self::Crlf,
        Self::Escaped,
        Self::Numbered,
        Self::Dropped,
        Self::Altered,
        Self::PlusForgotten,
    ];
}

/// The change of `pair` as numberless hunks.
pub fn hunks(pair: &Pair) -> Vec<Vec<Row>> {
    let old: Vec<&str> = pair.before.iter().map(String::as_str).collect();
    let new: Vec<&str> = pair.after.iter().map(String::as_str).collect();
    let diff = TextDiff::from_slices(&old, &new);
    diff.grouped_ops(CONTEXT)
        .iter()
        .map(|group| {
            let changes = group.iter().flat_map(|op| diff.iter_changes(op));
            changes
                .map(|change| {
                    let marker = match change.tag() {
                        ChangeTag::Equal => ' ',
                        ChangeTag::Delete => '-',
                        ChangeTag::Insert => '+',
                    };
                    (marker, change.value().to_owned())
                })
                .collect()
        })
        .collect()
}

/// The text of the reply; none when this way changes nothing about the pair, so that it would prove nothing.
pub fn reply(pair: &Pair, way: Way, chance: &mut Chance) -> Option<String> {
    // Where nothing is indented, nobody can tell how new lines should be.
    let indented = pair.before.iter().any(|line| line.starts_with("  "));
    if matches!(way, Way::OtherIndent | Way::Tabs) && !indented {
        return None;
    }
    let mut hunks = hunks(pair);
    let clean = hunks.clone();
    match way {
        Way::Clean | Way::Crlf | Way::NoMarker => {}
        Way::TrailingBlanks => each(&mut hunks, |(marker, text)| {
            if *marker != '+' && chance.below(2) == 0 {
                text.push_str(["  ", " ", "\t"][chance.below(3)]);
            }
        }),
        Way::Outdented => hunks.iter_mut().for_each(|hunk| outdent(hunk)),
        Way::OtherIndent => {
            let four = steps_of_four(pair);
            each(&mut hunks, |(_, text)| {
                let own = blanks(text);
                let wanted = if four { own / 2 } else { own * 2 };
                *text = format!("{}{}", " ".repeat(wanted), text.trim_start());
            });
        }
        Way::Tabs => {
            let four = steps_of_four(pair);
            let step = if four { 4 } else { 2 };
            // Lines that are aligned by something else than whole steps would lose their place.
            let whole = hunks.iter().flatten().all(|(_, text)| blanks(text).is_multiple_of(step));
            if !whole {
                return None;
            }
            each(&mut hunks, |(_, text)| {
                *text = format!("{}{}", "\t".repeat(blanks(text) / step), text.trim_start());
            });
        }
        Way::Escaped => each(&mut hunks, |(_, text)| {
            *text =
                text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        }),
        Way::Numbered => hunks.iter_mut().for_each(|hunk| {
            for (line, (_, text)) in (1 + chance.below(300)..).zip(hunk) {
                *text = format!("{line:>4} | {text}");
            }
        }),
        Way::Dropped => hunks.iter_mut().for_each(|hunk| {
            if let Some(at) = pick(hunk, ' ', chance) {
                hunk.remove(at);
            }
        }),
        Way::Altered => hunks.iter_mut().for_each(|hunk| {
            if let Some(at) = pick(hunk, ' ', chance) {
                hunk[at].1 = reworded(&hunk[at].1, chance);
            }
        }),
        Way::PlusForgotten => hunks.iter_mut().for_each(|hunk| {
            if let Some(at) = pick(hunk, '+', chance) {
                hunk[at].0 = '\0';
            }
        }),
    }
    let changed = hunks != clean || matches!(way, Way::Clean | Way::Crlf | Way::NoMarker);
    changed.then(|| write(pair, &hunks, way))
}

fn write(pair: &Pair, hunks: &[Vec<Row>], way: Way) -> String {
    let end = if way == Way::Crlf { "\r\n" } else { "\n" };
    let mut reply = format!("<file path=\"{}\">{end}<diff>{end}", pair.path);
    for hunk in hunks {
        reply.push_str("@@");
        reply.push_str(end);
        for (marker, text) in hunk {
            match marker {
                '\0' => {}
                ' ' if way == Way::NoMarker => {}
                marker => reply.push(*marker),
            }
            reply.push_str(text);
            reply.push_str(end);
        }
    }
    reply.push_str(&format!("</diff>{end}</file>{end}"));
    reply
}

fn each(hunks: &mut [Vec<Row>], mut change: impl FnMut(&mut Row)) {
    hunks.iter_mut().flatten().for_each(&mut change);
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// A few lines hang by other columns in any file.
fn steps_of_four(pair: &Pair) -> bool {
    let indented: Vec<usize> = pair.before.iter().map(|line| blanks(line)).filter(|own| *own > 1).collect();
    indented.iter().filter(|own| **own % 4 != 0).count() * 10 < indented.len()
}

fn outdent(hunk: &mut [Row]) {
    let filled = hunk.iter().filter(|(_, text)| !text.trim().is_empty());
    let least = filled.map(|(_, text)| blanks(text)).min().unwrap_or_default();
    for (_, text) in hunk {
        *text = text.get(least..).unwrap_or_default().to_owned();
    }
}

/// A line of this kind that says something.
fn pick(hunk: &[Row], marker: char, chance: &mut Chance) -> Option<usize> {
    let telling = |(_, (kind, text)): &(usize, &Row)| *kind == marker && text.trim().len() > 2;
    let all: Vec<usize> = hunk.iter().enumerate().filter(telling).map(|(at, _)| at).collect();
    chance.of(&all).copied()
}
