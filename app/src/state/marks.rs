//! Which lines of a text are new.

use std::collections::HashMap;

/// Ranges of lines, first and last, counted from 1, that `before` did not have. Meant for the eye: a line
/// that only moved counts as known.
pub(super) fn changed_lines(before: &str, after: &str) -> Vec<(u32, u32)> {
    let mut known: HashMap<&str, u32> = HashMap::new();
    for line in before.lines() {
        *known.entry(line).or_default() += 1;
    }
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for (n, line) in (1u32..).zip(after.lines()) {
        match known.get_mut(line) {
            Some(left) if *left > 0 => *left -= 1,
            Some(_) | None => match ranges.last_mut() {
                Some((_, last)) if *last + 1 == n => *last = n,
                Some(_) | None => ranges.push((n, n)),
            },
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::changed_lines;

    #[test]
    fn new_lines_are_found_in_ranges() {
        assert_eq!(changed_lines("a\nb\nc\n", "a\nx\ny\nc\nz\n"), [(2, 3), (5, 5)]);
        assert_eq!(changed_lines("a\n", "a\na\n"), [(2, 2)]);
        assert_eq!(changed_lines("a\nb", "b\na"), []);
    }
}
