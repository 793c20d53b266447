//! "The rest stays as it is": fine between hunks, fatal inside new text.

const PHRASES: [&str; 10] = [
    "existing code",
    "rest of",
    "remaining code",
    "unchanged",
    "same as before",
    "other code",
    "keep existing",
    "previous code",
    "code here",
    "omitted",
];

/// A lone line that stands for unnamed lines; never one with a marker.
pub(crate) fn breaks_hunk(line: &str) -> bool {
    !line.starts_with(['+', '-']) && is_elision(line)
}

/// `...` alone, or a comment that says that code was left out.
pub(crate) fn is_elision(line: &str) -> bool {
    let trimmed = line.trim();
    if trimmed == "..." || trimmed == "\u{2026}" {
        return true;
    }
    let Some(comment) = comment_text(trimmed) else { return false };
    let text = comment.trim().to_lowercase();
    let dotted = text.contains("...") || text.contains('\u{2026}');
    let bare = text.trim_matches(|c| matches!(c, '.' | '\u{2026}' | ' ')).is_empty();
    dotted && (bare || PHRASES.iter().any(|phrase| text.contains(phrase)))
}

fn comment_text(line: &str) -> Option<&str> {
    for (open, close) in [("{/*", "*/}"), ("/*", "*/"), ("<!--", "-->"), ("//", ""), ("#", ""), ("--", "")] {
        if let Some(rest) = line.strip_prefix(open) {
            return Some(rest.strip_suffix(close).unwrap_or(rest));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_told_from_code() {
        for line in [
            "...",
            "  // ... existing code ...",
            "{/* ... rest of the component ... */}",
            "# ... unchanged ...",
            "// ...",
            "/* … */",
        ] {
            assert!(is_elision(line), "{line}");
        }
        for line in ["...props,", "// rest of the day", "const a = [...b];", "# Rest of", "// Loading...", ""] {
            assert!(!is_elision(line), "{line}");
        }
    }
}
