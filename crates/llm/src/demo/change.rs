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

/// "Do this" and "Do that", joined by " and ", make "Do this and do that".
pub(super) fn one_sentence(steps: &[impl AsRef<str>], joint: &str) -> String {
    let mut out = String::new();
    for (i, step) in steps.iter().enumerate() {
        let step = step.as_ref();
        let mut letters = step.chars();
        match letters.next() {
            Some(first) if i > 0 => {
                out.push_str(joint);
                out.extend(first.to_lowercase());
                out.push_str(letters.as_str());
            }
            _ => out.push_str(step),
        }
    }
    out
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
            let what = one_sentence(&what, " and ");
            changes.push(Change {
                path: STYLE,
                before,
                after,
                why: "Every part takes its colours from these lines.".into(),
                what,
            });
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
        return (
            after,
            format!("Say \u{201c}{to}\u{201d} instead of \u{201c}{from}\u{201d}"),
            "Only the words change.".into(),
        );
    }
    let renames =
        ["title", "heading", "rename", "call it", "headline"].iter().any(|word| lower.contains(word));
    if !renames && before.contains("const step = ") && (lower.contains("step") || lower.contains("by ")) {
        let number = lower.split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty());
        if let Some(number) = number.filter(|number| number.len() < 7) {
            let after = with_line(before, "const step = ", &format!("  const step = {number};"));
            return (after, format!("Count in steps of {number}"), "Both buttons use the same step.".into());
        }
    }
    if let Some(addition) = added(before, lower, wish) {
        return addition;
    }
    if lower.contains("clear completed")
        && before.contains("{tasks.length === 0")
        && !before.contains("Clear completed")
    {
        let button = "        <button onClick={() => setTasks(tasks.filter((task) => !task.done))} disabled={open === tasks.length}>\n          \
                      Clear completed\n        </button>\n        {tasks.length === 0";
        let after = before.replacen("        {tasks.length === 0", button, 1);
        return (
            after,
            "Add a button that clears completed tasks".into(),
            "Done tasks leave together.".into(),
        );
    }
    if let (Some(title), true) = (&wish.title, renames)
        && let (Some(start), Some(end)) = (before.find("<h1>"), before.find("</h1>"))
        && start + 4 <= end
    {
        let after = format!("{}{}{}", &before[..start + 4], escape(title), &before[end..]);
        return (
            after,
            format!("Change the title to \u{201c}{title}\u{201d}"),
            "The heading names the page.".into(),
        );
    }
    (before.to_owned(), String::new(), String::new())
}

/// Whether `prompt` asks for a change that can be made, be it made already.
pub(super) fn is_known(prompt: &str) -> bool {
    let wish = Wish::read(prompt);
    wish.accent.is_some() || wish.dark.is_some()
}

/// One more column, plan or way to filter.
fn added(before: &str, lower: &str, wish: &Wish) -> Option<(String, String, String)> {
    let has = |word: &str| lower.contains(word);
    let name = |other: &str| in_string(wish.title.as_deref().unwrap_or(other));
    let line = |start: &str| before.lines().find(|line| line.starts_with(start));
    if !has("add") && !has("filter") {
        return None;
    }
    if has("column")
        && let Some(columns) = line("const columns = [").and_then(|line| line.strip_suffix("];"))
    {
        let name = name("Later");
        let after = before.replacen(columns, &format!("{columns}, \"{name}\""), 1);
        return Some((after, format!("Add the column {name}"), "Cards can move one column further.".into()));
    }
    if (has("plan") || has("tier")) && line("const plans = [").is_some() {
        let name = name("Company");
        let price = lower
            .split(['$', '€'])
            .nth(1)
            .map(|rest| rest.chars().take_while(char::is_ascii_digit).take(5).collect());
        let price = price.filter(|digits: &String| !digits.is_empty()).unwrap_or_else(|| "96".into());
        let price = price.trim_start_matches('0');
        let price = if price.is_empty() { "0" } else { price };
        let plan = format!(
            "  {{ name: \"{name}\", monthly: {price}, pitch: \"For many teams\", features: [\"Everything in Team\", \
             \"Single sign-on\", \"A contract\"] }},\n];\n"
        );
        return Some((
            before.replacen("];\n", &plan, 1),
            format!("Add the plan {name}"),
            "It stands beside the others.".into(),
        ));
    }
    if has("double") && before.contains("setCount(count + step)") && !before.contains("count * 2") {
        let reset = "        <button className=\"quiet\"";
        let button =
            format!("        <button onClick={{() => setCount(count * 2)}}>Double</button>\n{reset}");
        let why = "It doubles what is counted so far.".into();
        return Some((before.replacen(reset, &button, 1), "Add a button that doubles".into(), why));
    }
    if has("filter") && before.contains("<TaskRow") && !before.contains("shown") {
        let after = before
            .replacen("  const open = ", "  const [shown, setShown] = useState(\"All\");\n  const open = ", 1)
            .replacen(
                "        <ul>\n          {tasks.map(",
                "        <div role=\"group\" aria-label=\"Show\">\n          {[\"All\", \"Open\", \"Done\"].map((name) => (\n            \
                 <button key={name} className={name === shown ? \"primary\" : \"\"} aria-pressed={name === shown} onClick={() => \
                 setShown(name)}>{name}</button>\n          ))}\n        </div>\n        <ul>\n          \
                 {tasks.filter((task) => shown === \"All\" || task.done === (shown === \"Done\")).map(",
                1,
            );
        return Some((after, "Show all, open or done tasks".into(), "Long lists stay readable.".into()));
    }
    None
}

/// Text as it may stand between double quotes in TypeScript.
fn in_string(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
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
