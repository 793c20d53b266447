//! What the editor wants of the workspace.

use contract::Diagnostic;
use leptos::prelude::*;
use serde::Deserialize;

use super::Desk;
use super::search::{Change, change_files};
use crate::state::{FileMatches, Match};

#[derive(Deserialize)]
struct Place {
    path: String,
    line: u32,
    column: u32,
}

#[derive(Deserialize)]
struct Problems {
    looked: Vec<String>,
    problems: Vec<Diagnostic>,
}

#[derive(Deserialize)]
struct References {
    name: String,
    found: Vec<Reference>,
}

/// `text` is the line, with the name from `from` to `to` in UTF-16 units.
#[derive(Deserialize)]
struct Reference {
    path: String,
    line: u32,
    column: u32,
    text: String,
    from: usize,
    to: usize,
}

/// `event` is a name that `frontend/js/editor` gives; what goes with it that cannot be read is let go.
pub(super) fn on_event(desk: Desk, event: &str, json: &str) {
    match event {
        "open" => with(json, |place: Place| desk.reveal(&place.path, place.line, place.column)),
        "notice" => with(json, |sentence: String| {
            let _ = desk.notice.try_set(Some(sentence));
        }),
        "problems" => {
            with(json, |found: Problems| desk.change(|state| state.look(found.looked, found.problems)))
        }
        "references" => with(json, |found: References| {
            desk.search.show_references(desk, found.name, by_file(found.found));
        }),
        "edits" => with(json, |change: Change| change_files(desk, change)),
        _ => {}
    }
}

fn with<T: for<'a> Deserialize<'a>>(json: &str, act: impl FnOnce(T)) {
    if let Ok(value) = serde_json::from_str(json) {
        act(value);
    }
}

/// References come file by file.
fn by_file(references: Vec<Reference>) -> Vec<FileMatches> {
    let mut files: Vec<FileMatches> = Vec::new();
    for Reference { path, line, column, text, from, to } in references {
        let units: Vec<u16> = text.encode_utf16().collect();
        let part = |range: Option<&[u16]>| String::from_utf16_lossy(range.unwrap_or_default());
        let found = Match {
            start: 0,
            end: 0,
            line,
            column,
            found: part(units.get(from..to.min(units.len()))),
            instead: None,
            before: part(units.get(..from)),
            after: part(units.get(to..)),
        };
        match files.iter_mut().find(|file| file.path == path) {
            Some(file) => file.matches.push(found),
            None => files.push(FileMatches { path, matches: vec![found] }),
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_put_together_by_file() {
        let reference = |path: &str, text: &str, from: usize, to: usize| Reference {
            path: path.to_owned(),
            line: 3,
            column: 9,
            text: text.to_owned(),
            from,
            to,
        };
        let files = by_file(vec![
            reference("a.ts", "const é = items;", 10, 15),
            reference("b.ts", "items.map()", 0, 5),
            reference("a.ts", "cut off", 20, 25),
        ]);
        assert_eq!(files.len(), 2);
        let first = &files[0].matches[0];
        let parts = (first.before.as_str(), first.found.as_str(), first.after.as_str());
        assert_eq!(parts, ("const é = ", "items", ";"));
        assert_eq!(files[0].matches[1].found, "");
    }
}
