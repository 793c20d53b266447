//! What a person does in the explorer: files and folders made, moved, copied and deleted, each time as one version,
//! and taken back.

use std::collections::{BTreeMap, BTreeSet};

use contract::{
    Event, FOLDER_MARK, FileChange, FileOperation, FilesChanged, MAX_ASSETS_BYTES, Origin, ProjectId, TabId,
    UserId,
};
use store::{Append, Entry, StoredFile};
use vfs::{Vfs, VfsError};

use crate::file::{check_text, clean_path};
use crate::merge::merge;
use crate::{BackendError, Context};

/// Of one request.
const MOST_OPERATIONS: usize = 200;

impl Context {
    /// Carries out all operations, in order, or none. Imports follow files that are moved.
    pub async fn change_files(
        &self,
        user: &UserId,
        project: &ProjectId,
        operations: Vec<FileOperation>,
        tab: Option<TabId>,
    ) -> Result<FilesChanged, BackendError> {
        self.owned(user, project).await?;
        if operations.is_empty() || operations.len() > MOST_OPERATIONS {
            return Err(BackendError::Invalid(
                "Nothing, or too much at once, was to be changed. Do it in parts.",
            ));
        }
        let _lock = self.lock(project).await;
        let files = self.files_by_path(project).await?;
        // Reading the imports of a large project takes a while; other requests go on.
        let change = tokio::task::spawn_blocking(move || Change::plan(files, &operations)).await??;
        self.store_change(user, project, change, tab).await
    }

    /// Puts the files back to what they were before `done`. What was changed in them since is kept where both can be
    /// had; otherwise nothing is taken back, and the sentence names the files.
    pub async fn undo_files(
        &self,
        user: &UserId,
        project: &ProjectId,
        done: &FilesChanged,
        tab: Option<TabId>,
    ) -> Result<FilesChanged, BackendError> {
        let row = self.owned(user, project).await?;
        if done.before < 0 || done.before > done.seq || done.seq > row.last_seq {
            return Err(BackendError::Invalid("There is no such change to take back."));
        }
        let _lock = self.lock(project).await;
        let before = self.files_by_path(project).await?;
        let mut after: Vfs = before.clone().into_iter().collect();
        let (mut conflicts, mut back) = (Vec::new(), Vec::new());
        for path in &done.paths {
            match self.before_change(project, path, done, before.get(path)).await? {
                Some(Some(text)) => back.push((path, text)),
                Some(None) => drop(after.remove(path)),
                None => conflicts.push(path.as_str()),
            }
        }
        // What goes makes room first; what comes must not be a file where a folder is by now.
        for (path, text) in back {
            let put = if after.get(path).is_some() {
                after.insert(path, text).map(drop)
            } else {
                after.create(path, text).map(drop)
            };
            put.map_err(|error| refused(path, &error))?;
        }
        if !conflicts.is_empty() {
            return Err(BackendError::Conflict(format!(
                "{} changed since, so this cannot be taken back. The versions before are in the history.",
                conflicts.join(", ")
            )));
        }
        let back = |(from, to): &(String, String)| (to.clone(), from.clone());
        let moved = done.moved.iter().map(back).collect();
        let change = Change { before, after, moved, updated: Vec::new() };
        change.check()?;
        self.store_change(user, project, change, tab).await
    }

    /// The text that undoing leaves at this path, none for no file; nothing where both changed it.
    async fn before_change(
        &self,
        project: &ProjectId,
        path: &str,
        done: &FilesChanged,
        now: Option<&String>,
    ) -> Result<Option<Option<String>>, BackendError> {
        let text = |file: Option<StoredFile>| file.map(|file| file.content);
        let before = text(self.0.store.find_file_at(project, path, done.before).await?);
        let after = text(self.0.store.find_file_at(project, path, done.seq).await?);
        if now == after.as_ref() || now == before.as_ref() {
            return Ok(Some(before));
        }
        Ok(match (&before, &after, now) {
            (Some(before), Some(after), Some(now)) => merge(after, now, before).map(Some),
            _ => None,
        })
    }

