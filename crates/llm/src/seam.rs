//! Where a continued reply meets what is there: models repeat some of it although asked not to.

/// Text this short may overlap by chance.
const LEAST: usize = 12;
const MOST: usize = 4_000;

/// Takes from the beginning of a continuation what the prefix already ends with.
pub(crate) struct Seam {
    tail: String,
    held: String,
    done: bool,
}

impl Seam {
    pub(crate) fn new(prefix: Option<&str>) -> Self {
        let prefix = prefix.unwrap_or_default();
        let mut start = prefix.len().saturating_sub(MOST);
        while !prefix.is_char_boundary(start) {
            start += 1;
        }
        Self { tail: prefix[start..].to_owned(), held: String::new(), done: prefix.is_empty() }
    }

    /// What of `text` is new and certain.
    pub(crate) fn push(&mut self, text: &str) -> String {
        if self.done {
            return text.to_owned();
        }
        self.held.push_str(text);
        // As long as all of it stands in the tail, more may follow that tells where.
        if self.held.len() < MOST && self.tail.contains(self.held.as_str()) {
            return String::new();
        }
        self.finish()
    }

    /// What is left when nothing more comes.
    pub(crate) fn finish(&mut self) -> String {
        self.done = true;
        let held = std::mem::take(&mut self.held);
        let longest = held
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .filter(|end| *end >= LEAST && self.tail.ends_with(&held[..*end]))
            .max();
        held[longest.unwrap_or_default()..].to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(prefix: &str, pieces: &[&str]) -> String {
        let mut seam = Seam::new(Some(prefix));
        let mut out = prefix.to_owned();
        for piece in pieces {
            out.push_str(&seam.push(piece));
        }
        out.push_str(&seam.finish());
        out
    }

    #[test]
    fn repeated_text_is_dropped_and_new_text_kept() {
        let prefix = "function App() {\n  return <main>";
        assert_eq!(join(prefix, &["Hello</main>;"]), format!("{prefix}Hello</main>;"));
        assert_eq!(join(prefix, &["  return <main>Hello</main>;"]), format!("{prefix}Hello</main>;"));
        assert_eq!(join(prefix, &["  retu", "rn <ma", "in>Hel", "lo"]), format!("{prefix}Hello"));
        // Too short to be told from chance.
        assert_eq!(join("a b c >", &[">"]), "a b c >>");
        assert_eq!(join("", &["x"]), "x");
    }
}
