//! Loss that nobody asked for. A model that rewrites a file from memory forgets parts of it; a hunk that was only
//! found approximately may have replaced the wrong lines. What a diff removes line by line was meant.

use std::collections::HashSet;

use crate::outline::{Outline, Syntax, dropped};

/// Files of fewer lines with text may shrink as they like.
const SMALL: usize = 16;
/// In prompts these ask for less, or for something else in its place.
const ASKING: [&str; 30] = [
    "remov",
    "delet",
    "drop",
    "strip",
    "clear",
    "empty",
    "get rid",
    "without",
    "simplif",
    "shorten",
    "shorter",
    "smaller",
    "reduce",
    "minimal",
    "trim",
    "clean",
    "rewrit",
    "rework",
    "redo",
    "replac",
    "start over",
    "scratch",
    "instead",
    "split",
    "extract",
    "move",
    "refactor",
    "renam",
    "merge",
    "only",
];

/// What was wanted, as far as it is known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish<'a> {
    pub prompt: &'a str,
}

impl Wish<'_> {
    fn asks_for_less(self) -> bool {
        let prompt = self.prompt.to_lowercase();
        ASKING.iter().any(|word| prompt.contains(word))
    }

    fn names(self, name: &str) -> bool {
        let last = name.rsplit(' ').next().unwrap_or(name);
        self.prompt.to_lowercase().contains(&last.to_lowercase())
    }
}

/// Why `after` may not replace the whole of `before`.
pub(crate) fn replaced(
    path: &str,
    before: &str,
    after: &str,
    wish: Wish,
    syntax: Option<&dyn Syntax>,
) -> Option<String> {
    if wish.asks_for_less() || !is_same_file(before, after) {
        return None;
    }
    let (old, new) = (telling(before).count(), telling(after).count());
    if old >= SMALL && new * 2 < old {
        return Some(format!(
            "The file would shrink from {old} lines to {new}, and nobody asked for that. Send it with nothing left \
             out, or remove lines by a diff."
        ));
    }
    let (before, after) = (syntax?.outline(path, before)?, syntax?.outline(path, after)?);
    if before.error.is_some() || after.error.is_some() {
        return None;
    }
    let lost = lost(&before, &after, wish);
    (!lost.is_empty()).then(|| {
        format!(
            "The file would lose {}, and nobody asked for that. Keep it, or remove it by a diff.",
            lost.join(", ")
        )
    })
}

/// Why a change found approximately may not stand: the file no longer parses, or lost what no hunk removes.
pub(crate) fn doubtful<'a>(
    before: &Outline,
    after: &Outline,
    removed: impl Iterator<Item = &'a str>,
) -> Option<String> {
    if before.error.is_some() {
        return None;
    }
    if let Some(error) = &after.error {
        return Some(format!("the file would not parse any more ({error})"));
    }
    let removed: Vec<&str> = removed.collect();
    let named = |what: &String| {
        let name = what.rsplit(' ').next().unwrap_or(what);
        let name = if name == "export" { "default" } else { name };
        removed.iter().any(|line| line.contains(name))
    };
    let lost: Vec<String> = dropped(before, after).into_iter().filter(|what| !named(what)).collect();
    (!lost.is_empty()).then(|| format!("the file would lose {}", lost.join(", ")))
}

fn lost(before: &Outline, after: &Outline, wish: Wish) -> Vec<String> {
    dropped(before, after).into_iter().filter(|what| !wish.names(what)).collect()
}

/// Most of the new text was in the old one: it is the same file with less, and not another one in its place.
fn is_same_file(before: &str, after: &str) -> bool {
    let old: HashSet<&str> = telling(before).collect();
    let (mut all, mut kept) = (0, 0);
    for line in telling(after) {
        all += 1;
        kept += usize::from(old.contains(line));
    }
    kept * 2 >= all && all > 0
}

/// Lines with more than a bracket in them.
fn telling(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| line.len() > 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(range: std::ops::Range<usize>) -> String {
        range.map(|i| format!("const line{i} = {i};\n")).collect()
    }

    #[test]
    fn a_file_cut_short_is_refused_unless_less_was_asked_for() {
        let gate = |before: &str, after: &str, prompt| replaced("a.rs", before, after, Wish { prompt }, None);
        assert!(
            gate(&lines(0..40), &lines(0..10), "Make it blue")
                .is_some_and(|reason| reason.contains("40 lines to 10"))
        );
        assert_eq!(gate(&lines(0..40), &lines(0..10), "Remove the last lines"), None);
        assert_eq!(gate(&lines(0..40), &lines(0..25), ""), None);
        // Another text in its place.
        assert_eq!(gate(&lines(0..40), &lines(100..105), ""), None);
        // Small files.
        assert_eq!(gate(&lines(0..12), &lines(0..3), ""), None);
    }

    #[test]
    fn names_are_lost_only_if_they_are_gone() {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let before = Outline {
            exports: set(&["default", "Row"]),
            components: set(&["App", "Row", "Panel"]),
            bound: set(&["App", "Row", "Panel"]),
            error: None,
        };
        let moved = Outline {
            bound: set(&["App", "Row", "Panel"]),
            exports: set(&["default", "Row"]),
            ..Outline::default()
        };
        assert!(dropped(&before, &moved).is_empty());
        let gone = Outline { bound: set(&["App"]), exports: set(&["default"]), ..Outline::default() };
        assert_eq!(dropped(&before, &gone), ["the export Row", "the component Panel"]);
        assert_eq!(lost(&before, &gone, Wish { prompt: "No panel, please" }), ["the export Row"]);
        assert!(
            doubtful(&before, &gone, ["export function Row() {", "function Panel() {"].into_iter()).is_none()
        );
        assert!(doubtful(&before, &gone, std::iter::empty()).is_some());
    }
}
