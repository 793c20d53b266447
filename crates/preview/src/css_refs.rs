//! What a style sheet refers to: other sheets by `@import`, files by `url(…)`.

use std::ops::Range;

use crate::moved::{Found, FoundKind};

#[derive(Default)]
pub struct References {
    /// The sheet without the imports that were taken out of it.
    pub css: String,
    /// Specifier and offset in the source.
    pub imports: Vec<(String, usize)>,
    /// Specifier, its place in `css`, and its offset in the source.
    pub urls: Vec<(String, Range<usize>, usize)>,
}

pub fn references(source: &str) -> References {
    let bytes = source.as_bytes();
    let mut found = References { css: String::with_capacity(source.len()), ..References::default() };
    let mut at = 0;
    let mut copied = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at = source[at + 2..].find("*/").map_or(bytes.len(), |end| at + end + 4);
            }
            b'"' | b'\'' => at = (string_end(bytes, at) + 1).min(bytes.len()),
            b'@' if starts_with(&source[at..], "@import") => {
                let end = statement_end(bytes, at);
                if let Some(specifier) = imported(&source[at + 7..end]) {
                    found.css.push_str(&source[copied..at]);
                    copied = (end + 1).min(bytes.len());
                    found.imports.push((specifier, at));
                }
                at = (end + 1).min(bytes.len());
            }
            b'u' | b'U' if starts_with(&source[at..], "url(") => {
                let Some(inner) = url_argument(source, at + 4) else { break };
                let text = &source[inner.clone()];
                let specifier = text.trim().trim_matches(['"', '\'']).trim();
                if is_file(specifier) {
                    found.css.push_str(&source[copied..inner.start]);
                    let start = found.css.len();
                    found.css.push_str(text);
                    found.urls.push((relative(specifier), start..found.css.len(), inner.start));
                    copied = inner.end;
                }
                at = inner.end;
            }
            _ => at += 1,
        }
    }
    found.css.push_str(&source[copied..]);
    found
}

/// Every file of the project that a sheet names, with the place of its name.
pub fn specifiers(source: &str) -> Vec<Found> {
    let all = references(source);
    let imports = all.imports.iter().filter_map(|(specifier, offset)| {
        let end = statement_end(source.as_bytes(), *offset);
        named(source, *offset..end, specifier)
    });
    let urls = all
        .urls
        .iter()
        .filter_map(|(specifier, place, offset)| named(source, *offset..offset + place.len(), specifier));
    imports.chain(urls).collect()
}

fn named(source: &str, within: Range<usize>, specifier: &str) -> Option<Found> {
    let text = source.get(within.clone())?;
    let plain = specifier.strip_prefix("./").filter(|_| !text.contains(specifier));
    let written = plain.unwrap_or(specifier);
    let start = within.start + text.find(written)?;
    let quoted = source[..start].ends_with(['"', '\'']);
    Some(Found {
        specifier: specifier.to_owned(),
        place: start..start + written.len(),
        kind: if quoted { FoundKind::Import } else { FoundKind::Bare },
        plain: plain.is_some(),
    })
}

/// The place of the closing quote, or the end.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != bytes[start] && bytes[at] != b'\n' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at
}

fn starts_with(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

fn statement_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while at < bytes.len() && bytes[at] != b';' {
        at = if matches!(bytes[at], b'"' | b'\'') { string_end(bytes, at) + 1 } else { at + 1 };
    }
    at.min(bytes.len())
}

/// Between `url(` and its parenthesis.
fn url_argument(source: &str, start: usize) -> Option<Range<usize>> {
    let bytes = source.as_bytes();
    let first = start + source[start..].bytes().take_while(u8::is_ascii_whitespace).count();
    let from = match bytes.get(first)? {
        b'"' | b'\'' => string_end(bytes, first),
        _ => first,
    };
    let end = from + source.get(from..)?.find(')')?;
    Some(start..end)
}

/// The sheet of an `@import`, if it is one of the project. Sheets of packages are left to those who know them.
fn imported(rest: &str) -> Option<String> {
    let rest = rest.trim();
    let name = match rest.strip_prefix("url(") {
        Some(inner) => inner.split(')').next()?.trim().trim_matches(['"', '\'']),
        None => rest.get(1..)?.split(['"', '\'']).next()?,
    };
    let local = is_file(name) && (name.ends_with(".css") || name.starts_with('.') || name.starts_with("@/"));
    local.then(|| relative(name))
}

fn is_file(specifier: &str) -> bool {
    let remote = specifier.starts_with("//") || specifier.starts_with('#');
    let scheme = specifier.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+')
    });
    !specifier.is_empty() && !remote && !scheme
}

/// In style sheets a plain name is a file beside them.
fn relative(specifier: &str) -> String {
    match specifier {
        rooted if rooted.starts_with(['.', '/', '@', '~']) => rooted.to_owned(),
        plain => format!("./{plain}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_and_urls_are_found() {
        let css = "@import \"tailwindcss\";\n@import './base.css';@import url(theme.css) screen;\n\
                   /* url(no.png) */ .a{background:url( \"./a b.png\" ), url(data:x), url(/p.svg);content:\"url(no.png)\"}\n\
                   @font-face{src:url(font.woff2) format('woff2'),url(https://x.test/f.woff)}";
        let found = references(css);
        let imports: Vec<&str> = found.imports.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(imports, ["./base.css", "./theme.css"]);
        let urls: Vec<(&str, &str)> = found
            .urls
            .iter()
            .map(|(name, range, offset)| {
                assert!(css[*offset..].starts_with(&found.css[range.clone()]));
                (name.as_str(), &found.css[range.clone()])
            })
            .collect();
        assert_eq!(
            urls,
            [("./a b.png", " \"./a b.png\" "), ("/p.svg", "/p.svg"), ("./font.woff2", "font.woff2")]
        );
        assert!(found.css.starts_with("@import \"tailwindcss\";\n\n/* url"), "{}", found.css);
    }

    #[test]
    fn broken_text_is_kept() {
        for source in ["url(", "@import", "@import \"", "url(\"", "/*", "\"", "é url(ü", "@import url("] {
            assert_eq!(references(source).css, source);
        }
    }
}
