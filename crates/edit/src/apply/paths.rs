//! Paths of a block against the files that are there.

use super::Tree;

/// Endings of files that are no text. They come by upload, not through a model.
const BINARY: [&str; 22] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "bmp", "woff", "woff2", "ttf", "otf", "eot", "mp3",
    "mp4", "webm", "ogg", "wav", "pdf", "zip", "gz", "wasm",
];

pub(super) fn clean(raw: &str) -> Result<String, String> {
    crate::normalize_path(raw).map_err(|problem| format!("The path \"{raw}\" was refused: {problem}."))
}

/// `a/src/x` and `b/src/x` as in the headers of git, unless the project has such a folder.
pub(super) fn without_git_prefix(path: String, tree: &dyn Tree) -> String {
    let Some(rest) = path.strip_prefix("a/").or_else(|| path.strip_prefix("b/")) else { return path };
    let folder = rest.split_inclusive('/').next().filter(|folder| folder.ends_with('/'));
    let paths = tree.paths();
    let begins = |start: &str| paths.iter().any(|other| other.starts_with(start));
    let is_prefix = !begins(&path[..2]) && (tree.read(rest).is_some() || folder.is_some_and(begins));
    if is_prefix { rest.to_owned() } else { path }
}

pub(super) fn is_binary(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| BINARY.contains(&ending.to_ascii_lowercase().as_str()))
}

pub(super) fn no_such_file(path: &str, tree: &dyn Tree) -> String {
    let name = name(path);
    let paths = tree.paths();
    let same_path = paths.iter().find(|other| other.eq_ignore_ascii_case(path));
    let near = same_path.or_else(|| paths.iter().find(|other| self::name(other) == name)).or_else(|| {
        let like = |other: &&String| strsim::osa_distance(&other.to_lowercase(), &path.to_lowercase());
        paths.iter().take(contract::MAX_FILES).filter(|other| like(other) <= 2).min_by_key(like)
    });
    match near {
        Some(near) => format!("There is no file {path}. Was {near} meant?"),
        None => format!("There is no file {path}."),
    }
}

fn name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_lowercase()
}

/// Why no new file can have this path. Two paths that differ in case are one file on many computers.
pub(super) fn obstacle(path: &str, tree: &dyn Tree) -> Option<String> {
    let lower = path.to_lowercase();
    tree.paths().into_iter().find_map(|other| {
        let there = other.to_lowercase();
        if other == path {
            Some(format!("There is a file {path} already."))
        } else if there == lower {
            Some(format!("There is a file {other} already; {path} differs from it only in case."))
        } else if lower.strip_prefix(&there).is_some_and(|rest| rest.starts_with('/')) {
            Some(format!("{other} is a file, so {path} cannot be inside it."))
        } else if there.strip_prefix(&lower).is_some_and(|rest| rest.starts_with('/')) {
            Some(format!("{path} is a folder: {other} is in it."))
        } else {
            None
        }
    })
}
