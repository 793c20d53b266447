//! Writing JSON, and reading the one shape that comes in: serde would double the glue of the worker for it.

/// Appends `text` as a JSON string, which is also a JavaScript string literal.
pub fn push_string(out: &mut String, text: &str) {
    out.push('"');
    let mut copied = 0;
    // By bytes, for nearly all of them stay; those of longer characters are never below a blank.
    for (at, byte) in text.bytes().enumerate() {
        if byte >= b' ' && !matches!(byte, b'"' | b'\\' | 0xe2) {
            continue;
        }
        let (escape, length) = match byte {
            b'"' => ("\\\"", 1),
            b'\\' => ("\\\\", 1),
            b'\n' => ("\\n", 1),
            b'\r' => ("\\r", 1),
            b'\t' => ("\\t", 1),
            // Line ends inside older JavaScript string literals.
            0xe2 if text[at..].starts_with('\u{2028}') => ("\\u2028", 3),
            0xe2 if text[at..].starts_with('\u{2029}') => ("\\u2029", 3),
            0xe2 => continue,
            control => {
                out.push_str(&text[copied..at]);
                out.push_str(&format!("\\u{control:04x}"));
                copied = at + 1;
                continue;
            }
        };
        out.push_str(&text[copied..at]);
        out.push_str(escape);
        copied = at + length;
    }
    out.push_str(&text[copied..]);
    out.push('"');
}

/// Appends a number in digits; the formatter of the standard library takes several times as long.
pub fn push_number(out: &mut String, number: usize) {
    if number >= 10 {
        push_number(out, number / 10);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

/// Appends a JSON array; `item` writes each element.
pub fn push_array<T>(
    out: &mut String,
    items: impl IntoIterator<Item = T>,
    mut item: impl FnMut(&mut String, T),
) {
    out.push('[');
    for (at, value) in items.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        item(out, value);
    }
    out.push(']');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_survive() {
        let mut out = String::new();
        push_string(&mut out, "a\"b\\c\n\u{1}é\u{2028}\u{2029}€<");
        assert_eq!(out, "\"a\\\"b\\\\c\\n\\u0001é\\u2028\\u2029€<\"");
        let mut digits = String::new();
        [0, 7, 10, 4_096].into_iter().for_each(|number| push_number(&mut digits, number));
        assert_eq!(digits, "07104096");
    }
}
