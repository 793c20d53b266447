//! Taking single hunks of an edit back, as if the model had not sent them.

use contract::{Event, FileChange, HunkStatus, Origin, ProjectId, RunId, Stage, StoredEvent, UserId};
use edit::{Apply, FileBlock, Wish};
use store::{Append, Entry};

use crate::merge::merge;
use crate::{BackendError, Context};

/// The file that the block met.
struct Met<'a> {
    path: &'a str,
    text: Option<String>,
}

impl edit::Tree for Met<'_> {
    fn read(&self, path: &str) -> Option<String> {
        self.text.clone().filter(|_| path == self.path)
    }

    fn paths(&self) -> Vec<String> {
        self.text.iter().map(|_| self.path.to_owned()).collect()
    }
}

impl Context {
    /// Applies the edit that made event `seq` of the run once more without these hunks (numbers of its report), and
    /// puts the file in that form. What was changed since is kept; where the same lines changed, nothing is done and
    /// the sentence says so.
    pub async fn reject_hunks(
        &self,
        user: &UserId,
        run: &RunId,
        seq: i64,
        hunks: &[u32],
    ) -> Result<(), BackendError> {
        let row = self.owned_run(user, run).await?;
        if row.undone {
            return Err(BackendError::Invalid("This turn has been undone already."));
        }
        let project = ProjectId(row.project_id);
        let _lock = self.lock(&project).await;
        if self.0.store.find_active_run(&project).await?.is_some() {
            return Err(BackendError::Busy);
        }
        let events = self.0.store.list_run_events(run).await?;
        let Some((edit, block)) = find_edit(&events, seq) else {
            return Err(BackendError::Invalid("This change has no parts that could be rejected one by one."));
        };
        let applied =
            |n: &u32| edit.hunks.iter().any(|hunk| hunk.n == *n && hunk.status == HunkStatus::Applied);
        if hunks.is_empty() || !hunks.iter().all(applied) {
            return Err(BackendError::Invalid("Only parts that were applied can be rejected."));
        }
        let text = self.0.store.find_file_at(&project, edit.from, seq - 1).await?.map(|file| file.content);
        let met = Met { path: edit.from, text };
        let again = |without: &[u32]| {
            let wish = Some(Wish { prompt: edit.prompt });
            let with = Apply { syntax: Some(&syntax::Languages), wish, without };
            match with.block(&block, &met).change {
                Some((_, FileChange::Written { content } | FileChange::Renamed { content, .. })) => {
                    Some(content)
                }
                Some((_, FileChange::Deleted | FileChange::Elided)) => None,
                None => met.text.clone(),
            }
        };
        if again(&[]).as_deref() != Some(edit.content) {
            return Err(BackendError::Conflict(format!(
                "The edit of {} cannot be taken apart any more. Undo the turn instead.",
                edit.path
            )));
        }
        let Some(current) = self.0.store.find_file(&project, edit.path).await? else {
            return Err(BackendError::Conflict(format!("{} was deleted since.", edit.path)));
        };
        let Some(content) = again(hunks).and_then(|without| merge(edit.content, &current.content, &without))
        else {
            return Err(BackendError::Conflict(format!(
                "{} changed since in the same lines, so this part cannot be rejected. Undo the later changes first.",
                edit.path
            )));
        };
        if content == current.content {
            return Ok(());
        }
        let after = Some(vfs::content_hash(&content));
        let event = Event::FileChanged {
            path: edit.path.to_owned(),
            change: FileChange::Written { content },
            origin: Origin::Undo,
            before: Some(current.hash),
            after,
            report: None,
            tab: None,
        };
        let entries = vec![Entry { run: None, event }];
        self.0.store.append(Append { project, user: user.clone(), entries, create: None }).await?;
        Ok(())
    }
}

/// An edit as the log has it.
struct Edit<'a> {
    prompt: &'a str,
    from: &'a str,
    /// Where the file is since.
    path: &'a str,
    content: &'a str,
    hunks: &'a [contract::HunkReport],
}

/// The edit that event `seq` stores, and the block of the reply that it came from: each closed block of a call made
/// one event, in their order.
fn find_edit(events: &[StoredEvent], seq: i64) -> Option<(Edit<'_>, FileBlock)> {
    let (mut prompt, mut text, mut settled, mut found) = ("", String::new(), 0, None);
    let mut apart = false;
    for stored in events {
        match &stored.event {
            Event::RunStarted { prompt: asked, .. } => prompt = asked.as_str(),
            Event::StageStarted { stage: Stage::Plan | Stage::Repair, apart: began_apart, .. } => {
                if found.is_some() {
                    break;
                }
                apart = *began_apart;
                (text, settled) = (String::new(), 0);
            }
            // The planner's words are no part of the reply.
            Event::StageStarted { stage: Stage::Generate, .. } if apart => text.clear(),
            Event::TextReceived { text: more } => text.push_str(more),
            Event::FileChanged { path, change, report: Some(report), .. } => {
                if stored.seq == seq {
                    let (path, from, content) = match change {
                        FileChange::Written { content } => (path, path, content),
                        FileChange::Renamed { to, content } => (to, path, content),
                        FileChange::Deleted | FileChange::Elided => return None,
                    };
                    let hunks = report.hunks.as_slice();
                    found = Some((Edit { prompt, from, path, content, hunks }, settled));
                }
                settled += 1;
            }
            Event::FileKept { .. } => settled += 1,
            _ => {}
        }
    }
    let (edit, number) = found?;
    let mut reader = agent::Reader::default();
    let mut all = reader.push(&text);
    all.extend(reader.finish());
    let block = all.into_iter().find_map(|part| match part {
        agent::Found::File { number: other, block } if other == number => Some(block),
        agent::Found::File { .. } | agent::Found::Plan(_) => None,
    })?;
    Some((edit, block))
}
