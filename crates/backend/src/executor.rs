//! Carries out one turn: calls the model, stores what it says, commits its files, checks them.
//!
//! What comes next is decided by `Turn` from stored events alone, so a turn can be left at any moment and
//! taken up by another process.

use agent::{Found, Next, Reader, Turn};
use contract::{Event, FileChange, Origin, Problem, ProblemCode, RunStatus, Stage, Usage};
use llm::{FinishReason, LlmError, LlmEvent};
use tokio_util::sync::CancellationToken;

use crate::export::completed_manifest;
use crate::journal::Journal;
use crate::pieces::Pieces;
use crate::{BackendError, now_ms};

/// How often one call is continued after it was cut at the model's limit.
const CONTINUATIONS: u32 = 8;
/// How often after it broke off.
const RECONNECTS: u32 = 2;
const RETRY_FINISH: std::time::Duration = std::time::Duration::from_secs(5);

pub(crate) struct Run {
    pub(crate) journal: Journal,
    /// Somebody pressed Stop.
    pub(crate) cancel: CancellationToken,
    /// The server stops.
    pub(crate) stopping: CancellationToken,
}

/// Why a turn does not go on.
enum Stop {
    /// The rest is for the next process.
    Paused,
    Cancelled,
    Failed(Problem),
}

impl From<BackendError> for Stop {
    fn from(error: BackendError) -> Self {
        match error {
            // The project was deleted, or the store closed under this task: nobody is left to be told.
            BackendError::Store(store::StoreError::NotFound | store::StoreError::Closed) => Self::Paused,
            error => Self::Failed(error.problem()),
        }
    }
}

impl Run {
    pub(crate) async fn execute(self) {
        let mut turn = Turn::default();
        let stop = match self.drive(&mut turn).await {
            Ok(()) => return,
            Err(stop) => stop,
        };
        let (status, problem) = match stop {
            Stop::Paused => return,
            Stop::Cancelled => (RunStatus::Cancelled, None),
            Stop::Failed(problem) => (RunStatus::Failed, Some(problem)),
        };
        self.finish(&turn, status, problem).await;
    }

    async fn drive(&self, turn: &mut Turn) -> Result<(), Stop> {
        let run = &self.journal.run;
        let stored = self.journal.context.0.store.list_run_events(run).await.map_err(BackendError::from)?;
        let resumed = stored.len() > 1;
        stored.iter().for_each(|event| turn.fold(event));
        let mut reason = resumed.then_some("The server was restarted.");
        loop {
            match turn.next() {
                Next::Call => self.call(turn, reason.take()).await?,
                Next::Repair(round) => {
                    let model = Some(turn.model.clone());
                    self.record(turn, vec![Event::StageStarted { stage: Stage::Repair, model, round }])
                        .await?;
                }
                Next::Verify => self.verify(turn).await?,
                Next::Finish(status, problem) => {
                    let mut events = self.record_packages().await?;
                    let elapsed_ms = now_ms() - turn.started_at_ms;
                    events.push(Event::RunFinished { status, elapsed_ms, problem });
                    self.record(turn, events).await?;
                }
                Next::Nothing => return Ok(()),
            }
            reason = None;
        }
    }

    /// Versions of newly imported packages, into the project's `package.json`.
    async fn record_packages(&self) -> Result<Vec<Event>, Stop> {
        let files = self.journal.files().await?;
        let Some(content) = completed_manifest(&files) else { return Ok(Vec::new()) };
        Ok(vec![Event::FileChanged {
            path: "package.json".to_owned(),
            before: files.get("package.json").map(|text| vfs::content_hash(text)),
            after: Some(vfs::content_hash(&content)),
            change: FileChange::Written { content },
            origin: Origin::Run,
            report: None,
            tab: None,
        }])
    }

    /// Stores events and lets the turn know.
    async fn record(&self, turn: &mut Turn, events: Vec<Event>) -> Result<(), Stop> {
        let stored = self.journal.append(events).await?;
        stored.iter().for_each(|event| turn.fold(event));
        Ok(())
    }

