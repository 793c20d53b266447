//! Searching the project's texts.

use super::WorkspaceState;

/// More than a person reads.
const MOST_HITS: usize = 200;
const LONGEST_LINE: usize = 160;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Hit {
    pub path: String,
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1, in UTF-16 units.
    pub column: u32,
    pub text: String,
}

/// Lines that hold `needle`, without regard to the case of ASCII letters.
pub fn search(state: &WorkspaceState, needle: &str) -> Vec<Hit> {
    let needle = needle.trim().to_ascii_lowercase();
    let mut hits = Vec::new();
    if needle.is_empty() {
        return hits;
    }
    for (path, file) in &state.files {
        if vfs::is_stored_as_bytes(path, file.text()) {
            continue;
        }
        for (i, line) in file.text().lines().enumerate() {
            let Some(at) = line.to_ascii_lowercase().find(&needle) else { continue };
            let before = line.get(..at).unwrap_or_default();
            hits.push(Hit {
                path: path.clone(),
                line: u32::try_from(i).unwrap_or(u32::MAX).saturating_add(1),
                column: u32::try_from(before.encode_utf16().count()).unwrap_or(0).saturating_add(1),
                text: line.trim().chars().take(LONGEST_LINE).collect(),
            });
            if hits.len() >= MOST_HITS {
                return hits;
            }
        }
    }
    hits
}
