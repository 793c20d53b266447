//! Where a path stands that names what follows: in the opening line of a fence, alone on a line, or alone in a comment.

use super::path::is_path;

/// Longer lines are somebody's sentence.
const LONGEST: usize = 300;
/// What may stand before the path and a colon.
const WORDS: [&str; 6] = ["file", "filename", "file name", "path", "file path", "filepath"];
/// What may stand behind it in brackets. Other words, such as "excerpt" or "before", make it an example.
const NOTES: [&str; 10] = [
    "(new)",
    "(new file)",
    "(create)",
    "(created)",
    "(update)",
    "(updated)",
    "(modified)",
    "(changed)",
    "(full file)",
    "(complete)",
];

/// The path that is all a line says: `**src/App.tsx**`, `### src/App.tsx`, `File: src/App.tsx`, `src/App.tsx:`.
pub(super) fn line(text: &str) -> Option<&str> {
    let text = text.trim();
    // A name has a dot or is one of a few; most talk is done with here.
    if text.len() > LONGEST || (!text.contains('.') && !text.contains("file")) {
        return None;
    }
    let untitled = text.trim_start_matches('#');
    let titled = untitled.len() < text.len();
    if titled && !untitled.starts_with(' ') {
        return None;
    }
    let text = untitled.trim_start();
    // One of a list of files; the fence after it need not be about this one.
    if text.starts_with("- ") || text.starts_with("* ") || text.starts_with("+ ") {
        return None;
    }
    let numbered = without_number(undecorated(text));
    let text = match numbered {
        Some(rest) if titled || text.starts_with("**") || rest.trim_start().starts_with("**") => rest,
        Some(_) => return None,
        None => text,
    };
    named(text)
}

/// The path that is all a comment says.
pub(super) fn comment(text: &str) -> Option<&str> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let (open, close) = [("/*", "*/"), ("<!--", "-->"), ("//", ""), ("#", "")]
        .into_iter()
        .find(|(open, close)| text.starts_with(open) && text.ends_with(close))?;
    let inner = text.strip_prefix(open)?.strip_suffix(close)?;
    let path = named(inner.trim())?;
    // There it is a heading.
    let prose = [".md", ".mdx", ".markdown"].iter().any(|ending| path.ends_with(ending));
    (open != "#" || !prose).then_some(path)
}

/// A path without its decoration, a word before it and a note behind it.
fn named(text: &str) -> Option<&str> {
    let mut text = undecorated(without_word(text).unwrap_or(text));
    let note = NOTES.iter().find_map(|note| text.strip_suffix(note));
    if let Some(rest) = note {
        text = undecorated(rest);
    }
    is_path(text).then_some(text)
}

fn undecorated(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '`' | '"' | '\''))
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '*' | '`' | '"' | '\''))
}

/// `1. src/App.tsx` without its number.
fn without_number(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix(['.', ')'])?;
    (digits > 0 && rest.starts_with(' ')).then(|| rest.trim_start())
}

/// `File: src/App.tsx`, `**File:** src/App.tsx`
fn without_word(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(['*', '`', ' ']);
    let (word, rest) = text.split_once(':')?;
    let word = word.trim_end_matches(['*', ' ']).to_ascii_lowercase();
    WORDS.contains(&word.as_str()).then_some(rest)
}

/// The opening line of a fence, after its marks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Info<'a> {
    /// In lower case; empty when none is said.
    pub language: String,
    pub path: Option<&'a str>,
}

