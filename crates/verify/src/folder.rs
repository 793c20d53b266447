//! A folder on disk as a project. Nothing outside of it is read, not through symbolic links either.

use std::io;
use std::path::Path;

use cap_std::ambient_authority;
use cap_std::fs::Dir;

use crate::Files;

/// Beyond these the folder is no project.
const MOST_FILES: usize = 10_000;
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// Made by tools, or theirs.
const NOT_READ: [&str; 6] = [".git", "node_modules", "target", "dist", "build", "coverage"];

/// Every file; those that are no text are there with none, so that imports find them. The error is a sentence.
pub fn read_folder(path: &Path) -> Result<Files, String> {
    let open = |error: io::Error| format!("The folder {} cannot be opened: {error}.", path.display());
    let dir = Dir::open_ambient_dir(path, ambient_authority()).map_err(open)?;
    let mut reading = Reading { files: Files::new(), bytes: 0 };
    reading.folder(&dir, "")?;
    Ok(reading.files)
}

struct Reading {
    files: Files,
    bytes: u64,
}

impl Reading {
    fn folder(&mut self, dir: &Dir, prefix: &str) -> Result<(), String> {
        let here = || if prefix.is_empty() { "." } else { prefix.trim_end_matches('/') };
        let failed = |error: io::Error| format!("{} cannot be read: {error}.", here());
        for entry in dir.entries().map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let kind = entry.file_type().map_err(failed)?;
            let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
            let path = format!("{prefix}{name}");
            if kind.is_dir() && !NOT_READ.contains(&name.as_str()) {
                self.folder(&entry.open_dir().map_err(failed)?, &format!("{path}/"))?;
            } else if kind.is_file() {
                self.file(dir, &name, path)?;
            }
        }
        Ok(())
    }

    fn file(&mut self, dir: &Dir, name: &str, path: String) -> Result<(), String> {
        let failed = |error: io::Error| format!("{path} cannot be read: {error}.");
        self.bytes += dir.metadata(name).map_err(failed)?.len();
        if self.files.len() >= MOST_FILES || self.bytes > MOST_BYTES {
            return Err(format!(
                "The folder is too large for a project: there are more than {MOST_FILES} files or {} MB.",
                MOST_BYTES >> 20
            ));
        }
        let text = String::from_utf8(dir.read(name).map_err(failed)?).unwrap_or_default();
        // A byte order mark is no part of the text.
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        self.files.insert(path, text);
        Ok(())
    }
}
