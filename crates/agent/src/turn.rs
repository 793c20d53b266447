//! A turn as a state machine: plan, generate, verify, repair, finish.
//!
//! What has happened comes in as stored events, what to do next goes out as one command. Nothing else is
//! remembered, so a turn that was interrupted is read from the log and goes on, and one that was not has
//! taken the same way.

use std::collections::{BTreeMap, BTreeSet};

use contract::{
    Diagnostic, Event, FileReport, FileStatus, ModelId, Problem, ProblemCode, RunStatus, Severity, Stage,
    StoredEvent, TurnOptions,
};

use crate::complaint::{Complaint, same_mistakes};

/// How often at most a model is asked to mend one turn.
pub const REPAIR_ROUNDS: u32 = 2;

/// One turn, as far as its events tell.
#[derive(Debug, Default)]
pub struct Turn {
    pub prompt: String,
    pub options: TurnOptions,
    model: ModelId,
    pub started_at_ms: i64,
    /// Of `RunStarted`.
    pub start_seq: i64,
    pub finished: bool,
    pub call: Call,
    /// By path, the newest report; a refused file that a repair mends counts as mended.
    reports: BTreeMap<String, FileReport>,
    changed: BTreeSet<String>,
    /// What a planner's own call said.
    pub plan: String,
    /// The plan named files.
    announced: bool,
    verifying_since_ms: Option<i64>,
    verified: Option<Vec<Diagnostic>>,
    /// In a repair: the reply before it and what was wrong with that.
    repair: Option<(String, Vec<Complaint>)>,
}

/// The newest model call.
#[derive(Debug, Default)]
pub struct Call {
    /// 0 for the first, 1.. for repairs.
    pub round: u32,
    /// Of the event that began it: the files at this number are those the model was shown, also when the
    /// call is taken up again after some of its own edits were committed.
    pub start_seq: i64,
    /// It only makes the plan: its text is no part of the reply.
    pub apart: bool,
    /// Another model than the turn's, which plans or mends.
    model: Option<ModelId>,
    pub started_at_ms: Option<i64>,
    /// None until the plan is closed.
    pub generating_since_ms: Option<i64>,
    /// All text received so far.
    pub text: String,
    /// Closed blocks whose outcome is stored.
    pub settled: usize,
    pub ended: bool,
}

/// What to do about a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Call the model, or take the call up again where `call.text` ends.
    Call,
    /// Begin this round: ask for corrections of what `list_complaints` lists.
    Repair(u32),
    Verify,
    Finish(RunStatus, Option<Problem>),
    /// The turn is over.
    Nothing,
}

impl Turn {
    /// Takes in what has happened. Events of other turns must not be given.
    pub fn fold(&mut self, stored: &StoredEvent) {
        match &stored.event {
            Event::RunStarted { prompt, model, options, .. } => {
                self.prompt.clone_from(prompt);
                self.options.clone_from(options);
                self.model = model.clone();
                self.started_at_ms = stored.at_ms;
                self.start_seq = stored.seq;
            }
            Event::StageStarted { stage: Stage::Plan, model, apart, .. } => {
                self.call = Call {
                    apart: *apart,
                    model: model.clone().filter(|_| *apart),
                    start_seq: stored.seq,
                    started_at_ms: Some(stored.at_ms),
                    ..Call::default()
                };
            }
            Event::StageStarted { stage: Stage::Repair, round, model, .. } => {
                self.repair = Some((std::mem::take(&mut self.call.text), self.complaints()));
                self.verified = None;
                self.call = Call {
                    round: *round,
                    model: model.clone(),
                    start_seq: stored.seq,
                    started_at_ms: Some(stored.at_ms),
                    generating_since_ms: Some(stored.at_ms),
                    ..Call::default()
                };
            }
            Event::StageStarted { stage: Stage::Generate, .. } => {
                if self.call.apart {
                    self.plan = std::mem::take(&mut self.call.text);
                    self.call =
                        Call { start_seq: stored.seq, started_at_ms: Some(stored.at_ms), ..Call::default() };
                }
                self.call.generating_since_ms = Some(stored.at_ms);
            }
            Event::StageStarted { stage: Stage::Verify, .. } => self.verifying_since_ms = Some(stored.at_ms),
            Event::Planned { steps } => self.announced |= steps.iter().any(|step| step.path.is_some()),
            Event::TextReceived { text } => self.call.text.push_str(text),
            Event::FileChanged { path, report, .. } => {
                self.changed.insert(path.clone());
                if let Some(report) = report {
                    self.report(report);
                }
            }
            Event::FileKept { report } => self.report(report),
            Event::Verified { diagnostics, .. } => self.verified = Some(diagnostics.clone()),
            Event::StageFinished { stage: Stage::Generate | Stage::Repair, .. } => self.call.ended = true,
            Event::StageFinished { stage: Stage::Verify, .. } => self.verifying_since_ms = None,
            Event::RunFinished { .. } => self.finished = true,
            Event::StageFinished { stage: Stage::Plan, .. }
            | Event::ProjectRenamed { .. }
            | Event::ProjectForked { .. }
            | Event::CallResumed { .. }
            | Event::Noticed { .. }
            | Event::UsageRecorded { .. }
            | Event::PromptQueued { .. }
            | Event::PromptUnqueued { .. }
            | Event::RunUndone { .. }
            | Event::VersionRestored { .. } => {}
        }
    }

