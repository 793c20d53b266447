//! CSS modules: class names get a suffix of their file, so that two files may use the same name.
//!
//! A scanner, not a parser: whatever ends in `{` is a selector or an at-rule, whatever ends in `;` or `}` is a
//! declaration, and only in the first do dots start class names. That also holds for nested rules.

pub struct ScopedStyle {
    pub css: String,
    /// Class name as written, and what to put on the element, in order of appearance.
    pub classes: Vec<(String, String)>,
}

pub fn scope_classes(path: &str, source: &str) -> ScopedStyle {
    let mut style = ScopedStyle { css: String::with_capacity(source.len() + 64), classes: Vec::new() };
    let suffix = suffix(path);
    let mut rest = source;
    // Classes of the rules around the current declaration, for `composes`.
    let mut open: Vec<Vec<String>> = Vec::new();
    while !rest.is_empty() {
        let (text, end) = statement(rest);
        rest = &rest[text.len() + end.map_or(0, |_| 1)..];
        match end {
            Some('{') => {
                let at_rule = without_comments(text).trim_start().starts_with('@');
                let before = style.css.len();
                let mut named = Vec::new();
                if at_rule && !text.contains("@scope") {
                    style.css.push_str(text);
                } else {
                    scope_selector(text, &suffix, &mut style, &mut named);
                }
                debug_assert!(style.css.len() >= before);
                open.push(named);
            }
            _ => match composed(text) {
                Some(names) => compose(&names, open.last(), &suffix, &mut style.classes),
                None => style.css.push_str(text),
            },
        }
        if end == Some('}') {
            open.pop();
        }
        style.css.extend(end);
    }
    style
}

/// The class names of a CSS module; none for any other sheet.
pub fn classes_of(path: &str, source: &str) -> Vec<(String, String)> {
    if path.ends_with(".module.css") { scope_classes(path, source).classes } else { Vec::new() }
}

/// The text up to the next `{`, `}` or `;` that is not in a comment, a string or parentheses, and that sign.
fn statement(source: &str) -> (&str, Option<char>) {
    let bytes = source.as_bytes();
    let mut at = 0;
    let mut depth = 0u32;
    while at < bytes.len() {
        match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at = source[at + 2..].find("*/").map_or(bytes.len(), |end| at + end + 4);
                continue;
            }
            quote @ (b'"' | b'\'') => at = string_end(bytes, at, quote),
            b'\\' => at += 1,
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            sign @ (b'{' | b'}' | b';') if depth == 0 => return (&source[..at], Some(sign as char)),
            _ => {}
        }
        at += 1;
    }
    (source, None)
}

/// The place of the closing quote.
fn string_end(bytes: &[u8], start: usize, quote: u8) -> usize {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != quote && bytes[at] != b'\n' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at
}

fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        rest = rest[start + 2..].split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}

fn scope_selector(text: &str, suffix: &str, style: &mut ScopedStyle, named: &mut Vec<String>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut copied = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at = text[at + 2..].find("*/").map_or(bytes.len(), |end| at + end + 4);
                continue;
            }
            quote @ (b'"' | b'\'') => at = string_end(bytes, at, quote),
            b':' if text[at..].starts_with(":global(") || text[at..].starts_with(":local(") => {
                let global = text[at..].starts_with(":global(");
                let inner = at + text[at..].find('(').unwrap_or(0) + 1;
                let end = closing(bytes, inner);
                style.css.push_str(&text[copied..at]);
                if global {
                    style.css.push_str(&text[inner..end]);
                } else {
                    scope_selector(&text[inner..end], suffix, style, named);
                }
                at = end;
                copied = (end + 1).min(bytes.len());
            }
            b'.' => {
                let length = name_length(&text[at + 1..]);
                if length > 0 {
                    let name = &text[at + 1..at + 1 + length];
                    style.css.push_str(&text[copied..=at]);
                    let scoped = format!("{name}_{suffix}");
                    style.css.push_str(&scoped);
                    if !style.classes.iter().any(|(known, _)| known == name) {
                        style.classes.push((name.to_owned(), scoped));
                    }
                    named.push(name.to_owned());
                    at += length;
                    copied = at + 1;
                }
            }
            b'\\' => at += 1,
            _ => {}
        }
        at += 1;
    }
    style.css.push_str(text.get(copied..).unwrap_or_default());
}

