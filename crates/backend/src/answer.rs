//! A turn as scripts see it: whole, when it has ended, and as messages of a conversation.

use std::collections::BTreeMap;

use contract::{
    Answer, AnsweredFile, ConversationId, Event, FileReport, MessagePage, MessageRole, MessageView, RunId,
    RunStatus, Stage, StartedRun, StartedView, StoredEvent, Timing, Usage, UserId,
};
use edit::{ParseEvent, Parser};
use futures::StreamExt;
use store::RunRow;

use crate::{BackendError, Context};

/// Messages of a page: two of each turn.
const MOST_MESSAGES: u32 = 100;

impl Context {
    /// Where the events of a turn that was just started can be heard.
    pub async fn describe_started(
        &self,
        user: &UserId,
        started: &StartedRun,
    ) -> Result<StartedView, BackendError> {
        let row = self.owned_run(user, &started.run).await?;
        Ok(StartedView {
            generation_id: started.run.clone(),
            project_id: started.project.clone(),
            conversation_id: ConversationId(row.conversation_id),
            message_id: message_id(&started.run, MessageRole::User),
            ws_url: format!("/ws/ai/stream?project={}&after={}", started.project, row.start_seq - 1),
        })
    }

    /// Waits until a turn has ended. The turn itself goes on when nobody waits any more.
    pub async fn await_answer(&self, user: &UserId, run: &RunId) -> Result<Answer, BackendError> {
        let row = self.owned_run(user, run).await?;
        let project = contract::ProjectId(row.project_id.clone());
        let mut events = Vec::new();
        let mut stream = std::pin::pin!(self.0.store.subscribe(&project, row.start_seq - 1));
        while let Some(batch) = stream.next().await {
            let mine = batch?.into_iter().filter(|stored| stored.run.as_ref() == Some(run));
            events.extend(mine);
            if matches!(events.last().map(|stored| &stored.event), Some(Event::RunFinished { .. })) {
                let mut answer = summarise(&row, &events);
                let files = self.0.store.list_files(&project).await?;
                for file in &mut answer.files {
                    let now = files.iter().find(|stored| stored.path == file.path);
                    file.content = now.map(|stored| stored.content.clone());
                }
                return Ok(answer);
            }
        }
        // The stream ends when the project is deleted or the server stops.
        if self.0.stopping.is_cancelled() {
            return Err(BackendError::Stopping);
        }
        Err(BackendError::NotFound("turn"))
    }

    /// Messages of a conversation, oldest first. `after` is the id of the last one that is known.
    pub async fn list_messages(
        &self,
        user: &UserId,
        conversation: &ConversationId,
        after: Option<&str>,
        most: Option<u32>,
    ) -> Result<MessagePage, BackendError> {
        let missing = BackendError::NotFound("conversation");
        let Some(project) = self.0.store.find_conversation_project(conversation).await? else {
            return Err(missing);
        };
        match self.owned(user, &project).await {
            Ok(_) => {}
            Err(BackendError::NotFound(_)) => return Err(missing),
            Err(error) => return Err(error),
        }
        let turns = most.unwrap_or(MOST_MESSAGES).clamp(2, MOST_MESSAGES) / 2;
        let after = after.map(|id| RunId::from(id.rsplit_once('.').map_or(id, |(run, _)| run)));
        let rows = self.0.store.list_conversation_runs(conversation, after.as_ref(), turns + 1).await?;
        let more = rows.len() > usize::try_from(turns).unwrap_or(usize::MAX);
        let mut messages = Vec::new();
        for row in rows.into_iter().take(usize::try_from(turns).unwrap_or(usize::MAX)) {
            let run = RunId(row.id.clone());
            let events = self.0.store.list_run_events(&run).await?;
            let answer = summarise(&row, &events);
            messages.push(MessageView {
                id: message_id(&run, MessageRole::User),
                role: MessageRole::User,
                content: row.prompt.clone(),
                generation_id: run.clone(),
                created_at_ms: row.started_at_ms,
                status: None,
                model: None,
                files: Vec::new(),
            });
            messages.push(MessageView {
                id: message_id(&run, MessageRole::Assistant),
                role: MessageRole::Assistant,
                content: answer.text,
                generation_id: run,
                created_at_ms: row.finished_at_ms.unwrap_or(row.started_at_ms),
                status: Some(answer.status),
                model: Some(answer.model),
                files: answer.files.into_iter().map(|file| file.path).collect(),
            });
        }
        let next = messages.last().filter(|_| more).map(|message| message.id.clone());
        Ok(MessagePage { messages, next })
    }
}

