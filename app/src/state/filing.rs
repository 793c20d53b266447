//! Names and places of files: what may be called how, and what a thing is called that has no name yet.

use super::{WorkspaceState, words};

/// What somebody is typing a name for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Naming {
    /// Folders by their paths; empty for the project itself.
    File {
        folder: String,
    },
    Folder {
        folder: String,
    },
    Rename {
        path: String,
        folder: bool,
    },
}

impl Naming {
    /// The folder in which the name is.
    pub fn folder(&self) -> &str {
        match self {
            Self::File { folder } | Self::Folder { folder } => folder,
            Self::Rename { path, .. } => parent(path),
        }
    }

    pub fn label(&self) -> &'static str {
        match self {
            Self::File { .. } => "Path of the new file",
            Self::Folder { .. } => "Path of the new folder",
            Self::Rename { .. } => "New name",
        }
    }

    /// What stands in the field at first, and how many letters of it (in UTF-16) are the name without its ending.
    pub fn start(&self) -> (String, u32) {
        let Self::Rename { path, folder } = self else { return (String::new(), 0) };
        let name = words::file_name(path).to_owned();
        let stem = match name.rfind('.') {
            Some(at) if at > 0 && !folder => &name[..at],
            Some(_) | None => &name,
        };
        let letters = u32::try_from(stem.encode_utf16().count()).unwrap_or_default();
        (name, letters)
    }
}

/// What becomes of a name: the path, or why not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameCheck {
    pub path: Option<String>,
    /// None for an empty field: nothing has been said yet.
    pub message: Option<String>,
}

impl NameCheck {
    fn refused(message: impl Into<String>) -> Self {
        Self { path: None, message: Some(message.into()) }
    }
}

/// The folder that a path lies in; empty for the project's own.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

pub fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// Whether `path` is `folder` or something in it.
pub fn is_within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl WorkspaceState {
    /// Whether there is a file or a folder of this path.
    pub fn exists(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.files_in(path) > 0
    }

    /// How many files lie in a folder and the folders in it.
    pub fn files_in(&self, folder: &str) -> usize {
        let folder = format!("{folder}/");
        self.files.range(folder.clone()..).take_while(|(path, _)| path.starts_with(&folder)).count()
    }

    /// A name that is free in `folder`: `Row.tsx`, `Row copy.tsx`, `Row copy 2.tsx`.
    pub fn free_path(&self, folder: &str, name: &str) -> String {
        let (stem, ending) = match name.rfind('.') {
            Some(at) if at > 0 => name.split_at(at),
            Some(_) | None => (name, ""),
        };
        let names = std::iter::once(name.to_owned()).chain((1..).map(|n| match n {
            1 => format!("{stem} copy{ending}"),
            n => format!("{stem} copy {n}{ending}"),
        }));
        let mut paths = names.map(|name| join(folder, &name));
        paths.find(|path| !self.exists(path)).unwrap_or_default()
    }

    /// Whether something may be called what was typed.
    pub fn check_name(&self, naming: &Naming, typed: &str) -> NameCheck {
        let typed = typed.trim().trim_start_matches('/');
        if typed.is_empty() {
            return NameCheck::default();
        }
        let makes_folder = matches!(naming, Naming::Folder { .. } | Naming::Rename { folder: true, .. });
        let typed = if makes_folder { typed.trim_end_matches('/') } else { typed };
        if typed.ends_with('/') {
            return NameCheck::refused("This ends with a slash. Type the file's name after it.");
        }
        let path = match vfs::normalize_path(&join(naming.folder(), typed)) {
            Ok(path) => path,
            Err(problem) => return NameCheck::refused(format!("This name cannot be used: {problem}.")),
        };
        if let Naming::Rename { path: from, folder } = naming {
            if path == *from {
                return NameCheck { path: Some(path), message: None };
            }
            if *folder && is_within(&path, from) {
                return NameCheck::refused("A folder cannot lie in itself. Choose another name.");
            }
        }
        if self.exists(&path) {
            return NameCheck::refused(format!("{path} exists already. Choose another name."));
        }
        let above = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
        if let Some(file) = above.into_iter().find(|above| self.files.contains_key(*above)) {
            return NameCheck::refused(format!("{file} is a file, so nothing can be put into it."));
        }
        if matches!(naming, Naming::File { .. }) {
            if vfs::media_type(&path).is_some() {
                return NameCheck::refused(
                    "Images, fonts and the like are not typed. Use Upload files instead.",
                );
            }
            if self.files.len() >= contract::MAX_FILES {
                return NameCheck::refused(format!(
                    "A project holds at most {} files. Delete some first.",
                    contract::MAX_FILES
                ));
            }
        }
        NameCheck { path: Some(path), message: None }
    }
}

