//! The changes of one turn: showing them and taking them back.

use std::collections::BTreeMap;

use contract::{Event, FileChange, FileDiff, Origin, ProjectId, RunId, UserId};
use store::{Append, Entry, Version};

use crate::merge::merge;
use crate::{BackendError, Context};

impl Context {
    /// Files that the run changed, by path, with their text before and after it.
    pub async fn list_changes(&self, user: &UserId, run: &RunId) -> Result<Vec<FileDiff>, BackendError> {
        let project = ProjectId(self.owned_run(user, run).await?.project_id);
        let mut diffs = Vec::new();
        for (path, versions) in self.versions_of(run).await? {
            let (Some(first), Some(last)) = (versions.first(), versions.last()) else { continue };
            let before =
                self.0.store.find_file_at(&project, &path, first.seq - 1).await?.map(|file| file.content);
            let after = self.0.store.find_file_at(&project, &path, last.seq).await?.map(|file| file.content);
            if before != after {
                diffs.push(FileDiff { path, before, after });
            }
        }
        Ok(diffs)
    }

    /// Puts every file that the run changed back to the text before it. What was changed since is kept where
    /// both can be had; otherwise nothing is undone and the sentence names the files.
    pub async fn undo_run(&self, user: &UserId, run: &RunId) -> Result<(), BackendError> {
        let row = self.owned_run(user, run).await?;
        if row.undone {
            return Err(BackendError::Invalid("This turn has been undone already."));
        }
        let project = ProjectId(row.project_id);
        let _lock = self.lock(&project).await;
        if self.0.store.find_active_run(&project).await?.is_some() {
            return Err(BackendError::Busy);
        }
        let paths = self.versions_of(run).await?;
        if paths.is_empty() {
            return Err(BackendError::Invalid("This turn changed no files."));
        }
        let mut entries = Vec::new();
        let mut conflicts = Vec::new();
        for (path, versions) in &paths {
            match self.take_back(&project, path, versions).await? {
                Back::Change(event) => entries.push(Entry { run: None, event: *event }),
                Back::Nothing => {}
                Back::Conflict => conflicts.push(path.as_str()),
            }
        }
        if !conflicts.is_empty() {
            return Err(BackendError::Conflict(format!(
                "{} changed since in the same lines, so this turn cannot be undone. Undo the later changes first.",
                conflicts.join(", ")
            )));
        }
        entries.push(Entry { run: None, event: Event::RunUndone { undone: run.clone() } });
        self.0.store.append(Append { project, user: user.clone(), entries, create: None }).await?;
        Ok(())
    }

    async fn versions_of(&self, run: &RunId) -> Result<BTreeMap<String, Vec<Version>>, BackendError> {
        let mut paths: BTreeMap<String, Vec<Version>> = BTreeMap::new();
        for version in self.0.store.list_run_versions(run).await? {
            paths.entry(version.path.clone()).or_default().push(version);
        }
        Ok(paths)
    }

    async fn take_back(
        &self,
        project: &ProjectId,
        path: &str,
        versions: &[Version],
    ) -> Result<Back, BackendError> {
        let (Some(first), Some(last)) = (versions.first(), versions.last()) else { return Ok(Back::Nothing) };
        let before = self.0.store.find_file_at(project, path, first.seq - 1).await?;
        let after = self.0.store.find_file_at(project, path, last.seq).await?;
        let current = self.0.store.find_file(project, path).await?;
        let untouched = current.as_ref().map(|file| &file.hash) == after.as_ref().map(|file| &file.hash);
        let wanted = match (&before, &after, &current) {
            _ if untouched => before.map(|file| file.content),
            (Some(before), Some(after), Some(current)) => {
                match merge(&after.content, &current.content, &before.content) {
                    Some(merged) => Some(merged),
                    None => return Ok(Back::Conflict),
                }
            }
            // Deleted since: that was a decision too.
            (_, _, None) => return Ok(Back::Nothing),
            // Made by the run and edited since, or deleted by the run and made anew since.
            (_, _, Some(_)) => return Ok(Back::Conflict),
        };
        let had = current.map(|file| (file.content, file.hash));
        let (change, after) = match (wanted, &had) {
            (None, None) => return Ok(Back::Nothing),
            (Some(content), Some((text, _))) if content == *text => return Ok(Back::Nothing),
            (Some(content), _) => {
                let hash = vfs::content_hash(&content);
                (FileChange::Written { content }, Some(hash))
            }
            (None, Some(_)) => (FileChange::Deleted, None),
        };
        Ok(Back::Change(Box::new(Event::FileChanged {
            path: path.to_owned(),
            change,
            origin: Origin::Undo,
            before: had.map(|(_, hash)| hash),
            after,
            report: None,
            tab: None,
        })))
    }
}

enum Back {
    Change(Box<Event>),
    Nothing,
    Conflict,
}
