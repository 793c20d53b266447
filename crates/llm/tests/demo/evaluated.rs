//! Prompts of the evaluation that were answered with something else than was asked for.

use crate::{follow, project};

#[tokio::test]
async fn lists_end_where_looks_begin() {
    for (prompt, path, shown, title) in [
        (
            "A to-do list called Groceries with milk, bread and eggs, in green",
            "src/tasks.ts",
            "\"bread\"",
            "Groceries",
        ),
        (
            "A table called Ours with the columns Name, Country and Balance, in blue",
            "src/people.ts",
            "\"Country\"",
            "Ours",
        ),
        ("Make a checklist for moving house, dark theme", "src/tasks.ts", "checkbox", "Moving house"),
        (
            "Website for Northwind Sails with four features and a FAQ, navy",
            "src/content.ts",
            "Made for teams",
            "Northwind Sails",
        ),
    ] {
        let files = project(prompt).await;
        assert!(files.0[path].contains(shown), "{prompt}: {}", files.0[path]);
        assert!(files.0["src/App.tsx"].contains(&format!("<h1>{title}</h1>")), "{prompt}");
    }
}

#[tokio::test]
async fn numbers_count_from_the_first_prompt_on() {
    let files = project("Build a counter that starts at 100 and counts in steps of 5").await;
    let page = &files.0["src/App.tsx"];
    assert!(page.contains("const start = 100;") && page.contains("const step = 5;"), "{page}");
    let files = project("A counter called Route 66").await;
    assert!(files.0["src/App.tsx"].contains("const start = 0;"));
}

#[tokio::test]
async fn a_part_is_told_from_an_item_and_a_switch_from_a_field() {
    for (prompt, wish, path, shown) in [
        ("A kanban board", "Add a search for cards", "src/App.tsx", "Search cards"),
        ("A quiz", "Give each question a timer", "src/App.tsx", "<Clock"),
        ("A counter", "It should never go below zero", "src/App.tsx", "Math.max"),
        ("A stopwatch", "The space bar should start and pause it", "src/App.tsx", "keydown"),
        ("A markdown notes app", "Let me download a note", "src/App.tsx", "download="),
        (
            "A settings page",
            "Add a switch called Newsletter",
            "src/fields.ts",
            "\"Newsletter\", id: \"newsletter\", section: \"Profile\", type: \"switch\"",
        ),
        ("A memory game", "Keep the best score", "src/Game.tsx", "useBest"),
        ("A landing page", "Add a testimonial", "src/content.ts", "Noor Aziz"),
    ] {
        let mut files = project(prompt).await;
        let reply = follow(wish, &mut files).await;
        assert!(files.0[path].contains(shown), "{wish}: {reply}");
    }
}

#[tokio::test]
async fn what_was_asked_for_is_no_offer() {
    let plain = crate::ask("A to-do list", &crate::Files::default()).await;
    assert!(
        plain.ends_with("Next: Make it dark\nNext: Make it green\nNext: Add a page called About\n"),
        "{plain}"
    );
    let green = crate::ask("A to-do list in green, dark", &crate::Files::default()).await;
    assert!(green.ends_with("\nNext: Add a page called About\n") && !green.contains("Next: Make"), "{green}");
}
