//! The files as the compiler sees them: in a folder of their own, which is gone afterwards.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::Files;

/// What bundlers and the preview know and the compiler does not: pictures, style sheets, `import.meta.env`.
const SURROUNDINGS: &str = include_str!("surroundings.d.ts");
pub const SURROUNDINGS_NAME: &str = "easel-surroundings.d.ts";
const ASSETS: &str = include_str!("assets.d.ts");
pub const ASSETS_NAME: &str = "easel-assets.d.ts";

pub struct Copy {
    /// Removes the folder when dropped, also in a panic.
    _folder: TempDir,
    path: PathBuf,
}

impl Copy {
    /// The error is a sentence.
    pub fn make(
        files: &Files,
        wanted: &BTreeSet<&String>,
        config: &str,
        types: &Path,
    ) -> Result<Self, String> {
        Self::write(files, wanted, config, types)
            .map_err(|error| format!("The files cannot be copied for it: {error}."))
    }

    fn write(files: &Files, wanted: &BTreeSet<&String>, config: &str, types: &Path) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix("easel-check-").tempdir()?;
        // The compiler names files as they are without links.
        let path = folder.path().canonicalize()?;
        let data = files.keys().filter(|path| path.ends_with(".json"));
        let written = wanted.iter().copied().chain(data).filter(|path| stays_inside(path));
        for name in written.filter(|name| !matches!(name.as_str(), "tsconfig.json" | "package.json")) {
            let place = path.join(name);
            std::fs::create_dir_all(place.parent().unwrap_or(&path))?;
            std::fs::write(place, files.get(name).map_or("", String::as_str))?;
        }
        std::fs::write(path.join("tsconfig.json"), config)?;
        std::fs::write(path.join(SURROUNDINGS_NAME), SURROUNDINGS)?;
        std::fs::write(path.join(ASSETS_NAME), ASSETS)?;
        // Without it the compiler looks for one in the folders above.
        std::fs::write(path.join("package.json"), "{\"type\": \"module\"}")?;
        link(types, &path.join("node_modules"))?;
        Ok(Self { _folder: folder, path })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// A path that names a file of the project, on any system.
pub fn stays_inside(path: &str) -> bool {
    let fits =
        |part: &str| !matches!(part, "" | "." | ".." | "node_modules") && !part.contains(['\\', ':', '\0']);
    path.split('/').all(fits)
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(from, to)
}

#[cfg(windows)]
fn link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::windows::fs::symlink_dir(from, to)
}
