//! Hand edits that arrive late: made while the server was away, or in a tab that was closed before they were sent.

use contract::{ProjectId, SavedFile, SyncedFile, UserId};
use store::StoredFile;

use crate::file::{SaveFile, check_text, clean_path};
use crate::merge::merge;
use crate::{BackendError, Context};

/// What becomes of a late edit.
enum Fate {
    Written(String),
    /// It had arrived before, and the file has moved on since.
    Known,
    Disputed,
}

impl Context {
    /// Stores a hand edit as [`Context::save_file`] does, but never over lines that somebody else has changed since
    /// `base`, and never over a deletion: that is for the person to decide.
    pub async fn sync_file(
        &self,
        user: &UserId,
        project: &ProjectId,
        save: SaveFile,
    ) -> Result<SyncedFile, BackendError> {
        let row = self.owned(user, project).await?;
        let path = clean_path(&save.path)?;
        check_text(&path, &save.content)?;
        let _lock = self.lock(project).await;
        let current = self.0.store.find_file(project, &path).await?;
        if current.is_none() && row.files >= i64::try_from(contract::MAX_FILES).unwrap_or(i64::MAX) {
            return Err(BackendError::TooManyFiles(contract::MAX_FILES));
        }
        let content = match self.fate(project, &path, &save, current.as_ref()).await? {
            Fate::Written(content) => content,
            Fate::Known => {
                let (seq, hash) = current.as_ref().map(|file| (file.seq, file.hash.clone())).unzip();
                let content = current.map(|file| file.content);
                return Ok(SyncedFile::Saved(SavedFile {
                    seq: seq.unwrap_or_default(),
                    hash,
                    content,
                    notice: None,
                }));
            }
            Fate::Disputed => {
                let seq = current.as_ref().map_or(0, |file| file.seq);
                return Ok(SyncedFile::Disputed { current: current.map(StoredFile::view), seq });
            }
        };
        let (seq, hash) = self.write_by_hand(user, project, current, path, &content, save.tab).await?;
        let content = (content != save.content).then_some(content);
        Ok(SyncedFile::Saved(SavedFile { seq, hash: Some(hash), content, notice: None }))
    }

    async fn fate(
        &self,
        project: &ProjectId,
        path: &str,
        save: &SaveFile,
        current: Option<&StoredFile>,
    ) -> Result<Fate, BackendError> {
        let Some(current) = current else {
            return Ok(if save.base.is_some() {
                Fate::Disputed
            } else {
                Fate::Written(save.content.clone())
            });
        };
        if save.base.as_ref() == Some(&current.hash) || save.content == current.content {
            return Ok(Fate::Written(save.content.clone()));
        }
        let base = match &save.base {
            Some(hash) => match self.0.store.find_file_by_hash(project, path, hash).await? {
                Some(base) => Some((base.content, base.seq)),
                // Under the name that the file had before it was moved.
                None => {
                    self.0.store.find_text_by_hash(project, hash).await?.map(|base| (base.content, base.seq))
                }
            },
            None => None,
        };
        // A closed tab does not hear whether its last words arrived.
        let sent = vfs::content_hash(&save.content);
        if let Some(known) = self.0.store.find_file_by_hash(project, path, &sent).await?
            && known.seq > base.as_ref().map_or(0, |(_, seq)| *seq)
        {
            return Ok(Fate::Known);
        }
        let merged = base.and_then(|(base, _)| merge(&base, &current.content, &save.content));
        Ok(merged.map_or(Fate::Disputed, Fate::Written))
    }
}
