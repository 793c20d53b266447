//! Which files a search is about.

/// Patterns such as `*.tsx, src/{parts,pages}`; a folder stands for all that is in it. A pattern without a slash may be
/// any part of the path, one with a slash begins at the project's folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Globs(Vec<Vec<String>>);

impl Globs {
    pub fn new(list: &str) -> Self {
        let mut patterns = Vec::new();
        for pattern in split(list) {
            for plain in expand(pattern.trim()) {
                let parts: Vec<String> = plain
                    .split('/')
                    .filter(|part| !part.is_empty() && *part != ".")
                    .map(str::to_owned)
                    .collect();
                if parts.is_empty() {
                    continue;
                }
                let anywhere = parts.len() == 1 && !plain.starts_with('/');
                let mut all = if anywhere { vec!["**".to_owned()] } else { Vec::new() };
                all.extend(parts);
                patterns.push(all);
            }
        }
        Self(patterns)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn matches(&self, path: &str) -> bool {
        let parts: Vec<&str> = path.split('/').collect();
        self.0.iter().any(|pattern| matches_path(pattern, &parts))
    }
}

/// At commas outside of braces.
fn split(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut out) = (0_u32, 0, Vec::new());
    for (at, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                out.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    out.push(&list[start..]);
    out
}

/// `a{b,c}` is `ab` and `ac`.
fn expand(pattern: &str) -> Vec<String> {
    let inner = pattern.split_once('{').and_then(|(before, rest)| {
        let (choices, after) = rest.split_once('}')?;
        Some((before, choices, after))
    });
    match inner {
        None => vec![pattern.to_owned()],
        Some((before, choices, after)) => choices
            .split(',')
            .flat_map(|choice| expand(&format!("{before}{}{after}", choice.trim())))
            .take(64)
            .collect(),
    }
}

/// The path itself, or a folder above it.
fn matches_path(pattern: &[String], path: &[&str]) -> bool {
    match (pattern.split_first(), path.split_first()) {
        (None, _) => true,
        (Some((first, rest)), _) if first == "**" => {
            // At the end it stands for what is inside, not for nothing.
            (!rest.is_empty() && (0..path.len()).any(|skip| matches_path(rest, &path[skip..])))
                || (rest.is_empty() && !path.is_empty())
        }
        (Some((first, rest)), Some((part, below))) => matches_part(first, part) && matches_path(rest, below),
        (Some(_), None) => false,
    }
}

fn matches_part(pattern: &str, part: &str) -> bool {
    let (pattern, part): (Vec<char>, Vec<char>) = (pattern.chars().collect(), part.chars().collect());
    let (mut p, mut s, mut star) = (0, 0, None);
    while s < part.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, s));
                p += 1;
            }
            Some(letter) if *letter == '?' || *letter == part[s] => {
                p += 1;
                s += 1;
            }
            _ => match star {
                // The star takes one letter more.
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    p = at + 1;
                    s = taken + 1;
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|letter| *letter == '*')
}

#[cfg(test)]
mod tests {
    use super::Globs;

    #[test]
    fn patterns_choose_files() {
        for (list, path, chosen) in [
            ("*.tsx", "src/parts/Row.tsx", true),
            ("*.tsx", "src/parts/Row.ts", false),
            ("parts", "src/parts/Row.tsx", true),
            ("src/parts", "src/parts/Row.tsx", true),
            ("src/parts/", "src/parts/deep/Row.tsx", true),
            ("parts/Row.tsx", "src/parts/Row.tsx", false),
            ("**/parts/*.tsx", "src/parts/Row.tsx", true),
            ("**/parts/*.tsx", "parts/Row.tsx", true),
            ("./src/**", "src/a/b.ts", true),
            ("src/**/*.css", "src/App.css", true),
            ("*.{ts,tsx}", "src/App.tsx", true),
            ("*.css, *.md", "README.md", true),
            ("src/{parts,pages}/*", "src/pages/Home.tsx", true),
            ("R?w.*", "src/Row.tsx", true),
            ("*a*b*c", "xaybzc", true),
            ("*a*b*c", "xaybz", false),
            ("", "src/App.tsx", false),
            (" , ", "src/App.tsx", false),
        ] {
            assert_eq!(Globs::new(list).matches(path), chosen, "{list} of {path}");
        }
        assert!(Globs::new(" ,").is_empty());
    }
}
