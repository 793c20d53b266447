//! A lenient lexer for the few tags of the grammar: any quotes, spaces in odd places, any case.

use contract::FileOp;

use crate::FileHead;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    pub name: String,
    pub closing: bool,
    pub self_closing: bool,
    pub attributes: Vec<(String, String)>,
    /// Bytes up to and with the closing `>`.
    pub len: usize,
    /// Written otherwise than the grammar says.
    pub forgiven: bool,
}

pub(crate) enum Lexed {
    Tag(Tag),
    /// The text ends inside what may be a tag.
    Open,
    No,
}

/// Names that mean something; everything else is text.
const NAMES: [&str; 9] = ["file", "diff", "content", "why", "delete", "rename", "plan", "think", "thinking"];
/// Names in the grammars of other workspaces.
pub(crate) const FOREIGN: [&str; 10] = [
    "boltArtifact",
    "boltAction",
    "dyad-write",
    "dyad-rename",
    "dyad-delete",
    "dyad-search-replace",
    "lov-code",
    "lov-write",
    "lov-rename",
    "lov-delete",
];
/// Names of closing tags that models misspell.
const CLOSED: [&str; 3] = ["file", "diff", "content"];

/// A tag that is still open after this many bytes was none. Also what keeps a line of many half tags from
/// being read again and again to its end.
pub(crate) const MAX_TAG_BYTES: usize = 4096;

/// Reads a tag at the start of `text`.
pub(crate) fn lex(text: &str) -> Lexed {
    if text.len() <= MAX_TAG_BYTES {
        return read(text);
    }
    match read(&text[..text.floor_char_boundary(MAX_TAG_BYTES)]) {
        Lexed::Open => Lexed::No,
        done => done,
    }
}

/// A closing tag at the start of `text` with one letter wrong, such as `</contents>` or `</flie>`; its right
/// name, and the bytes up to its end. Only to be asked where no code can stand.
pub(crate) fn lex_misspelt(text: &str) -> Option<(&'static str, usize)> {
    let rest = text.strip_prefix("</")?;
    let word = rest.find(|c: char| !c.is_ascii_alphanumeric()).filter(|len| *len > 2 && *len < 12)?;
    let after = rest[word..].trim_start();
    let name = rest[..word].to_ascii_lowercase();
    let known = CLOSED.into_iter().find(|known| strsim::osa_distance(known, &name) == 1)?;
    after.starts_with('>').then(|| (known, text.len() - after.len() + 1))
}

fn read(text: &str) -> Lexed {
    let Some(after) = text.strip_prefix('<') else { return Lexed::No };
    let mut at = Cursor { text, at: text.len() - after.len() };
    let mut forgiven = at.skip_blanks();
    let closing = at.take('/');
    forgiven |= at.skip_blanks();
    let raw = at.word();
    // `<File>` and `<Content>` are components of somebody's program.
    let shouted = raw.len() > 1 && !raw.bytes().any(|byte| byte.is_ascii_lowercase());
    let name = if shouted { raw.to_ascii_lowercase() } else { raw.to_owned() };
    let base_name = name.split(':').next().unwrap_or_default();
    let known = || NAMES.iter().chain(&FOREIGN);
    if !known().any(|known| *known == base_name) {
        // `<fi` at the end of the text may still become one.
        let partial = at.rest().is_empty() && known().any(|known| known.starts_with(&name));
        return if partial { Lexed::Open } else { Lexed::No };
    }
    forgiven |= raw != name;
    let mut attributes = Vec::new();
    loop {
        at.skip_blanks();
        if at.rest().is_empty() {
            return Lexed::Open;
        }
        if at.take('>') {
            return Lexed::Tag(Tag { name, closing, self_closing: false, attributes, len: at.at, forgiven });
        }
        if at.rest().starts_with('/') && at.rest()[1..].trim_start().starts_with('>') {
            let gap = at.rest().find('>').unwrap_or_default();
            let len = at.at + gap + 1;
            return Lexed::Tag(Tag { name, closing, self_closing: true, attributes, len, forgiven });
        }
        let key = at.word();
        if key.is_empty() {
            // Prose such as "<file & more": not a tag.
            return Lexed::No;
        }
        at.skip_blanks();
        if !at.take('=') {
            if closing || at.rest().is_empty() {
                return if closing { Lexed::No } else { Lexed::Open };
            }
            attributes.push((key.to_ascii_lowercase(), String::new()));
            continue;
        }
        at.skip_blanks();
        let Some((value, plain)) = at.value() else { return Lexed::Open };
        forgiven |= !plain;
        attributes.push((key.to_ascii_lowercase(), value));
    }
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip_blanks(&mut self) -> bool {
        let blanks = self.rest().len() - self.rest().trim_start().len();
        self.at += blanks;
        blanks > 0
    }

    fn take(&mut self, wanted: char) -> bool {
        let there = self.rest().starts_with(wanted);
        self.at += if there { wanted.len_utf8() } else { 0 };
        there
    }

    fn word(&mut self) -> &'a str {
        let rest = self.rest();
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | ':' | '-'))
            .unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// A value and whether it was written in straight double quotes; none when its end is missing.
    fn value(&mut self) -> Option<(String, bool)> {
        let rest = self.rest();
        let quote = rest.chars().next()?;
        let close = match quote {
            '"' | '\'' | '`' => quote,
            '\u{201c}' | '\u{201d}' => '\u{201d}',
            _ => {
                let end = rest.find(|c: char| c.is_whitespace() || c == '>')?;
                let end =
                    if rest[end..].starts_with('>') && rest[..end].ends_with('/') { end - 1 } else { end };
                self.at += end;
                return Some((rest[..end].to_owned(), false));
            }
        };
        let inner = &rest[quote.len_utf8()..];
        let end = inner.find(close)?;
        self.at += quote.len_utf8() + end + close.len_utf8();
        Some((inner[..end].to_owned(), quote == '"'))
    }
}