fn message_id(run: &RunId, role: MessageRole) -> String {
    match role {
        MessageRole::User => format!("{run}.user"),
        MessageRole::Assistant => format!("{run}.assistant"),
    }
}

/// What the events of a turn come to. Contents of files are left open.
fn summarise(row: &RunRow, events: &[StoredEvent]) -> Answer {
    let mut answer = Answer {
        generation_id: RunId(row.id.clone()),
        project_id: row.project_id.clone().into(),
        status: RunStatus::Running,
        model: row.model.clone().into(),
        text: String::new(),
        files: Vec::new(),
        diagnostics: Vec::new(),
        rounds: 0,
        usage: Usage::default(),
        cost_micros: None,
        timing: Timing::default(),
        problem: None,
    };
    let mut reports: BTreeMap<String, FileReport> = BTreeMap::new();
    // One for each call: their replies are separate texts.
    let mut parsers = vec![Parser::new()];
    let mut planning = false;
    let since = |stored: &StoredEvent| stored.at_ms - row.started_at_ms;
    for stored in events {
        match &stored.event {
            Event::StageStarted { stage: Stage::Repair, round, .. } => {
                answer.rounds = *round;
                parsers.push(Parser::new());
            }
            Event::StageStarted { stage: Stage::Plan, apart, .. } => planning = *apart,
            Event::StageStarted { stage: Stage::Generate, .. } => planning = false,
            Event::TextReceived { .. } if planning => {}
            Event::TextReceived { text } => {
                answer.timing.first_text_ms.get_or_insert(since(stored));
                if let Some(parser) = parsers.last_mut() {
                    say(&mut answer.text, parser.push(text.as_bytes()));
                }
            }
            Event::FileChanged { report: Some(report), .. } | Event::FileKept { report } => {
                answer.timing.first_file_ms.get_or_insert(since(stored));
                reports.insert(report.to.clone().unwrap_or_else(|| report.path.clone()), report.clone());
            }
            Event::Verified { diagnostics, .. } => {
                answer.timing.verified_ms = Some(since(stored));
                answer.diagnostics.clone_from(diagnostics);
            }
            Event::UsageRecorded { usage, cost_micros, .. } => {
                answer.usage.input_tokens += usage.input_tokens;
                answer.usage.output_tokens += usage.output_tokens;
                answer.usage.cached_tokens += usage.cached_tokens;
                answer.usage.estimated |= usage.estimated;
                if let Some(cost) = cost_micros {
                    *answer.cost_micros.get_or_insert_default() += cost;
                }
            }
            Event::RunFinished { status, elapsed_ms, problem } => {
                answer.status = *status;
                answer.timing.total_ms = *elapsed_ms;
                answer.problem.clone_from(problem);
            }
            Event::ProjectRenamed { .. }
            | Event::ProjectForked { .. }
            | Event::RunStarted { .. }
            | Event::StageStarted { .. }
            | Event::CallResumed { .. }
            | Event::Noticed { .. }
            | Event::Planned { .. }
            | Event::FileChanged { report: None, .. }
            | Event::StageFinished { .. }
            | Event::PromptQueued { .. }
            | Event::PromptUnqueued { .. }
            | Event::RunUndone { .. }
            | Event::VersionRestored { .. } => {}
        }
    }
    for mut parser in parsers {
        say(&mut answer.text, parser.finish());
    }
    answer.text = without_gaps(&answer.text);
    answer.files = reports.into_iter().map(|(path, report)| file(path, report)).collect();
    answer
}

/// Where files stood, only their blank lines are left.
fn without_gaps(text: &str) -> String {
    let mut out = text.trim().to_owned();
    while out.contains("\n\n\n") {
        out = out.replace("\n\n\n", "\n\n");
    }
    out
}

fn say(text: &mut String, events: Vec<ParseEvent>) {
    for event in events {
        if let ParseEvent::Prose(prose) = event {
            text.push_str(&prose);
        }
    }
}

fn file(path: String, report: FileReport) -> AnsweredFile {
    let reason = report.reason.or_else(|| report.hunks.into_iter().find_map(|hunk| hunk.reason));
    AnsweredFile { path, op: report.op, status: report.status, why: report.why, reason, content: None }
}
