//! Hand edits.

use contract::{Event, FileChange, Origin, ProjectId, SavedFile, TabId, UserId};
use store::StoredFile;

use crate::merge::merge;
use crate::{BackendError, Context};

/// A hand edit of one file.
#[derive(Clone, Debug, Default)]
pub struct SaveFile {
    pub path: String,
    pub content: String,
    /// Hash of the text the edit started from; none for a new file.
    pub base: Option<String>,
    pub tab: Option<TabId>,
}

impl Context {
    /// Stores a hand edit. If the file changed since `base`, both changes are merged; where they touch the
    /// same lines the text that is being saved wins, and the answer says that the other is in the history.
    pub async fn save_file(
        &self,
        user: &UserId,
        project: &ProjectId,
        save: SaveFile,
    ) -> Result<SavedFile, BackendError> {
        let row = self.owned(user, project).await?;
        let path = clean_path(&save.path)?;
        check_text(&path, &save.content)?;
        let _lock = self.lock(project).await;
        let current = self.0.store.find_file(project, &path).await?;
        if current.is_none() && row.files >= i64::try_from(contract::MAX_FILES).unwrap_or(i64::MAX) {
            return Err(BackendError::TooManyFiles(contract::MAX_FILES));
        }
        let Saved { content, merged, notice } =
            self.reconcile(project, &path, &save, current.as_ref()).await?;
        let (seq, hash) = self.write_by_hand(user, project, current, path, &content, save.tab).await?;
        Ok(SavedFile { seq, hash: Some(hash), content: merged.then_some(content), notice })
    }

    /// Stores a text that a person wrote, under the project's lock: its number and its hash. What is there already
    /// is no event.
    pub(crate) async fn write_by_hand(
        &self,
        user: &UserId,
        project: &ProjectId,
        current: Option<StoredFile>,
        path: String,
        content: &str,
        tab: Option<TabId>,
    ) -> Result<(i64, String), BackendError> {
        check_text(&path, content)?;
        let hash = vfs::content_hash(content);
        let seq = match &current {
            Some(file) if file.content == content => file.seq,
            _ => {
                let event = Event::FileChanged {
                    path,
                    before: current.map(|file| file.hash),
                    after: Some(hash.clone()),
                    change: FileChange::Written { content: content.to_owned() },
                    origin: Origin::Hand,
                    report: None,
                    tab,
                };
                self.append_one(user, project, event).await?
            }
        };
        Ok((seq, hash))
    }

    pub async fn delete_file(
        &self,
        user: &UserId,
        project: &ProjectId,
        path: &str,
        tab: Option<TabId>,
    ) -> Result<SavedFile, BackendError> {
        self.owned(user, project).await?;
        let path = clean_path(path)?;
        let _lock = self.lock(project).await;
        let file = self.0.store.find_file(project, &path).await?.ok_or(BackendError::NotFound("file"))?;
        let event = Event::FileChanged {
            path,
            change: FileChange::Deleted,
            origin: Origin::Hand,
            before: Some(file.hash),
            after: None,
            report: None,
            tab,
        };
        let seq = self.append_one(user, project, event).await?;
        Ok(SavedFile { seq, hash: None, content: None, notice: None })
    }

    async fn reconcile(
        &self,
        project: &ProjectId,
        path: &str,
        save: &SaveFile,
        current: Option<&StoredFile>,
    ) -> Result<Saved, BackendError> {
        let as_sent = |notice: Option<String>| Saved { content: save.content.clone(), merged: false, notice };
        let Some(current) = current else {
            let gone = save.base.is_some().then(|| format!("{path} had been deleted; saving made it anew."));
            return Ok(as_sent(gone));
        };
        if save.base.as_ref() == Some(&current.hash) || save.content == current.content {
            return Ok(as_sent(None));
        }
        let base = match &save.base {
            // The edit may have begun before the file was moved here.
            Some(hash) => match self.0.store.find_file_by_hash(project, path, hash).await? {
                Some(file) => Some(file),
                None => self.0.store.find_text_by_hash(project, hash).await?,
            },
            None => None,
        };
        let merged = base.and_then(|base| merge(&base.content, &current.content, &save.content));
        Ok(match merged {
            Some(content) => Saved { merged: content != save.content, content, notice: None },
            None => as_sent(Some(format!(
                "{path} was changed in the same lines meanwhile. Your text was saved; the other one is kept in \
                 the history."
            ))),
        })
    }
}

struct Saved {
    content: String,
    /// The content is not what was sent.
    merged: bool,
    notice: Option<String>,
}

pub(crate) fn clean_path(raw: &str) -> Result<String, BackendError> {
    vfs::normalize_path(raw)
        .map_err(|problem| BackendError::PathRefused { path: raw.to_owned(), reason: problem.to_string() })
}

pub(crate) fn check_text(path: &str, content: &str) -> Result<(), BackendError> {
    if content.len() > contract::MAX_FILE_BYTES {
        return Err(BackendError::FileTooLarge { path: path.to_owned(), bytes: content.len() });
    }
    if content.contains('\0') {
        return Err(BackendError::NotText(path.to_owned()));
    }
    Ok(())
}
