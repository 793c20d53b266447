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
const NAMES: [&str; 8] = ["file", "diff", "content", "why", "delete", "rename", "plan", "think"];

/// Reads a tag at the start of `text`.
pub(crate) fn lex(text: &str) -> Lexed {
    let Some(after) = text.strip_prefix('<') else { return Lexed::No };
    let mut at = Cursor { text, at: text.len() - after.len() };
    let mut forgiven = at.skip_blanks();
    let closing = at.take('/');
    forgiven |= at.skip_blanks() && closing;
    let raw = at.word();
    let name = raw.to_ascii_lowercase();
    let base_name = name.split(':').next().unwrap_or_default();
    if !NAMES.contains(&base_name) {
        // `<fi` at the end of the text may still become one.
        let partial = at.rest().is_empty() && NAMES.iter().any(|known| known.starts_with(&name));
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
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | ':' | '-')).unwrap_or(rest.len());
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
                let end = if rest[end..].starts_with('>') && rest[..end].ends_with('/') { end - 1 } else { end };
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
        Some(FileHead { path, op, to, base: self.attribute("base").map(str::to_owned) })
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
        assert_eq!(tag("<file path=\"a>b.ts\" to=\"c.ts\"/>rest").head().unwrap().to.as_deref(), Some("c.ts"));
        assert!(tag("</ diff >").closing && tag("</ diff >").forgiven);
        assert!(!tag("</diff>").forgiven);
    }

    #[test]
    fn text_is_not_a_tag() {
        for text in ["<div>", "<files>", "a < b", "<file & more>", "< 3", "<filet path=\"x\">"] {
            assert!(matches!(lex(text), Lexed::No), "{text}");
        }
        for text in ["<", "<fi", "<file pa", "<file path=\"a", "</dif"] {
            assert!(matches!(lex(text), Lexed::Open), "{text}");
        }
    }
}
