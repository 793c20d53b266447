//! Follow-ups in detail: what they change, what they leave, and what they say when they cannot.

use crate::{Files, apply, apply_changed, ask, blocks, follow, keep, project};

#[tokio::test]
async fn several_wishes_make_one_sentence() {
    let files = project("A counter").await;
    let reply = ask("Dark mode in green, and call it Tally", &files).await;
    assert_eq!(
        reply.lines().next().unwrap(),
        "Make the accent green and switch to dark colours, and change the title to \u{201c}Tally\u{201d}."
    );
    let mut files = project("Pricing").await;
    let reply =
        follow("Add a plan called Gold for $70, remove the Starter plan and make it blue", &mut files).await;
    assert!(
        reply.starts_with("Add the plan Gold, and remove the plan Starter, and make the accent blue."),
        "{reply}"
    );
    let plans = &files.0["src/plans.ts"];
    assert!(plans.contains("name: \"Gold\", monthly: 70") && !plans.contains("Starter"), "{plans}");
}

#[tokio::test]
async fn what_is_so_already_is_not_done_again() {
    let mut files = project("A to-do list").await;
    for wish in ["Make it green", "Add a filter", "Add milk", "Add a page called About"] {
        follow(wish, &mut files).await;
        let reply = ask(wish, &files).await;
        assert!(blocks(&reply).is_empty() && reply.contains("already"), "{wish}: {reply}");
    }
}

#[tokio::test]
async fn an_added_part_and_a_removed_one_leave_no_trace() {
    for (prompt, add, remove) in [
        ("A counter", "Add a history", "Remove the history"),
        ("A to-do list", "Add due dates", "Remove the due dates"),
        ("A kanban board", "Add priorities", "Remove the priorities"),
        ("A data table", "Add a CSV export", "Remove the export"),
        ("A pricing table", "Add a plan called Gold", "Delete the gold plan"),
        ("A settings form", "Add a danger zone", "Remove the danger zone"),
    ] {
        let mut files = project(prompt).await;
        let before = files.0.clone();
        follow(add, &mut files).await;
        follow(remove, &mut files).await;
        assert_eq!(files.0, before, "{prompt}");
    }
}

/// Where a person wrote in the files, what is not found is said, and nothing is broken.
#[tokio::test]
async fn files_changed_by_hand_are_left_alone() {
    for (prompt, path, from, to, wish, says) in [
        (
            "A kanban board",
            "src/board.ts",
            "export const columns = [",
            "export const columns: string[] = [",
            "Add a column called Later",
            "export const columns = [",
        ),
        (
            "A to-do list",
            "src/App.tsx",
            "  const visible = tasks;",
            "  const visible = [...tasks];",
            "Add a filter",
            "changed by hand",
        ),
        (
            "A counter",
            "src/App.tsx",
            "const step = 1;",
            "const stride = 1;",
            "Count in steps of 5",
            "const step =",
        ),
        ("A counter", "src/index.css", "--accent:", "--brand:", "Make it green", "--accent"),
        (
            "A counter",
            "src/App.tsx",
            "<h1>Counter</h1>",
            "<h1>{title}</h1>",
            "Change the title to Clicks",
            "heading",
        ),
        (
            "A quiz",
            "src/App.tsx",
            "export default function App() {",
            "export default function Main() {",
            "Add a page called Help",
            "changed by hand",
        ),
        ("A chat window", "src/messages.ts", "Robin", "Maria", "Change Robin to Ada", "Robin"),
    ] {
        let mut files = project(prompt).await;
        let text = files.0.get_mut(path).unwrap();
        assert!(text.contains(from), "{prompt}: {from}");
        *text = text.replace(from, to);
        let reply = ask(wish, &files).await;
        assert!(blocks(&reply).is_empty(), "{wish}: {reply}");
        assert!(reply.contains(says) && reply.contains("left that alone"), "{wish}: {reply}");
    }
    // What can be done is done, and the rest is said.
    let mut files = project("A counter").await;
    let reply = ask("Make it green and add a calendar", &files).await;
    assert!(reply.contains("I did not understand \u{201c}add a calendar\u{201d}"), "{reply}");
    assert_eq!(apply(&reply, &mut files), (1, 1));
}

