//! Which prompts are understood as which kind, and which are refused.

use crate::{Files, ask, blocks};

/// A prompt and the thing it is answered with; nothing is a refusal.
const PROMPTS: [(&str, &str); 132] = [
    ("A counter", "a counter"),
    ("Please make me a counter app", "a counter"),
    ("build two conters", "a counter"),
    ("a click counter called Clicks", "a counter"),
    ("Tally for my sheep", "a counter"),
    ("A to-do list called Groceries, in green", "a to-do list"),
    ("todo app", "a to-do list"),
    ("Build a simple todo list with due dates", "a to-do list"),
    ("make a to do list", "a to-do list"),
    ("shopping list with milk, bread and eggs", "a to-do list"),
    ("I want a checklist for packing", "a to-do list"),
    ("Could you create a task manager?", "a to-do list"),
    ("to-dos", "a to-do list"),
    (
        "A pricing table with three plans, a monthly and yearly switch, and the middle plan marked as popular",
        "a pricing table",
    ),
    ("pricing page for my startup", "a pricing table"),
    ("Pricing tabel", "a pricing table"),
    ("subscription plans", "a pricing table"),
    ("A dark login form", "a login form"),
    ("sign-in page", "a login form"),
    ("a log in screen please", "a login form"),
    ("A registration form", "a login form"),
    ("sign up page in teal", "a login form"),
    (
        "A sales dashboard with key figures, a bar chart by month and a table of the latest orders",
        "a dashboard with charts",
    ),
    ("dashbord", "a dashboard with charts"),
    ("Analytics dashboard in navy", "a dashboard with charts"),
    ("a bar chart of sales", "a dashboard with charts"),
    ("show me a pie chart", "a dashboard with charts"),
    ("A kanban board with three columns where I can add cards and move them along", "a kanban board"),
    ("Kanbann", "a kanban board"),
    ("trello clone", "a kanban board"),
    ("A task board for our sprint", "a kanban board"),
    ("a scrum board with five columns", "a kanban board"),
    ("A calculator", "a calculator"),
    ("calulator in pink", "a calculator"),
    ("Design a pocket calculator", "a calculator"),
    ("Stopwatch with laps", "a stopwatch"),
    ("a stop watch", "a stopwatch"),
    ("A timer for me", "a stopwatch"),
    ("stopwach", "a stopwatch"),
    ("A quiz about space", "a quiz"),
    ("quizzes", "a quiz"),
    ("a trivia game", "a quiz"),
    ("Make a multiple choice test", "a quiz"),
    ("A memory game with pairs of cards, a move counter and a new game button", "a memory game"),
    ("memory cards", "a memory game"),
    ("find the pairs", "a memory game"),
    ("card game", "a memory game"),
    ("Markdown notes", "Markdown notes"),
    ("a note taking app", "Markdown notes"),
    ("A markdown editor with preview", "Markdown notes"),
    ("notepad", "Markdown notes"),
    ("An image gallery", "an image gallery"),
    ("photo galery", "an image gallery"),
    ("galleries of photos", "an image gallery"),
    ("a photo grid with a lightbox", "an image gallery"),
    ("A data table with sort and filter", "a data table"),
    ("sortable table of employees", "a data table"),
    ("a table with pagination", "a data table"),
    ("a table of customers", "a data table"),
    ("data grid", "a data table"),
    ("A chat window", "a chat window"),
    ("chat app for friends", "a chat window"),
    ("a messenger", "a chat window"),
    ("chatbot UI", "a chat window"),
    ("A landing page for a bakery called Crumb", "a landing page"),
    ("landing page", "a landing page"),
    ("a website for my band", "a landing page"),
    ("home page", "a landing page"),
    ("A landing page for a calculator app", "a landing page"),
    ("A settings form", "a settings form"),
    ("settings page with toggles", "a settings form"),
    ("preferences", "a settings form"),
    ("account setings", "a settings form"),
    ("How about a kanban board?", "a kanban board"),
    ("Can you build me a quiz with 8 questions?", "a quiz"),
    ("Let's make a stopwatch", "a stopwatch"),
    ("I need a dashboard with charts", "a dashboard with charts"),
    ("hi, a calculator please", "a calculator"),
    ("Not a counter but a quiz", "a quiz"),
    ("An app that is no calculator: a stopwatch", "a stopwatch"),
    ("a quiz about Python", "a quiz"),
    ("Landing page for a Rust course", "a landing page"),
    ("a counter that counts in steps of 5", "a counter"),
    ("login", "a login form"),
    // None of these is in the list, however near the words are.
    ("I had an encounter", ""),
    ("Write a compiler for COBOL", ""),
    ("A habit tracker with streaks", ""),
    ("a weather app", ""),
    ("Tell me a story about the sea", ""),
    ("What is a kanban board?", ""),
    ("Explain how a to-do list works", ""),
    ("How do I make a calculator?", ""),
    ("Write an essay about dashboards", ""),
    ("Write a poem on memory", ""),
    ("a word counter", ""),
    ("A kitchen counter in marble", ""),
    ("calorie counter", ""),
    ("A mortgage calculator", ""),
    ("tip calculator", ""),
    ("BMI calculator", ""),
    ("pomodoro timer", ""),
    ("an egg timer", ""),
    ("countdown timer", ""),
    ("org chart of the company", ""),
    ("a flow chart editor", ""),
    ("Gantt chart", ""),
    ("periodic table of elements", ""),
    ("table tennis scores", ""),
    ("a chart library", ""),
    ("a memory leak detector", ""),
    ("A trivial app", ""),
    ("snake game", ""),
    ("tic tac toe", ""),
    ("a to-do list in Vue", ""),
    ("A calculator with Python", ""),
    ("a counter using Angular", ""),
    ("music player", ""),
    ("a calendar", ""),
    ("a contact form", ""),
    ("an online shop with a cart", ""),
    ("a blog", ""),
    ("Translate this to German", ""),
    ("hello", ""),
    ("", ""),
    ("???", ""),
    ("make it nice", ""),
    ("a drawing canvas", ""),
    ("sticky notes", ""),
    ("release notes for version 2", ""),
    ("they want to log in faster", ""),
    ("moon landing", ""),
    ("a video chat", ""),
];