    /// One model call from its beginning, or from where its stored text ends, to the end of its stage.
    async fn call(&self, turn: &mut Turn, mut resumed: Option<&'static str>) -> Result<(), Stop> {
        if turn.call.started_at_ms.is_none() {
            let model = Some(turn.model.clone());
            self.record(turn, vec![Event::StageStarted { stage: Stage::Plan, model, round: 0 }]).await?;
            resumed = None;
        }
        let mut reader = Reader::default();
        let known = reader.push(&turn.call.text);
        self.settle(turn, Vec::new(), known).await?;
        let (mut cut, mut broken) = (0, 0);
        loop {
            if let Some(reason) = resumed.take() {
                self.record(turn, vec![Event::CallResumed { reason: reason.to_owned() }]).await?;
            }
            let outcome = self.stream(turn, &mut reader).await?;
            let again = match outcome {
                Ok(FinishReason::Length) if cut < CONTINUATIONS => {
                    cut += 1;
                    "The reply was longer than the model may write at once."
                }
                // What there is of it is used; an open block is refused as incomplete.
                Ok(FinishReason::Length | FinishReason::Stop | FinishReason::Other(_)) => break,
                Err(LlmError::Stopped) if broken < RECONNECTS && !turn.call.text.is_empty() => {
                    broken += 1;
                    "The model's reply broke off."
                }
                Err(error) => return Err(Stop::Failed(error.problem())),
            };
            resumed = Some(again);
        }
        let rest = reader.finish();
        self.settle(turn, Vec::new(), rest).await?;
        let mut events = Vec::new();
        if turn.call.generating_since_ms.is_none() {
            events.extend(plan_finished(turn, Vec::new()));
        }
        let since = turn.call.generating_since_ms.unwrap_or_else(now_ms);
        let stage = if turn.call.round == 0 { Stage::Generate } else { Stage::Repair };
        events.push(Event::StageFinished { stage, elapsed_ms: now_ms() - since });
        self.record(turn, events).await
    }

    /// One request. The outer error ends the turn, the inner one the request.
    async fn stream(
        &self,
        turn: &mut Turn,
        reader: &mut Reader,
    ) -> Result<Result<FinishReason, LlmError>, Stop> {
        let Some(stream) = self.journal.request(turn).await? else {
            let error = BackendError::UnknownModel(turn.model.clone());
            return Err(Stop::Failed(error.problem()));
        };
        let mut pieces = Pieces::new(stream);
        let mut finish = None;
        let mut counted = false;
        // Whose tokens they are.
        let mut model = turn.model.clone();
        let known = turn.call.text.len();
        loop {
            let piece = tokio::select! {
                biased;
                () = self.stopping.cancelled() => return Err(Stop::Paused),
                () = self.cancel.cancelled() => return Err(Stop::Cancelled),
                piece = pieces.next() => piece,
            };
            match piece {
                Some(Ok(LlmEvent::Text(text))) => {
                    let found = reader.push(&text);
                    self.settle(turn, vec![Event::TextReceived { text }], found).await?;
                }
                Some(Ok(LlmEvent::Usage(usage))) => {
                    counted = true;
                    let model = model.clone();
                    self.record(turn, vec![Event::UsageRecorded { model, usage }]).await?;
                }
                Some(Ok(LlmEvent::Notice(text))) => self.record(turn, vec![Event::Noticed { text }]).await?,
                Some(Ok(LlmEvent::Switched(other))) => model = other,
                Some(Ok(LlmEvent::Finish(reason))) => finish = Some(reason),
                Some(Err(error)) => return Ok(Err(error)),
                None => break,
            }
        }
        if !counted && turn.call.text.len() > known {
            let usage = estimate(&turn.prompt, &turn.call.text[known..]);
            self.record(turn, vec![Event::UsageRecorded { model, usage }]).await?;
        }
        Ok(finish.ok_or(LlmError::Stopped))
    }