#[cfg(test)]
mod tests {
    use contract::{FileView, ProjectView, WorkspaceView};

    use super::*;

    fn state(paths: &[&str]) -> WorkspaceState {
        let project =
            ProjectView { id: "p".into(), name: "Demo".into(), created_at_ms: 0, updated_at_ms: 0, files: 0 };
        let file =
            |path: &&str| FileView { path: (*path).into(), content: String::new(), hash: String::new() };
        let files = paths.iter().map(file).collect();
        WorkspaceState::new(WorkspaceView { project, files, history: Vec::new(), seq: 0, models: Vec::new() })
    }

    #[test]
    fn names_are_checked_before_they_are_sent() {
        let state = state(&["src/App.tsx", "src/ui/Row.tsx"]);
        let new = Naming::File { folder: "src".into() };
        let folder = Naming::Folder { folder: String::new() };
        let rename = Naming::Rename { path: "src/App.tsx".into(), folder: false };
        let rename_folder = Naming::Rename { path: "src/ui".into(), folder: true };
        for (naming, typed, path, message) in [
            (&new, " Card.tsx ", Some("src/Card.tsx"), ""),
            (&new, "a/b/Card.tsx", Some("src/a/b/Card.tsx"), ""),
            (&new, "", None, ""),
            (&new, "App.tsx", None, "exists already"),
            (&new, "ui", None, "exists already"),
            (&new, "App.tsx/x.ts", None, "is a file"),
            (&new, "a?b", None, "characters"),
            (&new, "../x", None, "leaves the project"),
            (&new, "logo.png", None, "Upload"),
            (&new, "more/", None, "slash"),
            (&folder, "docs/", Some("docs"), ""),
            (&folder, "src", None, "exists already"),
            (&rename, "App.tsx", Some("src/App.tsx"), ""),
            (&rename, "Main.tsx", Some("src/Main.tsx"), ""),
            (&rename, "ui/Main.tsx", Some("src/ui/Main.tsx"), ""),
            (&rename_folder, "ui/more", None, "in itself"),
            (&rename_folder, "parts", Some("src/parts"), ""),
        ] {
            let check = state.check_name(naming, typed);
            assert_eq!(check.path.as_deref(), path, "{typed}");
            let said = check.message.unwrap_or_default();
            assert_eq!(said.is_empty(), message.is_empty(), "{typed}: {said}");
            assert!(said.contains(message), "{typed}: {said}");
        }
    }

    #[test]
    fn copies_get_names_of_their_own() {
        let state = state(&["src/Row.tsx", "src/Row copy.tsx", "docs/a.md", ".env"]);
        assert_eq!(state.free_path("src", "Row.tsx"), "src/Row copy 2.tsx");
        assert_eq!(state.free_path("", "Row.tsx"), "Row.tsx");
        assert_eq!(state.free_path("", "docs"), "docs copy");
        assert_eq!(state.free_path("", ".env"), ".env copy");
    }

    #[test]
    fn the_stem_is_what_is_renamed() {
        let rename = |path: &str, folder| Naming::Rename { path: path.into(), folder }.start();
        assert_eq!(rename("src/Row.test.tsx", false), ("Row.test.tsx".to_owned(), 8));
        assert_eq!(rename(".env", false), (".env".to_owned(), 4));
        assert_eq!(rename("src/v1.0", true), ("v1.0".to_owned(), 4));
        assert!(
            is_within("src/ui/a", "src/ui") && is_within("src", "src") && !is_within("src/uix", "src/ui")
        );
    }
}
