//! Which files go to the model: the order of their worth, and what stays behind when there is no room.

use std::collections::{BTreeMap, BTreeSet};

use contract::{ContextFile, ContextState, Relevance, TurnOptions};

use crate::context::estimate_tokens;

/// What is known about the files besides their texts.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// By path, the files that each imports.
    pub imports: BTreeMap<String, Vec<String>>,
    /// Paths that were changed last, newest first.
    pub recent: Vec<String>,
}

/// The files in the order in which they go along, best first; those of the same worth keep the order of the tree. All
/// are marked as sent but those that a person left out.
pub fn rank(
    files: &[(String, String)],
    prompt: &str,
    options: &TurnOptions,
    hints: &Hints,
) -> Vec<ContextFile> {
    let mentioned: BTreeSet<&str> =
        files.iter().map(|(path, _)| path.as_str()).filter(|path| is_mentioned(prompt, path)).collect();
    let open = options.open.first().map(String::as_str);
    let near: BTreeSet<&str> = mentioned
        .iter()
        .copied()
        .chain(open)
        .chain(options.pinned.iter().map(String::as_str))
        .flat_map(|path| neighbours(path, hints))
        .collect();
    let relevance = |path: &str| {
        if options.pinned.iter().any(|pinned| pinned == path) {
            Relevance::Pinned
        } else if mentioned.contains(path) {
            Relevance::Mentioned
        } else if open == Some(path) {
            Relevance::Open
        } else if near.contains(path) {
            Relevance::Related
        } else if hints.recent.iter().any(|recent| recent == path) {
            Relevance::Recent
        } else {
            Relevance::Other
        }
    };
    let mut ranked: Vec<ContextFile> = files
        .iter()
        .map(|(path, text)| {
            let excluded = options.excluded.iter().any(|excluded| excluded == path);
            ContextFile {
                path: path.clone(),
                tokens: u32::try_from(estimate_tokens(text)).unwrap_or(u32::MAX),
                relevance: relevance(path),
                state: if excluded { ContextState::Excluded } else { ContextState::Sent },
            }
        })
        .collect();
    ranked.sort_by_key(|file| file.relevance);
    ranked
}

/// The file that stays behind next: of those worth least the largest. What a person pinned and what the prompt names
/// stays to the end, so that nobody is locked out by a large file: even then the prompt itself goes.
pub fn next_to_trim(files: &[ContextFile]) -> Option<usize> {
    let sent = files.iter().enumerate().filter(|(_, file)| file.state == ContextState::Sent);
    let (at, _) = sent.max_by_key(|(_, file)| (file.relevance, file.tokens))?;
    Some(at)
}

/// The whole path, or the file's name as a word of its own.
fn is_mentioned(prompt: &str, path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name);
    // A component is called by its name, which is that of its file.
    let component = stem.chars().next().is_some_and(char::is_uppercase) && stem.len() > 3;
    has_word(prompt, path) || has_word(prompt, name) || component && has_word(prompt, stem)
}

fn has_word(text: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/');
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(part) && !after.is_some_and(part)
    })
}

fn neighbours<'h>(path: &str, hints: &'h Hints) -> Vec<&'h str> {
    let imported = hints.imports.get(path).into_iter().flatten().map(String::as_str);
    let importers = hints
        .imports
        .iter()
        .filter(|(_, list)| list.iter().any(|to| to == path))
        .map(|(from, _)| from.as_str());
    imported.chain(importers).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(paths: &[(&str, usize)]) -> Vec<(String, String)> {
        paths.iter().map(|(path, bytes)| ((*path).to_owned(), "x".repeat(*bytes))).collect()
    }

    fn order(ranked: &[ContextFile]) -> Vec<(&str, Relevance)> {
        ranked.iter().map(|file| (file.path.as_str(), file.relevance)).collect()
    }

    #[test]
    fn worth_is_what_is_pinned_named_open_near_and_new() {
        let files = files(&[
            ("src/App.tsx", 40),
            ("src/Board.tsx", 40),
            ("src/Card.tsx", 40),
            ("src/api.ts", 40),
            ("src/other.ts", 40),
            ("src/theme.css", 40),
        ]);
        let options = TurnOptions {
            pinned: vec!["src/api.ts".into()],
            open: vec!["src/theme.css".into()],
            excluded: vec!["src/other.ts".into()],
            ..TurnOptions::default()
        };
        let hints = Hints {
            imports: BTreeMap::from([("src/Board.tsx".to_owned(), vec!["src/Card.tsx".to_owned()])]),
            recent: vec!["src/App.tsx".into()],
        };
        let ranked = rank(&files, "Make each Card rounder", &options, &hints);
        assert_eq!(
            order(&ranked),
            [
                ("src/api.ts", Relevance::Pinned),
                ("src/Card.tsx", Relevance::Mentioned),
                ("src/theme.css", Relevance::Open),
                ("src/Board.tsx", Relevance::Related),
                ("src/App.tsx", Relevance::Recent),
                ("src/other.ts", Relevance::Other),
            ]
        );
        assert_eq!(ranked[5].state, ContextState::Excluded);
    }

    #[test]
    fn a_name_is_mentioned_as_a_word_only() {
        for (prompt, path, mentioned) in [
            ("in src/App.tsx", "src/App.tsx", true),
            ("in (App.tsx).", "src/App.tsx", true),
            ("the Application", "src/App.tsx", false),
            ("a Board with cards", "src/Board.tsx", true),
            ("a Cardboard", "src/Card.tsx", false),
            ("my api", "src/api.ts", false),
            ("api.ts is wrong", "src/api.ts", true),
            ("apps/src/App.tsx", "src/App.tsx", false),
        ] {
            assert_eq!(is_mentioned(prompt, path), mentioned, "{prompt}: {path}");
        }
    }

    #[test]
    fn the_largest_of_the_least_worth_stays_behind_first_and_the_pinned_last() {
        let files = files(&[("a.ts", 40), ("b.ts", 4_000), ("c.ts", 400), ("d.ts", 80_000)]);
        let options = TurnOptions { pinned: vec!["d.ts".into()], ..TurnOptions::default() };
        let mut ranked = rank(&files, "", &options, &Hints::default());
        let mut trimmed = Vec::new();
        while let Some(at) = next_to_trim(&ranked) {
            ranked[at].state = ContextState::Trimmed;
            trimmed.push(ranked[at].path.clone());
        }
        assert_eq!(trimmed, ["b.ts", "c.ts", "a.ts", "d.ts"]);
    }
}
