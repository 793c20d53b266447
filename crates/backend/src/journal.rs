//! What a running turn writes into the log, and the files it commits.

use std::collections::BTreeMap;
use std::sync::Arc;

use agent::Turn;
use contract::{Event, FileChange, FileStatus, Origin, ProjectId, RunId, StoredEvent, UserId};
use store::{Append, Entry};

use crate::{BackendError, Context};

const ONLY_TALK: &str = "This turn was for talking it over, so the file stays as it is. Ask to build it.";

/// Appends on behalf of one run.
#[derive(Clone)]
pub(crate) struct Journal {
    pub(crate) context: Context,
    pub(crate) project: ProjectId,
    pub(crate) user: UserId,
    pub(crate) run: RunId,
}

/// The current files as the edit engine reads them.
struct Files(BTreeMap<String, String>);

impl edit::Tree for Files {
    fn read(&self, path: &str) -> Option<String> {
        self.0.get(path).cloned()
    }

    fn paths(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }
}

impl Journal {
    /// For looking at a project without a turn.
    pub(crate) fn reading(context: &Context, project: &ProjectId, user: &UserId) -> Self {
        Self { context: context.clone(), project: project.clone(), user: user.clone(), run: RunId::default() }
    }

    /// Stores the events in one piece and answers them as stored.
    pub(crate) async fn append(&self, events: Vec<Event>) -> Result<Arc<[StoredEvent]>, BackendError> {
        if events.is_empty() {
            return Ok(Arc::default());
        }
        let run = Some(self.run.clone());
        let entries = events.into_iter().map(|event| Entry { run: run.clone(), event }).collect();
        let (project, user) = (self.project.clone(), self.user.clone());
        Ok(self.context.0.store.append(Append { project, user, entries, create: None }).await?)
    }

    pub(crate) async fn files(&self) -> Result<BTreeMap<String, String>, BackendError> {
        let files = self.context.0.store.list_files(&self.project).await?;
        Ok(files.into_iter().map(|file| (file.path, file.content)).collect())
    }

    /// Applies a closed block to the files as they are now, hand edits included, and stores the outcome
    /// together with `before`, the events that came ahead of it. `turn` says what the user asked for.
    pub(crate) async fn commit(
        &self,
        before: Vec<Event>,
        block: &edit::FileBlock,
        turn: &Turn,
    ) -> Result<Arc<[StoredEvent]>, BackendError> {
        let _lock = self.context.lock(&self.project).await;
        let files = Files(self.files().await?);
        let wish = Some(edit::Wish { prompt: &turn.prompt });
        let mut applied =
            edit::Apply { syntax: Some(&syntax::Languages), wish, without: &[] }.block(block, &files);
        if let Some(reason) =
            applied.change.as_ref().and_then(|(path, change)| over_limit(path, change, &files.0))
        {
            applied.report.status = FileStatus::Refused;
            applied.report.reason = Some(reason);
            applied.change = None;
        }
        if turn.options.plan_only {
            applied.report.status = FileStatus::Refused;
            applied.report.reason = Some(ONLY_TALK.to_owned());
            applied.change = None;
        }
        let mut events = before;
        events.push(match applied.change {
            Some((path, change)) => Event::FileChanged {
                before: files.0.get(&path).map(|text| vfs::content_hash(text)),
                after: match &change {
                    FileChange::Written { content } | FileChange::Renamed { content, .. } => {
                        Some(vfs::content_hash(content))
                    }
                    FileChange::Deleted | FileChange::Elided => None,
                },
                path,
                change,
                origin: Origin::Run,
                report: Some(applied.report),
                tab: None,
            },
            None => Event::FileKept { report: applied.report },
        });
        self.append(events).await
    }
}

/// Why a change cannot be stored, as a sentence.
fn over_limit(path: &str, change: &FileChange, files: &BTreeMap<String, String>) -> Option<String> {
    let (target, content) = match change {
        FileChange::Written { content } => (path, content),
        FileChange::Renamed { to, content } => (to.as_str(), content),
        FileChange::Deleted | FileChange::Elided => return None,
    };
    if content.len() > contract::MAX_FILE_BYTES {
        let most = contract::MAX_FILE_BYTES / 1024;
        return Some(format!("{target} would be larger than {most} KB. Split it into smaller files."));
    }
    if content.contains('\0') {
        return Some(format!("{target} would hold characters that are not text."));
    }
    let added = matches!(change, FileChange::Written { .. }) && !files.contains_key(target);
    if added && files.len() >= contract::MAX_FILES {
        return Some(format!(
            "The project holds its most, {} files. Delete some first.",
            contract::MAX_FILES
        ));
    }
    None
}
