//! What kind of work a prompt asks for, by its words alone, and what a model is told about that kind.

use crate::template::Template;

/// Kinds of work that are worth saying something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A first version where there is nothing yet.
    App,
    Component,
    Page,
    Types,
    ApiClient,
    Schema,
    Tests,
    Refactor,
    /// A question: an answer in words, no files.
    Explain,
    /// Anything else about a project that has files.
    Change,
}

/// Openings of sentences that want to know something.
const ASKING: [&str; 24] = [
    "what",
    "what's",
    "whats",
    "why",
    "how",
    "where",
    "which",
    "when",
    "who",
    "is",
    "are",
    "does",
    "do",
    "did",
    "has",
    "have",
    "explain",
    "describe",
    "summarize",
    "summarise",
    "walk",
    "tell",
    "document",
    "compare",
];
/// What somebody wants done. Only as an imperative: "how do I add" asks, "add" wants.
const WANTING: [&str; 42] = [
    "add",
    "make",
    "create",
    "build",
    "change",
    "fix",
    "remove",
    "delete",
    "rename",
    "update",
    "write",
    "implement",
    "move",
    "replace",
    "turn",
    "convert",
    "use",
    "generate",
    "refactor",
    "extract",
    "split",
    "style",
    "improve",
    "show",
    "hide",
    "set",
    "put",
    "give",
    "let",
    "increase",
    "reduce",
    "simplify",
    "redesign",
    "translate",
    "mend",
    "repair",
    "correct",
    "clean",
    "bring",
    "connect",
    "design",
    "draw",
];
/// Words after which a verb is an imperative.
const LEADING: [&str; 9] = ["and", "then", "please", "you", "to", "also", "just", "now", "but"];

impl Kind {
    pub const ALL: [Self; 10] = [
        Self::App,
        Self::Component,
        Self::Page,
        Self::Types,
        Self::ApiClient,
        Self::Schema,
        Self::Tests,
        Self::Refactor,
        Self::Explain,
        Self::Change,
    ];

    /// The kind of `prompt`. Where words say several, the more particular work wins; a doubtful question is a wish, for
    /// an answer nobody asked for costs more than a change that can be taken back.
    pub fn of(prompt: &str, has_files: bool) -> Self {
        let text = Words::new(prompt);
        if text.asks() {
            return Self::Explain;
        }
        let rules: [(Self, &[&str]); 6] = [
            (
                Self::Tests,
                &[
                    "unit test",
                    "unit tests",
                    "tests",
                    "vitest",
                    "test coverage",
                    "write a test",
                    "a test for",
                ],
            ),
            (
                Self::Schema,
                &["schema", "schemas", "zod", "valibot", "yup", "data model", "data models", "json schema"],
            ),
            (
                Self::ApiClient,
                &[
                    "api",
                    "apis",
                    "rest",
                    "graphql",
                    "endpoint",
                    "endpoints",
                    "http client",
                    "fetch data",
                    "sdk",
                ],
            ),
            (
                Self::Types,
                &[
                    "types",
                    "typings",
                    "typescript interface",
                    "interfaces",
                    "type definitions",
                    "type safe",
                    "generics",
                ],
            ),
            (Self::Component, &["component", "components"]),
            (
                Self::Page,
                &[
                    "page",
                    "pages",
                    "screen",
                    "website",
                    "site",
                    "homepage",
                    "dashboard",
                    "route",
                    "routes",
                    "view",
                ],
            ),
        ];
        let refactors =
            ["refactor", "restructure", "clean up", "cleanup", "extract", "split", "deduplicate", "simplify"];
        if has_files && text.any(&refactors) {
            return Self::Refactor;
        }
        // "A typing test" is an app, "tests" are not.
        match rules.iter().find(|(_, words)| text.any(words)) {
            Some((kind, _)) => *kind,
            None if has_files && text.any(&WIDGETS) && text.begins(&["add", "create", "build", "make"]) => {
                Self::Component
            }
            None if has_files => Self::Change,
            None => Self::App,
        }
    }

    pub(crate) fn template(self) -> Template {
        match self {
            Self::App => Template::App,
            Self::Component => Template::Component,
            Self::Page => Template::Page,
            Self::Types => Template::Types,
            Self::ApiClient => Template::ApiClient,
            Self::Schema => Template::Schema,
            Self::Tests => Template::Tests,
            Self::Refactor => Template::Refactor,
            Self::Explain => Template::Explain,
            Self::Change => Template::Change,
        }
    }
}

