//! Each kind, and a conversation about it: every reply applies, every wish is carried out.

use crate::{Files, apply, ask, follow, keep, project};

/// Kind, first prompt, and what is asked of it one after the other.
const TALKS: [(&str, &str, &[&str]); 16] = [
    (
        "counter",
        "A counter called Clicks",
        &[
            "Add a double button",
            "Use a step of 5",
            "Start at 10",
            "Never go below zero: add a limit",
            "Add a history",
            "Remove the double button",
        ],
    ),
    (
        "todo",
        "A to-do list called Groceries with milk, bread and eggs",
        &[
            "Add a filter",
            "Add butter",
            "Add a task called \"Say \\\"hi\\\"\"",
            "Add due dates",
            "Add a progress bar",
            "Add a clear completed button",
            "Remove milk",
            "Rename bread to rye bread",
            "Rename TaskRow to Entry",
            "Remove the filter",
        ],
    ),
    (
        "pricing",
        "A pricing table with four plans",
        &[
            "Add a plan called Campus for $9",
            "Make Studio $20",
            "Remove the Team plan",
            "Rename Starter to Free",
            "Add an Enterprise plan",
            "Add an FAQ",
            "Remove the yearly switch",
            "Change \"Most popular\" to \"Our choice\"",
            "Add a page called About us",
        ],
    ),
    (
        "login",
        "A login form in blue",
        &[
            "Add a Phone field",
            "Add a field called Website",
            "Add remember me",
            "Add a forgot password link",
            "Remove the phone field",
            "Change \"Sign in\" to \"Enter\"",
        ],
    ),
    (
        "dashboard",
        "A sales dashboard with key figures, a bar chart by month and a table of the latest orders",
        &[
            "Add a line chart",
            "Add a metric called Returns",
            "Remove the Refunds metric",
            "Remove the orders table",
            "Add the orders table",
            "Rename Revenue to Income",
            "Add a channel called Fairs",
            "Rename ShareChart to RingChart",
        ],
    ),
    (
        "kanban",
        "A kanban board with columns Backlog, Doing and Done",
        &[
            "Add a column called Shipped",
            "Add two cards",
            "Add a card called Write the docs",
            "Add a search",
            "Add priorities",
            "Remove the Backlog column",
            "Rename Doing to In progress",
            "Rename the component Column to Lane",
            "Add a page called Help",
        ],
    ),
    (
        "calculator",
        "A calculator",
        &["Add a history", "Add square root and percent", "Remove the history", "Rename Keypad to Keys pad"],
    ),
    (
        "stopwatch",
        "Stopwatch with laps",
        &["Add keyboard shortcuts", "Show the average lap", "Change Start to Go", "Rename Laps to Lap table"],
    ),
    (
        "quiz",
        "A quiz with 7 questions",
        &[
            "Add a question",
            "Add a question: What is the capital of Peru? with answers Lima, Cusco and Quito",
            "Add a timer",
            "Give 30 seconds",
            "Show the right answers at the end: add a review",
            "Remove the last question",
        ],
    ),
    (
        "memory",
        "Memory game with 6 pairs",
        &["Add a timer", "Add a best score", "Add two pairs", "Remove a pair"],
    ),
    (
        "notes",
        "Markdown notes",
        &[
            "Add a note called Travel",
            "Add a word count",
            "Add a download",
            "Remove the Bread note",
            "Rename Ideas to Plans",
        ],
    ),
    (
        "gallery",
        "An image gallery with six pictures",
        &[
            "Add three pictures",
            "Add favourites",
            "Add a slideshow",
            "Remove Low tide",
            "Rename Harbour to Old harbour",
        ],
    ),
    (
        "table",
        "A data table with sort and filter",
        &[
            "Add a column called Team",
            "Add a Phone column",
            "Add a row called Grace Hill",
            "Show 5 rows per page",
            "Add a CSV export",
            "Remove the City column",
            "Add a choice for rows on a page",
        ],
    ),
    (
        "chat",
        "A chat window",
        &[
            "Add timestamps",
            "Add quick replies",
            "Add a clear button",
            "Change Robin to Maria",
            "Add a message called \"Are you there?\"",
        ],
    ),
    (
        "landing",
        "A landing page for a bakery",
        &[
            "Add a feature called Fresh bread",
            "Add the stats",
            "Remove the testimonials",
            "Remove the FAQ",
            "Add an FAQ section",
            "Change \"Start for free\" to \"Order now\"",
            "Add a page called Contact",
            "Add another page called Imprint",
            "Remove the contact page",
        ],
    ),
    (
        "settings",
        "A settings form",
        &[
            "Add a field called Nickname",
            "Add a toggle called Beta features",
            "Remove the Volume slider",
            "Add a danger zone",
            "Rename Looks to Appearance",
        ],
    ),
];

/// What every page takes.
const LOOKS: [&str; 9] = [
    "Make it purple",
    "dark mode please",
    "Change the title to Weekly plan",
    "Make the corners rounder",
    "Make everything bigger",
    "Use a serif font",
    "Make the background teal",
    "Add a page called Notes to self",
    "Make the title #ff8800 and switch to light mode",
];

