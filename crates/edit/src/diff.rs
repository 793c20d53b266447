//! A change written in the grammar that models use.

use similar::{ChangeTag, TextDiff};

use crate::elision::breaks_hunk;

/// Unchanged lines around a change.
const CONTEXT: usize = 3;

/// A `file` element that turns `before` into `after`: numberless hunks where they can say it, else the whole
/// file. `before` is empty for a new file.
pub fn write_diff(path: &str, before: &str, after: &str, why: &str) -> String {
    let mut out = format!("<file path=\"{path}\"");
    match hunks(before, after) {
        Some(hunks) => {
            out.push_str(">\n");
            push_why(&mut out, why);
            out.push_str("<diff>\n");
            out.push_str(&hunks);
            out.push_str("</diff>\n");
        }
        None => {
            out.push_str(if before.is_empty() { " op=\"create\">\n" } else { " op=\"write\">\n" });
            push_why(&mut out, why);
            push_content(&mut out, after);
        }
    }
    out.push_str("</file>\n");
    out
}

fn push_why(out: &mut String, why: &str) {
    if !why.is_empty() {
        out.push_str(&format!("<why>{why}</why>\n"));
    }
}

fn push_content(out: &mut String, content: &str) {
    // A final line end belongs to the closing tag's own line only if the content has one.
    let fits = content.ends_with('\n') && !content.lines().any(looks_like_end);
    if fits {
        out.push_str(&format!("<content>\n{content}</content>\n"));
        return;
    }
    let nonce = (0..).map(|n: u32| format!("end{n}")).find(|nonce| !content.contains(nonce.as_str())).unwrap_or_default();
    // Without a final line end the element cannot say so: one is added.
    let newline = if content.ends_with('\n') || content.is_empty() { "" } else { "\n" };
    out.push_str(&format!("<content end=\"{nonce}\">\n{content}{newline}</content:{nonce}>\n"));
}

fn looks_like_end(line: &str) -> bool {
    line.trim_start().starts_with("</") || line.trim_start().starts_with("< ")
}

/// None when a diff cannot say the change without being misread.
fn hunks(before: &str, after: &str) -> Option<String> {
    let plain = |text: &str| text.ends_with('\n') && !text.contains(['\r', '\u{feff}', '\0']);
    if !plain(before) || !plain(after) {
        return None;
    }
    let diff = TextDiff::from_lines(before, after);
    let mut out = String::new();
    let mut unchanged = 0;
    for group in diff.grouped_ops(CONTEXT) {
        out.push_str("@@\n");
        for op in &group {
            for change in diff.iter_changes(op) {
                let text = change.value().strip_suffix('\n').unwrap_or_else(|| change.value());
                let marker = match change.tag() {
                    ChangeTag::Equal => ' ',
                    ChangeTag::Delete => '-',
                    ChangeTag::Insert => '+',
                };
                if marker == ' ' {
                    unchanged += 1;
                }
                if misread(marker, text) {
                    return None;
                }
                out.push(marker);
                out.push_str(text);
                out.push('\n');
            }
        }
    }
    (unchanged > 0).then_some(out)
}

/// Lines that would be taken for something else: a tag, an omission, an end glued to code.
fn misread(marker: char, text: &str) -> bool {
    let tags = ["</diff", "</file", "<why", "<file", "<diff", "</ diff", "</ file", "< file", "< diff", "< why"];
    let lower = text.trim_start().to_ascii_lowercase();
    text.contains("</diff>")
        || (marker == ' ' && (tags.iter().any(|tag| lower.starts_with(tag)) || breaks_hunk(text)))
        || (marker == '+' && crate::elision::is_elision(text))
        || (matches!(marker, '+' | '-') && text.starts_with(&marker.to_string().repeat(2)))
}
