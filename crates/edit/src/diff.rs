//! A change written in the grammar that models use.

use contract::FileChange;
use similar::{ChangeTag, TextDiff};

use crate::changes::{MAX_COMPARED, lines};
use crate::elision::Elisions;
use crate::{Collector, ParseEvent, Parser, Tree, apply_block};

/// Unchanged lines around a change; more when these do not tell the place.
const CONTEXTS: [usize; 2] = [3, 12];

/// A `file` element that turns `before` into `after`: numberless hunks where these say it, else the whole file.
/// `before` is empty for a new file. What is written was read back and applied before it is answered; applied twice it
/// changes nothing the second time.
pub fn write_diff(path: &str, before: &str, after: &str, why: &str) -> String {
    if !before.is_empty() && hunks_can_say(before, after) {
        for context in CONTEXTS {
            let Some(hunks) = hunks(path, before, after, context) else { break };
            let element =
                format!("<file {}>\n{}<diff>\n{hunks}</diff>\n</file>\n", attribute(path), why_element(why));
            if reads_back(&element, path, before, after) {
                return element;
            }
        }
    }
    whole(path, before, after, why)
}

fn whole(path: &str, before: &str, after: &str, why: &str) -> String {
    let op = if before.is_empty() { "create" } else { "write" };
    let head = format!("<file {} op=\"{op}\"", attribute(path));
    let why = why_element(why);
    let plain = format!("{head}>\n{why}<content>\n{after}</content>\n</file>\n");
    if (after.is_empty() || after.ends_with('\n')) && reads_back(&plain, path, before, after) {
        return plain;
    }
    // With a nonce the content is exact, whatever it holds and however it ends.
    let nonce = (0_u32..)
        .map(|n| format!("end{n}"))
        .find(|nonce| !after.contains(nonce.as_str()))
        .unwrap_or_default();
    format!("{head} end=\"{nonce}\">\n{why}<content>\n{after}</content:{nonce}>\n</file>\n")
}

fn attribute(path: &str) -> String {
    let quote = if path.contains('"') { '\'' } else { '"' };
    format!("path={quote}{path}{quote}")
}

fn why_element(why: &str) -> String {
    let why = why.trim().replace("</", "");
    if why.is_empty() { String::new() } else { format!("<why>{why}</why>\n") }
}

/// Texts whose lines are lines for everybody, and short enough to compare.
fn hunks_can_say(before: &str, after: &str) -> bool {
    let plain = |text: &str| text.ends_with('\n') && !text.contains(['\r', '\u{feff}', '\0']);
    plain(before) && plain(after) && lines(before).len() + lines(after).len() <= MAX_COMPARED
}

/// None when there is no unchanged line to find the place by, or a line would be read as something else.
fn hunks(path: &str, before: &str, after: &str, context: usize) -> Option<String> {
    let elisions = Elisions::in_file(path);
    let (old, new) = (lines(before), lines(after));
    let diff = TextDiff::from_slices(&old, &new);
    let mut out = String::new();
    for group in diff.grouped_ops(context) {
        let mut unchanged = false;
        out.push_str("@@\n");
        for op in &group {
            for change in diff.iter_changes(op) {
                let text = change.value();
                let marker = match change.tag() {
                    ChangeTag::Equal => ' ',
                    ChangeTag::Delete => '-',
                    ChangeTag::Insert => '+',
                };
                unchanged |= marker == ' ';
                if (marker != '-' && elisions.matches(text)) || text.contains("</diff") {
                    return None;
                }
                out.push(marker);
                out.push_str(text);
            }
        }
        if !unchanged {
            return None;
        }
    }
    Some(out)
}

struct Single<'a>(&'a str, &'a str);

impl Tree for Single<'_> {
    fn read(&self, path: &str) -> Option<String> {
        (path == self.0 && !self.1.is_empty()).then(|| self.1.to_owned())
    }

    fn paths(&self) -> Vec<String> {
        Vec::new()
    }
}

fn reads_back(element: &str, path: &str, before: &str, after: &str) -> bool {
    let Ok(path) = crate::normalize_path(path) else { return true };
    let (mut parser, mut collector) = (Parser::new(), Collector::new());
    let mut events = parser.push(element.as_bytes());
    events.extend(parser.finish());
    if events.iter().any(|event| matches!(event, ParseEvent::Warning(_))) {
        return false;
    }
    let blocks: Vec<_> = events.iter().filter_map(|event| collector.push(event)).collect();
    let [block] = &blocks[..] else { return false };
    let applied = apply_block(block, &Single(&path, before));
    let high = applied.report.hunks.iter().all(|hunk| hunk.confidence == contract::Confidence::High);
    let right = match applied.change {
        Some((_, FileChange::Written { content })) => high && content == after,
        Some(_) => false,
        None => before == after,
    };
    // Where equal lines repeat, the result may hold the lines to change once more.
    right && apply_block(block, &Single(&path, after)).change.is_none()
}
