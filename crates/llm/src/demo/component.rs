//! A component under another name: its file, its imports, and every place that uses it.

use super::draft::{Draft, Outcome};
use super::words::capitalized;

/// "task row" is `TaskRow`.
pub(super) fn pascal(text: &str) -> String {
    text.split(|c: char| !c.is_ascii_alphanumeric()).map(capitalized).collect()
}

/// The component that `said` names, if it has a file of its own.
pub(super) fn named(draft: &Draft, said: &str) -> Option<String> {
    let wanted = pascal(said).to_lowercase();
    draft.paths().iter().find_map(|path| {
        let name = path.strip_prefix("src/")?.strip_suffix(".tsx")?;
        (name != "App" && name.to_lowercase() == wanted).then(|| name.to_owned())
    })
}

pub(super) fn rename(draft: &mut Draft, from: &str, said: &str) -> Outcome {
    let to = pascal(said);
    let valid = to.chars().next().is_some_and(|first| first.is_ascii_uppercase());
    let sources: Vec<String> =
        draft.paths().into_iter().filter(|path| path.ends_with(".tsx") || path.ends_with(".ts")).collect();
    let taken = sources.iter().any(|path| {
        draft.read(path).is_some_and(|text| has_name(text, &to)) || *path == format!("src/{to}.tsx")
    });
    if to == from {
        return Outcome::Already;
    }
    if !valid || taken {
        return Outcome::Missing(format!(
            "\u{201c}{to}\u{201d} is taken, or cannot be the name of a component"
        ));
    }
    let (old, new) = (format!("src/{from}.tsx"), format!("src/{to}.tsx"));
    let step = format!("Rename {from} to {to}");
    for path in sources {
        let Some(text) = draft.read(&path) else { continue };
        let after = renamed(text, from, &to);
        if path == old {
            draft.rename(&old, &new, after);
            draft.note(&new, step.clone(), "File and component have one name.");
        } else if after != text {
            draft.write(&path, after);
            draft.note(&path, step.clone(), "It is used here.");
        }
    }
    Outcome::Done
}

/// Places where `name` stands as a word of the program, alone or before `Props`.
fn places(text: &str, name: &str) -> Vec<usize> {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name)
        .map(|(at, _)| at)
        .filter(|at| {
            let after = &text[at + name.len()..];
            let after = after.strip_prefix("Props").unwrap_or(after);
            !text[..*at].ends_with(part) && !after.starts_with(part)
        })
        .collect()
}

fn has_name(text: &str, name: &str) -> bool {
    !places(text, name).is_empty()
}

fn renamed(text: &str, from: &str, to: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for at in places(text, from) {
        // A word in a text for people stays: only code and module paths change.
        let line = &text[text[..at].rfind('\n').map_or(0, |start| start + 1)..at];
        let in_quotes = line.matches('"').count() % 2 == 1 && !line.ends_with("/");
        let shown = line.ends_with('>');
        if !in_quotes
            && !shown
            && !line.trim_start().starts_with("//")
            && !line.trim_start().starts_with("/**")
        {
            out.push_str(&text[copied..at]);
            out.push_str(to);
            copied = at + from.len();
        }
    }
    out.push_str(&text[copied..]);
    out
}
