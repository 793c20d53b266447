//! A reply in the wire grammar.

use super::change::{self, Change};
use super::kind::Kind;
use super::wish::Wish;
use crate::Request;

/// What the person asked last.
pub(super) fn prompt(request: &Request) -> &str {
    use crate::Role;
    // In a repair the last word is Easel's own: the wish is the one before it.
    request
        .messages
        .iter()
        .rev()
        .filter(|message| message.role == Role::User)
        .map(|message| message.text.as_str())
        .find(|text| !is_repair(text))
        .unwrap_or_default()
}

/// The repair template begins so.
pub(super) fn is_repair(text: &str) -> bool {
    text.starts_with("The check found")
}

pub(super) fn reply(prompt: &str, files: &[(String, String)]) -> String {
    let lower = prompt.to_lowercase();
    let has_app = files.iter().any(|(path, _)| path == "src/App.tsx");
    if has_app && !asks_anew(&lower) {
        let changes = change::changes(prompt, files);
        if !changes.is_empty() {
            return changed(&changes);
        }
        if change::is_known(prompt) {
            return "It is like that already, so there is nothing to change.\n".to_owned();
        }
        if asks_for_change(&lower) {
            return refusal(has_app);
        }
    }
    match Kind::asked(&lower) {
        Some(kind) => built(kind, &Wish::read(prompt), files),
        None => refusal(has_app),
    }
}

/// "Add a timer" to what is here is no wish for a stopwatch in its place.
fn asks_for_change(lower: &str) -> bool {
    let verbs = [
        "add", "change", "remove", "delete", "put", "move", "fix", "show", "hide", "let", "set", "use",
        "give", "rename",
    ];
    lower
        .split(|c: char| !c.is_alphanumeric())
        .find(|word| !["please", "now", "and", "then"].contains(word))
        .is_some_and(|word| verbs.contains(&word))
}

/// "Build a kanban board" starts over; "make it green" does not.
fn asks_anew(lower: &str) -> bool {
    let verbs =
        ["build", "create", "make a ", "make an ", "make me ", "new ", "generate", "start over", "instead"];
    Kind::asked(lower).is_some() && verbs.iter().any(|verb| lower.contains(verb))
}

fn built(kind: Kind, wish: &Wish, files: &[(String, String)]) -> String {
    let made = kind.files(wish);
    let mut out = format!("Here is {}, ready to try in the preview.\n\n<plan>\n", kind.article());
    for (path, _, _) in &made {
        let step = match path.as_str() {
            "src/index.css" => "Set colours, type and spacing",
            "src/App.tsx" => "Build the page and its state",
            _ => "Build the part that repeats",
        };
        out.push_str(&format!("- {path}: {step}\n"));
    }
    out.push_str("</plan>\n\n");
    for (path, why, text) in &made {
        let op = if files.iter().any(|(name, _)| name == path) { "write" } else { "create" };
        out.push_str(&format!(
            "<file path=\"{path}\" op=\"{op}\">\n<why>{why}</why>\n<content>\n{text}</content>\n</file>\n\n"
        ));
    }
    for path in kind.foreign_parts() {
        if files.iter().any(|(name, _)| name == path) {
            out.push_str(&format!("<delete path=\"{path}\"/>\n\n"));
        }
    }
    out.push_str("Ask for another colour, dark mode or other words, and I will change just that.\n");
    out
}

fn changed(changes: &[Change]) -> String {
    let what: Vec<&str> = changes.iter().map(|change| change.what.as_str()).collect();
    let mut out = format!("{}.\n\n<plan>\n", change::one_sentence(&what, ", and "));
    for change in changes {
        out.push_str(&format!("- {}: {}\n", change.path, change.what));
    }
    out.push_str("</plan>\n\n");
    for change in changes {
        out.push_str(&edit::write_diff(change.path, &change.before, &change.after, &change.why));
        out.push('\n');
    }
    out.push_str("The rest stays as it was.\n");
    out
}

fn refusal(has_app: bool) -> String {
    let mut kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.article()).collect();
    let last = kinds.pop().unwrap_or_default();
    let mut out = "I am the demo model: I work offline from patterns, and this is none I know. ".to_owned();
    out.push_str(&format!("I can build {} or {last}.\n\n", kinds.join(", ")));
    out.push_str(if has_app {
        "I can also change what is here: \u{201c}make it green\u{201d}, \u{201c}dark mode\u{201d}, \u{201c}change the \
         title to Weekly plan\u{201d}.\n\n"
    } else {
        "Words such as \u{201c}called Groceries\u{201d}, \u{201c}in green\u{201d} or \u{201c}dark\u{201d} count.\n\n"
    });
    out.push_str("For anything else, connect a model in Settings.\n");
    out
}
