//! Byte offsets to the lines and columns that editors count: both from 1, columns in UTF-16 units.

/// An offset past the end is taken as the end; one inside a character as that character's start.
pub fn line_column(source: &str, offset: usize) -> (u32, u32) {
    let mut end = offset.min(source.len());
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    let before = &source[..end];
    let line = count_breaks(before) as usize + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before[start..].encode_utf16().count() + 1;
    (line as u32, column as u32)
}

pub fn count_breaks(text: &str) -> u32 {
    let mut count = 0;
    each_break(text, |_| count += 1);
    count
}

/// Calls for the place of every line break. Eight bytes at a time, for most have none, and WASM has no wider steps.
fn each_break(text: &str, mut found: impl FnMut(usize)) {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        // A byte that is zero now was a line break.
        let differs = u64::from_le_bytes(*word) ^ (ONES * b'\n' as u64);
        if differs.wrapping_sub(ONES) & !differs & (ONES << 7) != 0 {
            let breaks = word.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
            breaks.for_each(|(at, _)| found(index * 8 + at));
        }
    }
    let start = words.len() * 8;
    rest.iter().enumerate().filter(|(_, byte)| **byte == b'\n').for_each(|(at, _)| found(start + at));
}

/// Answers many offsets of one text, each by a binary search.
pub struct Lines<'s> {
    source: &'s str,
    starts: Vec<u32>,
}

impl<'s> Lines<'s> {
    pub fn new(source: &'s str) -> Self {
        let mut starts = Vec::with_capacity(source.len() / 24 + 1);
        starts.push(0);
        each_break(source, |at| starts.push(at as u32 + 1));
        Self { source, starts }
    }

    pub fn at(&self, offset: u32) -> (u32, u32) {
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.starts[line] as usize;
        let mut end = (offset as usize).min(self.source.len());
        while !self.source.is_char_boundary(end) {
            end -= 1;
        }
        let before = self.source.get(start..end).unwrap_or_default();
        let column = if before.is_ascii() { before.len() } else { before.encode_utf16().count() };
        (line as u32 + 1, column as u32 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_utf16_units_from_one() {
        let source = "ab\n\u{1F600}x\n";
        assert_eq!(count_breaks(&source.repeat(9)), 18);
        assert_eq!(line_column(source, 0), (1, 1));
        assert_eq!(line_column(source, 3), (2, 1));
        assert_eq!(line_column(source, 7), (2, 3));
        assert_eq!(line_column(source, 999), (3, 1));
        let lines = Lines::new(source);
        for offset in [0, 1, 2, 3, 7, 8, 9, 99] {
            assert_eq!(lines.at(offset), line_column(source, offset as usize), "at {offset}");
        }
    }
}
