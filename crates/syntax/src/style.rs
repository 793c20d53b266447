//! CSS. By its rules every text is a style sheet, so what counts here is what a careless edit breaks: braces,
//! strings and comments that are never closed, or closed twice.

pub fn error(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let (mut at, mut line) = (0, 1_usize);
    let mut open: Vec<(u8, usize)> = Vec::new();
    while at < bytes.len() {
        match bytes[at] {
            b'\n' => line += 1,
            b'\\' => at += 1,
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                let Some(end) = text.get(at + 2..).and_then(|rest| rest.find("*/")) else {
                    return Some(format!("line {line}: the comment is never closed"));
                };
                line += lines(&bytes[at..at + 2 + end]);
                at += end + 3;
            }
            quote @ (b'"' | b'\'') => {
                let Some(end) = string_end(&bytes[at + 1..], quote) else {
                    return Some(format!("line {line}: the string is never closed"));
                };
                line += lines(&bytes[at..=at + end]);
                at += end + 1;
            }
            // An address in parentheses needs no quotes, and may hold anything but a closing one.
            b'(' if ends_with_url(&bytes[..at]) && !quoted(&bytes[at + 1..]) => {
                let end = bytes[at..].iter().position(|byte| *byte == b')');
                let Some(end) = end else {
                    return Some(format!("line {line}: the parenthesis is never closed"));
                };
                line += lines(&bytes[at..at + end]);
                at += end;
            }
            b'{' | b'(' | b'[' => open.push((bytes[at], line)),
            close @ (b'}' | b')' | b']') => {
                let wanted = match close {
                    b'}' => b'{',
                    b')' => b'(',
                    _ => b'[',
                };
                if open.pop().is_none_or(|(sign, _)| sign != wanted) {
                    return Some(format!("line {line}: this `{}` closes nothing", char::from(close)));
                }
            }
            _ => {}
        }
        at += 1;
    }
    open.pop().map(|(sign, line)| format!("line {line}: this `{}` is never closed", char::from(sign)))
}

fn lines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

fn string_end(bytes: &[u8], quote: u8) -> Option<usize> {
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'\n' => return None,
            byte if byte == quote => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

fn ends_with_url(before: &[u8]) -> bool {
    before.len() >= 3 && before[before.len() - 3..].eq_ignore_ascii_case(b"url")
}

fn quoted(after: &[u8]) -> bool {
    after.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| matches!(byte, b'"' | b'\''))
}
