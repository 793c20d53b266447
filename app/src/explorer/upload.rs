//! Files from this computer: looked at, sent one after the other, and a word about each that stayed behind.

use contract::{FilesChanged, MAX_ASSET_BYTES, MAX_FILE_BYTES, MAX_FILES, Problem};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::Explorer;
use crate::browser::{self, LocalFile};
use crate::state::{join, words};
use crate::workspace::{Desk, settle};

/// Reasons that are told one by one.
const MOST_REASONS: usize = 3;

/// Sends files, by their paths below `folder`, over what is there.
pub fn upload(desk: Desk, explorer: Explorer, folder: String, files: Vec<(String, LocalFile)>) {
    if files.is_empty() {
        return;
    }
    if explorer.uploading.try_with_untracked(Option::is_some) == Some(true) {
        let text = "Other files are being uploaded. Wait until they are there, then try again.";
        let _ = desk.notice.try_set(Some(text.to_owned()));
        return;
    }
    let mut refused = Vec::new();
    let mut wanted = Vec::new();
    let mut room = MAX_FILES.saturating_sub(desk.peek(|state| state.files.len()));
    for (path, file) in files {
        let path = join(&folder, &path);
        let is_new = !desk.peek(|state| state.files.contains_key(&path));
        match refusal(&path, file.bytes()) {
            Some(reason) => refused.push(reason),
            None if is_new && room == 0 => {
                refused.push(format!("{path} is one too many: a project holds at most {MAX_FILES} files."));
            }
            None => {
                room -= usize::from(is_new);
                wanted.push((path, file));
            }
        }
    }
    if !wanted.is_empty() {
        // From now on: storing what was typed may take a while.
        explorer.uploading.set(Some((0, wanted.len())));
    }
    spawn_local(async move {
        let (sent, mut more) = send_all(desk, explorer, wanted).await;
        refused.append(&mut more);
        let _ = explorer.uploading.try_set(None);
        if let [path] = sent.paths.as_slice() {
            desk.pick_file(path);
        }
        if let Some(last) = sent.paths.last() {
            explorer.open_above(last);
            explorer.go_to(last);
            explorer.tell(told(&sent.paths, &folder), sent);
        }
        if !refused.is_empty() {
            let _ = desk.notice.try_set(Some(complaint(&refused)));
        }
    });
}

async fn send_all(
    desk: Desk,
    explorer: Explorer,
    files: Vec<(String, LocalFile)>,
) -> (FilesChanged, Vec<String>) {
    let mut sent = FilesChanged::default();
    let mut refused = Vec::new();
    if files.is_empty() {
        return (sent, refused);
    }
    if !settle(desk).await {
        refused
            .push("Your last edits are not stored yet. Upload again when the top bar says Saved.".to_owned());
        return (sent, refused);
    }
    let total = files.len();
    for (n, (path, file)) in files.into_iter().enumerate() {
        let _ = explorer.uploading.try_set(Some((n, total)));
        let (Some(project), Some(tab)) = (desk.project.try_get_value(), desk.tab.try_get_value()) else {
            break;
        };
        let address = format!("/api/projects/{project}/files?path={}&tab={tab}", encoded(&path));
        match read(browser::upload(&address, file).await) {
            Ok(changed) => {
                if sent.paths.is_empty() {
                    sent.before = changed.before;
                }
                sent.seq = changed.seq;
                // None if the same bytes were there already.
                sent.paths.push(path);
            }
            Err(reason) => refused.push(format!("{}: {reason}", words::file_name(&path))),
        }
    }
    (sent, refused)
}

/// Why a file is not sent at all, as the server would say it.
fn refusal(path: &str, bytes: f64) -> Option<String> {
    let size = |bytes: usize| bytes / 1024 / 1024;
    if let Err(problem) = vfs::normalize_path(path) {
        return Some(format!("{path} cannot be used as a path: {problem}."));
    }
    if !vfs::may_upload(path) {
        return Some(format!("{path} is of a type that a project does not take."));
    }
    let (most, what) = match vfs::media_type(path) {
        Some(_) => (MAX_ASSET_BYTES, "a file that is not text"),
        None => (MAX_FILE_BYTES, "a text file"),
    };
    (bytes > most as f64).then(|| format!("{path} is too large: {what} has at most {} MB.", size(most)))
}

fn read(answer: Option<(u16, String)>) -> Result<FilesChanged, String> {
    let Some((status, body)) = answer else {
        return Err("The server does not answer. Check that it runs, then upload it again.".to_owned());
    };
    if (200..300).contains(&status)
        && let Ok(changed) = serde_json::from_str(&body)
    {
        return Ok(changed);
    }
    let problem = serde_json::from_str::<Problem>(&body).map(|problem| problem.message);
    Err(problem.unwrap_or_else(|_| "The server could not take it. Try again; its log says more.".to_owned()))
}

fn told(paths: &[String], folder: &str) -> String {
    let what = match paths {
        [path] => words::file_name(path).to_owned(),
        paths => words::count(paths.len(), "file"),
    };
    if folder.is_empty() { format!("Uploaded {what}.") } else { format!("Uploaded {what} to {folder}.") }
}

fn complaint(refused: &[String]) -> String {
    let mut text = match refused.len() {
        1 => "One file was not uploaded. ".to_owned(),
        n => format!("{} were not uploaded. ", words::count(n, "file")),
    };
    text.push_str(&refused[..refused.len().min(MOST_REASONS)].join(" "));
    if refused.len() > MOST_REASONS {
        text.push_str(&format!(" And {} more.", refused.len() - MOST_REASONS));
    }
    text
}

/// As a part of an address.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_looked_at_before_they_are_sent() {
        assert_eq!(refusal("src/a.ts", 1024.0 * 1024.0), None);
        assert_eq!(refusal("src/a.png", 9.9 * 1024.0 * 1024.0), None);
        for (path, bytes, word) in [
            ("a.ts", 1024.0 * 1024.0 + 1.0, "at most 1 MB"),
            ("a.png", 10.0 * 1024.0 * 1024.0 + 1.0, "at most 10 MB"),
            ("a.exe", 1.0, "type"),
            ("node_modules/a.js", 1.0, "reserved"),
        ] {
            let reason = refusal(path, bytes).unwrap_or_default();
            assert!(reason.contains(word) && reason.starts_with(path), "{reason}");
        }
        assert_eq!(encoded("src/Row copy é.tsx"), "src/Row%20copy%20%C3%A9.tsx");
    }

    #[test]
    fn what_stayed_behind_is_named() {
        let reasons: Vec<String> = (1..=5).map(|n| format!("{n} is bad.")).collect();
        assert_eq!(complaint(&reasons[..1]), "One file was not uploaded. 1 is bad.");
        assert_eq!(
            complaint(&reasons),
            "5 files were not uploaded. 1 is bad. 2 is bad. 3 is bad. And 2 more."
        );
        assert_eq!(told(&reasons[..2], "src"), "Uploaded 2 files to src.");
    }
}
