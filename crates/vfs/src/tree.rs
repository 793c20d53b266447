//! The files of a project in memory.

use std::collections::BTreeMap;

use crate::{PathProblem, normalize_path};

/// Why a change of the tree was refused; the tree is as before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VfsError {
    Path(PathProblem),
    NotFound,
    /// There is a file or a folder of that name.
    Exists,
    /// A folder cannot lie in itself.
    Inside,
    /// Part of the path is a file.
    InFile,
}

impl std::fmt::Display for VfsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Path(problem) => write!(f, "the path cannot be used: {problem}"),
            Self::NotFound => f.write_str("there is no such file"),
            Self::Exists => f.write_str("there is a file or a folder of that name already"),
            Self::Inside => f.write_str("a folder cannot lie in itself"),
            Self::InFile => f.write_str("part of the path is a file"),
        }
    }
}

impl std::error::Error for VfsError {}

/// Text files by path, in the order of their paths. Every path in it went through `normalize_path`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vfs {
    files: BTreeMap<String, String>,
}

impl Vfs {
    pub fn new() -> Self {
        Self::default()
    }

    /// The text at a normalised path.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Writes a file and answers the text that was there.
    pub fn insert(&mut self, path: &str, text: impl Into<String>) -> Result<Option<String>, VfsError> {
        let path = normalize_path(path).map_err(VfsError::Path)?;
        Ok(self.files.insert(path, text.into()))
    }

    /// Takes a file away and answers its text.
    pub fn remove(&mut self, path: &str) -> Option<String> {
        self.files.remove(path)
    }

    pub fn rename(&mut self, path: &str, to: &str) -> Result<(), VfsError> {
        let to = normalize_path(to).map_err(VfsError::Path)?;
        if self.files.contains_key(&to) {
            return Err(VfsError::Exists);
        }
        let text = self.files.remove(path).ok_or(VfsError::NotFound)?;
        self.files.insert(to, text);
        Ok(())
    }

    /// Writes a file where there is nothing yet.
    pub fn create(&mut self, path: &str, text: impl Into<String>) -> Result<String, VfsError> {
        let path = self.free(path)?;
        self.files.insert(path.clone(), text.into());
        Ok(path)
    }

    /// Takes a file, or a folder with all that is in it, somewhere else. Answers old and new path of each file.
    pub fn move_all(&mut self, from: &str, to: &str) -> Result<Vec<(String, String)>, VfsError> {
        let pairs = self.pairs(from, to)?;
        for (from, to) in &pairs {
            if let Some(text) = self.files.remove(from) {
                self.files.insert(to.clone(), text);
            }
        }
        Ok(pairs)
    }

    /// Copies a file, or a folder with all that is in it. Answers the path of each file and of its copy.
    pub fn copy_all(&mut self, from: &str, to: &str) -> Result<Vec<(String, String)>, VfsError> {
        let pairs = self.pairs(from, to)?;
        for (from, to) in &pairs {
            if let Some(text) = self.files.get(from).cloned() {
                self.files.insert(to.clone(), text);
            }
        }
        Ok(pairs)
    }

    /// Takes a file, or a folder with all that is in it, away. Answers the paths.
    pub fn remove_all(&mut self, path: &str) -> Result<Vec<String>, VfsError> {
        let path = normalize_path(path).map_err(VfsError::Path)?;
        let gone = self.paths_at(&path);
        gone.iter().for_each(|path| drop(self.files.remove(path)));
        if gone.is_empty() { Err(VfsError::NotFound) } else { Ok(gone) }
    }

    /// The file of this path, or the files in the folder of this path.
    pub fn paths_at(&self, path: &str) -> Vec<String> {
        if self.files.contains_key(path) {
            return vec![path.to_owned()];
        }
        let folder = format!("{path}/");
        let from = self.files.range(folder.clone()..);
        from.take_while(|(path, _)| path.starts_with(&folder)).map(|(path, _)| path.clone()).collect()
    }

