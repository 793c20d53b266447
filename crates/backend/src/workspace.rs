//! What a tab gets when it opens a project.

use contract::{Event, FileChange, ProjectId, StoredEvent, UserId, WorkspaceView};

use crate::{BackendError, Context};

impl Context {
    /// Files and history as they stood before the active turn, or as they stand now if there is none; the
    /// rest comes by `subscribe` from `seq`. So a reload, a second tab and a restart are one path.
    pub async fn open_workspace(
        &self,
        user: &UserId,
        project: &ProjectId,
    ) -> Result<WorkspaceView, BackendError> {
        let row = self.owned(user, project).await?;
        let seq = match self.0.store.find_active_run(project).await? {
            // Read after the row, so that it may be younger than what the row says.
            Some(run) => row.last_seq.min(run.start_seq - 1),
            None => row.last_seq,
        };
        let files = self.0.store.list_files_at(project, seq).await?;
        let history = condense(self.0.store.list_events(project, seq).await?);
        Ok(WorkspaceView {
            project: row.view(),
            files: files.into_iter().map(store::StoredFile::view).collect(),
            history,
            seq,
            models: self.list_models(),
        })
    }
}

/// Joins neighbouring pieces of text and leaves out contents of files, which are sent along once.
fn condense(events: Vec<StoredEvent>) -> Vec<StoredEvent> {
    let mut condensed: Vec<StoredEvent> = Vec::new();
    for mut event in events {
        match &mut event.event {
            Event::TextReceived { text } => {
                if let Some(last) = condensed.last_mut()
                    && last.run == event.run
                    && let Event::TextReceived { text: before } = &mut last.event
                {
                    before.push_str(text);
                    last.seq = event.seq;
                    continue;
                }
            }
            Event::FileChanged { change, .. } => *change = FileChange::Elided,
            Event::ProjectRenamed { .. }
            | Event::ProjectForked { .. }
            | Event::RunStarted { .. }
            | Event::StageStarted { .. }
            | Event::CallResumed { .. }
            | Event::Noticed { .. }
            | Event::Planned { .. }
            | Event::FileKept { .. }
            | Event::Verified { .. }
            | Event::UsageRecorded { .. }
            | Event::StageFinished { .. }
            | Event::RunFinished { .. }
            | Event::PromptQueued { .. }
            | Event::PromptUnqueued { .. }
            | Event::RunUndone { .. }
            | Event::VersionRestored { .. } => {}
        }
        condensed.push(event);
    }
    condensed
}

#[cfg(test)]
mod tests {
    use contract::{Event, FileChange, Origin, RunId, StoredEvent};

    fn stored(seq: i64, event: Event) -> StoredEvent {
        StoredEvent { seq, at_ms: 0, run: Some(RunId::from("r")), event }
    }

    fn text(text: &str) -> Event {
        Event::TextReceived { text: text.into() }
    }

    #[test]
    fn text_is_joined_up_to_the_next_other_event_and_contents_are_left_out() {
        let change = |change| Event::FileChanged {
            path: "a".into(),
            change,
            origin: Origin::Run,
            before: None,
            after: Some("h".into()),
            report: None,
            tab: None,
        };
        let written = change(FileChange::Written { content: "x".into() });
        let events =
            vec![stored(1, text("a")), stored(2, text("b")), stored(3, written), stored(4, text("c"))];
        let condensed = super::condense(events);
        assert_eq!(
            condensed,
            [stored(2, text("ab")), stored(3, change(FileChange::Elided)), stored(4, text("c"))]
        );
    }
}