#[tokio::test]
async fn every_kind_takes_its_follow_ups_by_hunks() {
    for (kind, prompt, follow_ups) in TALKS {
        let mut files = project(prompt).await;
        assert!(files.0["src/App.tsx"].contains("export default function App() {\n"), "{prompt}");
        keep(&format!("{kind}-0"), &files);
        for (i, wish) in follow_ups.iter().enumerate() {
            follow(wish, &mut files).await;
            keep(&format!("{kind}-{}", i + 1), &files);
        }
        for (i, wish) in LOOKS.iter().enumerate() {
            follow(wish, &mut files).await;
            keep(&format!("{kind}-{}", follow_ups.len() + i + 1), &files);
        }
        assert!(files.0["src/App.tsx"].contains("<h1>Weekly plan</h1>"), "{prompt}");
        // A line that is wanted once is there once.
        assert!(files.0["src/index.css"].contains("  color-scheme: light;\n"), "{prompt}");
    }
}

#[tokio::test]
async fn looks_change_a_line_each() {
    for (_, prompt, _) in TALKS {
        let mut files = project(prompt).await;
        for (wish, line) in [
            ("Make it purple", "--accent: #7c3aed;"),
            ("dark mode please", "color-scheme: dark;"),
            ("square corners", "--radius: 3px;"),
            ("smaller please", "--size: 14px;"),
        ] {
            assert_eq!(apply(&ask(wish, &files).await, &mut files), (1, 1), "{prompt}: {wish}");
            assert!(files.0["src/index.css"].contains(&format!("  {line}\n")), "{prompt}: {wish}");
        }
        assert_eq!(
            apply(&ask("Change the title to Weekly plan", &files).await, &mut files),
            (1, 1),
            "{prompt}"
        );
        assert!(files.0["src/App.tsx"].contains("<h1>Weekly plan</h1>"), "{prompt}");
    }
}

/// One kind takes the place of another, and nothing of the first one stays.
#[tokio::test]
async fn any_kind_follows_any_other() {
    for (first, prompt, _) in TALKS {
        for (second, next, _) in TALKS {
            if first == second {
                continue;
            }
            let mut files = project(prompt).await;
            let reply = ask(&format!("Build this instead: {next}"), &files).await;
            crate::apply_changed(&reply, &mut files);
            let fresh = project(&format!("Build this instead: {next}")).await;
            assert_eq!(files.0, fresh.0, "{prompt}, then {next}");
        }
    }
}

#[tokio::test]
async fn no_placeholder_is_left_and_files_stay_small() {
    let mut sum = 0;
    for (_, prompt, _) in TALKS {
        for (path, text) in &project(prompt).await.0 {
            assert!(!text.contains("__"), "{prompt}: {path}");
            assert!(text.ends_with('\n') && text.lines().count() < 140, "{prompt}: {path}");
            sum += text.len();
        }
    }
    assert!(sum < 220_000, "{sum} bytes");
}

#[tokio::test]
async fn words_of_the_first_prompt_count() {
    for (prompt, path, wanted) in [
        (
            "Kanban board with 5 columns",
            "src/board.ts",
            "  \"To do\",\n  \"Doing\",\n  \"Review\",\n  \"Testing\",\n  \"Done\",\n",
        ),
        ("Kanban board with two columns", "src/board.ts", "[\n  \"To do\",\n  \"Done\",\n];"),
        (
            "A board with the columns: Idea, Now and Done",
            "src/board.ts",
            "[\n  \"Idea\",\n  \"Now\",\n  \"Done\",\n];",
        ),
        ("A board with 4 columns", "src/board.ts", "  \"Review\",\n  \"Done\",\n]"),
        (
            "A shopping list with milk, bread and eggs",
            "src/tasks.ts",
            "text: \"milk\", done: false },\n  { id: 2, text: \"bread\"",
        ),
        ("A pricing table with plans Free, Pro and Max", "src/plans.ts", "name: \"Pro\", monthly: 18"),
        ("A pricing table with two plans", "src/plans.ts", "name: \"Studio\""),
        ("A quiz with twelve questions about the sea", "src/App.tsx", "<h1>Sea</h1>"),
        ("A memory game with 4 pairs", "src/symbols.ts", "  \"★\",\n];"),
        ("A dark landing page called Salt & Pepper", "src/App.tsx", "<h1>Salt &amp; Pepper</h1>"),
        ("A to-do list with due dates and a filter", "src/App.tsx", "aria-label=\"Due date\""),
        ("A login form with remember me", "src/App.tsx", "Remember me"),
        ("A sign up form", "src/App.tsx", "<h1>Create account</h1>"),
        (
            "A table of employees with columns Name, City and Age",
            "src/people.ts",
            "[\n  { label: \"Name\", key: \"name\", type: \"text\" },\n  { label: \"City\", key: \"city\", type: \"text\" },\n  { label: \"Age\", key: \"age\", type: \"number\" },\n]",
        ),
        ("A calculator in #0af, rounded", "src/index.css", "--on-accent: #1c1917;"),
        ("A stopwatch in green", "src/index.css", "--accent: #15803d;"),
        ("A landing page without testimonials", "src/App.tsx", "<Features />\n        <Questions />"),
    ] {
        let files = project(prompt).await;
        assert!(files.0[path].contains(wanted), "{prompt}: {}", files.0[path]);
    }
    let files: Files = project("A landing page without testimonials").await;
    assert!(!files.0.contains_key("src/Voices.tsx"));
}
