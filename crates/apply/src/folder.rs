//! A folder on disk as the edit engine reads it, and the one place that writes to it.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;

use cap_std::ambient_authority;
use cap_std::fs::Dir;
use cap_tempfile::TempFile;
use contract::FileChange;

use crate::parts;

/// Names of files are looked at to find the one that was meant; beyond this the folder is no project.
const MOST_PATHS: usize = 50_000;
/// What no reply may touch anyway, and what would take long to list.
const NOT_LISTED: [&str; 3] = [".git", "node_modules", "target"];

pub struct Folder {
    dir: Dir,
    dry_run: bool,
    /// Paths below the folder, once somebody asks.
    listed: OnceCell<BTreeSet<String>>,
    /// What this run made of a path; none when it is gone.
    changed: BTreeMap<String, Option<String>>,
    /// Why a path that is there cannot be read as text.
    obstacles: RefCell<BTreeMap<String, String>>,
}

impl Folder {
    /// The error is a sentence.
    pub fn open(path: &Path, dry_run: bool) -> Result<Self, String> {
        let dir = Dir::open_ambient_dir(path, ambient_authority())
            .map_err(|error| format!("The folder {} cannot be opened: {error}.", path.display()))?;
        Ok(Self {
            dir,
            dry_run,
            listed: OnceCell::new(),
            changed: BTreeMap::new(),
            obstacles: RefCell::default(),
        })
    }

    /// Why this path, which has been read, must be left alone.
    pub(crate) fn obstacle(&self, path: &str) -> Option<String> {
        self.obstacles.borrow().get(path).cloned()
    }

    /// Carries a change out. The error is a sentence; the files are as they were.
    pub fn change(&mut self, path: &str, change: FileChange) -> Result<(), String> {
        let (content, renamed) = parts(change);
        if !self.dry_run {
            self.carry_out(path, content.as_deref(), renamed.as_ref())
                .map_err(|error| format!("{path} could not be written: {error}. It stays as it was."))?;
        }
        if let Some((to, content)) = renamed {
            self.changed.insert(to, Some(content));
        }
        self.changed.insert(path.to_owned(), content);
        Ok(())
    }

    fn carry_out(
        &self,
        path: &str,
        content: Option<&str>,
        renamed: Option<&(String, String)>,
    ) -> io::Result<()> {
        match (content, renamed) {
            (Some(content), _) => self.write(path, content, path),
            (None, Some((to, content))) => {
                self.write(to, content, path)?;
                // On a file system that does not tell cases apart the two names may be one file.
                if to.to_lowercase() == path.to_lowercase() && self.is_same(path, to) {
                    return self.dir.rename(path, &self.dir, to);
                }
                self.dir.remove_file(path)
            }
            (None, None) => self.dir.remove_file(path),
        }
    }

    fn is_same(&self, a: &str, b: &str) -> bool {
        #[cfg(unix)]
        {
            use cap_std::fs::MetadataExt;
            let id = |path: &str| self.dir.symlink_metadata(path).map(|data| (data.dev(), data.ino()));
            matches!((id(a), id(b)), (Ok(a), Ok(b)) if a == b)
        }
        #[cfg(not(unix))]
        {
            let _ = (a, b);
            true
        }
    }

    /// Into a file beside the old one, down to the disk, then in its place: in one step for whoever reads it, and
    /// for a machine that stops in the middle. Permissions are those of `like`.
    fn write(&self, path: &str, content: &str, like: &str) -> io::Result<()> {
        let (parent, name) = path.rsplit_once('/').unwrap_or((".", path));
        self.dir.create_dir_all(parent)?;
        if let Some(link) = self.first_link(path) {
            return Err(io::Error::other(format!("{link} is a symbolic link")));
        }
        let folder = self.dir.open_dir(parent)?;
        let mut file = TempFile::new(&folder)?;
        file.write_all(content.as_bytes())?;
        if let Ok(old) = self.dir.symlink_metadata(like) {
            file.as_file().set_permissions(old.permissions())?;
        }
        file.as_file().sync_all()?;
        file.replace(name)?;
        // The new name itself must survive too.
        folder.open(".").and_then(|folder| folder.sync_all()).or(Ok(()))
    }

    /// The first part of the path that is a symbolic link.
    fn first_link<'a>(&self, path: &'a str) -> Option<&'a str> {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        ends.map(|end| &path[..end])
            .find(|part| self.dir.symlink_metadata(part).is_ok_and(|data| data.is_symlink()))
    }

    fn look(&self, path: &str) -> Result<Option<String>, String> {
        if let Some(link) = self.first_link(path) {
            return Err(format!("{link} is a symbolic link. Nothing is written through links."));
        }
        match self.dir.symlink_metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            // A part of the path is a file: the list of paths says so in better words.
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Ok(None),
            Err(error) => return Err(format!("{path} cannot be read: {error}.")),
            Ok(data) if data.is_dir() => return Err(format!("{path} is a folder.")),
            Ok(data) if !data.is_file() => return Err(format!("{path} is no ordinary file.")),
            Ok(_) => {}
        }
        match self.dir.read(path) {
            Ok(bytes) => String::from_utf8(bytes)
                .map(Some)
                .map_err(|_| format!("{path} is not text in UTF-8. It is left as it is.")),
            Err(error) => Err(format!("{path} cannot be read: {error}.")),
        }
    }

    fn list(&self) -> BTreeSet<String> {
        let mut paths = BTreeSet::new();
        let mut folders = vec![String::new()];
        while let Some(folder) = folders.pop() {
            let here = if folder.is_empty() { "." } else { folder.as_str() };
            for entry in self.dir.read_dir(here).into_iter().flatten().flatten() {
                let (Ok(kind), Some(name)) =
                    (entry.file_type(), entry.file_name().to_str().map(str::to_owned))
                else {
                    continue;
                };
                let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
                if kind.is_dir() && !NOT_LISTED.contains(&name.as_str()) {
                    folders.push(path);
                } else if !kind.is_dir() && paths.len() < MOST_PATHS {
                    paths.insert(path);
                }
            }
        }
        paths
    }
}

impl edit::Tree for Folder {
    fn read(&self, path: &str) -> Option<String> {
        if let Some(changed) = self.changed.get(path) {
            return changed.clone();
        }
        match self.look(path) {
            Ok(text) => text,
            Err(obstacle) => {
                self.obstacles.borrow_mut().insert(path.to_owned(), obstacle);
                None
            }
        }
    }

    fn paths(&self) -> Vec<String> {
        let listed = self.listed.get_or_init(|| self.list());
        let gone = |path: &&String| !matches!(self.changed.get(*path), Some(None));
        let new = self.changed.iter().filter(|(path, text)| text.is_some() && !listed.contains(*path));
        listed.iter().filter(gone).cloned().chain(new.map(|(path, _)| path.clone())).collect()
    }
}
