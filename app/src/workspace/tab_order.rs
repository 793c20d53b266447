//! The tabs of open files: their order, and which were open when the page was left.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::Desk;
use crate::browser;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Tabs {
    open: Vec<String>,
    current: Option<String>,
}

impl Desk {
    /// Puts a tab in the place before the one at `to`, as they stand now.
    pub fn move_tab(&self, path: &str, to: usize) {
        let _ = self.open.try_update(|open| moved(open, path, to));
    }

    pub fn close_others(&self, path: &str) {
        let _ = self.open.try_set(vec![path.to_owned()]);
        self.pick_file(path);
    }

    pub fn close_after(&self, path: &str) {
        let Some(open) = self.open.try_get_untracked() else { return };
        let Some(at) = open.iter().position(|known| known == path) else { return };
        let left = open.get(..=at).unwrap_or_default().to_vec();
        let here = self
            .current
            .try_with_untracked(|current| current.as_ref().is_some_and(|current| left.contains(current)));
        let _ = self.open.try_set(left);
        if here == Some(false) {
            self.pick_file(path);
        }
    }

    pub fn close_all(&self) {
        let _ = self.open.try_set(Vec::new());
        let _ = self.current.try_set(None);
        // Otherwise the next word of the model would open a file again.
        let _ = self.follow.try_set(false);
    }
}

fn moved(open: &mut Vec<String>, path: &str, to: usize) {
    let Some(from) = open.iter().position(|known| known == path) else { return };
    let tab = open.remove(from);
    let to = if from < to { to - 1 } else { to };
    open.insert(to.min(open.len()), tab);
}

/// Takes up the tabs of the last visit, and remembers them from then on.
pub(super) fn remember_tabs(desk: Desk) {
    if desk.read_only {
        return;
    }
    let key = format!("tabs.{}", desk.project.get_value());
    let restored = StoredValue::new(false);
    Effect::new(move |_| {
        let now = Tabs { open: desk.open.get(), current: desk.current.get() };
        if restored.get_value() {
            if let Ok(json) = serde_json::to_string(&now) {
                browser::remember(&key, &json);
            }
            return;
        }
        restored.set_value(true);
        let kept = browser::remembered(&key).and_then(|json| serde_json::from_str::<Tabs>(&json).ok());
        let Some(kept) = kept else { return };
        let Tabs { open, current } =
            desk.peek(|state| still_there(kept, |path| state.files.contains_key(path)));
        // While a turn is under way, the file that is being written is in front.
        if desk.peek(|state| state.active().is_none()) {
            desk.open.set(open);
            desk.current.set(current);
        }
    });
}

fn still_there(kept: Tabs, exists: impl Fn(&str) -> bool) -> Tabs {
    let open: Vec<String> = kept.open.into_iter().filter(|path| exists(path)).collect();
    let current = kept.current.filter(|path| open.contains(path)).or_else(|| open.last().cloned());
    Tabs { open, current }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tabs(letters: &str) -> Vec<String> {
        letters.chars().map(String::from).collect()
    }

    #[test]
    fn a_tab_moves_before_another_or_to_the_end() {
        for (path, to, wanted) in [
            ("a", 2, "bacd"),
            ("a", 4, "bcda"),
            ("d", 0, "dabc"),
            ("b", 1, "abcd"),
            ("b", 2, "abcd"),
            ("x", 0, "abcd"),
        ] {
            let mut open = tabs("abcd");
            moved(&mut open, path, to);
            assert_eq!(open, tabs(wanted), "{path} to {to}");
        }
    }

    #[test]
    fn tabs_of_files_that_went_are_left_out() {
        let kept = Tabs { open: tabs("abc"), current: Some("c".to_owned()) };
        assert_eq!(
            still_there(kept, |path| path != "c"),
            Tabs { open: tabs("ab"), current: Some("b".to_owned()) }
        );
        assert_eq!(still_there(Tabs { open: tabs("a"), current: None }, |_| false), Tabs::default());
    }
}