    async fn files_by_path(&self, project: &ProjectId) -> Result<BTreeMap<String, String>, BackendError> {
        let files = self.0.store.list_files(project).await?;
        Ok(files.into_iter().map(|file| (file.path, file.content)).collect())
    }

    async fn store_change(
        &self,
        user: &UserId,
        project: &ProjectId,
        change: Change,
        tab: Option<TabId>,
    ) -> Result<FilesChanged, BackendError> {
        let mut changed = FilesChanged { updated: change.updated.clone(), ..FilesChanged::default() };
        let mut entries = Vec::new();
        for step in change.steps() {
            changed.paths.push(step.path.clone());
            if let FileChange::Renamed { to, .. } = &step.change {
                changed.paths.push(to.clone());
                changed.moved.push((step.path.clone(), to.clone()));
            }
            entries.push(Entry { run: None, event: step.event(tab.clone()) });
        }
        if entries.is_empty() {
            let row = self.owned(user, project).await?;
            return Ok(FilesChanged { before: row.last_seq, seq: row.last_seq, ..changed });
        }
        let append = Append { project: project.clone(), user: user.clone(), entries, create: None };
        let stored = self.0.store.append(append).await?;
        changed.before = stored.first().map_or(0, |event| event.seq - 1);
        changed.seq = stored.last().map_or(0, |event| event.seq);
        Ok(changed)
    }
}

/// The tree before and after.
struct Change {
    before: BTreeMap<String, String>,
    after: Vfs,
    /// Old path to new path.
    moved: BTreeMap<String, String>,
    updated: Vec<String>,
}

impl Change {
    fn plan(before: BTreeMap<String, String>, operations: &[FileOperation]) -> Result<Self, BackendError> {
        let after = before.iter().map(|(path, text)| (path.clone(), text.clone())).collect();
        let mut change = Self { before, after, moved: BTreeMap::new(), updated: Vec::new() };
        for operation in operations {
            change.apply(operation)?;
            // After each: copies of copies would fill the memory before the last of them.
            change.check()?;
        }
        Ok(change)
    }

    fn apply(&mut self, operation: &FileOperation) -> Result<(), BackendError> {
        match operation {
            FileOperation::Create { path, content } => {
                let path = self.after.create(path, content).map_err(|error| refused(path, &error))?;
                check_text(&path, content)?;
            }
            FileOperation::CreateFolder { path } => {
                // Otherwise a folder in which there is something would be made "anew".
                if !self.after.paths_at(&clean_path(path)?).is_empty() {
                    return Err(refused(path, &VfsError::Exists));
                }
                let mark = format!("{path}/{FOLDER_MARK}");
                self.after.create(&mark, "").map_err(|error| refused(path, &error))?;
            }
            FileOperation::Move { from, to } => self.move_all(from, to)?,
            FileOperation::Copy { from, to } => self.copy_all(from, to)?,
            FileOperation::Delete { path } => {
                self.after.remove_all(path).map_err(|error| refused(path, &error))?;
            }
        }
        Ok(())
    }

    fn move_all(&mut self, from: &str, to: &str) -> Result<(), BackendError> {
        let files = self.files();
        let pairs = self.after.move_all(from, to).map_err(|error| match error {
            VfsError::NotFound => refused(from, &error),
            error => refused(to, &error),
        })?;
        let pairs: preview::Moves = pairs.into_iter().collect();
        for (path, text) in preview::follow_moves(&files, &pairs) {
            self.update(path, text)?;
        }
        for (from, to) in pairs {
            // Moved twice, it comes from where it was at first.
            let first = self.moved.iter().find(|(_, now)| **now == from).map(|(first, _)| first.clone());
            self.moved.insert(first.unwrap_or(from), to);
        }
        Ok(())
    }

