//! Versions of a project: looked at, compared, put back.
//!
//! A version is named by the number of its last event; which events make one version is for whoever lists them to
//! say. Putting one back makes a new version, so nothing is ever lost by it.

use std::collections::{BTreeMap, HashSet};

use contract::{
    ChangeCount, Event, FileChange, FileDiff, FileView, MAX_SPANS, Origin, ProjectId, RestoreStep, RunId,
    Span, StoredEvent, UserId,
};
use store::{Append, Entry, StoredFile};

use crate::{BackendError, Context};

impl Context {
    /// All files as they stood right after event `seq`, by path.
    pub async fn open_version(
        &self,
        user: &UserId,
        project: &ProjectId,
        seq: i64,
    ) -> Result<Vec<FileView>, BackendError> {
        let row = self.owned(user, project).await?;
        check_moment(seq, row.last_seq)?;
        let files = self.0.store.list_files_at(project, seq).await?;
        Ok(files.into_iter().map(StoredFile::view).collect())
    }

    /// Files that differ between the two moments, by path, with their text at each.
    pub async fn compare_versions(
        &self,
        user: &UserId,
        project: &ProjectId,
        span: Span,
    ) -> Result<Vec<FileDiff>, BackendError> {
        let row = self.owned(user, project).await?;
        check_moment(span.from, row.last_seq)?;
        check_moment(span.to, row.last_seq)?;
        self.differences(project, span).await
    }

    /// How much differs, for each of at most [`MAX_SPANS`] spans; the rest is not answered.
    pub async fn count_changes(
        &self,
        user: &UserId,
        project: &ProjectId,
        spans: &[Span],
    ) -> Result<Vec<ChangeCount>, BackendError> {
        self.owned(user, project).await?;
        let mut counts = Vec::with_capacity(spans.len().min(MAX_SPANS));
        for span in spans.iter().take(MAX_SPANS) {
            counts.push(count(&self.differences(project, *span).await?));
        }
        Ok(counts)
    }

    /// Puts all files back to what they were right after event `seq`, as a new version. Turns that the version did
    /// not have count as undone from then on, and those whose undoing it did not know as done.
    pub async fn restore_version(
        &self,
        user: &UserId,
        project: &ProjectId,
        seq: i64,
        step: RestoreStep,
    ) -> Result<(), BackendError> {
        let row = self.owned(user, project).await?;
        check_moment(seq, row.last_seq)?;
        let _lock = self.lock(project).await;
        if self.0.store.find_active_run(project).await?.is_some() {
            return Err(BackendError::Busy);
        }
        let wanted = by_path(self.0.store.list_files_at(project, seq).await?);
        let current = by_path(self.0.store.list_files(project).await?);
        let events = self.0.store.list_run_marks(project).await?;
        let changing = self.0.store.list_changing_runs(project, seq).await?.into_iter().collect();
        let Standing { undone, redone } = Standing::at(seq, &events, &changing);
        let mut entries: Vec<Entry> =
            changes(current, wanted).into_iter().map(|event| Entry { run: None, event }).collect();
        if entries.is_empty() && undone.is_empty() && redone.is_empty() {
            return Err(BackendError::Invalid("The files are the same as in this version already."));
        }
        entries.push(Entry { run: None, event: Event::VersionRestored { seq, step, undone, redone } });
        let append = Append { project: project.clone(), user: user.clone(), entries, create: None };
        self.0.store.append(append).await?;
        Ok(())
    }

    async fn differences(&self, project: &ProjectId, span: Span) -> Result<Vec<FileDiff>, BackendError> {
        let (first, last) = (span.from.min(span.to), span.from.max(span.to));
        let mut diffs = Vec::new();
        for path in self.0.store.list_changed_paths(project, first, last).await? {
            let before = self.0.store.find_file_at(project, &path, span.from).await?.map(|file| file.content);
            let after = self.0.store.find_file_at(project, &path, span.to).await?.map(|file| file.content);
            if before != after {
                diffs.push(FileDiff { path, before, after });
            }
        }
        Ok(diffs)
    }
}

fn check_moment(seq: i64, last: i64) -> Result<(), BackendError> {
    if (0..=last).contains(&seq) { Ok(()) } else { Err(BackendError::NotFound("version")) }
}

fn by_path(files: Vec<StoredFile>) -> BTreeMap<String, StoredFile> {
    files.into_iter().map(|file| (file.path.clone(), file)).collect()
}

/// What turns `current` into `wanted`. Files go before others come: a name may have become that of a folder.
fn changes(mut current: BTreeMap<String, StoredFile>, wanted: BTreeMap<String, StoredFile>) -> Vec<Event> {
    let event = |path: String, change: FileChange, before: Option<String>, after: Option<String>| {
        Event::FileChanged { path, change, origin: Origin::Restore, before, after, report: None, tab: None }
    };
    let mut written = Vec::new();
    for (path, file) in wanted {
        let before = current.remove(&path);
        if before.as_ref().is_some_and(|before| before.content == file.content) {
            continue;
        }
        let after = vfs::content_hash(&file.content);
        let change = FileChange::Written { content: file.content };
        written.push(event(path, change, before.map(|before| before.hash), Some(after)));
    }
    let gone = current.into_values().map(|file| event(file.path, FileChange::Deleted, Some(file.hash), None));
    gone.chain(written).collect()
}

