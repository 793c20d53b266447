//! Follow-ups: true diffs against the files as they are now.

use super::kind::escape;
use super::wish::{Wish, quotes};

const STYLE: &str = "src/index.css";
const APP: &str = "src/App.tsx";

/// A change of one file.
pub(super) struct Change {
    pub path: &'static str,
    pub before: String,
    pub after: String,
    pub why: String,
    /// For the plan and the first sentence.
    pub what: String,
}

/// Custom properties of the two themes.
const THEMES: [(&str, &str, &str); 6] = [
    ("--bg", "#faf8f5", "#171412"),
    ("--card", "#ffffff", "#211d1a"),
    ("--text", "#211c17", "#f3eee8"),
    ("--muted", "#6d655c", "#aaa096"),
    ("--line", "#e8e2da", "#39332d"),
    ("color-scheme", "light", "dark"),
];

/// All changes that `prompt` asks for and the files allow.
pub(super) fn changes(prompt: &str, files: &[(String, String)]) -> Vec<Change> {
    let text = |path: &str| files.iter().find(|(name, _)| name == path).map(|(_, text)| text.clone());
    let wish = Wish::read(prompt);
    let lower = prompt.to_lowercase();
    let mut changes = Vec::new();
    if let Some(before) = text(STYLE) {
        let mut after = before.clone();
        let mut what = Vec::new();
        if let (Some(accent), Some(name)) = (wish.accent, wish.accent_name) {
            after = with_property(&after, "--accent", accent);
            what.push(format!("Make the accent {name}"));
        }
        if let Some(dark) = wish.dark {
            after = with_theme(&after, dark);
            what.push(format!("Switch to {} colours", if dark { "dark" } else { "light" }));
        }
        if after != before {
            let what = what.join(" and ");
            changes.push(Change { path: STYLE, before, after, why: "Every part takes its colours from these lines.".into(), what });
        }
    }
    if let Some(before) = text(APP) {
        let (after, what, why) = words(&before, prompt, &lower, &wish);
        if after != before {
            changes.push(Change { path: APP, before, after, why, what });
        }
    }
    changes
}

/// Changes of the page itself.
fn words(before: &str, prompt: &str, lower: &str, wish: &Wish) -> (String, String, String) {
    let quoted = quotes(prompt);
    if let [from, to, ..] = quoted.as_slice() {
        let after = before.replacen(&escape(from), &escape(to), 1);
        return (after, format!("Say \u{201c}{to}\u{201d} instead of \u{201c}{from}\u{201d}"), "Only the words change.".into());
    }
    if lower.contains("step") || lower.contains("by ")
        && before.contains("const step = ")
    {
        let number = lower.split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty());
        if let Some(number) = number.filter(|number| number.len() < 7) {
            let after = with_line(before, "const step = ", &format!("  const step = {number};"));
            return (after, format!("Count in steps of {number}"), "Both buttons use the same step.".into());
        }
    }
    if lower.contains("clear completed") && before.contains("{tasks.length === 0") && !before.contains("Clear completed") {
        let button = "        <button onClick={() => setTasks(tasks.filter((task) => !task.done))} disabled={open === tasks.length}>\n          \
                      Clear completed\n        </button>\n        {tasks.length === 0";
        let after = before.replacen("        {tasks.length === 0", button, 1);
        return (after, "Add a button that clears completed tasks".into(), "Done tasks leave together.".into());
    }
    let renames = ["title", "heading", "rename", "call it", "headline"].iter().any(|word| lower.contains(word));
    if let (Some(title), true) = (&wish.title, renames)
        && let (Some(start), Some(end)) = (before.find("<h1>"), before.find("</h1>"))
        && start + 4 <= end
    {
        let after = format!("{}{}{}", &before[..start + 4], escape(title), &before[end..]);
        return (after, format!("Change the title to \u{201c}{title}\u{201d}"), "The heading names the page.".into());
    }
    (before.to_owned(), String::new(), String::new())
}

/// `style` with the custom properties of a theme.
pub(super) fn with_theme(style: &str, dark: bool) -> String {
    THEMES.iter().fold(style.to_owned(), |style, (name, light_value, dark_value)| {
        with_property(&style, name, if dark { dark_value } else { light_value })
    })
}

fn with_property(style: &str, name: &str, value: &str) -> String {
    with_line(style, &format!("{name}: "), &format!("  {name}: {value};"))
}

/// Replaces the first line whose text begins with `start`.
fn with_line(text: &str, start: &str, line: &str) -> String {
    let mut done = false;
    text.split_inclusive('\n')
        .map(|old| {
            if done || !old.trim_start().starts_with(start) {
                return old.to_owned();
            }
            done = true;
            let end = if old.ends_with('\n') { "\n" } else { "" };
            format!("{line}{end}")
        })
        .collect()
}