    fn report(&mut self, report: &FileReport) {
        self.call.settled += 1;
        let path = report.to.as_ref().unwrap_or(&report.path);
        self.changed.extend(report.to.clone());
        self.reports.insert(path.clone(), report.clone());
    }

    /// Which model the newest call is for.
    pub fn model(&self) -> &ModelId {
        self.call.model.as_ref().unwrap_or(&self.model)
    }

    /// Which model the turn was asked of, whoever plans or mends.
    pub fn author(&self) -> &ModelId {
        &self.model
    }

    /// The reply to mend and the complaints about it, while a repair runs.
    pub fn repair(&self) -> Option<(&str, Vec<String>)> {
        let (reply, complaints) = self.repair.as_ref()?;
        Some((reply.as_str(), complaints.iter().map(Complaint::to_string).collect()))
    }

    /// Milliseconds since the Unix epoch, while the check runs.
    pub fn verifying_since_ms(&self) -> Option<i64> {
        self.verifying_since_ms
    }

    pub fn next(&self) -> Next {
        if self.finished {
            return Next::Nothing;
        }
        if !self.call.ended {
            return Next::Call;
        }
        if self.options.plan_only && self.changed.is_empty() {
            return Next::Finish(RunStatus::Succeeded, None);
        }
        if self.reports.is_empty() {
            return self.finish_without_files();
        }
        if self.verified.is_none() {
            return Next::Verify;
        }
        let complaints = self.complaints();
        if complaints.is_empty() {
            return Next::Finish(RunStatus::Succeeded, None);
        }
        let repeated = self.repair.as_ref().is_some_and(|(_, before)| same_mistakes(before, &complaints));
        if self.call.round < REPAIR_ROUNDS && !repeated {
            return Next::Repair(self.call.round + 1);
        }
        if self.changed.is_empty() {
            return Next::Finish(RunStatus::Failed, Some(nothing_fitted(&complaints)));
        }
        Next::Finish(RunStatus::NeedsReview, None)
    }

    /// An answer in words is an answer; files that were announced and did not come are a failure.
    fn finish_without_files(&self) -> Next {
        let problem = |sentence: &str| Some(Problem::new(ProblemCode::NoFiles, sentence));
        if self.announced || self.call.text.trim().is_empty() {
            let sentence =
                "The model's reply held no files. Press Retry, or say more exactly what to build or change.";
            return Next::Finish(RunStatus::Failed, problem(sentence));
        }
        let sentence = "No files were changed. To change something, ask for what you want to see.";
        Next::Finish(RunStatus::Succeeded, problem(sentence))
    }

    /// What a repair has to mend, one sentence each.
    pub fn list_complaints(&self) -> Vec<String> {
        self.complaints().iter().map(Complaint::to_string).collect()
    }

    /// Refused edits, and errors in files of this turn: what was wrong before it is not its business.
    fn complaints(&self) -> Vec<Complaint> {
        let refused = self.reports.values().filter(|report| match report.status {
            FileStatus::Refused | FileStatus::Partial => true,
            FileStatus::Applied | FileStatus::Unchanged => false,
        });
        let found = self.verified.iter().flatten();
        let errors =
            found.filter(|found| found.severity == Severity::Error && self.changed.contains(&found.path));
        refused.map(Complaint::refused).chain(errors.map(Complaint::found)).collect()
    }
}

/// For a turn none of whose edits could be used.
fn nothing_fitted(complaints: &[Complaint]) -> Problem {
    let code = if complaints.iter().all(Complaint::is_about_path) {
        ProblemCode::PathRefused
    } else {
        ProblemCode::EditRefused
    };
    let first = complaints.first().map(Complaint::to_string).unwrap_or_default();
    let more = match complaints.len() {
        0 | 1 => String::new(),
        n => format!(" ({} more.)", n - 1),
    };
    Problem::new(
        code,
        format!(
            "None of the model's edits could be used, and your files stay as they were. {}{more} Press Retry, or \
             say it in other words.",
            sentence(&first)
        ),
    )
}

fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}