pub(super) fn info(text: &str) -> Info<'_> {
    let text = text.trim();
    if text.len() > LONGEST {
        return Info::default();
    }
    let mut words = text.split_whitespace().peekable();
    let Some(first) = words.next_if(|word| attribute(word).is_none()) else {
        return Info { language: String::new(), path: sole(words) };
    };
    if words.peek().is_none() {
        // Without a dot it is the name of a language, and so is `Dockerfile`.
        let (folder, name) = first.rsplit_once('/').unwrap_or(("", first));
        if is_path(first) && (!folder.is_empty() || name.rfind('.') > Some(0)) {
            return Info { language: String::new(), path: Some(first) };
        }
    }
    let (language, glued) = match first.split_once(':') {
        Some((language, path)) => (language, Some(path)),
        None => (first, None),
    };
    let language = language.to_lowercase();
    match glued {
        Some(path) => {
            let path = Some(path).filter(|path| is_path(path) && words.all(is_decoration));
            Info { language, path }
        }
        None => Info { language, path: sole(words) },
    }
}

/// The one path among `words`, if all else there only says how to show the code.
fn sole<'a>(words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut path = None;
    for word in words {
        if is_decoration(word) {
            continue;
        }
        let value = attribute(word).unwrap_or(word);
        let value = value.strip_prefix('[').and_then(|value| value.strip_suffix(']')).unwrap_or(value);
        if path.is_some() || !is_path(value) {
            return None;
        }
        path = Some(value);
    }
    path
}

/// Line numbers to highlight, or the mark of a comment before the path.
fn is_decoration(word: &str) -> bool {
    matches!(word, "//" | "#" | "showLineNumbers" | "lineNumbers" | "copy")
        || word
            .strip_prefix('{')
            .and_then(|word| word.strip_suffix('}'))
            .is_some_and(|lines| lines.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '-')))
}

