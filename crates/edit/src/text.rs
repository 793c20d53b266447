//! A file as lines, each with its own line end, so that what is not touched stays as it is.

const BOM: char = '\u{feff}';

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub text: String,
    /// `"\n"`, `"\r\n"`, or `""` at the end of a file without a final line end.
    pub end: &'static str,
}

#[derive(Clone, Debug)]
pub(crate) struct Text {
    bom: bool,
    pub lines: Vec<Line>,
    /// The line end most lines have; new lines get it.
    pub dominant: &'static str,
    final_end: bool,
}

impl Text {
    pub(crate) fn new(source: &str) -> Self {
        let body = source.strip_prefix(BOM).unwrap_or(source);
        let mut lines = Vec::new();
        let (mut windows, mut unix) = (0, 0);
        for piece in body.split_inclusive('\n') {
            let (text, end) = match piece.strip_suffix('\n') {
                Some(text) => match text.strip_suffix('\r') {
                    Some(text) => (text, "\r\n"),
                    None => (text, "\n"),
                },
                None => (piece, ""),
            };
            match end {
                "\r\n" => windows += 1,
                "\n" => unix += 1,
                _ => {}
            }
            lines.push(Line { text: text.to_owned(), end });
        }
        Self {
            bom: source.starts_with(BOM),
            final_end: lines.last().is_none_or(|line| !line.end.is_empty()),
            lines,
            dominant: if windows > unix { "\r\n" } else { "\n" },
        }
    }

    /// Puts `new` in place of `range`. Lines without an end of their own get the dominant one.
    pub(crate) fn replace(&mut self, range: std::ops::Range<usize>, new: Vec<Line>) {
        self.lines.splice(range, new);
    }

    pub(crate) fn into_string(mut self) -> String {
        let last = self.lines.len().saturating_sub(1);
        for (i, line) in self.lines.iter_mut().enumerate() {
            if i < last && line.end.is_empty() {
                line.end = self.dominant;
            }
            if i == last {
                line.end = match (self.final_end, line.end) {
                    (true, "") => self.dominant,
                    (true, end) => end,
                    (false, _) => "",
                };
            }
        }
        let mut out = String::with_capacity(self.lines.iter().map(|line| line.text.len() + 2).sum());
        if self.bom {
            out.push(BOM);
        }
        for line in &self.lines {
            out.push_str(&line.text);
            out.push_str(line.end);
        }
        out
    }

    /// Replacing text in this file's manner: its byte order mark, and its line ends if the new text has only
    /// plain ones, which is all that models write.
    pub(crate) fn restyle(&self, content: &str) -> String {
        let mut out = String::with_capacity(content.len());
        if self.bom && !content.starts_with(BOM) {
            out.push(BOM);
        }
        if self.dominant == "\r\n" && !content.contains('\r') {
            out.push_str(&content.replace('\n', "\r\n"));
        } else {
            out.push_str(content);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_touched_stays() {
        for source in ["", "a", "a\n", "a\r\nb\n", "\u{feff}a\r\nb", "\n\n", "a\n\nb", "\r\n"] {
            assert_eq!(Text::new(source).into_string(), source, "{source:?}");
        }
    }
}
