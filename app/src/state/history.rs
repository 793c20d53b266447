//! The list of versions: turns, hand edits grouped, undone turns.

use contract::RunId;

/// Hand edits closer together than this are one version.
const GROUP_MS: i64 = 10 * 60 * 1000;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum VersionKind {
    Created,
    Turn {
        n: u32,
        run: RunId,
        prompt: String,
    },
    Hand,
    /// Several files at once, by hand.
    Replace,
    Undo {
        n: u32,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Counted from 1.
    pub n: u32,
    pub at_ms: i64,
    pub kind: VersionKind,
    pub paths: Vec<String>,
}

/// Adds a changed path to the newest version, or begins a new one.
pub(super) fn record(versions: &mut Vec<Version>, at_ms: i64, kind: VersionKind, path: &str) {
    let n = u32::try_from(versions.len()).unwrap_or(u32::MAX).saturating_add(1);
    if let Some(last) = versions.last_mut() {
        let same = match (&last.kind, &kind) {
            (VersionKind::Hand, VersionKind::Hand) => at_ms - last.at_ms < GROUP_MS,
            // What belongs together was stored in one moment.
            (VersionKind::Replace, VersionKind::Replace) => at_ms == last.at_ms,
            (before, now) => before == now,
        };
        if same {
            last.at_ms = at_ms;
            if !last.paths.iter().any(|known| known == path) {
                last.paths.push(path.to_owned());
            }
            return;
        }
    }
    versions.push(Version { n, at_ms, kind, paths: vec![path.to_owned()] });
}
