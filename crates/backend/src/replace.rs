//! Changing several files at once.

use std::collections::BTreeSet;

use contract::{ChangedFile, Event, FileChange, FileSplices, Origin, ProjectId, TabId, UserId};
use store::{Append, Entry};

use crate::file::{check_text, clean_path};
use crate::{BackendError, Context};

impl Context {
    /// Changes all of these files as one version, or none of them. A file that is not as `base` says any more makes
    /// the whole a conflict: the places were chosen in another text. Answers the files that are different now.
    pub async fn splice_files(
        &self,
        user: &UserId,
        project: &ProjectId,
        files: Vec<FileSplices>,
        tab: Option<TabId>,
    ) -> Result<Vec<ChangedFile>, BackendError> {
        self.owned(user, project).await?;
        let _lock = self.lock(project).await;
        let (mut entries, mut changed) = (Vec::new(), Vec::new());
        let (mut known, mut moved) = (BTreeSet::new(), Vec::new());
        for FileSplices { path, base, splices } in files {
            let path = clean_path(&path)?;
            if !known.insert(path.clone()) {
                return Err(BackendError::Invalid("A file was named twice. Search once more, then replace."));
            }
            let Some(file) = self.0.store.find_file(project, &path).await?.filter(|file| file.hash == base)
            else {
                moved.push(path);
                continue;
            };
            let content = edit::apply_splices(&file.content, &splices).ok_or(BackendError::Invalid(
                "The places to be changed do not fit the text. Search once more, then replace.",
            ))?;
            if content == file.content {
                continue;
            }
            check_text(&path, &content)?;
            let hash = vfs::content_hash(&content);
            changed.push(ChangedFile { path: path.clone(), hash: hash.clone() });
            let event = Event::FileChanged {
                path,
                change: FileChange::Written { content },
                origin: Origin::Replace,
                before: Some(file.hash),
                after: Some(hash),
                report: None,
                tab: tab.clone(),
            };
            entries.push(Entry { run: None, event });
        }
        if !moved.is_empty() {
            return Err(BackendError::Conflict(format!(
                "{} changed meanwhile, so nothing was replaced. Search once more, then replace.",
                name_some(&moved)
            )));
        }
        if !entries.is_empty() {
            let append = Append { project: project.clone(), user: user.clone(), entries, create: None };
            self.0.store.append(append).await?;
        }
        Ok(changed)
    }
}

/// Three paths at most.
fn name_some(paths: &[String]) -> String {
    match paths {
        [first, second, third, _, ..] => {
            format!("{first}, {second}, {third} and {} more", paths.len() - 3)
        }
        paths => paths.join(", "),
    }
}