/// Lines and files; a file that only got another name counts as one without lines.
fn count(diffs: &[FileDiff]) -> ChangeCount {
    let gone: HashSet<&str> =
        diffs.iter().filter(|diff| diff.after.is_none()).filter_map(|diff| diff.before.as_deref()).collect();
    let new: HashSet<&str> =
        diffs.iter().filter(|diff| diff.before.is_none()).filter_map(|diff| diff.after.as_deref()).collect();
    let mut sum = ChangeCount::default();
    for diff in diffs {
        let (added, removed) = match (diff.before.as_deref(), diff.after.as_deref()) {
            (Some(before), None) if new.contains(before) => continue,
            (None, Some(after)) if gone.contains(after) => (0, 0),
            (before, after) => edit::count_changes(before.unwrap_or_default(), after.unwrap_or_default()),
        };
        sum.files += 1;
        sum.added = sum.added.saturating_add(added);
        sum.removed = sum.removed.saturating_add(removed);
    }
    sum
}

/// Whose changes come and go with a restoration.
#[derive(Debug, Default, PartialEq, Eq)]
struct Standing {
    undone: Vec<RunId>,
    redone: Vec<RunId>,
}

impl Standing {
    /// Back to event `seq`. `changing` are the runs that changed a file after it.
    fn at(seq: i64, events: &[StoredEvent], changing: &HashSet<RunId>) -> Self {
        let (mut runs, mut then, mut now) = (Vec::new(), HashSet::new(), HashSet::new());
        for stored in events {
            match (&stored.event, &stored.run) {
                (Event::RunStarted { .. }, Some(run)) => runs.push((run, stored.seq)),
                (Event::RunUndone { undone }, _) => {
                    now.insert(undone);
                }
                (Event::VersionRestored { undone, redone, .. }, _) => {
                    now.extend(undone);
                    now.retain(|run| !redone.contains(*run));
                }
                _ => {}
            }
            if stored.seq <= seq {
                then.clone_from(&now);
            }
        }
        let mut standing = Self::default();
        for (run, started) in runs {
            let stood = if started > seq { !changing.contains(run) } else { !then.contains(run) };
            let stands = !now.contains(run);
            match (stands, stood) {
                (true, false) => standing.undone.push(run.clone()),
                // One that began later can only go.
                (false, true) if started <= seq => standing.redone.push(run.clone()),
                (false, _) | (true, true) => {}
            }
        }
        standing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn started(seq: i64, run: &str) -> StoredEvent {
        let event = Event::RunStarted {
            conversation: "c".into(),
            prompt: "p".into(),
            model: "demo/easel".into(),
            options: Default::default(),
        };
        StoredEvent { seq, at_ms: 0, run: Some(run.into()), event }
    }

    fn mark(seq: i64, event: Event) -> StoredEvent {
        StoredEvent { seq, at_ms: 0, run: None, event }
    }

    #[test]
    fn turns_stand_as_they_stood_in_the_version() {
        let mut log = vec![
            started(2, "one"),
            started(5, "two"),
            started(8, "talk"),
            mark(10, Event::RunUndone { undone: "two".into() }),
        ];
        let at = |seq: i64, log: &[StoredEvent], changing: &[&str]| {
            let changing = changing.iter().map(|run| RunId::from(*run)).collect();
            let Standing { undone, redone } = Standing::at(seq, log, &changing);
            let names = |runs: Vec<RunId>| runs.into_iter().map(|run| run.0).collect::<Vec<_>>().join(" ");
            (names(undone), names(redone))
        };
        let pair = |undone: &str, redone: &str| (undone.to_owned(), redone.to_owned());
        assert_eq!(at(1, &log, &["one", "two"]), pair("one", ""), "the second is undone already");
        assert_eq!(at(4, &log, &["two"]), pair("", ""));
        assert_eq!(at(7, &log, &[]), pair("", "two"), "before it was undone");
        assert_eq!(at(10, &log, &[]), pair("", ""));
        let restored = Event::VersionRestored {
            seq: 1,
            step: RestoreStep::Picked,
            undone: vec!["one".into()],
            redone: vec!["two".into()],
        };
        log.push(mark(12, restored));
        assert_eq!(at(10, &log, &[]), pair("two", "one"), "and back again");
    }

    #[test]
    fn a_file_that_got_another_name_has_no_changed_lines() {
        let diff = |path: &str, before: Option<&str>, after: Option<&str>| FileDiff {
            path: path.into(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        let diffs = [
            diff("a", Some("1\n2\n"), None),
            diff("b", None, Some("1\n2\n")),
            diff("c", Some("x\ny\n"), Some("x\nz\nw\n")),
            diff("d", None, Some("one\n")),
        ];
        assert_eq!(count(&diffs), ChangeCount { files: 3, added: 3, removed: 1 });
    }
}