    fn pairs(&self, from: &str, to: &str) -> Result<Vec<(String, String)>, VfsError> {
        let from = normalize_path(from).map_err(VfsError::Path)?;
        let paths = self.paths_at(&from);
        if paths.is_empty() {
            return Err(VfsError::NotFound);
        }
        let to = self.free(to)?;
        if to.strip_prefix(&from).is_some_and(|rest| rest.starts_with('/')) {
            return Err(VfsError::Inside);
        }
        let moved = paths.into_iter().map(|path| {
            let rest = path.strip_prefix(&from).unwrap_or_default();
            // In a deep folder a path may grow too long.
            let to = normalize_path(&format!("{to}{rest}")).map_err(VfsError::Path)?;
            Ok((path, to))
        });
        moved.collect()
    }

    /// The path, normalised, if nothing is there and something could be.
    fn free(&self, path: &str) -> Result<String, VfsError> {
        let path = normalize_path(path).map_err(VfsError::Path)?;
        if !self.paths_at(&path).is_empty() {
            return Err(VfsError::Exists);
        }
        let above = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
        if above.into_iter().any(|above| self.files.contains_key(above)) {
            return Err(VfsError::InFile);
        }
        Ok(path)
    }

    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// Of paths that went through `normalize_path`.
impl FromIterator<(String, String)> for Vfs {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(files: T) -> Self {
        Self { files: files.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_holds_only_paths_that_stay_inside() {
        let mut tree = Vfs::new();
        assert_eq!(tree.insert("./src\\App.tsx", "a"), Ok(None));
        assert_eq!(tree.insert("src/App.tsx", "b"), Ok(Some("a".to_owned())));
        assert_eq!(tree.insert("../secret", "x"), Err(VfsError::Path(PathProblem::Outside)));
        tree.insert("src/Row.tsx", "r").unwrap();
        assert_eq!(tree.rename("src/Row.tsx", "src/App.tsx"), Err(VfsError::Exists));
        assert_eq!(tree.rename("src/None.tsx", "src/Some.tsx"), Err(VfsError::NotFound));
        tree.rename("src/Row.tsx", "src/Line.tsx").unwrap();
        assert_eq!(tree.paths().collect::<Vec<_>>(), ["src/App.tsx", "src/Line.tsx"]);
        assert_eq!(tree.remove("src/Line.tsx").as_deref(), Some("r"));
        assert_eq!((tree.get("src/App.tsx"), tree.len(), tree.is_empty()), (Some("b"), 1, false));
    }

    #[test]
    fn folders_are_moved_copied_and_removed_whole() {
        let mut tree = Vfs::new();
        for path in ["src/App.tsx", "src/ui/Row.tsx", "src/ui/deep/a.ts", "src/ui.css"] {
            tree.create(path, path).unwrap();
        }
        assert_eq!(tree.move_all("src/ui", "src/ui/deep/more"), Err(VfsError::Inside));
        assert_eq!(tree.move_all("src/ui", "src/App.tsx"), Err(VfsError::Exists));
        assert_eq!(tree.move_all("src/ui", "src/App.tsx/ui"), Err(VfsError::InFile));
        assert_eq!(tree.move_all("nowhere", "else"), Err(VfsError::NotFound));
        let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(
            tree.move_all("src/ui", "lib/parts"),
            Ok(vec![
                pair("src/ui/Row.tsx", "lib/parts/Row.tsx"),
                pair("src/ui/deep/a.ts", "lib/parts/deep/a.ts")
            ])
        );
        assert_eq!(tree.get("lib/parts/Row.tsx"), Some("src/ui/Row.tsx"));
        assert_eq!(tree.copy_all("src/ui.css", "lib/ui.css"), Ok(vec![pair("src/ui.css", "lib/ui.css")]));
        assert_eq!(tree.create("lib", ""), Err(VfsError::Exists));
        assert_eq!(tree.create("lib/ui.css", ""), Err(VfsError::Exists));
        assert_eq!(tree.remove_all("lib").map(|gone| gone.len()), Ok(3));
        assert_eq!(tree.remove_all("lib"), Err(VfsError::NotFound));
        assert_eq!(tree.paths().collect::<Vec<_>>(), ["src/App.tsx", "src/ui.css"]);
    }
}