#[tokio::test]
async fn items_follow_their_names() {
    let mut files = project("A kanban board").await;
    for (wish, path, wanted) in [
        ("Add a column called Shipped", "src/board.ts", "  \"Done\",\n  \"Shipped\",\n];"),
        ("Rename Doing to Working on it", "src/board.ts", "  \"Working on it\","),
        ("Remove the last column", "src/board.ts", "  \"Done\",\n];"),
        ("Change the title to \"7 \\\"steps\\\" {a}\"", "src/App.tsx", "&#123;a&#125;"),
    ] {
        follow(wish, &mut files).await;
        assert!(files.0[path].contains(wanted), "{wish}: {}", files.0[path]);
    }
    let reply = ask("Remove the Gold column", &files).await;
    assert!(blocks(&reply).is_empty() && reply.contains("did not find"), "{reply}");

    let mut files = project("Create a pricing table with four plans").await;
    assert_eq!(apply(&ask("Add a plan called Campus for $9", &files).await, &mut files), (1, 0));
    assert!(files.0["src/plans.ts"].contains("name: \"Campus\", monthly: 9,"));
    assert_eq!(apply(&ask("Set the price of Team to $50", &files).await, &mut files), (1, 1));
    assert!(files.0["src/plans.ts"].contains("name: \"Team\", monthly: 50,"));
}

