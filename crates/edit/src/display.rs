//! The text of a file while its block is still arriving: shown, never stored.

use crate::hunk::Plan;
use crate::locate::{Outcome, Place, locate_strict};
use crate::text::Text;
use crate::{DiffLine, FileBlock};

/// The file as it would read if the reply ended now; none when there is nothing to show. Only the strict stages are
/// asked, for this runs with every piece of text that arrives; what they do not find the committed result will.
pub fn preview_block(block: &FileBlock, base: Option<&str>) -> Option<String> {
    if let Some(content) = &block.content {
        return Some(content.clone());
    }
    let lines = || block.hunks.iter().flat_map(|hunk| &hunk.lines);
    let Some(base) = base.filter(|base| !base.is_empty()) else {
        let new = lines().filter_map(|line| match line {
            DiffLine::Added(text) | DiffLine::Bare(text) => Some(text.as_str()),
            DiffLine::Context(_) | DiffLine::Removed(_) => None,
        });
        let text: String = new.flat_map(|line| [line, "\n"]).collect();
        return (!text.is_empty()).then_some(text);
    };
    let mut text = Text::new(base);
    let mut cursor = 0;
    for hunk in &block.hunks {
        let plan = Plan::new(hunk);
        if !plan.changes() {
            continue;
        }
        if let Outcome::Found(located) = locate_strict(&plan, Place { lines: &text.lines, cursor }) {
            cursor = located.range.start + located.lines.len();
            text.replace(located.range, located.lines);
        }
    }
    Some(text.into_string())
}
