//! From the bytes of a response to the messages in it, however the bytes are cut.

use std::collections::VecDeque;

use crate::LlmError;

/// Bytes of one line, and of one message. Real messages have a few thousand.
const MOST: usize = 10 * 1024 * 1024;

/// How messages are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    /// Server-sent events: what stands in `data:` lines up to a blank line.
    Events,
    /// Newline-delimited JSON: a line is a message.
    Lines,
}

/// Takes bytes, hands out messages. Bytes become text by whole lines, so a cut within a character does no harm.
pub(crate) struct Decoder {
    framing: Framing,
    most: usize,
    /// The line that has not ended yet.
    line: Vec<u8>,
    /// The line before ended in CR: an LF now belongs to it.
    after_cr: bool,
    first: bool,
    /// Data of the event that has not ended yet.
    data: Option<String>,
    ready: VecDeque<String>,
}

impl Decoder {
    pub(crate) fn new(framing: Framing) -> Self {
        Self {
            framing,
            most: MOST,
            line: Vec::new(),
            after_cr: false,
            first: true,
            data: None,
            ready: VecDeque::new(),
        }
    }

    /// Fails when a line or a message is longer than any real one.
    pub(crate) fn push(&mut self, mut bytes: &[u8]) -> Result<(), LlmError> {
        if std::mem::take(&mut self.after_cr) {
            // An empty piece says nothing about what comes next.
            self.after_cr = bytes.is_empty();
            bytes = bytes.strip_prefix(b"\n").unwrap_or(bytes);
        }
        while let Some(end) = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            self.grow(&bytes[..end])?;
            self.end_line()?;
            let cr = bytes[end] == b'\r';
            bytes = &bytes[end + 1..];
            if cr {
                self.after_cr = bytes.is_empty();
                bytes = bytes.strip_prefix(b"\n").unwrap_or(bytes);
            }
        }
        self.grow(bytes)
    }

    /// The next whole message.
    pub(crate) fn next(&mut self) -> Option<String> {
        self.ready.pop_front()
    }

    /// Nothing more comes. Servers forget the last blank line or line end; a message that is cut shows when it
    /// is read.
    pub(crate) fn finish(&mut self) -> Result<(), LlmError> {
        if !self.line.is_empty() {
            self.end_line()?;
        }
        self.ready.extend(self.data.take());
        Ok(())
    }

    fn grow(&mut self, bytes: &[u8]) -> Result<(), LlmError> {
        if self.line.len() + bytes.len() > self.most {
            return Err(self.too_long());
        }
        self.line.extend_from_slice(bytes);
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), LlmError> {
        let bytes = std::mem::take(&mut self.line);
        let text = String::from_utf8_lossy(&bytes);
        let first = std::mem::take(&mut self.first);
        let line = if first { text.strip_prefix('\u{feff}').unwrap_or(&text) } else { &text };
        match self.framing {
            Framing::Lines if line.trim().is_empty() => {}
            Framing::Lines => self.ready.push_back(line.to_owned()),
            Framing::Events if line.is_empty() => self.ready.extend(self.data.take()),
            Framing::Events => {
                // Names and ids of events repeat what stands in their data; comments keep the connection open.
                let Some(value) = line.strip_prefix("data") else { return Ok(()) };
                let value = match value.strip_prefix(':') {
                    Some(value) => value.strip_prefix(' ').unwrap_or(value),
                    None if value.is_empty() => value,
                    // Another field whose name begins so.
                    None => return Ok(()),
                };
                match &mut self.data {
                    Some(data) if data.len() + value.len() >= self.most => return Err(self.too_long()),
                    Some(data) => {
                        data.push('\n');
                        data.push_str(value);
                    }
                    None => self.data = Some(value.to_owned()),
                }
            }
        }
        Ok(())
    }

    fn too_long(&self) -> LlmError {
        LlmError::Unreadable(format!("a line of its reply was longer than {} MB", self.most / 1024 / 1024))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(framing: Framing, bytes: &[u8], cut: usize) -> Vec<String> {
        let mut decoder = Decoder::new(framing);
        let mut messages = Vec::new();
        for piece in bytes.chunks(cut) {
            decoder.push(piece).unwrap();
            decoder.push(b"").unwrap();
            messages.extend(std::iter::from_fn(|| decoder.next()));
        }
        decoder.finish().unwrap();
        messages.extend(std::iter::from_fn(|| decoder.next()));
        messages
    }

    #[test]
    fn events_are_the_same_for_any_cut_and_any_line_end() {
        let stream = "\u{feff}: open\n\nevent: a\ndata: Grüße\ndata:  👋🏽\nid: 1\n\ndatabase: no\ndata\ndata:x\n\n\n\ndata: {\"last\":1}";
        for end in ["\n", "\r\n", "\r"] {
            let bytes = stream.replace('\n', end).into_bytes();
            for cut in 1..=bytes.len() {
                let messages = decode(Framing::Events, &bytes, cut);
                assert_eq!(messages, ["Grüße\n 👋🏽", "\nx", "{\"last\":1}"], "{end:?} {cut}");
            }
        }
    }

    #[test]
    fn lines_are_the_same_for_any_cut() {
        let bytes = "{\"a\":\"→\"}\r\n\n{\"b\":\"世界\"}\n{\"c\":1}".as_bytes();
        for cut in 1..=bytes.len() {
            assert_eq!(
                decode(Framing::Lines, bytes, cut),
                ["{\"a\":\"→\"}", "{\"b\":\"世界\"}", "{\"c\":1}"],
                "{cut}"
            );
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_replaced_and_nothing_else() {
        assert_eq!(decode(Framing::Lines, b"a\xffb\nc", 2), ["a\u{fffd}b", "c"]);
    }

    #[test]
    fn a_line_and_an_event_have_a_limit() {
        for (framing, piece) in
            [(Framing::Lines, &b"x"[..]), (Framing::Events, &b"x"[..]), (Framing::Events, &b"data: x\n"[..])]
        {
            let mut decoder = Decoder { most: 1024 * 1024, ..Decoder::new(framing) };
            let failed = (0..2_000_000).find_map(|_| decoder.push(piece).err()).unwrap();
            assert_eq!(failed, LlmError::Unreadable("a line of its reply was longer than 1 MB".into()));
            assert!(decoder.line.len() <= decoder.most);
        }
    }
}