    /// Stores `events` and what the reader found after them; files that were settled before a break are
    /// passed over.
    async fn settle(&self, turn: &mut Turn, mut events: Vec<Event>, found: Vec<Found>) -> Result<(), Stop> {
        let mut planned = turn.call.generating_since_ms.is_some();
        for found in found {
            match found {
                Found::Plan(steps) if !planned => {
                    events.extend(plan_finished(turn, steps));
                    planned = true;
                }
                Found::Plan(_) => {}
                Found::File { number, .. } if number < turn.call.settled => {}
                Found::File { block, .. } => {
                    if !planned {
                        events.extend(plan_finished(turn, Vec::new()));
                        planned = true;
                    }
                    let stored =
                        self.journal.commit(std::mem::take(&mut events), &block, &turn.prompt).await?;
                    stored.iter().for_each(|event| turn.fold(event));
                }
            }
        }
        self.record(turn, events).await
    }

    async fn verify(&self, turn: &mut Turn) -> Result<(), Stop> {
        if turn.verifying_since_ms().is_none() {
            let started = Event::StageStarted { stage: Stage::Verify, model: None, round: turn.call.round };
            self.record(turn, vec![started]).await?;
        }
        let files = self.journal.files().await?;
        // Types of a thousand files take seconds; whoever stops the turn does not wait for them.
        let context = self.journal.context.clone();
        let verifying = tokio::task::spawn_blocking(move || context.verify(&files));
        let report = tokio::select! {
            biased;
            () = self.stopping.cancelled() => return Err(Stop::Paused),
            () = self.cancel.cancelled() => return Err(Stop::Cancelled),
            report = verifying => report.map_err(|_| {
                Stop::Failed(Problem::new(ProblemCode::Internal, "The check of the files failed."))
            })?,
        };
        let elapsed_ms = now_ms() - turn.verifying_since_ms().unwrap_or_else(now_ms);
        self.record(
            turn,
            vec![
                Event::Verified { checkers: report.list_ran(), diagnostics: report.diagnostics },
                Event::StageFinished { stage: Stage::Verify, elapsed_ms },
            ],
        )
        .await
    }

    /// The last event must be stored, or the project would stay busy: on a full disk it is tried again until
    /// there is room, and open tabs are told meanwhile.
    async fn finish(&self, turn: &Turn, status: RunStatus, problem: Option<Problem>) {
        loop {
            let elapsed_ms = now_ms() - turn.started_at_ms;
            let finished = Event::RunFinished { status, elapsed_ms, problem: problem.clone() };
            let error = match self.journal.append(vec![finished]).await {
                Ok(_) => return,
                Err(error) => error,
            };
            if matches!(error, BackendError::Store(store::StoreError::DiskFull)) {
                self.journal.context.0.store.announce_disk_full(&self.journal.project);
            }
            match Stop::from(error) {
                Stop::Failed(problem) => {
                    tracing::warn!(run = %self.journal.run, %problem, "the end of a turn cannot be stored yet");
                }
                Stop::Paused | Stop::Cancelled => return,
            }
            tokio::select! {
                () = self.stopping.cancelled() => return,
                () = tokio::time::sleep(RETRY_FINISH) => {}
            }
        }
    }
}

/// For providers that send no figures: about four bytes make a token.
fn estimate(sent: &str, received: &str) -> Usage {
    let tokens = |text: &str| i64::try_from(text.len().div_ceil(4)).unwrap_or(i64::MAX);
    Usage { input_tokens: tokens(sent), output_tokens: tokens(received), cached_tokens: 0, estimated: true }
}

fn plan_finished(turn: &Turn, steps: Vec<contract::PlanStep>) -> Vec<Event> {
    let since = turn.call.started_at_ms.unwrap_or_else(now_ms);
    let mut events = Vec::new();
    if !steps.is_empty() {
        events.push(Event::Planned { steps });
    }
    events.push(Event::StageFinished { stage: Stage::Plan, elapsed_ms: now_ms() - since });
    events.push(Event::StageStarted { stage: Stage::Generate, model: Some(turn.model.clone()), round: 0 });
    events
}
