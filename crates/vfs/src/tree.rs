//! The files of a project in memory.

use std::collections::BTreeMap;

use crate::{PathProblem, normalize_path};

/// Why a change of the tree was refused; the tree is as before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VfsError {
    Path(PathProblem),
    NotFound,
    /// There is a file of that name.
    Exists,
}

impl std::fmt::Display for VfsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Path(problem) => write!(f, "the path cannot be used: {problem}"),
            Self::NotFound => f.write_str("there is no such file"),
            Self::Exists => f.write_str("there is a file of that name already"),
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
}