#[tokio::test]
async fn prompts_are_understood_or_honestly_refused() {
    let mut wrong = Vec::new();
    for (prompt, wanted) in PROMPTS {
        let reply = ask(prompt, &Files::default()).await;
        let answered = if blocks(&reply).is_empty() {
            assert!(
                reply.contains("I am the demo model") && reply.contains("a kanban board"),
                "{prompt}: {reply}"
            );
            ""
        } else {
            reply.strip_prefix("Here is ").unwrap().split(", ready").next().unwrap()
        };
        if answered != wanted {
            wrong.push(format!("{prompt:?} is answered with {answered:?} and not with {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// In a project the same words may mean a change, a new page in its place, or nothing.
#[tokio::test]
async fn in_a_project_a_wish_is_told_from_a_change() {
    let files = crate::project("A pricing table").await;
    for (prompt, begins) in [
        ("Build a kanban board", "Here is a kanban board"),
        ("now a dark calculator please", "Here is a calculator"),
        ("Once again a counter", "Here is a counter"),
        ("Turn it into a quiz", "Here is a quiz"),
        ("Replace it with a landing page", "Here is a landing page"),
        ("I want a chat window instead", "Here is a chat window"),
        ("make the pricing table green", "Make the accent green"),
        ("dark mode for the pricing table", "Switch to dark colours"),
        ("Add a stopwatch", "I am the demo model"),
        ("Add a login with Google", "I am the demo model"),
        ("Add animations", "I am the demo model"),
        ("Fix the bug", "I am the demo model"),
        ("rewrite it in Vue", "I write React with TypeScript only"),
        ("What is React?", "I am the demo model"),
    ] {
        let reply = ask(prompt, &files).await;
        assert!(reply.starts_with(begins), "{prompt}: {reply}");
    }
    let files = crate::project("A to-do list").await;
    for prompt in [
        "Add drag and drop",
        "Add animations and sounds",
        "Add a calculator",
        "Add login",
        "Add a bigger font for grandma",
    ] {
        let reply = ask(prompt, &files).await;
        assert!(!reply.contains("src/tasks.ts"), "{prompt}: {reply}");
    }
}
