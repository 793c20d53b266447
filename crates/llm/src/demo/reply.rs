//! A reply in the wire grammar.

use super::build::build;
use super::change::{self, Changed};
use super::draft::Draft;
use super::kind::{self, Kind};
use super::wish::{with_double_quotes, without_title};
use super::words::{has, words};
use crate::Request;

/// Follow-ups that every kind understands, with the word that tells whether they were asked for already.
const OFFERS: [(&str, &str); 3] =
    [("dark", "Make it dark"), ("green", "Make it green"), ("page", "Add a page called About")];

/// What the person asked last.
pub(super) fn prompt(request: &Request) -> &str {
    use crate::Role;
    if !request.prompt.is_empty() {
        return &request.prompt;
    }
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
    let prompt = &with_double_quotes(prompt);
    let all = words(&without_title(prompt));
    if let Some(language) = kind::other_language(&all) {
        return format!(
            "I write React with TypeScript only, not {}.\n\n{}",
            super::words::capitalized(language),
            refusal(false)
        );
    }
    if let Some("undo" | "revert") = all.first().map(String::as_str) {
        return "Press \u{201c}Undo this turn\u{201d} below the turn that you want back: it restores every file as it was.\n".to_owned();
    }
    let has_app = files.iter().any(|(path, _)| path == "src/App.tsx");
    if kind::is_foreign(&all) {
        return refusal(has_app);
    }
    let here = Kind::of(files);
    if has_app && !asks_anew(&all, here) {
        let mut draft = Draft::new(files);
        let changed = change::change(&mut draft, here, prompt);
        let told = told(&changed);
        if !draft.steps.is_empty() {
            return written(&draft, &told);
        }
        if !told.is_empty() && (!changed.missing.is_empty() || changed.already) {
            return told;
        }
        return refusal(true);
    }
    match Kind::asked(&all) {
        Some((_, kind)) => built(kind, prompt, files),
        None => refusal(has_app),
    }
}

/// "Build a kanban board" starts over; "make it green" does not.
fn asks_anew(words: &[String], here: Option<Kind>) -> bool {
    let Some((at, kind)) = Kind::asked(words) else { return false };
    let polite = [
        "please", "now", "then", "ok", "okay", "and", "can", "could", "would", "you", "i", "we", "d", "like",
        "lets", "want", "need", "just", "hey", "hi", "hello", "id", "us", "to", "have", "see", "also",
    ];
    let Some(first) = words.iter().position(|word| !polite.contains(&word.as_str())) else { return true };
    let after =
        |verb: usize, any: &[&str]| words.get(verb + 1).is_some_and(|word| any.contains(&word.as_str()));
    let pronoun = ["it", "this", "everything", "that", "app", "page"];
    let into = words[..at.min(words.len())].windows(2).any(|pair| {
        ["into", "with", "to", "it", "this"].contains(&pair[0].as_str())
            && ["a", "an"].contains(&pair[1].as_str())
    });
    let named_before =
        at > 0 && ["the", "this", "my", "our", "your", "that"].contains(&words[at - 1].as_str());
    if has(words, &["instead"]) || super::words::find(words, "start over").is_some() {
        return true;
    }
    match words[first].as_str() {
        "build" | "create" | "generate" | "design" | "code" | "develop" | "write" => true,
        "make" if after(first, &pronoun) => into,
        "make" => {
            after(first, &["a", "an", "me", "us"]) || !after(first, &["the", "everything"]) && !named_before
        }
        "give" | "show" => after(first, &["me", "us"]) && !named_before,
        "turn" | "switch" | "replace" | "change" if after(first, &pronoun) || after(first, &["to"]) => into,
        verb if change::is_verb(verb) => false,
        // A dark theme for the board that is here.
        _ => !(named_before && here == Some(kind)),
    }
}

