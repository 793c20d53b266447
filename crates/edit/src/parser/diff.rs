//! Inside `<diff>`: markers, hunk breaks, search/replace blocks, and where it ends.

use super::{Parser, Part, leading_tag};
use crate::tag::{Tag, lex_misspelt};
use crate::{DiffLine, ParseEvent};

impl Parser {
    pub(super) fn diff(&mut self, text: &str) -> Option<usize> {
        // At the start of a line, blanks before it allowed, these tags count: lines with a marker cannot be
        // mistaken for them.
        if let Some((tag, end)) = leading_tag(text)
            && let Some(consumed) = self.diff_tag(&tag, text, end)
        {
            return consumed;
        }
        if let Some((name, end)) = lex_misspelt(text) {
            self.warn("loose-tag", "A closing tag was misspelt.");
            self.end_part();
            if name == "file" {
                self.close_file(true);
            }
            return Some(end);
        }
        if let Some(at) = glued_end(text) {
            self.diff_line(&text[..at]);
            return Some(at);
        }
        self.diff_line(text);
        None
    }

    /// Some when the tag ends or breaks the diff: how much of the line is consumed.
    fn diff_tag(&mut self, tag: &Tag, text: &str, end: usize) -> Option<Option<usize>> {
        match (tag.name.as_str(), tag.closing) {
            ("diff" | "content", true) => {
                self.warn_forgiven(tag);
                if tag.name == "content" {
                    self.warn("wrong-close", "A diff was closed by another tag.");
                }
                self.end_part();
                Some(Some(end))
            }
            ("file", true) => {
                self.warn("missing-close", "A diff was not closed before its file.");
                self.end_part();
                self.close_file(true);
                Some(Some(end))
            }
            ("why", false) => {
                self.warn("missing-close", "A diff was not closed before its why.");
                self.end_part();
                self.file().part = Part::Why;
                Some(Some(end))
            }
            ("file", false) if tag.head().is_some() => {
                self.end_part();
                Some(self.next_file(text))
            }
            ("diff", false) => {
                self.end_hunk();
                // Nothing on this line makes a line of the diff.
                Some(if text[end..].trim().is_empty() { None } else { Some(end) })
            }
            _ => None,
        }
    }

    pub(super) fn diff_line(&mut self, text: &str) {
        let text = text.strip_suffix('\r').unwrap_or(text);
        let file = self.file();
        if file.at_head && is_header(text, &file.path) {
            return;
        }
        if let Some(anchor) = text.strip_prefix("@@") {
            self.end_hunk();
            let file = self.file();
            file.anchor = anchor_text(anchor);
            file.at_head = false;
            return;
        }
        if text.starts_with("\\ No newline") {
            return;
        }
        if !text.starts_with(['+', '-']) && file.elisions.matches(text) {
            self.end_hunk();
            return;
        }
        if text.starts_with("```") && !file.elisions.is_prose() {
            self.warn("fence-in-diff", "A fence inside a diff was left out.");
            return;
        }
        if text.starts_with("<<<<<<<") {
            self.end_hunk();
            self.start_hunk();
            self.file().part = Part::Search { replacing: false };
            return;
        }
        file.at_head &= text.is_empty();
        let line = match text.as_bytes().first() {
            Some(b'+') => DiffLine::Added(text[1..].to_owned()),
            Some(b'-') => DiffLine::Removed(text[1..].to_owned()),
            Some(b' ') => DiffLine::Context(text[1..].to_owned()),
            _ => DiffLine::Bare(text.to_owned()),
        };
        // Air between the tag or a break and the first line begins no hunk.
        if file.hunk_open || line != DiffLine::Bare(String::new()) {
            self.start_hunk();
            self.events.push(ParseEvent::Line(line));
        }
    }

    pub(super) fn start_hunk(&mut self) {
        let file = self.file();
        if !file.hunk_open {
            file.hunk_open = true;
            let anchor = file.anchor.take();
            self.events.push(ParseEvent::HunkStart { anchor });
        }
    }