/// The place of the parenthesis that closes the one before `start`.
fn closing(bytes: &[u8], start: usize) -> usize {
    let mut depth = 1u32;
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    bytes.len()
}

fn name_length(text: &str) -> usize {
    if text.starts_with(|first: char| first.is_ascii_digit()) {
        return 0;
    }
    text.find(|part: char| !(part.is_alphanumeric() || part == '_' || part == '-')).unwrap_or(text.len())
}

/// The names of a `composes: a b` declaration; those of other files are left out.
fn composed(text: &str) -> Option<Vec<String>> {
    let text = without_comments(text);
    let names = text.trim().strip_prefix("composes")?.trim_start().strip_prefix(':')?;
    let names = names.split(" from ").next().unwrap_or(names);
    Some(names.split([' ', ',', '\n']).filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

fn compose(names: &[String], onto: Option<&Vec<String>>, suffix: &str, classes: &mut [(String, String)]) {
    let mut added = String::new();
    for name in names {
        let known = classes.iter().find(|(class, _)| class == name).map(|(_, scoped)| scoped.clone());
        added.push(' ');
        added.push_str(&known.unwrap_or_else(|| format!("{name}_{suffix}")));
    }
    for class in onto.into_iter().flatten() {
        if let Some((_, scoped)) = classes.iter_mut().find(|(known, _)| known == class) {
            scoped.push_str(&added);
        }
    }
}

/// Five letters and digits that depend on the path alone: a style's edit keeps its class names.
fn suffix(path: &str) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in path.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (0..5)
        .map(|place| {
            let digit = (hash >> (place * 8)) % 36;
            char::from_digit(digit as u32, 36).unwrap_or('0')
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scoped(source: &str) -> (String, Vec<(String, String)>) {
        let style = scope_classes("src/a.module.css", source);
        let suffix = suffix("src/a.module.css");
        let classes =
            style.classes.into_iter().map(|(name, value)| (name, value.replace(&suffix, "#"))).collect();
        (style.css.replace(&suffix, "#"), classes)
    }

    #[test]
    fn selectors_are_scoped_and_values_are_not() {
        let (css, classes) = scoped(
            ".a:hover > .b-c{margin:.5em;background:url(x.png)}/* .no */\n@media (min-width:1.5px){.a{color:red}}",
        );
        assert_eq!(
            css,
            ".a_#:hover > .b-c_#{margin:.5em;background:url(x.png)}/* .no */\n@media (min-width:1.5px){.a_#{color:red}}"
        );
        assert_eq!(classes, [("a".into(), "a_#".into()), ("b-c".into(), "b-c_#".into())]);
    }

    #[test]
    fn nesting_global_strings_and_escapes() {
        let (css, classes) = scoped(".a{color:red;&.b{top:0}} :global(.c) .a[x=\".d\"]{content:\".e{\"}");
        assert_eq!(css, ".a_#{color:red;&.b_#{top:0}} .c .a_#[x=\".d\"]{content:\".e{\"}");
        assert_eq!(classes.len(), 2);
    }

    #[test]
    fn composes_adds_names() {
        let (css, classes) = scoped(".a{x:y}\n.b{composes: a;z:1}");
        assert_eq!(css, ".a_#{x:y}\n.b_#{;z:1}");
        assert_eq!(classes[1], ("b".into(), "b_# a_#".into()));
    }

    #[test]
    fn broken_text_is_kept() {
        for source in ["", ".", ".a{", "}", "/* open", ".a{b:\"", ":global(.x", "é.ü{"] {
            let _ = scoped(source);
        }
        assert_eq!(scoped("é.ü{}").0, "é.ü_#{}");
    }
}
