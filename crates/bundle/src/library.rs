//! The packages that come with Easel, as a project that is published needs them: their own modules, unbundled, so
//! that only what is used of them goes along.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::Path;

/// Writes `node_modules` into `folder`, in one step. `archive` is a JSON object from paths to texts.
pub fn unpack_library(archive: impl Read, folder: &Path) -> io::Result<()> {
    let files: BTreeMap<String, String> = serde_json::from_reader(io::BufReader::new(archive))?;
    let target = folder.join("node_modules");
    let fresh = folder.join(format!("node_modules.{}", std::process::id()));
    let unpacked = files.iter().try_for_each(|(path, text)| {
        let place = fresh.join(path);
        std::fs::create_dir_all(place.parent().unwrap_or(&fresh))?;
        std::fs::write(place, text)
    });
    let moved = unpacked.and_then(|()| std::fs::rename(&fresh, &target));
    if moved.is_err() {
        // Another process was faster, or the disk is full; what is there is whole either way.
        let _ = std::fs::remove_dir_all(&fresh);
    }
    if target.is_dir() { Ok(()) } else { moved }
}
