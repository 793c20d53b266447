//! What a turn has come to, told by its events alone: a turn that was interrupted is read from the log and
//! goes on, and one that was not has taken the same way.

use std::collections::{BTreeMap, BTreeSet};

use contract::{
    Diagnostic, Event, FileReport, FileStatus, ModelId, Problem, ProblemCode, RunStatus, Severity, Stage,
    StoredEvent,
};

/// Repair rounds at most.
const ROUNDS: u32 = 2;

#[derive(Debug, Default)]
pub(crate) struct Turn {
    pub(crate) prompt: String,
    pub(crate) model: ModelId,
    pub(crate) started_at_ms: i64,
    pub(crate) start_seq: i64,
    pub(crate) finished: bool,
    pub(crate) call: Call,
    /// By path, the newest report; a refused file that a repair mends counts as mended.
    reports: BTreeMap<String, FileReport>,
    changed: BTreeSet<String>,
    verifying_since_ms: Option<i64>,
    verified: Option<Vec<Diagnostic>>,
    /// In a repair: the reply before it and what was wrong with that. The same complaints twice mean that
    /// asking again is no use.
    repair: Option<(String, Vec<String>)>,
}

/// The newest model call.
#[derive(Debug, Default)]
pub(crate) struct Call {
    pub(crate) round: u32,
    pub(crate) started_at_ms: Option<i64>,
    /// None until the plan is closed.
    pub(crate) generating_since_ms: Option<i64>,
    pub(crate) text: String,
    /// Closed blocks whose outcome is stored.
    pub(crate) settled: usize,
    pub(crate) ended: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Call the model, or take the call up again.
    Call,
    /// Ask for corrections of what `list_complaints` lists.
    Repair(u32),
    Verify,
    Finish(RunStatus, Option<Problem>),
    Nothing,
}

impl Turn {
    pub(crate) fn fold(&mut self, stored: &StoredEvent) {
        match &stored.event {
            Event::RunStarted { prompt, model, .. } => {
                self.prompt.clone_from(prompt);
                self.model = model.clone();
                self.started_at_ms = stored.at_ms;
                self.start_seq = stored.seq;
            }
            Event::StageStarted { stage: Stage::Plan, .. } => {
                self.call = Call { started_at_ms: Some(stored.at_ms), ..Call::default() };
            }
            Event::StageStarted { stage: Stage::Repair, round, .. } => {
                self.repair = Some((std::mem::take(&mut self.call.text), self.list_complaints()));
                self.verified = None;
                self.call = Call {
                    round: *round,
                    started_at_ms: Some(stored.at_ms),
                    generating_since_ms: Some(stored.at_ms),
                    ..Call::default()
                };
            }
            Event::StageStarted { stage: Stage::Generate, .. } => {
                self.call.generating_since_ms = Some(stored.at_ms);
            }
            Event::StageStarted { stage: Stage::Verify, .. } => self.verifying_since_ms = Some(stored.at_ms),
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
            | Event::CallResumed { .. }
            | Event::Planned { .. }
            | Event::UsageRecorded { .. }
            | Event::RunUndone { .. } => {}
        }
    }

    fn report(&mut self, report: &FileReport) {
        self.call.settled += 1;
        let path = report.to.as_ref().unwrap_or(&report.path);
        self.reports.insert(path.clone(), report.clone());
    }

    /// The reply to mend and the complaints about it.
    pub(crate) fn repair(&self) -> Option<(&str, &[String])> {
        self.repair.as_ref().map(|(reply, complaints)| (reply.as_str(), complaints.as_slice()))
    }

    pub(crate) fn verifying_since_ms(&self) -> Option<i64> {
        self.verifying_since_ms
    }

    pub(crate) fn next(&self) -> Next {
        if self.finished {
            return Next::Nothing;
        }
        if !self.call.ended {
            return Next::Call;
        }
        if self.reports.is_empty() {
            let problem = Problem::new(
                ProblemCode::NoFiles,
                "The model's reply changed no files. Say more exactly what to build or change.",
            );
            return Next::Finish(RunStatus::Failed, Some(problem));
        }
        if self.verified.is_none() {
            return Next::Verify;
        }
        let complaints = self.list_complaints();
        if complaints.is_empty() {
            return Next::Finish(RunStatus::Succeeded, None);
        }
        let repeated = self.repair.as_ref().is_some_and(|(_, before)| *before == complaints);
        if self.call.round < ROUNDS && !repeated {
            return Next::Repair(self.call.round + 1);
        }
        Next::Finish(RunStatus::NeedsReview, None)
    }

    /// What a repair has to mend, one sentence each: refused edits, and errors in files of this turn.
    pub(crate) fn list_complaints(&self) -> Vec<String> {
        let mut complaints = Vec::new();
        for report in self.reports.values() {
            match report.status {
                FileStatus::Refused | FileStatus::Partial => {
                    complaints.push(complaint(report));
                }
                FileStatus::Applied | FileStatus::Unchanged => {}
            }
        }
        for found in self.verified.iter().flatten() {
            if found.severity == Severity::Error && self.changed.contains(&found.path) {
                complaints.push(format!("{}:{}: {}", found.path, found.line, found.message));
            }
        }
        complaints
    }
}

fn complaint(report: &FileReport) -> String {
    let reasons: Vec<&str> = report
        .reason
        .iter()
        .chain(report.hunks.iter().filter_map(|hunk| hunk.reason.as_ref()))
        .map(String::as_str)
        .collect();
    if reasons.is_empty() {
        format!("{}: the edit could not be applied.", report.path)
    } else {
        format!("{}: {}", report.path, reasons.join(" "))
    }
}
