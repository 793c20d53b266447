//! The parts that each kind may have.

use crate::demo::kind::Kind;
use crate::demo::part::Part;

/// A part whose diff is in `$folder`.
macro_rules! part {
    ($folder:literal, $diff:literal, $name:literal, $words:expr $(, $path:literal)*) => {
        Part {
            name: $name,
            words: $words,
            diff: include_str!(concat!("../kinds/", $folder, "/", $diff, ".diff")),
            files: &[$((
                concat!("src/", $path),
                include_str!(concat!("../kinds/", $folder, "/", $path)),
            )),*],
        }
    };
}

pub(super) fn of(kind: Kind) -> &'static [Part] {
    match kind {
        Kind::Counter => {
            const PARTS: &[Part] = &[
                part!(
                    "counter",
                    "double",
                    "a button that doubles",
                    &["double", "doubling", "times two", "multiply"]
                ),
                part!(
                    "counter",
                    "history",
                    "the values before",
                    &["history", "last values", "log"],
                    "History.tsx"
                ),
                part!("counter", "reset", "the reset button", &["reset", "reset button"]),
                part!(
                    "counter",
                    "limit",
                    "a limit at zero",
                    &["limit", "minimum", "below zero", "negative", "stop at zero"]
                ),
            ];
            PARTS
        }
        Kind::Todo => {
            const PARTS: &[Part] = &[
                part!(
                    "todo",
                    "filter",
                    "a filter for open and done tasks",
                    &["filter", "filters", "show only open"]
                ),
                part!(
                    "todo",
                    "clear",
                    "a button that clears completed tasks",
                    &["clear completed", "clear done", "clear button", "clears completed"]
                ),
                part!("todo", "due", "due dates", &["due date", "deadline", "date field", "due"]),
                part!("todo", "progress", "a progress bar", &["progress bar", "progress"]),
            ];
            PARTS
        }
        Kind::Pricing => {
            const PARTS: &[Part] = &[
                part!(
                    "pricing",
                    "switch",
                    "the monthly and yearly switch",
                    &["yearly switch", "billing switch", "monthly and yearly", "yearly", "switch", "toggle"]
                ),
                part!(
                    "pricing",
                    "questions",
                    "questions and answers",
                    &["faq", "question", "questions and answers"],
                    "Questions.tsx"
                ),
            ];
            PARTS
        }
        Kind::Login => {
            const PARTS: &[Part] = &[
                part!(
                    "login",
                    "remember",
                    "a box to be remembered",
                    &["remember me", "remember", "stay signed in"]
                ),
                part!(
                    "login",
                    "forgot",
                    "a way for forgotten passwords",
                    &["forgot password", "forgotten password", "forgot", "password reset"]
                ),
                part!(
                    "login",
                    "signup",
                    "what makes it a sign-up form",
                    &["sign up", "signup", "registration", "register"]
                ),
            ];
            PARTS
        }
        Kind::Dashboard => {
            const PARTS: &[Part] = &[
                part!(
                    "dashboard",
                    "line",
                    "a line chart",
                    &["line chart", "trend", "line graph"],
                    "LineChart.tsx"
                ),
                part!(
                    "dashboard",
                    "orders",
                    "the table of orders",
                    &["order table", "table of orders", "orders", "latest orders", "table"],
                    "OrderTable.tsx"
                ),
            ];
            PARTS
        }
        Kind::Kanban => {
            const PARTS: &[Part] = &[
                part!("kanban", "search", "a search for cards", &["search", "filter", "search field"]),
                part!(
                    "kanban",
                    "priority",
                    "a mark for urgent cards",
                    &["priority", "urgent", "priorities", "label"]
                ),
            ];
            PARTS
        }
        Kind::Calculator => {
            const PARTS: &[Part] = &[
                part!(
                    "calculator",
                    "history",
                    "a history of results",
                    &["history", "past results", "log"],
                    "History.tsx"
                ),
                part!(
                    "calculator",
                    "science",
                    "keys for roots, powers and percent",
                    &["square root", "scientific", "percent", "power", "root", "exponent"]
                ),
            ];
            PARTS
        }
        Kind::Stopwatch => {
            const PARTS: &[Part] = &[
                part!(
                    "stopwatch",
                    "keyboard",
                    "keys to start, pause and take a lap",
                    &["keyboard", "shortcut", "space bar", "spacebar"]
                ),
                part!("stopwatch", "average", "the average lap", &["average", "mean"]),
            ];
            PARTS
        }
        Kind::Quiz => {
            const PARTS: &[Part] = &[
                part!(
                    "quiz",
                    "timer",
                    "a clock for each question",
                    &["timer", "time limit", "clock", "countdown"],
                    "Clock.tsx"
                ),
                part!(
                    "quiz",
                    "review",
                    "the right answers at the end",
                    &["review", "right answers", "correct answers", "solutions"]
                ),
            ];
            PARTS
        }
        Kind::Memory => {
            const PARTS: &[Part] = &[
                part!("memory", "timer", "a clock", &["timer", "clock", "time taken"]),
                part!(
                    "memory",
                    "best",
                    "the best result so far",
                    &["best score", "high score", "best result", "record", "highscore"],
                    "useBest.ts"
                ),
            ];
            PARTS
        }
        Kind::Notes => {
            const PARTS: &[Part] = &[
                part!(
                    "notes",
                    "words",
                    "a count of words",
                    &["word count", "count of words", "word counter", "count words"]
                ),
                part!("notes", "download", "a download of the note", &["download", "export", "save as file"]),
            ];
            PARTS
        }
        Kind::Gallery => {
            const PARTS: &[Part] = &[
                part!("gallery", "places", "the filter by place", &["filter", "filter buttons", "filters"]),
                part!(
                    "gallery",
                    "favourites",
                    "favourites",
                    &["favourite", "favorite", "heart", "like button", "likes"]
                ),
                part!("gallery", "slideshow", "a slideshow", &["slideshow", "slide show", "autoplay"]),
            ];
            PARTS
        }
        Kind::Table => {
            const PARTS: &[Part] = &[
                part!("table", "export", "a download as CSV", &["csv", "export", "download"], "Export.tsx"),
                part!(
                    "table",
                    "choose",
                    "a choice of rows on a page",
                    &["rows per page", "page size", "rows on a page"]
                ),
            ];
            PARTS
        }
        Kind::Chat => {
            const PARTS: &[Part] = &[
                part!(
                    "chat",
                    "times",
                    "the time of each message",
                    &["timestamp", "time stamp", "times", "time of"]
                ),
                part!(
                    "chat",
                    "quick",
                    "quick answers",
                    &["quick answer", "quick reply", "suggestion", "suggested replies"]
                ),
                part!(
                    "chat",
                    "clear",
                    "a button that clears the chat",
                    &["clear button", "clear chat", "clear the chat", "clears the chat"]
                ),
            ];
            PARTS
        }
        Kind::Landing => {
            const PARTS: &[Part] = &[
                part!(
                    "landing",
                    "voices",
                    "the voices of customers",
                    &[
                        "testimonials section",
                        "testimonial section",
                        "testimonials",
                        "voices",
                        "quotes section",
                        "reviews section"
                    ],
                    "Voices.tsx"
                ),
                part!(
                    "landing",
                    "questions",
                    "questions and answers",
                    &["faq", "faq section", "questions section", "questions and answers"],
                    "Questions.tsx"
                ),
                part!(
                    "landing",
                    "numbers",
                    "a band of numbers",
                    &["stats", "statistics", "numbers", "numbers section"],
                    "Numbers.tsx"
                ),
            ];
            PARTS
        }
        Kind::Settings => {
            const PARTS: &[Part] = &[part!(
                "settings",
                "danger",
                "a danger zone",
                &["danger zone", "delete account", "account deletion"],
                "DangerZone.tsx"
            )];
            PARTS
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::draft::{Draft, Outcome};
    use crate::demo::part::State;

    /// Each part is found as it is, goes in and out beside all others, and leaves no trace.
    #[test]
    fn parts_go_in_and_out_in_any_company() {
        for kind in Kind::ALL {
            let files: Vec<(String, String)> =
                kind.files().into_iter().map(|file| (file.path.to_owned(), file.text.to_owned())).collect();
            let mut draft = Draft::new(&files);
            let at_first: Vec<bool> = of(kind).iter().map(|part| part.state(&draft) == State::In).collect();
            for wanted in [true, false] {
                for part in of(kind) {
                    let outcome = part.put(&mut draft, wanted);
                    assert!(
                        matches!(outcome, Outcome::Done | Outcome::Already),
                        "{kind:?}: {} {wanted}",
                        part.name
                    );
                    let state = if wanted { State::In } else { State::Out };
                    assert!(part.state(&draft) == state, "{kind:?}: {} {wanted}", part.name);
                }
            }
            for (part, was_in) in of(kind).iter().zip(at_first) {
                part.put(&mut draft, was_in);
            }
            for (path, text) in &files {
                assert_eq!(draft.read(path), Some(text.as_str()), "{kind:?}: {path}");
            }
        }
    }

    #[test]
    fn lists_are_where_they_are_said_to_be() {
        for kind in Kind::ALL {
            for list in kind.lists() {
                let text = kind.template(list.path).unwrap_or_default();
                assert!(list.items(text).is_some_and(|items| items.len() > 1), "{kind:?}: {}", list.opening);
                assert!(!list.stock(text).head.is_empty(), "{kind:?}: {}", list.opening);
            }
        }
    }
}
