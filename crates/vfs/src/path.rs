//! Paths as models and people write them, made relative and harmless, or refused.

/// Why a path cannot be used, as a clause that follows "because".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathProblem {
    Empty,
    Absolute,
    Outside,
    Reserved,
    Characters,
    TooLong,
}

impl std::fmt::Display for PathProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Empty => "it names no file",
            Self::Absolute => "it is absolute; paths start at the project's folder",
            Self::Outside => "it leaves the project",
            Self::Reserved => "the name is reserved",
            Self::Characters => "it holds characters that file names cannot have",
            Self::TooLong => "it is longer than 255 characters",
        })
    }
}

impl std::error::Error for PathProblem {}

/// Folders that belong to tools: written there, a file would run or vanish.
const RESERVED_FOLDERS: [&str; 3] = [".git", "node_modules", ".easel"];
/// Names that Windows gives to devices, with any extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// A relative path with forward slashes, at most 255 characters. Decoration that models add (backticks,
/// quotes, `./`, backslashes) is taken off; what leaves the project is refused.
pub fn normalize_path(raw: &str) -> Result<String, PathProblem> {
    let trimmed = raw.trim().trim_matches(|c| matches!(c, '`' | '"' | '\'' | '\u{201c}' | '\u{201d}')).trim();
    let unified = trimmed.replace('\\', "/");
    if unified.is_empty() {
        return Err(PathProblem::Empty);
    }
    if unified.starts_with('/') || unified.starts_with('~') || has_drive(&unified) {
        return Err(PathProblem::Absolute);
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in unified.split('/') {
        match part {
            "" | "." => {}
            ".." => return Err(PathProblem::Outside),
            part => parts.push(check(part)?),
        }
    }
    if parts.is_empty() || unified.ends_with('/') {
        return Err(PathProblem::Empty);
    }
    let path = parts.join("/");
    if path.chars().count() > 255 { Err(PathProblem::TooLong) } else { Ok(path) }
}

fn has_drive(path: &str) -> bool {
    let mut chars = path.chars();
    matches!((chars.next(), chars.next()), (Some(letter), Some(':')) if letter.is_ascii_alphabetic())
}

fn check(part: &str) -> Result<&str, PathProblem> {
    let forbidden = |c: char| c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*');
    // Direction marks would show another name than the one that is stored.
    let misleading =
        |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if part.chars().any(|c| forbidden(c) || misleading(c)) || part.ends_with([' ', '.']) {
        return Err(PathProblem::Characters);
    }
    let lower = part.to_lowercase();
    let stem = lower.split('.').next().unwrap_or_default();
    let device = DEVICES.iter().any(|device| match stem.strip_prefix(device) {
        Some("") => !matches!(*device, "com" | "lpt"),
        Some(rest) => {
            matches!(*device, "com" | "lpt") && rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit()
        }
        None => false,
    });
    if device || RESERVED_FOLDERS.contains(&lower.as_str()) { Err(PathProblem::Reserved) } else { Ok(part) }
}

#[cfg(test)]
mod tests {
    use super::{PathProblem::*, normalize_path};

    #[test]
    fn decoration_is_taken_off() {
        for (raw, path) in [
            ("src/App.tsx", "src/App.tsx"),
            (" ./src//App.tsx ", "src/App.tsx"),
            ("`src/App.tsx`", "src/App.tsx"),
            ("src\\parts\\Row.tsx", "src/parts/Row.tsx"),
            ("src/[id]/page (1).tsx", "src/[id]/page (1).tsx"),
            (".gitignore", ".gitignore"),
            ("src/console.ts", "src/console.ts"),
            ("src/com.ts", "src/com.ts"),
        ] {
            assert_eq!(normalize_path(raw).as_deref(), Ok(path), "{raw}");
        }
    }

    #[test]
    fn what_leaves_the_project_is_refused() {
        for (raw, problem) in [
            ("", Empty),
            ("  ", Empty),
            ("src/", Empty),
            ("/etc/passwd", Absolute),
            ("C:\\Windows\\win.ini", Absolute),
            ("~/.ssh/config", Absolute),
            ("../secret", Outside),
            ("src/../../secret", Outside),
            ("src\\..\\..\\secret", Outside),
            (".git/hooks/pre-commit", Reserved),
            ("src/.GIT/config", Reserved),
            ("node_modules/react/index.js", Reserved),
            ("src/nul", Reserved),
            ("COM1.txt", Reserved),
            ("src/a\0b", Characters),
            ("src/a\nb", Characters),
            ("src/a:b", Characters),
            ("src/gp\u{202e}nj.exe", Characters),
            ("src/trailing.", Characters),
        ] {
            assert_eq!(normalize_path(raw), Err(problem), "{raw:?}");
        }
        assert_eq!(normalize_path(&"a".repeat(256)), Err(TooLong));
    }
}