    /// Between `<<<<<<< SEARCH` and `>>>>>>> REPLACE` nothing has a marker.
    pub(super) fn search(&mut self, text: &str, replacing: bool) -> Option<usize> {
        let line = text.strip_suffix('\r').unwrap_or(text);
        if line.starts_with(">>>>>>>") {
            self.end_hunk();
            self.file().part = Part::Diff;
        } else if line.starts_with("=======") && !replacing {
            self.file().part = Part::Search { replacing: true };
        } else if !text.starts_with([' ', '\t'])
            && leading_tag(text)
                .is_some_and(|(tag, _)| tag.closing && matches!(tag.name.as_str(), "diff" | "file"))
        {
            self.warn("missing-close", "A search block was not closed.");
            self.file().part = Part::Diff;
            return self.diff(text);
        } else {
            let line = line.to_owned();
            self.events.push(ParseEvent::Line(if replacing {
                DiffLine::Added(line)
            } else {
                DiffLine::Removed(line)
            }));
        }
        None
    }
}

/// `--- a/x`, `+++ b/x` and git's own lines, before the first hunk. A removed comment of SQL or Lua begins
/// with `--- ` too, so the name must be that of the file.
fn is_header(text: &str, path: &str) -> bool {
    if ["diff --git ", "index ", "new file mode ", "deleted file mode "]
        .iter()
        .any(|start| text.starts_with(start))
    {
        return true;
    }
    let Some(name) = text.strip_prefix("--- ").or_else(|| text.strip_prefix("+++ ")) else { return false };
    let name = name.split('\t').next().unwrap_or_default().trim();
    let path = path.trim().trim_start_matches("./");
    name == "/dev/null" || name == path || name.strip_suffix(path).is_some_and(|before| before.ends_with('/'))
}

/// The enclosing line named after `@@`, with or without ranges.
fn anchor_text(rest: &str) -> Option<String> {
    let text = match rest.split_once("@@") {
        // `@@ -1,3 +1,4 @@ text`, and `@@ text @@` as some write it.
        Some((ranges, text)) if is_range(ranges) || !text.trim().is_empty() => text,
        Some((text, _)) => text,
        None if is_range(rest) => "",
        None => rest,
    };
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn is_range(text: &str) -> bool {
    let text = text.trim();
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | ',' | ' ' | '.');
    text.is_empty() || (text.starts_with(['-', '+']) && text.chars().all(digits))
}

/// `…code</diff>` at the end of a line, or before another tag of the element: where the tag begins. A line
/// that is nothing but a marker and the tag is code.
fn glued_end(text: &str) -> Option<usize> {
    let (at, _) = text.match_indices("</diff>").find(|(at, tag)| {
        let rest = text[at + tag.len()..].trim_start();
        rest.is_empty()
            || ["<why", "<file", "<diff"].iter().any(|tag| rest.starts_with(tag))
            || rest.strip_prefix("</file").is_some_and(goes_on)
    })?;
    let code = text[..at].strip_prefix(['+', '-']).is_some_and(|rest| rest.trim().is_empty());
    (!code).then_some(at)
}

/// After the closing tag of the file nothing follows on its line, or another tag, or talk. A quote or a bracket
/// there closes what was opened before the tag: a text that holds it.
fn goes_on(rest: &str) -> bool {
    let after = rest.trim_start().strip_prefix('>').unwrap_or(rest).trim_start();
    after.chars().next().is_none_or(|next| next == '<' || next.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_told_from_ranges() {
        for (rest, anchor) in [
            ("", None),
            (" -1,3 +1,4 @@", None),
            (" -1,3 +1,4 @@ function App() {", Some("function App() {")),
            (" function App() {", Some("function App() {")),
            (" function App() { @@", Some("function App() {")),
            (" -12,3 +12,4", None),
            (" @@", None),
        ] {
            assert_eq!(anchor_text(rest).as_deref(), anchor, "{rest}");
        }
    }

    #[test]
    fn headers_name_the_file() {
        for text in
            ["--- a/src/a.sql", "+++ b/src/a.sql", "--- /dev/null", "--- src/a.sql\t2024", "index 12..34"]
        {
            assert!(is_header(text, "src/a.sql"), "{text}");
        }
        assert!(!is_header("--- all rows", "src/a.sql"));
    }
}
