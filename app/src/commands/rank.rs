//! What the palette lists, and in which order.

use super::fuzzy::fuzzy;

/// More than a person looks through; typing on finds the others.
pub const MOST_ROWS: usize = 80;
/// So many of the last ones are offered first.
const MOST_RECENT: usize = 5;
const KEPT_RECENT: usize = 12;
/// What it is worth to have been used lately: less than a better match.
const RECENT: i32 = 3;
const ALSO: i32 = -12;
const DISABLED: i32 = -1000;

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Entry {
    pub id: String,
    pub title: String,
    /// Heading above it, as long as nothing is typed.
    pub group: &'static str,
    /// Other words that people look for it by.
    pub also: String,
    pub enabled: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// Index of the entry.
    pub entry: usize,
    pub hits: Vec<u32>,
    pub heading: Option<&'static str>,
}

/// With nothing typed the last used come first, then all in their order; else what fits best.
pub fn rank(entries: &[Entry], query: &str, recent: &[String]) -> Vec<Row> {
    if query.trim().is_empty() { unasked(entries, recent) } else { asked(entries, query, recent) }
}

fn unasked(entries: &[Entry], recent: &[String]) -> Vec<Row> {
    let at = |id: &String| entries.iter().position(|entry| entry.id == *id && entry.enabled);
    let first: Vec<usize> = recent.iter().filter_map(at).take(MOST_RECENT).collect();
    let mut rows: Vec<Row> = Vec::new();
    let mut group = None;
    let rest = (0..entries.len()).filter(|i| !first.contains(i));
    let rest = rest.filter_map(|i| Some((i, entries.get(i)?.group)));
    for (entry, own) in first.iter().map(|i| (*i, "Recent")).chain(rest).take(MOST_ROWS) {
        let heading = (group != Some(own)).then_some(own);
        group = Some(own);
        rows.push(Row { entry, hits: Vec::new(), heading });
    }
    rows
}

fn asked(entries: &[Entry], query: &str, recent: &[String]) -> Vec<Row> {
    let mut scored: Vec<(i32, Row)> = Vec::new();
    for (i, entry) in entries.iter().enumerate() {
        let (mut score, hits) = match fuzzy(query, &entry.title) {
            Some(found) => (found.score, found.hits),
            None => match fuzzy(query, &format!("{} {} {}", entry.title, entry.group, entry.also)) {
                Some(found) => (found.score + ALSO, Vec::new()),
                None => continue,
            },
        };
        if recent.contains(&entry.id) {
            score += RECENT;
        }
        if !entry.enabled {
            score += DISABLED;
        }
        scored.push((score, Row { entry: i, hits, heading: None }));
    }
    // Stable: equals stay in their order.
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().take(MOST_ROWS).map(|(_, row)| row).collect()
}

/// The list of the last used, with one more in front.
pub fn used(recent: &[String], id: &str) -> Vec<String> {
    let others = recent.iter().filter(|known| *known != id).cloned();
    std::iter::once(id.to_owned()).chain(others).take(KEPT_RECENT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries() -> Vec<Entry> {
        let entry = |id: &str, title: &str, group, also: &str, enabled| Entry {
            id: id.to_owned(),
            title: title.to_owned(),
            group,
            also: also.to_owned(),
            enabled,
        };
        vec![
            entry("stop", "Stop the turn", "Chat", "cancel", false),
            entry("save", "Save now", "Code", "", true),
            entry("dark", "Colours: dark", "Settings", "theme night", true),
            entry("light", "Colours: light", "Settings", "theme day", true),
        ]
    }

    fn ids(query: &str, recent: &[&str]) -> Vec<String> {
        let (entries, recent) = (entries(), recent.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>());
        rank(&entries, query, &recent).iter().map(|row| entries[row.entry].id.clone()).collect()
    }

    #[test]
    fn the_last_used_come_first_and_once() {
        assert_eq!(ids("", &["light", "stop", "gone"]), ["light", "stop", "save", "dark"]);
        let rows = rank(&entries(), " ", &["light".to_owned()]);
        let headings: Vec<_> = rows.iter().filter_map(|row| row.heading).collect();
        assert_eq!(headings, ["Recent", "Chat", "Code", "Settings"]);
    }

    #[test]
    fn what_cannot_be_done_now_comes_last() {
        assert_eq!(ids("s", &[]).last().map(String::as_str), Some("stop"));
    }

    #[test]
    fn other_words_find_it_too() {
        assert_eq!(ids("night", &[]), ["dark"]);
        assert_eq!(ids("theme", &["light"]), ["light", "dark"]);
        assert_eq!(ids("cancel", &[]), ["stop"]);
    }

    #[test]
    fn the_last_used_are_not_kept_forever() {
        let mut recent = Vec::new();
        for i in 0..30 {
            recent = used(&recent, &i.to_string());
        }
        recent = used(&recent, "25");
        assert_eq!((recent.len(), recent[0].as_str(), recent[1].as_str()), (KEPT_RECENT, "25", "29"));
    }
}
