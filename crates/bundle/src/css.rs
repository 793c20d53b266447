//! Style sheets: of packages as modules that add themselves to the page, of projects without what nobody reads.

use std::path::Path;

/// A file that a sheet of a package refers to goes into it up to this size.
const MAX_INLINED_BYTES: u64 = 512 * 1024;

/// A module that puts the sheet into the document when it runs.
pub fn injecting_module(path: &Path) -> std::io::Result<String> {
    let css = inlined(path, &std::fs::read_to_string(path)?);
    let text = serde_json::to_string(&css)?;
    Ok(format!(
        "const css = {text};\nconst style = document.createElement(\"style\");\nstyle.textContent = css;\n\
         document.head.append(style);\nexport default css;\n"
    ))
}

/// The text of a package's sheet with the files it refers to in it, and the sheets it imports before it.
pub fn inlined(path: &Path, source: &str) -> String {
    let folder = path.parent().unwrap_or(Path::new(""));
    let found = preview::css_references(source);
    let mut css = String::new();
    for (specifier, _) in &found.imports {
        let other = folder.join(specifier);
        // Sheets that import each other end at the depth of the file system's patience: only plain ones are followed.
        if other != path
            && let Ok(text) = std::fs::read_to_string(&other)
        {
            css.push_str(&with_files(other.parent().unwrap_or(folder), &text));
            css.push('\n');
        }
    }
    css + &with_files(folder, source)
}

fn with_files(folder: &Path, source: &str) -> String {
    let found = preview::css_references(source);
    let mut css = String::with_capacity(found.css.len());
    let mut copied = 0;
    for (specifier, range, _) in &found.urls {
        let name = specifier.split(['?', '#']).next().unwrap_or(specifier);
        let Some(address) = data_address(&folder.join(name)) else { continue };
        css.push_str(&found.css[copied..range.start]);
        css.push_str(&address);
        copied = range.end;
    }
    css.push_str(&found.css[copied..]);
    css
}

fn data_address(path: &Path) -> Option<String> {
    let kind = match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "png" => "image/png",
        "gif" => "image/gif",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        _ => return None,
    };
    let small =
        std::fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() <= MAX_INLINED_BYTES);
    let bytes = if small { std::fs::read(path).ok()? } else { return None };
    Some(export::data_address(kind, &bytes))
}

/// The sheet without comments and needless blanks. Strings and what is in parentheses stay as they are.
pub fn minified(css: &str) -> String {
    let bytes = css.as_bytes();
    let mut out = String::with_capacity(css.len());
    let mut at = 0;
    let mut blank = false;
    while at < bytes.len() {
        let start = at;
        match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at = css[at + 2..].find("*/").map_or(bytes.len(), |end| at + end + 4);
                blank = true;
                continue;
            }
            byte if byte.is_ascii_whitespace() => {
                at += 1;
                blank = true;
                continue;
            }
            quote @ (b'"' | b'\'') => {
                at += 1;
                while at < bytes.len() && bytes[at] != quote {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at = (at + 1).min(bytes.len());
            }
            b'\\' => at = (at + 2).min(bytes.len()),
            _ => at += 1,
        }
        while !css.is_char_boundary(at) {
            at += 1;
        }
        let next = bytes[start];
        // Around these a blank means nothing; before a colon it may be a descendant's.
        if blank
            && !matches!(next, b'{' | b'}' | b';' | b',')
            && !out.ends_with(['{', '}', ';', ','])
            && !out.is_empty()
        {
            out.push(' ');
        }
        blank = false;
        if next == b'}' && out.ends_with(';') {
            out.pop();
        }
        out.push_str(&css[start..at]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_means_nothing_goes() {
        for (css, wanted) in [
            (
                "a {\n  color : red;\n  margin: 0 auto;\n}\n\nb , c > d { x: y }",
                "a{color : red;margin: 0 auto}b,c > d{x: y}",
            ),
            ("/* x */a{content:\"  /* y */ ; } \"}/* z */", "a{content:\"  /* y */ ; } \"}"),
            ("a :hover{width:calc(1px + 2px)}", "a :hover{width:calc(1px + 2px)}"),
            (
                "@media (min-width: 1px) and (x) { .a\\ b { c: d; } }",
                "@media (min-width: 1px) and (x){.a\\ b{c: d}}",
            ),
            ("é{content:'ü'}", "é{content:'ü'}"),
        ] {
            assert_eq!(minified(css), wanted);
        }
        for broken in ["/*", "\"", "a{\\", "é\\ü"] {
            let _ = minified(broken);
        }
    }

    #[test]
    fn files_beside_a_sheet_go_into_it() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.png"), [1, 2, 3]).unwrap();
        std::fs::write(folder.path().join("base.css"), "b{c:d}").unwrap();
        let sheet = folder.path().join("main.css");
        let css = inlined(
            &sheet,
            "@import './base.css'; a{background:url(./a.png?x) url(missing.png) url(https://x.test/y.png)}",
        );
        assert!(
            css.starts_with("b{c:d}") && css.contains("url(data:image/png;base64,AQID) url(missing.png)"),
            "{css}"
        );
    }
}
