//! Writing JSON, and reading the one shape that comes in: serde would double the glue of the worker for it.

/// Appends `text` as a JSON string, which is also a JavaScript string literal.
pub fn push_string(out: &mut String, text: &str) {
    out.push('"');
    let mut copied = 0;
    for (at, character) in text.char_indices() {
        let escape = match character {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            // Line ends inside older JavaScript string literals.
            '\u{2028}' => "\\u2028",
            '\u{2029}' => "\\u2029",
            control if control < ' ' => {
                out.push_str(&text[copied..at]);
                out.push_str(&format!("\\u{:04x}", control as u32));
                copied = at + 1;
                continue;
            }
            _ => continue,
        };
        out.push_str(&text[copied..at]);
        out.push_str(escape);
        copied = at + character.len_utf8();
    }
    out.push_str(&text[copied..]);
    out.push('"');
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
        push_string(&mut out, "a\"b\\c\n\u{1}é\u{2028}<");
        assert_eq!(out, "\"a\\\"b\\\\c\\n\\u0001é\\u2028<\"");
    }
}
