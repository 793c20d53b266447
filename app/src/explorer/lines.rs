//! The lines of the tree, and where each is.

use std::collections::HashMap;

use leptos::prelude::Memo;

use crate::state::{Naming, TreeRow, parent};

/// Where a row is: in the list, and among those beside it, both for the eye and for assistive technology, for only the
/// rows in sight are there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub index: usize,
    /// From 1.
    pub position: usize,
    pub siblings: usize,
}

pub type Places = Memo<HashMap<String, Place>>;

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    Row(TreeRow),
    /// The field for the name of something new.
    New {
        level: u32,
        folder: bool,
    },
}

/// The rows, and the field for a new name at the top of its folder.
pub fn lines(rows: &[TreeRow], naming: Option<&Naming>) -> Vec<Line> {
    let mut lines: Vec<Line> = rows.iter().cloned().map(Line::Row).collect();
    let (parent, folder) = match naming {
        Some(Naming::File { folder }) => (folder, false),
        Some(Naming::Folder { folder }) => (folder, true),
        Some(Naming::Rename { .. }) | None => return lines,
    };
    let above = rows.iter().position(|row| row.path == *parent);
    let level = above.and_then(|at| rows.get(at)).map_or(1, |row| row.level + 1);
    lines.insert(above.map_or(0, |at| at + 1), Line::New { level, folder });
    lines
}

pub fn places(lines: &[Line]) -> HashMap<String, Place> {
    let mut places = HashMap::with_capacity(lines.len());
    let mut siblings: HashMap<&str, usize> = HashMap::new();
    for (index, line) in lines.iter().enumerate() {
        match line {
            Line::Row(row) => {
                let count = siblings.entry(parent(&row.path)).or_default();
                *count += 1;
                places.insert(row.path.clone(), Place { index, position: *count, siblings: 0 });
            }
            Line::New { .. } => {
                places.insert(String::new(), Place { index, ..Place::default() });
            }
        }
    }
    for (path, place) in &mut places {
        place.siblings = siblings.get(parent(path)).copied().unwrap_or_default();
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::tree_rows;

    #[test]
    fn a_new_name_is_asked_for_in_its_folder() {
        let rows = tree_rows(["src/ui/Row.tsx", "src/App.tsx", "a.md"].into_iter(), &Default::default());
        let at = |folder: &str| {
            let lines = lines(&rows, Some(&Naming::File { folder: folder.into() }));
            let at = lines.iter().position(|line| matches!(line, Line::New { .. })).unwrap_or(99);
            (at, lines[at].clone())
        };
        assert_eq!(at(""), (0, Line::New { level: 1, folder: false }));
        assert_eq!(at("src"), (1, Line::New { level: 2, folder: false }));
        assert_eq!(at("src/ui"), (2, Line::New { level: 3, folder: false }));
    }

    #[test]
    fn every_row_knows_its_place() {
        let rows = tree_rows(["src/ui/Row.tsx", "src/App.tsx", "a.md"].into_iter(), &Default::default());
        let places = places(&lines(&rows, None));
        let place = |path: &str| (places[path].index, places[path].position, places[path].siblings);
        assert_eq!(place("src"), (0, 1, 2));
        assert_eq!(place("src/ui"), (1, 1, 2));
        assert_eq!(place("src/App.tsx"), (3, 2, 2));
        assert_eq!(place("a.md"), (4, 2, 2));
    }
}