/// `title="src/App.tsx"` and its kin.
fn attribute(word: &str) -> Option<&str> {
    let (key, value) = word.split_once(['=', ':'])?;
    let key = key.to_ascii_lowercase();
    let known = ["title", "filename", "file", "path", "filepath", "name"].contains(&key.as_str());
    known.then(|| value.trim_matches(['"', '\'', '`']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_only_a_path_names_what_follows() {
        for text in [
            "src/App.tsx",
            "  src/App.tsx  ",
            "src/App.tsx:",
            "`src/App.tsx`",
            "`src/App.tsx`:",
            "**src/App.tsx**",
            "**src/App.tsx:**",
            "**`src/App.tsx`**:",
            "*src/App.tsx*",
            "\"src/App.tsx\"",
            "# src/App.tsx",
            "### src/App.tsx",
            "### `src/App.tsx`",
            "#### **src/App.tsx**",
            "### 1. `src/App.tsx`",
            "### 2) src/App.tsx",
            "**1. src/App.tsx**",
            "1. **src/App.tsx**",
            "File: src/App.tsx",
            "file: `src/App.tsx`",
            "**File:** `src/App.tsx`",
            "**File: src/App.tsx**",
            "### File: src/App.tsx",
            "Filename: src/App.tsx",
            "Path: src/App.tsx",
            "`src/App.tsx` (new)",
            "### src/App.tsx (updated)",
            "src/App.tsx\r",
        ] {
            assert_eq!(line(text), Some("src/App.tsx"), "{text}");
        }
        assert_eq!(line("### Dockerfile"), Some("Dockerfile"));
        assert_eq!(line("**.env**"), Some(".env"));
        assert_eq!(line("src/__init__.py"), Some("src/__init__.py"));
        for text in [
            "",
            "In src/App.tsx:",
            "See `src/App.tsx`.",
            "Open src/App.tsx",
            "Update `src/App.tsx`:",
            "src/App.tsx and src/b.css",
            "- src/App.tsx",
            "* src/App.tsx",
            "+ src/App.tsx",
            "2. src/App.tsx",
            "2. `src/App.tsx`",
            "src/App.tsx (excerpt)",
            "src/App.tsx (before)",
            "src/App.tsx (current)",
            "src/App.tsx:12",
            "src/App.tsx - the entry",
            "[src/App.tsx](src/App.tsx)",
            "#src/App.tsx",
            "### Next.js",
            "Node.js:",
            "### The file",
            "profile",
            "// src/App.tsx",
            "<src/App.tsx>",
            "https://example.com/App.tsx",
            "cat src/App.tsx",
            "\u{2514}\u{2500} App.tsx",
            "```tsx src/App.tsx",
            "...",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }

    #[test]
    fn a_comment_that_is_only_a_path_names_its_file() {
        for (text, path) in [
            ("// src/App.tsx", "src/App.tsx"),
            ("//src/App.tsx", "src/App.tsx"),
            ("  // src/App.tsx", "src/App.tsx"),
            ("/* src/a.css */", "src/a.css"),
            ("<!-- index.html -->", "index.html"),
            ("# config/app.yml", "config/app.yml"),
            ("# Dockerfile", "Dockerfile"),
            ("// File: src/App.tsx", "src/App.tsx"),
            ("// filename: src/App.tsx", "src/App.tsx"),
            ("// package.json", "package.json"),
        ] {
            assert_eq!(comment(text), Some(path), "{text}");
        }
        for text in [
            "// see src/App.tsx",
            "// src/App.tsx does this",
            "// TODO",
            "/* src/a.css",
            "# README.md",
            "## src/App.tsx",
            "import \"src/App.tsx\"",
            "src/App.tsx",
            "#!/bin/sh",
            "// @ts-check",
            "// eslint-disable-next-line",
            "//",
        ] {
            assert_eq!(comment(text), None, "{text}");
        }
    }

    #[test]
    fn the_opening_line_of_a_fence_says_language_and_path() {
        for (text, language, path) in [
            ("", "", None),
            ("tsx", "tsx", None),
            ("tsx src/App.tsx", "tsx", Some("src/App.tsx")),
            ("TSX src/App.tsx", "tsx", Some("src/App.tsx")),
            ("tsx title=\"src/App.tsx\"", "tsx", Some("src/App.tsx")),
            ("tsx filename=src/App.tsx", "tsx", Some("src/App.tsx")),
            ("tsx file='src/App.tsx'", "tsx", Some("src/App.tsx")),
            ("tsx path=\"src/App.tsx\" showLineNumbers", "tsx", Some("src/App.tsx")),
            ("tsx {1,3-5} title=\"src/App.tsx\"", "tsx", Some("src/App.tsx")),
            ("title=\"src/App.tsx\"", "", Some("src/App.tsx")),
            ("src/App.tsx", "", Some("src/App.tsx")),
            ("App.tsx", "", Some("App.tsx")),
            ("file:src/App.tsx", "", Some("src/App.tsx")),
            ("tsx:src/App.tsx", "tsx", Some("src/App.tsx")),
            ("typescript:src/App.tsx", "typescript", Some("src/App.tsx")),
            ("js // src/App.js", "js", Some("src/App.js")),
            ("ts [src/app.ts]", "ts", Some("src/app.ts")),
            ("diff src/App.tsx", "diff", Some("src/App.tsx")),
            ("bash deploy.sh", "bash", Some("deploy.sh")),
            ("dockerfile", "dockerfile", None),
            ("Dockerfile", "dockerfile", None),
            ("docker/Dockerfile", "", Some("docker/Dockerfile")),
            ("dockerfile Dockerfile", "dockerfile", Some("Dockerfile")),
            (".env", ".env", None),
            ("node.js", "node.js", None),
            ("tsx {1,3}", "tsx", None),
            ("tsx title=\"The app\"", "tsx", None),
            ("tsx title=\"my app.tsx\"", "tsx", None),
            ("tsx src/App.tsx lines=10-20", "tsx", None),
            ("tsx src/App.tsx src/b.tsx", "tsx", None),
            ("tsx src/App.tsx (excerpt)", "tsx", None),
            ("12:15:src/App.tsx", "12", None),
            ("tsx ../App.tsx", "tsx", None),
            ("tsx https://a.b/c.tsx", "tsx", None),
        ] {
            assert_eq!(info(text), Info { language: language.to_owned(), path }, "{text}");
        }
    }
}
