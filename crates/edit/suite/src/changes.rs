//! Changes as people make them, made by a seed: a few lines are added, taken away, reworded, wrapped or copied.

use crate::chance::Chance;
use crate::sources::Source;

/// Between two changes of a file, so that each gets lines around it of its own.
const APART: usize = 9;

pub struct Pair {
    pub path: String,
    pub before: Vec<String>,
    pub after: Vec<String>,
}

/// One pair; `changes` places of the file are changed, if it is long enough.
pub fn make(sources: &[Source], changes: usize, chance: &mut Chance) -> Option<Pair> {
    let source = chance.of(sources)?;
    let before: Vec<String> = source.lines.iter().map(|line| (*line).to_owned()).collect();
    let ending = source.path.rsplit('.').next().unwrap_or_default();
    let donors: Vec<&Source> = sources.iter().filter(|other| other.path.ends_with(ending)).collect();
    let mut after = Vec::new();
    let mut done = 0;
    let share = before.len() / changes.max(1);
    for i in 0..changes.max(1) {
        let room = share.saturating_sub(APART);
        let at = i * share + 3 + chance.below(room.max(1));
        if at <= done || at + 6 >= before.len() {
            continue;
        }
        after.extend_from_slice(&before[done..at]);
        done = at + change(&before, at, &donors, &mut after, chance);
    }
    after.extend_from_slice(&before[done..]);
    (after != before).then(|| Pair { path: source.path.clone(), before, after })
}

/// Writes what stands at `at` now, and answers how many old lines that replaces.
fn change(
    before: &[String],
    at: usize,
    donors: &[&Source],
    after: &mut Vec<String>,
    chance: &mut Chance,
) -> usize {
    match chance.below(10) {
        0..=3 => {
            let count = chance.within(1..=4);
            after.extend(before[at..at + count].iter().map(|line| reworded(line, chance)));
            count
        }
        4..=6 => {
            after.extend(borrowed(indentation(&before[at]), donors, chance));
            0
        }
        7 => chance.within(1..=4),
        8 => {
            let count = chance.within(1..=4);
            let halves = before.iter().any(|line| line.len() > 2 && indentation(line).len() == 2);
            let step = if halves { "  " } else { "    " };
            let own = indentation(&before[at]);
            after.push(format!("{own}if (ready{}) {{", chance.below(100)));
            after.extend(before[at..at + count].iter().map(|line| match line.as_str() {
                "" => String::new(),
                line => format!("{step}{line}"),
            }));
            after.push(format!("{own}}}"));
            count
        }
        _ => {
            let count = chance.within(2..=5);
            after.extend_from_slice(&before[at..at + count]);
            after.extend(before[at..at + count].iter().map(|line| reworded(line, chance)));
            count
        }
    }
}

fn indentation(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

/// A few lines of another file, moved to this indentation.
fn borrowed(own: &str, donors: &[&Source], chance: &mut Chance) -> Vec<String> {
    let Some(donor) = chance.of(donors) else { return Vec::new() };
    let count = chance.within(1..=6);
    let from = chance.below(donor.lines.len() - count);
    let lines = &donor.lines[from..from + count];
    let least = lines.iter().filter(|line| !line.trim().is_empty()).map(|line| indentation(line).len()).min();
    lines
        .iter()
        .map(|line| match line.get(least.unwrap_or_default()..) {
            Some(rest) if !rest.trim().is_empty() => format!("{own}{rest}"),
            _ => String::new(),
        })
        .collect()
}

/// Another name or number in the line; a line of brackets stays.
pub fn reworded(line: &str, chance: &mut Chance) -> String {
    let words: Vec<(usize, &str)> = words(line).filter(|(_, word)| word.len() > 2).collect();
    let Some((at, word)) = chance.of(&words).copied() else { return line.to_owned() };
    let new = match word.parse::<u64>() {
        Ok(number) => (number + 1 + chance.below(90) as u64).to_string(),
        Err(_) => format!("{word}{}", ["Next", "Old", "Value", "_two", "Item"][chance.below(5)]),
    };
    format!("{}{new}{}", &line[..at], &line[at + word.len()..])
}

fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .map(move |word| (word.as_ptr() as usize - line.as_ptr() as usize, word))
}
