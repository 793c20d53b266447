//! The file tree as the rows a person sees.

use std::collections::BTreeSet;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TreeRow {
    /// Of a folder without a slash at its end.
    pub path: String,
    pub name: String,
    /// Counted from 1.
    pub level: u32,
    pub folder: bool,
    pub open: bool,
}

/// Rows in order, folders before files; what lies in a closed folder is left out.
pub fn tree_rows<'a>(paths: impl Iterator<Item = &'a str>, closed: &BTreeSet<String>) -> Vec<TreeRow> {
    let mut keyed: Vec<(Vec<(bool, String)>, &str)> = paths.map(|path| (sort_key(path), path)).collect();
    keyed.sort();
    let mut rows: Vec<TreeRow> = Vec::new();
    let mut shown: BTreeSet<&str> = BTreeSet::new();
    for (_, path) in keyed {
        let mut hidden = false;
        let mut level = 1;
        for (at, _) in path.match_indices('/') {
            let Some(folder) = path.get(..at) else { continue };
            let open = !closed.contains(folder);
            if !hidden && shown.insert(folder) {
                rows.push(row(folder, level, true, open));
            }
            hidden |= !open;
            level += 1;
        }
        // What keeps an empty folder is not worth a row.
        if !hidden && super::words::file_name(path) != contract::FOLDER_MARK {
            rows.push(row(path, level, false, false));
        }
    }
    rows
}

fn row(path: &str, level: u32, folder: bool, open: bool) -> TreeRow {
    TreeRow { path: path.to_owned(), name: super::words::file_name(path).to_owned(), level, folder, open }
}

/// Per part: whether it is the file, then its name without regard to case.
fn sort_key(path: &str) -> Vec<(bool, String)> {
    let last = path.matches('/').count();
    path.split('/').enumerate().map(|(i, part)| (i == last, part.to_lowercase())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(closed: &[&str]) -> Vec<String> {
        let paths = ["package.json", "src/App.tsx", "src/parts/Row.tsx", "src/app.css", "README.md"];
        let closed = closed.iter().map(|path| (*path).to_owned()).collect();
        let rows = tree_rows(paths.into_iter(), &closed);
        rows.iter().map(|row| format!("{}{}", "  ".repeat(row.level as usize - 1), row.name)).collect()
    }

    #[test]
    fn folders_come_first_and_close() {
        assert_eq!(
            names(&[]),
            ["src", "  parts", "    Row.tsx", "  app.css", "  App.tsx", "package.json", "README.md"]
        );
        assert_eq!(
            names(&["src/parts"]),
            ["src", "  parts", "  app.css", "  App.tsx", "package.json", "README.md"]
        );
        assert_eq!(names(&["src"]), ["src", "package.json", "README.md"]);
    }
}
