//! Files that are uploaded, and those that are no text: how they are kept, and what a model hears of them.

use contract::{FileChange, FilesChanged, MAX_ASSET_BYTES, MAX_ASSETS_BYTES, ProjectId, TabId, UserId};
use store::StoredFile;
use vfs::Vfs;

use crate::change::{Step, refused};
use crate::file::{check_text, clean_path};
use crate::{BackendError, Context};

impl Context {
    /// Takes a file in under this path, over what was there. Pictures, fonts and the like are kept as bytes.
    pub async fn upload_file(
        &self,
        user: &UserId,
        project: &ProjectId,
        path: &str,
        content: &[u8],
        tab: Option<TabId>,
    ) -> Result<FilesChanged, BackendError> {
        let row = self.owned(user, project).await?;
        let path = clean_path(path)?;
        let text = uploaded_text(&path, content)?;
        let _lock = self.lock(project).await;
        // Folders come file by file: what the others say is not read for each of them.
        let current = self.0.store.find_file(project, &path).await?;
        let sizes = self.0.store.list_file_sizes(project).await?;
        check_room(&sizes, &path, content.len(), current.is_none())?;
        if current.as_ref().is_some_and(|file| file.content == text) {
            return Ok(FilesChanged { before: row.last_seq, seq: row.last_seq, ..FilesChanged::default() });
        }
        let before = current.map(|file| file.hash);
        let step = Step { path: path.clone(), before, change: FileChange::Written { content: text } };
        let seq = self.append_one(user, project, step.event(tab)).await?;
        Ok(FilesChanged { before: seq - 1, seq, paths: vec![path], ..FilesChanged::default() })
    }
}

/// Whether one more file, or another one in its place, fits into a project with files of these sizes.
fn check_room(sizes: &[(String, i64)], path: &str, bytes: usize, is_new: bool) -> Result<(), BackendError> {
    if is_new {
        let mut tree: Vfs = sizes.iter().map(|(path, _)| (path.clone(), String::new())).collect();
        tree.create(path, "").map_err(|error| refused(path, &error))?;
        if sizes.len() >= contract::MAX_FILES {
            return Err(BackendError::TooManyFiles(contract::MAX_FILES));
        }
    }
    if vfs::media_type(path).is_none() {
        return Ok(());
    }
    // Stored in base64, four letters for three bytes.
    let others = sizes.iter().filter(|(other, _)| other != path && vfs::media_type(other).is_some());
    let sum: i64 = others.map(|(_, letters)| letters / 4 * 3).sum();
    if usize::try_from(sum).unwrap_or_default() + bytes > MAX_ASSETS_BYTES {
        return Err(BackendError::TooManyAssets);
    }
    Ok(())
}

/// The text that stands for an uploaded file (VFS-10): its own, or that of its bytes.
fn uploaded_text(path: &str, content: &[u8]) -> Result<String, BackendError> {
    if !vfs::may_upload(path) {
        return Err(BackendError::TypeRefused(path.to_owned()));
    }
    if let Some(media) = vfs::media_type(path) {
        if content.len() > MAX_ASSET_BYTES {
            return Err(BackendError::AssetTooLarge { path: path.to_owned(), bytes: content.len() });
        }
        // What programs go by is the bytes, so they decide where they are known.
        let seen = crate::image::media_type(content);
        let known = ["image/png", "image/jpeg", "image/gif", "image/webp"].contains(&media);
        if known && seen.is_none() {
            return Err(BackendError::NotThatType(path.to_owned()));
        }
        return Ok(export::data_address(seen.filter(|_| known).unwrap_or(media), content));
    }
    let text = std::str::from_utf8(content).map_err(|_| BackendError::NotText(path.to_owned()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    check_text(path, text)?;
    Ok(text.to_owned())
}

/// What a model is told of a file that is no text: that it is there, and not its bytes, which it cannot read and which
/// would fill the request.
pub(crate) fn told(file: StoredFile) -> (String, String) {
    let text = match vfs::stored_bytes(&file.content) {
        Some(bytes) if vfs::is_stored_as_bytes(&file.path, &file.content) => {
            let kind = file.content.split([':', ';']).nth(1).unwrap_or_default();
            format!(
                "(not text: {kind}, {} KB; import it or name its path, do not write it)",
                bytes.div_ceil(1024)
            )
        }
        Some(_) | None => file.content,
    };
    (file.path, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upload_is_text_or_bytes_or_refused() {
        let png = b"\x89PNG\r\n\x1a\nrest";
        assert!(uploaded_text("a.png", png).unwrap().starts_with("data:image/png;base64,"));
        // A picture with a wrong name is shown all the same.
        assert!(uploaded_text("a.jpg", png).unwrap().starts_with("data:image/png;base64,"));
        assert!(uploaded_text("f.woff2", b"wOF2").unwrap().starts_with("data:font/woff2;base64,"));
        assert_eq!(uploaded_text("a.md", "\u{feff}Hé".as_bytes()).unwrap(), "Hé");
        let code = |path: &str, content: &[u8]| uploaded_text(path, content).unwrap_err().problem().code;
        use contract::ProblemCode as Code;
        assert_eq!(code("a.exe", b"MZ"), Code::Invalid);
        assert_eq!(code("a.png", b"words"), Code::Invalid);
        assert_eq!(code("a.txt", b"\xff\xfe"), Code::Invalid);
        assert_eq!(code("a.txt", &vec![b'x'; contract::MAX_FILE_BYTES + 1]), Code::FileTooLarge);
        assert_eq!(code("a.woff", &vec![0; MAX_ASSET_BYTES + 1]), Code::FileTooLarge);
    }

    #[test]
    fn a_model_hears_of_bytes_and_does_not_get_them() {
        let file = |path: &str, content: &str| StoredFile {
            path: path.into(),
            content: content.into(),
            hash: String::new(),
            seq: 1,
        };
        let (_, text) = told(file("a.png", &export::data_address("image/png", &[0; 3000])));
        assert_eq!(text, "(not text: image/png, 3 KB; import it or name its path, do not write it)");
        assert_eq!(told(file("a.ts", "data:x;base64,AA==")).1, "data:x;base64,AA==");
    }
}