/// Things that are components although nobody says so.
const WIDGETS: [&str; 16] = [
    "button",
    "card",
    "modal",
    "dialog",
    "form",
    "table",
    "navbar",
    "sidebar",
    "menu",
    "dropdown",
    "tooltip",
    "carousel",
    "accordion",
    "tabs",
    "chart",
    "widget",
];

/// A prompt as sentences of words in lower case.
struct Words {
    sentences: Vec<Vec<String>>,
}

impl Words {
    fn new(prompt: &str) -> Self {
        // A dot within a word is part of a name: `App.tsx`.
        let prompt = prompt.to_lowercase().replace(". ", "\n").replace(['?', '!', ';', ':'], "\n");
        let words = |line: &str| {
            let letters = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '/' | '.' | '-' | '_');
            line.split(|c| !letters(c)).filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        };
        let sentences = prompt.lines().map(words).filter(|words| !words.is_empty()).collect();
        Self { sentences }
    }

    /// The prompt begins with a question and wants nothing done.
    fn asks(&self) -> bool {
        let Some(first) = self.sentences.first() else { return false };
        let polite = ["please", "so", "hi", "hello", "and", "ok", "can", "could", "would", "you", "me"];
        let start = first.iter().find(|word| !polite.contains(&word.as_str()));
        start.is_some_and(|word| ASKING.contains(&word.as_str())) && !self.wants()
    }

    fn wants(&self) -> bool {
        self.sentences.iter().any(|words| {
            words.iter().enumerate().any(|(at, word)| {
                let leads = match at.checked_sub(1).and_then(|before| words.get(before)) {
                    None => true,
                    // "How to add" asks.
                    Some(before) if before == "to" => !words.iter().take(at).any(|word| word == "how"),
                    // "How can you add" asks too.
                    Some(before) if before == "you" => !ASKING.contains(&words[0].as_str()),
                    Some(before) => LEADING.contains(&before.as_str()),
                };
                leads && WANTING.contains(&word.as_str())
            })
        })
    }

    fn begins(&self, with: &[&str]) -> bool {
        self.sentences.iter().any(|words| words.iter().take(3).any(|word| with.contains(&word.as_str())))
    }

    /// One of the words or phrases is in it.
    fn any(&self, wanted: &[&str]) -> bool {
        wanted.iter().any(|phrase| {
            let phrase: Vec<&str> = phrase.split(' ').collect();
            self.sentences.iter().any(|words| words.windows(phrase.len()).any(|window| window == phrase))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_the_kind() {
        for (prompt, has_files, kind) in [
            ("A to-do list with dark mode", false, Kind::App),
            ("Build a typing test app", false, Kind::App),
            ("", false, Kind::App),
            ("", true, Kind::Change),
            ("Make the title blue", true, Kind::Change),
            ("The button does nothing. Fix it", true, Kind::Change),
            ("Add a rating component with five stars", true, Kind::Component),
            ("Add a modal that asks before deleting", true, Kind::Component),
            ("Create a pricing page", true, Kind::Page),
            ("A landing page for a bakery", false, Kind::Page),
            ("An analytics dashboard", false, Kind::Page),
            ("Add types for the orders", true, Kind::Types),
            ("Replace any by interfaces", true, Kind::Types),
            ("Write a client for the weather API", true, Kind::ApiClient),
            ("Add a Zod schema for invoices", true, Kind::Schema),
            ("Design the data model of a library", false, Kind::Schema),
            ("Write unit tests for src/total.ts", true, Kind::Tests),
            ("Add tests with vitest", true, Kind::Tests),
            ("Refactor App.tsx into smaller files", true, Kind::Refactor),
            ("Clean up the styles", true, Kind::Refactor),
            ("Split App.tsx", true, Kind::Refactor),
            ("Explain how the cart works", true, Kind::Explain),
            ("What does useTotal do?", true, Kind::Explain),
            ("Why is the list empty at first?", true, Kind::Explain),
            ("How do I add a page?", true, Kind::Explain),
            ("Can you explain src/App.tsx to me", true, Kind::Explain),
            ("Where are the types defined?", true, Kind::Explain),
            ("What can you do?", false, Kind::Explain),
            ("Is it accessible?", true, Kind::Explain),
            // Wishes in the form of questions.
            ("Can you add a footer?", true, Kind::Change),
            ("Why is the list empty? Fix it.", true, Kind::Change),
            ("Could you please make it darker?", true, Kind::Change),
            ("Explain the bug and fix it", true, Kind::Change),
            ("What I want you to do is to remove the footer", true, Kind::Change),
        ] {
            assert_eq!(Kind::of(prompt, has_files), kind, "{prompt}");
        }
    }
}