    fn copy_all(&mut self, from: &str, to: &str) -> Result<(), BackendError> {
        let files = self.files();
        let pairs = self.after.copy_all(from, to).map_err(|error| match error {
            VfsError::NotFound => refused(from, &error),
            error => refused(to, &error),
        })?;
        let pairs: preview::Moves = pairs.into_iter().collect();
        for (path, text) in preview::follow_copies(&files, &pairs) {
            self.update(path, text)?;
        }
        Ok(())
    }

    fn update(&mut self, path: String, text: String) -> Result<(), BackendError> {
        self.after.insert(&path, text).map_err(|error| refused(&path, &error))?;
        if !self.updated.contains(&path) {
            self.updated.push(path);
        }
        Ok(())
    }

    fn files(&self) -> BTreeMap<String, String> {
        self.after.iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
    }

    /// The limits of a project (VFS-09), asked of what grew only: a project that is over them can be made smaller.
    fn check(&self) -> Result<(), BackendError> {
        if self.after.len() > contract::MAX_FILES && self.after.len() > self.before.len() {
            return Err(BackendError::TooManyFiles(contract::MAX_FILES));
        }
        fn sum<'f>(files: impl Iterator<Item = (&'f str, &'f str)>) -> usize {
            let assets = files.filter(|(path, text)| vfs::is_stored_as_bytes(path, text));
            assets.filter_map(|(_, text)| vfs::stored_bytes(text)).sum()
        }
        let before = sum(self.before.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let after = sum(self.after.iter());
        if after > MAX_ASSETS_BYTES && after > before {
            return Err(BackendError::TooManyAssets);
        }
        Ok(())
    }

    /// What is to be stored: moves first, so that tabs take a file along before they hear of another one.
    fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut settled: BTreeSet<&str> = BTreeSet::new();
        for (from, to) in &self.moved {
            let (Some(before), Some(after)) = (self.before.get(from), self.after.get(to)) else { continue };
            if from == to || self.after.get(from).is_some() || self.before.contains_key(to) {
                continue;
            }
            settled.extend([from.as_str(), to.as_str()]);
            steps.push(Step {
                path: from.clone(),
                before: Some(vfs::content_hash(before)),
                change: FileChange::Renamed { to: to.clone(), content: after.to_owned() },
            });
        }
        for (path, before) in &self.before {
            if self.after.get(path).is_none() && !settled.contains(path.as_str()) {
                let before = Some(vfs::content_hash(before));
                steps.push(Step { path: path.clone(), before, change: FileChange::Deleted });
            }
        }
        for (path, after) in self.after.iter() {
            let before = self.before.get(path);
            if before.is_some_and(|before| before == after) || settled.contains(path) {
                continue;
            }
            steps.push(Step {
                path: path.to_owned(),
                before: before.map(|text| vfs::content_hash(text)),
                change: FileChange::Written { content: after.to_owned() },
            });
        }
        steps
    }
}

pub(crate) struct Step {
    pub(crate) path: String,
    pub(crate) before: Option<String>,
    pub(crate) change: FileChange,
}

impl Step {
    pub(crate) fn event(self, tab: Option<TabId>) -> Event {
        let after = match &self.change {
            FileChange::Written { content } | FileChange::Renamed { content, .. } => {
                Some(vfs::content_hash(content))
            }
            FileChange::Deleted | FileChange::Elided => None,
        };
        Event::FileChanged {
            path: self.path,
            change: self.change,
            origin: Origin::Hand,
            before: self.before,
            after,
            report: None,
            tab,
        }
    }
}

pub(crate) fn refused(path: &str, error: &VfsError) -> BackendError {
    match error {
        VfsError::Path(problem) => {
            BackendError::PathRefused { path: path.to_owned(), reason: problem.to_string() }
        }
        VfsError::NotFound => BackendError::NotFound("file or folder"),
        VfsError::Exists => BackendError::Conflict(format!("{path} exists already. Choose another name.")),
        VfsError::Inside => {
            BackendError::Conflict("A folder cannot be put into itself. Choose another place.".to_owned())
        }
        VfsError::InFile => BackendError::Conflict(format!(
            "{path} cannot be made, for part of that path is a file. Choose another place."
        )),
    }
}
