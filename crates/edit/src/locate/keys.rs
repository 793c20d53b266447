//! How two lines are compared, and the search for a run of lines.

use std::borrow::Cow;

use crate::text::Line;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// Byte for byte.
    Exact,
    /// Without blanks at the end.
    Trailing,
    /// Without blanks at both ends, and with typographic characters as plain ones.
    Folded,
}

impl Level {
    pub(crate) fn key(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Exact => Cow::Borrowed(text),
            Self::Trailing => Cow::Borrowed(text.trim_end()),
            Self::Folded if text.is_ascii() => Cow::Borrowed(text.trim()),
            Self::Folded => Cow::Owned(text.trim().chars().map(plain).collect()),
        }
    }

    pub(crate) fn keys<'a>(self, texts: &[&'a str]) -> Vec<Cow<'a, str>> {
        texts.iter().map(|text| self.key(text)).collect()
    }

    pub(crate) fn file(self, lines: &[Line]) -> Vec<Cow<'_, str>> {
        lines.iter().map(|line| self.key(&line.text)).collect()
    }
}

fn plain(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => ' ',
        c => c,
    }
}

/// All places where `wanted` stands in `lines`, overlapping ones too. Knuth, Morris and Pratt: a file of a
/// hundred thousand equal lines takes no longer than any other.
pub(crate) fn spots(wanted: &[Cow<str>], lines: &[Cow<str>]) -> Vec<usize> {
    let mut found = Vec::new();
    if wanted.is_empty() || wanted.len() > lines.len() {
        return found;
    }
    let mut border = vec![0; wanted.len()];
    let mut len = 0;
    for i in 1..wanted.len() {
        while len > 0 && wanted[i] != wanted[len] {
            len = border[len - 1];
        }
        len += usize::from(wanted[i] == wanted[len]);
        border[i] = len;
    }
    len = 0;
    for (i, line) in lines.iter().enumerate() {
        while len > 0 && (len == wanted.len() || *line != wanted[len]) {
            len = border[len - 1];
        }
        len += usize::from(*line == wanted[len]);
        if len == wanted.len() {
            found.push(i + 1 - len);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_found_wherever_they_are() {
        let keys = |text: &'static str| -> Vec<Cow<'static, str>> {
            text.split_terminator(' ').map(Cow::Borrowed).collect()
        };
        for (wanted, lines, places) in [
            ("a b", "a b a b a", vec![0, 2]),
            ("a a", "a a a a", vec![0, 1, 2]),
            ("a", "a", vec![0]),
            ("a b a c", "a b a b a c", vec![2]),
            ("x", "a b", vec![]),
            ("a b", "a", vec![]),
            ("", "a", vec![]),
        ] {
            assert_eq!(spots(&keys(wanted), &keys(lines)), places, "{wanted} in {lines}");
        }
    }
}