/// A wish, and what then stands in which file.
type Said = (&'static str, &'static str, &'static str);

#[tokio::test]
async fn wishes_are_understood_as_people_say_them() {
    let cases: [(&str, &[Said]); 12] = [
        (
            "A to-do list",
            &[
                ("add a new task: buy milk", "src/tasks.ts", "text: \"buy milk\", done: false"),
                ("Add task call mum", "src/tasks.ts", "text: \"call mum\""),
                ("add 'Fix the bike' to the list", "src/tasks.ts", "text: \"Fix the bike\""),
                ("please also add milk and rye bread to the list", "src/tasks.ts", "text: \"rye bread\""),
                ("Add a task called \"Say \\\"hi\\\"\"", "src/tasks.ts", "text: \"Say \\\"hi\\\"\""),
                ("change 'What needs doing?' to 'What next?'", "src/App.tsx", "placeholder=\"What next?\""),
                ("Rename the first task to Begin", "src/tasks.ts", "{ id: 1, text: \"Begin\""),
                ("make the title bigger", "src/index.css", "--title-scale: 1.35;"),
                (
                    "add a footer saying Made at home",
                    "src/App.tsx",
                    "<footer className=\"muted\">Made at home</footer>",
                ),
            ],
        ),
        (
            "A pricing table",
            &[
                ("make the Team plan popular", "src/plans.ts", "\"Priority help\"], popular: true },"),
                (
                    "add 'Phone support' to the Team plan",
                    "src/plans.ts",
                    "\"Priority help\", \"Phone support\"], popular",
                ),
                ("The Studio plan should cost $25", "src/plans.ts", "name: \"Studio\", monthly: 25"),
                ("add an Enterprise plan for $300", "src/plans.ts", "name: \"Enterprise\", monthly: 300"),
                ("change the title to 'Plans & prices'", "src/App.tsx", "<h1>Plans &amp; prices</h1>"),
            ],
        ),
        (
            "A kanban board",
            &[
                ("make it dark blue", "src/index.css", "--accent: #1945a4;"),
                ("i want a search", "src/App.tsx", "aria-label=\"Search cards\""),
                ("add columns Review and Shipped", "src/board.ts", "  \"Review\",\n  \"Shipped\",\n]"),
                ("add another column", "src/board.ts", "  \"Shipped\",\n  \"Testing\",\n]"),
                ("delete the 'Shipped' column", "src/board.ts", "  \"Review\",\n  \"Testing\",\n]"),
            ],
        ),
        (
            "A quiz",
            &[
                (
                    "delete the second question",
                    "src/questions.ts",
                    "answer: 1 },\n  { text: \"Which is the longest",
                ),
                ("add 2 more questions", "src/questions.ts", "How many keys"),
            ],
        ),
        (
            "A login form",
            &[
                (
                    "add a field for the birthday",
                    "src/fields.ts",
                    "{ label: \"Birthday\", id: \"birthday\", type: \"date\" },",
                ),
                ("replace Password with Passphrase", "src/fields.ts", "label: \"Passphrase\""),
            ],
        ),
        (
            "A counter",
            &[
                ("remove the reset button", "src/App.tsx", "        </div>\n      </section>"),
                ("it should count by 10", "src/App.tsx", "const step = 10;"),
            ],
        ),
        (
            "A landing page",
            &[
                ("Add a testimonial by Grace Hill", "src/content.ts", "name: \"Grace Hill\""),
                ("Add a question called \"Is it safe?\"", "src/content.ts", "question: \"Is it safe?\""),
                ("add a contact page", "src/ContactPage.tsx", "<h1>Contact</h1>"),
            ],
        ),
        (
            "A settings form",
            &[
                ("add a toggle for dark mode", "src/fields.ts", "{ label: \"Dark mode\", id: \"dark-mode\""),
                (
                    "add a field called Bio",
                    "src/fields.ts",
                    "label: \"Bio\", id: \"bio\", section: \"Profile\", type: \"text\"",
                ),
            ],
        ),
        (
            "A data table",
            &[(
                "add an Age column",
                "src/people.ts",
                "{ label: \"Age\", key: \"age\", type: \"number\" },\n];",
            )],
        ),
        ("An image gallery", &[("remove the filter buttons", "src/App.tsx", "  const shown = pictures;")]),
        ("A stopwatch", &[("use a monospace font", "src/index.css", "--font: ui-monospace")]),
        (
            "A chat window",
            &[(
                "change the background to light blue",
                "src/index.css",
                "--bg: light-dark(color-mix(in oklab, #87a9f4",
            )],
        ),
    ];
    for (prompt, wishes) in cases {
        let mut files = project(prompt).await;
        for (wish, path, wanted) in wishes {
            follow(wish, &mut files).await;
            assert!(files.0[*path].contains(wanted), "{prompt}: {wish}: {}", files.0[*path]);
        }
        keep(&format!("said-{}", prompt.replace(' ', "-")), &files);
    }
}

/// What sounds like something it knows, and is not.
#[tokio::test]
async fn a_wish_that_is_not_understood_changes_nothing() {
    for (prompt, wishes) in [
        (
            "A to-do list",
            [
                "Add a big red button",
                "Make it prettier",
                "Center the title",
                "Sort by date",
                "Remove the sidebar",
                "Add a search box",
            ],
        ),
        (
            "A pricing table",
            [
                "Remove the Gold plan",
                "Add a chart",
                "Make it faster",
                "Use Stripe",
                "Fix it",
                "Delete everything",
            ],
        ),
        (
            "A counter",
            ["Add a task", "Remove a column", "Rename Foo to Bar", "Add sounds", "Count sheep", "undo"],
        ),
    ] {
        let files = project(prompt).await;
        for wish in wishes {
            let reply = ask(wish, &files).await;
            assert!(blocks(&reply).is_empty(), "{prompt}: {wish}: {reply}");
        }
    }
}

#[tokio::test]
async fn a_counter_doubles_and_a_title_may_name_steps() {
    let mut files = project("A counter").await;
    assert_eq!(apply(&ask("Add a double button", &files).await, &mut files), (1, 0));
    assert!(files.0["src/App.tsx"].contains("setCount(count * 2)}>Double</button>"));
    assert_eq!(apply(&ask("Use a step of 5", &files).await, &mut files), (1, 1));
    assert!(files.0["src/App.tsx"].contains("const step = 5;"));
    apply(&ask("Change the title to 7 steps", &files).await, &mut files);
    assert!(files.0["src/App.tsx"].contains("<h1>7 steps</h1>"));
    assert!(files.0["src/App.tsx"].contains("const step = 5;"));
}

#[tokio::test]
async fn a_component_is_renamed_everywhere_and_never_onto_another() {
    let mut files = project("A to-do list").await;
    follow("Rename TaskRow to Entry", &mut files).await;
    assert!(!files.0.contains_key("src/TaskRow.tsx"));
    assert!(
        files.0["src/Entry.tsx"].contains("export function Entry({ task, onToggle, onRemove }: EntryProps)")
    );
    assert!(files.0["src/App.tsx"].contains("import { Entry } from \"./Entry\";"));
    assert!(files.0.values().all(|text| !text.contains("TaskRow")));
    let reply = ask("Rename the component Entry to Task", &files).await;
    assert!(blocks(&reply).is_empty() && reply.contains("taken"), "{reply}");
}

#[tokio::test]
async fn old_projects_and_pages_of_ones_own_still_take_the_common_changes() {
    let mut files = Files::default();
    files.0.insert(
        "src/App.tsx".into(),
        "export default function App() {\n  return <main><h1>Mine</h1></main>;\n}\n".into(),
    );
    files
        .0
        .insert("src/index.css".into(), ":root {\n  --accent: #c2410c;\n  --on-accent: #ffffff;\n}\n".into());
    apply_changed(&ask("Make it green", &files).await, &mut files);
    assert!(files.0["src/index.css"].contains("--accent: #15803d;"));
    follow("Change the title to Ours", &mut files).await;
    assert!(files.0["src/App.tsx"].contains("<h1>Ours</h1>"));
}
