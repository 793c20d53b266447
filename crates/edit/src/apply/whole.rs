//! A whole file in place of what is there.

use contract::{FileOp, FileReport, FileStatus};

use super::Apply;
use super::paths::is_binary;
use crate::elision::Elisions;
use crate::text::Text;
use crate::{FileBlock, changes, gate};

/// The new text; none when the file already reads so.
pub(super) fn replace(
    content: &str,
    path: &str,
    current: Option<&str>,
    block: &FileBlock,
    with: &Apply,
    report: &mut FileReport,
) -> Result<Option<String>, String> {
    report.op = if current.is_none() { FileOp::Create } else { FileOp::Write };
    if content.contains('\0') || is_binary(path) {
        return Err("The file is not text. Assets come by upload.".to_owned());
    }
    let elisions = Elisions::in_file(path);
    let exact = block.head.end.is_some();
    let body = if exact || elisions.is_prose() { content } else { unfenced(content) };
    // With a nonce the text is meant to the letter, whatever it holds.
    if !exact && let Some((i, line)) = elided(body, current, elisions) {
        return Err(format!("Line {} stands for code that was left out: \"{}\".", i + 1, line.trim()));
    }
    let text = match current {
        Some(current) if !exact => Text::new(current).restyle(body),
        Some(_) | None => body.to_owned(),
    };
    if let (Some(current), Some(wish)) = (current, with.wish)
        && let Some(reason) = gate::replaced(path, current, &text, wish, with.syntax)
    {
        return Err(reason);
    }
    report.status = FileStatus::Applied;
    if current == Some(text.as_str()) {
        return Ok(None);
    }
    (report.added, report.removed) = changes::count(current.unwrap_or_default(), &text);
    Ok(Some(text))
}

/// The first line that stands for others, unless the file had it before.
fn elided<'a>(body: &'a str, current: Option<&str>, elisions: Elisions) -> Option<(usize, &'a str)> {
    body.lines().enumerate().filter(|(_, line)| elisions.matches(line)).find(|(_, line)| {
        !current.is_some_and(|current| current.lines().any(|old| old.trim() == line.trim()))
    })
}

/// One fence around the whole content is decoration.
fn unfenced(content: &str) -> &str {
    let trimmed = content.trim();
    let inner = trimmed.strip_prefix("```").and_then(|rest| rest.strip_suffix("```"));
    match inner.and_then(|inner| inner.split_once('\n')) {
        Some((info, body)) if !info.contains('`') && !body.contains("\n```") && !body.starts_with("```") => {
            body
        }
        _ => content,
    }
}
