//! "The rest stays as it is": fine between hunks, fatal inside new text.

/// With dots beside them these say that code was left out.
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

/// Without dots a comment must say it with these words from its beginning.
const SENTENCES: [&str; 7] = [
    "rest of the code",
    "rest of the file",
    "rest of the component",
    "rest of your code",
    "existing code here",
    "existing code remains",
    "remaining code unchanged",
];

/// What counts as a placeholder in one kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Elisions {
    /// Three dots on their own are code: Python's empty body, the end of a YAML document.
    dots_are_code: bool,
    /// A text for people, where `#` is a heading and anything may be said.
    prose: bool,
}

impl Elisions {
    pub(crate) fn in_file(path: &str) -> Self {
        let path = path.trim().trim_end_matches(['`', '"', '\'']).to_ascii_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| path.ends_with(ending));
        let prose = ends(&[".md", ".mdx", ".markdown", ".txt", ".rst"]);
        Self { dots_are_code: prose || ends(&[".py", ".pyi", ".yml", ".yaml"]), prose }
    }

    pub(crate) fn is_prose(self) -> bool {
        self.prose
    }

    /// `...` alone, or a comment that says that code was left out.
    pub(crate) fn matches(self, line: &str) -> bool {
        let trimmed = line.trim();
        if trimmed == "..." || trimmed == "\u{2026}" {
            return !self.dots_are_code;
        }
        // Longer ones are somebody's explanation.
        if self.prose || trimmed.len() > 200 {
            return false;
        }
        let Some(comment) = comment_text(trimmed) else { return false };
        let text = comment.trim().to_lowercase();
        let dotted = text.contains("...") || text.contains('\u{2026}');
        let words = text.trim_matches(|c| matches!(c, '.' | '\u{2026}' | ' ' | '(' | ')' | '[' | ']'));
        if dotted {
            return words.is_empty() || PHRASES.iter().any(|phrase| words.contains(phrase));
        }
        SENTENCES.iter().any(|sentence| words.strip_prefix("the ").unwrap_or(words).starts_with(sentence))
    }
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
        let code = Elisions::in_file("src/App.tsx");
        for line in [
            "...",
            "  // ... existing code ...",
            "{/* ... rest of the component ... */}",
            "# ... unchanged ...",
            "// ...",
            "/* \u{2026} */",
            "{/* Rest of the component */}",
            "// The rest of the code stays",
        ] {
            assert!(code.matches(line), "{line}");
        }
        for line in ["...props,", "// rest of the day", "const a = [...b];", "# Rest of", "// Loading...", ""]
        {
            assert!(!code.matches(line), "{line}");
        }
        let python = Elisions::in_file("a.py");
        assert!(!python.matches("    ...") && python.matches("# ... existing code ..."));
        assert!(!Elisions::in_file("`README.md`").matches("# ... unchanged ..."));
    }
}
