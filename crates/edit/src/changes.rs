//! How many lines a change adds and removes.

use std::collections::HashMap;

use similar::{ChangeTag, TextDiff};

/// Lines to compare at most: the exact answer takes their square in the worst case.
pub(crate) const MAX_COMPARED: usize = 8_000;

/// (added, removed). Exact for files of ordinary size; for huge ones moved lines count as unchanged.
pub fn count(before: &str, after: &str) -> (u32, u32) {
    let (mut old, mut new): (Vec<&str>, Vec<&str>) = (lines(before), lines(after));
    let lead = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    old.drain(..lead);
    new.drain(..lead);
    let trail = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    old.truncate(old.len() - trail);
    new.truncate(new.len() - trail);
    if old.len() + new.len() > MAX_COMPARED {
        let mut balance: HashMap<&str, i64> = HashMap::new();
        new.iter().for_each(|line| *balance.entry(line).or_default() += 1);
        old.iter().for_each(|line| *balance.entry(line).or_default() -= 1);
        let sum = |sign: i64| balance.values().map(|n| (n * sign).max(0)).sum::<i64>();
        return (u32::try_from(sum(1)).unwrap_or(u32::MAX), u32::try_from(sum(-1)).unwrap_or(u32::MAX));
    }
    let diff = TextDiff::from_slices(&old, &new);
    diff.iter_all_changes().fold((0, 0), |(added, removed), change| match change.tag() {
        ChangeTag::Insert => (added + 1, removed),
        ChangeTag::Delete => (added, removed + 1),
        ChangeTag::Equal => (added, removed),
    })
}

/// Lines with their ends. Only `\n` ends a line, as everywhere in this crate.
pub(crate) fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}
