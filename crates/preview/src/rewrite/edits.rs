//! Edits of a source text, in the order of their places, and the text that they lead to.

use std::ops::Range;

/// How an imported name is used where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Use {
    Value,
    /// Called: it must not get its namespace as `this`.
    Called,
    /// `{ name }` becomes `{ name: … }`.
    Shorthand,
}

/// What React's runtime is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Runtime {
    Jsx,
    Jsxs,
    Fragment,
}

/// Names of other modules get their numbers when the whole file is known, so they are written last.
#[derive(Clone, Copy)]
pub enum Text {
    Fixed(&'static str),
    /// A range of what was made for this file.
    Made(u32, u32),
    Import(u32, Use),
    Runtime(Runtime),
    /// The number, or for a file that is only wanted for its address the value, of a dependency found in the code.
    Found(u32),
    /// The source of this range, with its edits.
    Moved(u32, u32),
    /// `_c2=` of a registration.
    Registering(u32),
    /// `_c2=Name;` of a registration.
    Registered(u32),
}

#[derive(Clone, Copy)]
pub struct Edit {
    pub start: u32,
    pub end: u32,
    pub text: Text,
}

/// Where a piece of the result comes from.
pub struct Piece {
    pub result: u32,
    pub source: u32,
    /// Copied, so that every place in it has one of its own.
    pub copied: bool,
}

#[derive(Default)]
pub struct Edits {
    pub list: Vec<Edit>,
    pub made: String,
}

impl Edits {
    pub fn replace(&mut self, start: u32, end: u32, text: Text) {
        self.list.push(Edit { start, end, text });
    }

    pub fn insert(&mut self, at: u32, text: &'static str) {
        self.replace(at, at, Text::Fixed(text));
    }

    pub fn erase(&mut self, start: u32, end: u32) {
        self.replace(start, end, Text::Fixed(""));
    }

    /// Before all that was changed at or behind this place.
    pub fn insert_before(&mut self, at: u32, text: Text) {
        let index = self.list.partition_point(|edit| edit.start < at);
        self.list.insert(index, Edit { start: at, end: at, text });
    }

    /// Ends what was made since `from`.
    pub fn made_since(&self, from: usize) -> Text {
        Text::Made(from as u32, self.made.len() as u32)
    }

    /// The source of `range` with its edits. An edit inside of what another one replaces is not seen.
    pub fn render(
        &self,
        source: &str,
        range: Range<u32>,
        out: &mut String,
        pieces: &mut Option<Vec<Piece>>,
        write: &dyn Fn(Text, &mut String),
    ) {
        let mut cursor = range.start;
        let copy = |from: u32, to: u32, out: &mut String, pieces: &mut Option<Vec<Piece>>| {
            if let Some(pieces) = pieces {
                pieces.push(Piece { result: out.len() as u32, source: from, copied: true });
            }
            out.push_str(&source[from as usize..to as usize]);
        };
        let whole = range.end as usize == source.len();
        let first = self.list.partition_point(|edit| edit.start < range.start);
        for edit in &self.list[first..] {
            if edit.start >= range.end && !whole {
                break;
            }
            if edit.start < cursor {
                continue;
            }
            if edit.start > cursor {
                copy(cursor, edit.start, out, pieces);
            }
            if let Text::Moved(from, to) = edit.text {
                self.render(source, from..to, out, pieces, write);
            } else {
                if let Some(pieces) = pieces {
                    pieces.push(Piece { result: out.len() as u32, source: edit.start, copied: false });
                }
                write(edit.text, out);
            }
            cursor = edit.end;
        }
        if cursor < range.end {
            copy(cursor, range.end, out, pieces);
        }
    }
}