impl Tag {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The head of a `file`, `delete` or `rename` element; none without a path.
    pub(crate) fn head(&self) -> Option<FileHead> {
        if FOREIGN.contains(&self.name.as_str()) {
            return None;
        }
        let path = ["path", "from", "name", "file"].iter().find_map(|key| self.attribute(key))?.to_owned();
        let op = match (self.name.as_str(), self.attribute("op").or_else(|| self.attribute("action"))) {
            ("delete", _) => Some(FileOp::Delete),
            ("rename", _) => Some(FileOp::Rename),
            (_, Some(op)) => match op.to_ascii_lowercase().as_str() {
                "edit" | "update" | "modify" | "patch" => Some(FileOp::Edit),
                "create" | "add" | "new" => Some(FileOp::Create),
                "write" | "rewrite" | "replace" | "overwrite" => Some(FileOp::Write),
                "delete" | "remove" => Some(FileOp::Delete),
                "rename" | "move" => Some(FileOp::Rename),
                _ => None,
            },
            (_, None) => None,
        };
        let to = self.attribute("to").map(str::to_owned);
        let text = |name: &str| self.attribute(name).filter(|value| !value.is_empty()).map(str::to_owned);
        Some(FileHead { path, op, to, base: text("base"), end: text("end") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> Tag {
        match lex(text) {
            Lexed::Tag(tag) => tag,
            Lexed::Open => panic!("open: {text}"),
            Lexed::No => panic!("no tag: {text}"),
        }
    }

    #[test]
    fn tags_are_read_however_they_are_written() {
        for text in [
            "<file path=\"src/a b.ts\">",
            "< file path='src/a b.ts' >",
            "<FILE path = \u{201c}src/a b.ts\u{201d}>",
            "<file op=\"edit\" path=`src/a b.ts`>",
        ] {
            assert_eq!(tag(text).head().unwrap().path, "src/a b.ts", "{text}");
            assert_eq!(tag(text).len, text.len());
        }
        assert_eq!(tag("<file path=src/a.ts>").head().unwrap().path, "src/a.ts");
        assert_eq!(tag("<delete path=src/a.ts/>").head().unwrap().path, "src/a.ts");
        assert_eq!(
            tag("<file path=\"a>b.ts\" to=\"c.ts\"/>rest").head().unwrap().to.as_deref(),
            Some("c.ts")
        );
        assert!(tag("</ diff >").closing && tag("</ diff >").forgiven);
        assert!(!tag("</diff>").forgiven);
    }

    #[test]
    fn text_is_not_a_tag() {
        assert_eq!(lex_misspelt("</contents> x"), Some(("content", 11)));
        assert_eq!(lex_misspelt("</flie>"), Some(("file", 7)));
        for text in ["</div>", "</title>", "</line>", "</file>", "</"] {
            assert_eq!(lex_misspelt(text), None, "{text}");
        }
        for text in [
            "<div>",
            "<files>",
            "<File path={file.path}>",
            "</Content>",
            "a < b",
            "<file & more>",
            "< 3",
            "<filet path=\"x\">",
        ] {
            assert!(matches!(lex(text), Lexed::No), "{text}");
        }
        for text in ["<", "<fi", "<file pa", "<file path=\"a", "</dif"] {
            assert!(matches!(lex(text), Lexed::Open), "{text}");
        }
    }
}
