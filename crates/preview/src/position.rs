//! Byte offsets to the lines and columns that editors count: both from 1, columns in UTF-16 units.

/// An offset past the end is taken as the end; one inside a character as that character's start.
pub fn line_column(source: &str, offset: usize) -> (u32, u32) {
    let mut end = offset.min(source.len());
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    let before = &source[..end];
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before[start..].encode_utf16().count() + 1;
    (line as u32, column as u32)
}

/// Answers many offsets of one text, each by a binary search.
pub struct Lines<'s> {
    source: &'s str,
    starts: Vec<u32>,
}

impl<'s> Lines<'s> {
    pub fn new(source: &'s str) -> Self {
        let breaks = source.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(breaks.map(|(at, _)| at as u32 + 1)).collect();
        Self { source, starts }
    }

    pub fn at(&self, offset: u32) -> (u32, u32) {
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.starts[line] as usize;
        let mut end = (offset as usize).min(self.source.len());
        while !self.source.is_char_boundary(end) {
            end -= 1;
        }
        let column = self.source.get(start..end).map_or(0, |text| text.encode_utf16().count());
        (line as u32 + 1, column as u32 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_utf16_units_from_one() {
        let source = "ab\n\u{1F600}x\n";
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
