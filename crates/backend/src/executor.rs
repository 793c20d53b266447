//! Carries out one turn: calls the model, stores what it says, commits its files, checks them.
//!
//! What comes next is decided by `Turn` from stored events alone, so a turn can be left at any moment and
//! taken up by another process.

use agent::{Found, Next, Reader, Seam, Turn};
use contract::{Event, FileChange, ModelId, Origin, Problem, ProblemCode, RunStatus, Stage, Usage};
use llm::{FinishReason, LlmError, LlmEvent};
use tokio_util::sync::CancellationToken;

use crate::export::completed_manifest;
use crate::journal::Journal;
use crate::pieces::Pieces;
use crate::request::Asked;
use crate::usage::Spending;
use crate::{BackendError, image, now_ms};

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
                    if let Spending::Over = self.warn_of_spending(turn).await? {
                        self.end(turn, RunStatus::NeedsReview, Some(budget_reached())).await?;
                        continue;
                    }
                    let chosen = self.journal.context.stage_models().await.map_err(Stop::from)?.repair;
                    let model = Some(chosen.unwrap_or_else(|| turn.model().clone()));
                    self.record(
                        turn,
                        vec![Event::StageStarted { stage: Stage::Repair, model, round, apart: false }],
                    )
                    .await?;
                }
                Next::Verify => self.verify(turn).await?,
                Next::Finish(status, problem) => self.end(turn, status, problem).await?,
                Next::Nothing => return Ok(()),
            }
            reason = None;
        }
    }

    async fn end(&self, turn: &mut Turn, status: RunStatus, problem: Option<Problem>) -> Result<(), Stop> {
        let mut events = self.record_packages().await?;
        events.push(Event::RunFinished { status, elapsed_ms: now_ms() - turn.started_at_ms, problem });
        self.record(turn, events).await
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
            self.warn_of_spending(turn).await?;
            let planner = self.planner(turn).await?;
            let apart = planner.is_some();
            let model = Some(planner.unwrap_or_else(|| turn.author().clone()));
            self.record(turn, vec![Event::StageStarted { stage: Stage::Plan, model, round: 0, apart }])
                .await?;
            resumed = None;
        }
        if turn.call.apart {
            return self.plan(turn, resumed).await;
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

    /// Who makes the plan in a call of its own, if anybody: not for questions, for talk, or to mend something.
    async fn planner(&self, turn: &Turn) -> Result<Option<ModelId>, Stop> {
        if turn.options.plan_only || turn.options.fix {
            return Ok(None);
        }
        let Some(planner) = self.journal.context.stage_models().await?.plan else { return Ok(None) };
        let has_files = !self.journal.files().await?.is_empty();
        Ok((agent::Kind::of(&turn.prompt, has_files) != agent::Kind::Explain).then_some(planner))
    }

    /// The planner's call. A turn does not fail by it: without a plan made before, the reply brings its own.
    async fn plan(&self, turn: &mut Turn, resumed: Option<&'static str>) -> Result<(), Stop> {
        if let Some(reason) = resumed {
            self.record(turn, vec![Event::CallResumed { reason: reason.to_owned() }]).await?;
        }
        let failure = if self.journal.context.models().find(turn.model()).is_none() {
            Some(BackendError::UnknownModel(turn.model().clone()).problem())
        } else {
            self.stream(turn, &mut Reader::default()).await?.err().map(|error| error.problem())
        };
        let mut events = Vec::new();
        if let Some(problem) = failure {
            let text = format!("No plan was made beforehand: {}", problem.message);
            events.push(Event::Noticed { text });
        }
        let mut reader = Reader::default();
        let mut found = reader.push(&turn.call.text);
        found.extend(reader.finish());
        let steps = found.into_iter().find_map(|part| match part {
            Found::Plan(steps) => Some(steps),
            Found::File { .. } => None,
        });
        events.extend(plan_finished(turn, steps.unwrap_or_default()));
        self.record(turn, events).await
    }

    /// One request. The outer error ends the turn, the inner one the request.
    async fn stream(
        &self,
        turn: &mut Turn,
        reader: &mut Reader,
    ) -> Result<Result<FinishReason, LlmError>, Stop> {
        let Some(Asked { reply, trimmed, unseen }) = self.journal.request(turn).await? else {
            let error = BackendError::UnknownModel(turn.model().clone());
            return Err(Stop::Failed(error.problem()));
        };
        if turn.call.text.is_empty() && !trimmed.is_empty() {
            let text = not_shown(&trimmed);
            self.record(turn, vec![Event::Noticed { text }]).await?;
        }
        // A repair by the same model has nothing new to tell.
        let first = turn.call.round == 0 || turn.model() != turn.author();
        if let Some(text) = unseen.filter(|_| first && turn.call.text.is_empty()) {
            self.record(turn, vec![Event::Noticed { text }]).await?;
        }
        let mut pieces = Pieces::new(reply);
        let mut finish = None;
        let mut counted = false;
        // Whose tokens they are.
        let mut model = turn.model().clone();
        let known = turn.call.text.len();
        let mut seam = Seam::new(&turn.call.text);
        loop {
            let piece = tokio::select! {
                biased;
                () = self.stopping.cancelled() => return Err(Stop::Paused),
                () = self.cancel.cancelled() => return Err(Stop::Cancelled),
                piece = pieces.next() => piece,
            };
            match piece {
                Some(Ok(LlmEvent::Text(text))) => self.receive(turn, reader, seam.push(&text)).await?,
                Some(Ok(LlmEvent::Usage(usage))) => {
                    counted = true;
                    let model = model.clone();
                    self.count(turn, model, usage).await?;
                }
                Some(Ok(LlmEvent::Notice(text))) => self.record(turn, vec![Event::Noticed { text }]).await?,
                Some(Ok(LlmEvent::Switched(other))) => model = other,
                Some(Ok(LlmEvent::Finish(reason))) => finish = Some(reason),
                Some(Err(error)) => {
                    self.receive(turn, reader, seam.finish()).await?;
                    return Ok(Err(error));
                }
                None => break,
            }
        }
        self.receive(turn, reader, seam.finish()).await?;
        if !counted && turn.call.text.len() > known {
            let usage = estimate(turn, &turn.call.text[known..]);
            self.count(turn, model, usage).await?;
        }
        Ok(finish.ok_or(LlmError::Stopped))
    }

    /// Stores text of the reply and the files that it completes.
    async fn receive(&self, turn: &mut Turn, reader: &mut Reader, text: String) -> Result<(), Stop> {
        if text.is_empty() {
            return Ok(());
        }
        let found = reader.push(&text);
        self.settle(turn, vec![Event::TextReceived { text }], found).await
    }

    async fn count(&self, turn: &mut Turn, model: ModelId, usage: Usage) -> Result<(), Stop> {
        let event = self.journal.context.priced(model, usage).await?;
        self.record(turn, vec![event]).await
    }

    /// Says so in the turn when the project nears its budget.
    async fn warn_of_spending(&self, turn: &mut Turn) -> Result<Spending, Stop> {
        let spending = self.journal.context.spending(&self.journal.project).await?;
        if let Spending::Near { percent } = spending {
            let text = format!("This project has used {percent}% of its budget.");
            self.record(turn, vec![Event::Noticed { text }]).await?;
        }
        Ok(spending)
    }

    /// Stores `events` and what the reader found after them; files that were settled before a break are
    /// passed over.
    async fn settle(&self, turn: &mut Turn, mut events: Vec<Event>, found: Vec<Found>) -> Result<(), Stop> {
        if turn.call.apart {
            // Only the plan is asked for; whatever else is sent is no edit.
            return self.record(turn, events).await;
        }
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
                    let stored = self.journal.commit(std::mem::take(&mut events), &block, turn).await?;
                    stored.iter().for_each(|event| turn.fold(event));
                }
            }
        }
        self.record(turn, events).await
    }

    async fn verify(&self, turn: &mut Turn) -> Result<(), Stop> {
        if turn.verifying_since_ms().is_none() {
            let started = Event::StageStarted {
                stage: Stage::Verify,
                model: None,
                round: turn.call.round,
                apart: false,
            };
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

/// What the model does not get to read, as a sentence.
fn not_shown(paths: &[String]) -> String {
    let named: Vec<&str> = paths.iter().take(3).map(String::as_str).collect();
    let more = match paths.len().saturating_sub(named.len()) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    format!(
        "The project is larger than what goes into one request: the model knows of {}{more} only that they are there. \
         Name or pin a file to send it.",
        named.join(", ")
    )
}

fn budget_reached() -> Problem {
    Problem::new(
        ProblemCode::BudgetSpent,
        "The project's budget was used up before everything was mended. Raise it on the usage page, then ask for the \
         rest.",
    )
}

/// For providers that send no figures: about four bytes make a token.
fn estimate(turn: &Turn, received: &str) -> Usage {
    let tokens = |text: &str| i64::try_from(text.len().div_ceil(4)).unwrap_or(i64::MAX);
    let sent = tokens(&turn.prompt).saturating_add(image::tokens(turn.options.images.len()));
    Usage { input_tokens: sent, output_tokens: tokens(received), cached_tokens: 0, estimated: true }
}

fn plan_finished(turn: &Turn, steps: Vec<contract::PlanStep>) -> Vec<Event> {
    let since = turn.call.started_at_ms.unwrap_or_else(now_ms);
    let mut events = Vec::new();
    if !steps.is_empty() {
        events.push(Event::Planned { steps });
    }
    events.push(Event::StageFinished { stage: Stage::Plan, elapsed_ms: now_ms() - since });
    events.push(Event::StageStarted {
        stage: Stage::Generate,
        model: Some(turn.author().clone()),
        round: 0,
        apart: false,
    });
    events
}