/// "Do this" and "Do that", joined by " and ", make "Do this and do that". Nothing is said twice.
pub(super) fn one_sentence(steps: &[impl AsRef<str>], joint: &str) -> String {
    let mut out = String::new();
    for (i, step) in steps.iter().enumerate() {
        let step = step.as_ref();
        if steps[..i].iter().any(|before| before.as_ref() == step) {
            continue;
        }
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

fn built(kind: Kind, prompt: &str, files: &[(String, String)]) -> String {
    let made = build(kind, prompt);
    let mut out = format!("Here is {}, ready to try in the preview.\n\n<plan>\n", kind.article());
    for (file, _) in &made {
        out.push_str(&format!("- {}: {}\n", file.path, file.step));
    }
    out.push_str("</plan>\n\n");
    for (file, text) in &made {
        let (path, why) = (file.path, file.why);
        let op = if files.iter().any(|(name, _)| name == path) { "write" } else { "create" };
        out.push_str(&format!(
            "<file path=\"{path}\" op=\"{op}\">\n<why>{why}</why>\n<content>\n{text}</content>\n</file>\n\n"
        ));
    }
    for path in kind.foreign_paths() {
        if files.iter().any(|(name, _)| name == path) && !made.iter().any(|(file, _)| file.path == path) {
            out.push_str(&format!("<delete path=\"{path}\"/>\n\n"));
        }
    }
    let examples = match kind {
        Kind::Dashboard => "The figures are examples: yours go into src/sales.ts. ",
        Kind::Table => "The rows are examples: yours go into src/people.ts. ",
        Kind::Quiz => "The questions are general knowledge: yours go into src/questions.ts. ",
        Kind::Chat => "The other side answers from a list: yours go into src/messages.ts. ",
        Kind::Landing => "The texts are examples: yours go into src/content.ts. ",
        Kind::Login => "No account is checked: any address and password that look right will do. ",
        _ => "",
    };
    out.push_str(examples);
    out.push_str("Ask for another colour, dark mode or other words, and I will change just that.\n\n");
    // What was asked for is no offer.
    let asked = words(prompt);
    for (_, offer) in OFFERS.iter().filter(|(word, _)| !has(&asked, &[*word])) {
        out.push_str(&format!("Next: {offer}\n"));
    }
    out
}

/// A reply as talk: what it would do, without the doing.
pub(super) fn talked_over(reply: &str) -> String {
    let mut parser = edit::Parser::new();
    let mut events = parser.push(reply.as_bytes());
    events.extend(parser.finish());
    let (mut said, mut steps) = (String::new(), String::new());
    for event in events {
        match event {
            edit::ParseEvent::PlanStep(step) => steps.push_str(&format!("- {}\n", step.text)),
            edit::ParseEvent::Prose(text) if steps.is_empty() => said.push_str(&text),
            _ => {}
        }
    }
    if steps.is_empty() {
        return said;
    }
    format!("This is what I would do:\n\n{steps}\nNothing is changed yet. Ask me to build it, and I will.\n")
}

fn written(draft: &Draft, told: &str) -> String {
    let what: Vec<&str> = draft.steps.iter().map(|step| step.what.as_str()).collect();
    let mut out = format!("{}.\n\n<plan>\n", one_sentence(&what, ", and "));
    for (path, _, _) in draft.changed() {
        let steps: Vec<&str> =
            draft.steps.iter().filter(|step| step.path == path).map(|step| step.what.as_str()).collect();
        out.push_str(&format!("- {path}: {}\n", one_sentence(&steps, ", and ")));
    }
    out.push_str("</plan>\n\n");
    for (from, to) in &draft.renames {
        out.push_str(&format!("<rename from=\"{from}\" to=\"{to}\"/>\n\n"));
    }
    for (path, before, after) in draft.changed() {
        let why = draft.steps.iter().find(|step| step.path == path).map_or("", |step| step.why.as_str());
        match after {
            Some(after) => out.push_str(&edit::write_diff(path, before.unwrap_or_default(), after, why)),
            None => out.push_str(&format!("<delete path=\"{path}\"/>\n")),
        }
        out.push('\n');
    }
    out.push_str(if told.is_empty() { "The rest stays as it was.\n" } else { told });
    out
}

/// What was not done, and why.
fn told(changed: &Changed) -> String {
    let mut out = String::new();
    for why in &changed.missing {
        out.push_str(&format!("{why}, so I left that alone.\n"));
    }
    for clause in &changed.unknown {
        out.push_str(&format!(
            "I did not understand \u{201c}{}\u{201d}: I am the demo model, and work from patterns.\n",
            clause.trim()
        ));
    }
    if out.is_empty() && changed.already {
        out.push_str("It is like that already, so there is nothing to change.\n");
    }
    out
}

fn refusal(has_app: bool) -> String {
    let mut kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.article()).collect();
    let last = kinds.pop().unwrap_or_default();
    let mut out = "I am the demo model: I work offline from patterns, and this is none I know. ".to_owned();
    out.push_str(&format!("I can build {} or {last}.\n\n", kinds.join(", ")));
    out.push_str(if has_app {
        "I can also change what is here: \u{201c}make it green\u{201d}, \u{201c}dark mode\u{201d}, \u{201c}rounder\u{201d}, \u{201c}change \
         the title to Weekly plan\u{201d}, \u{201c}add a page called About\u{201d}, \u{201c}rename Done to Shipped\u{201d}.\n\n"
    } else {
        "Words such as \u{201c}called Groceries\u{201d}, \u{201c}in green\u{201d}, \u{201c}with five columns\u{201d} or \u{201c}dark\u{201d} \
         count.\n\n"
    });
    out.push_str("For anything else, connect a model in Settings.\n");
    out
}
