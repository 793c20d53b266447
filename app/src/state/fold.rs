//! Moving the workspace on by one event.

use contract::{
    Event, FileChange, FileReport, ModelId, Origin, RunId, RunStatus, Severity, Stage, StoredEvent, Usage,
};

use super::reply::{Reply, Takes};
use super::turn::{Block, Card, CardState, Turn};
use super::{ActivityLine, Effect, MOST_ACTIVITY, Queued, WorkspaceState, words};

impl WorkspaceState {
    /// Events come in order; one that is known already changes nothing.
    pub fn fold(&mut self, stored: &StoredEvent) {
        if stored.seq <= self.seq {
            return;
        }
        self.seq = stored.seq;
        match &stored.event {
            Event::ProjectRenamed { name } => self.name.clone_from(name),
            Event::ProjectForked { source } => {
                self.forked_from = Some(source.clone());
                self.note(stored, format!("Forked from {source}"));
            }
            Event::RunStarted { prompt, model, options, .. } => {
                let run = stored.run.clone().unwrap_or_default();
                let n = u32::try_from(self.turns.len()).unwrap_or(u32::MAX).saturating_add(1);
                self.turns.push(Turn {
                    n,
                    run,
                    prompt: prompt.clone(),
                    images: options.images.clone(),
                    fix: options.fix,
                    model: model.clone(),
                    status: RunStatus::Running,
                    stage: None,
                    steps: Vec::new(),
                    blocks: Vec::new(),
                    cards: Vec::new(),
                    diagnostics: Vec::new(),
                    repairs: 0,
                    problem: None,
                    usage: None,
                    cost_micros: None,
                    started_at_ms: stored.at_ms,
                    elapsed_ms: None,
                    undone: false,
                    changed_files: false,
                    revision: 0,
                });
                self.reply = None;
                self.effects.push(Effect::TurnStarted);
                self.note(stored, format!("Turn {n} started"));
            }
            Event::StageStarted { stage, round, model, apart } => {
                let planner = model.as_ref().filter(|_| *apart);
                self.begin_stage(stored, *stage, *round, planner);
            }
            Event::CallResumed { .. } => {
                self.note(stored, "The model's answer was taken up again where it had stopped".to_owned());
            }
            Event::Noticed { text } => {
                if let Some(turn) = self.turn(stored) {
                    turn.blocks.push(Block::Note(text.clone()));
                }
                self.note(stored, text.clone());
            }
            Event::Planned { steps } => {
                if let Some(turn) = self.turn(stored)
                    && turn.stage != Some(Stage::Repair)
                {
                    turn.steps.clone_from(steps);
                }
            }
            Event::TextReceived { text } => self.receive(stored, text),
            Event::FileChanged { path, change, origin, after, report, .. } => {
                self.change_file(stored, path, change, after.as_deref(), *origin == Origin::Run);
                self.record_version(stored, path, *origin);
                if let Some(report) = report {
                    self.settle(stored, report);
                }
            }
            Event::FileKept { report } => {
                self.settle(stored, report);
                self.effects.push(Effect::Reverted { path: report.path.clone() });
            }
            Event::Verified { diagnostics, .. } => {
                self.check(diagnostics);
                let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
                self.note(stored, format!("Checked the project: {}", words::count(errors, "problem")));
                if let Some(turn) = self.turn(stored) {
                    turn.diagnostics.clone_from(diagnostics);
                }
            }
            Event::UsageRecorded { usage, cost_micros, .. } => {
                if let Some(turn) = self.turn(stored) {
                    let sum = turn.usage.get_or_insert_default();
                    *sum = Usage {
                        input_tokens: sum.input_tokens + usage.input_tokens,
                        output_tokens: sum.output_tokens + usage.output_tokens,
                        cached_tokens: sum.cached_tokens + usage.cached_tokens,
                        estimated: sum.estimated || usage.estimated,
                    };
                    if let Some(cost) = cost_micros {
                        *turn.cost_micros.get_or_insert_default() += cost;
                    }
                }
            }
            Event::StageFinished { .. } => {}
            Event::RunFinished { status, elapsed_ms, problem } => {
                self.finish_reply(stored);
                if let Some(turn) = self.turn(stored) {
                    turn.status = *status;
                    turn.stage = None;
                    turn.elapsed_ms = Some(*elapsed_ms);
                    turn.problem.clone_from(problem);
                    let mut reverted = Vec::new();
                    for card in turn.cards.iter_mut().filter(|card| card.report.is_none()) {
                        card.state = CardState::Stopped;
                        reverted.push(Effect::Reverted { path: card.path.clone() });
                    }
                    let line = format!("Turn {} ended after {}", turn.n, words::seconds(*elapsed_ms));
                    self.note(stored, line);
                    self.effects.append(&mut reverted);
                }
                self.effects.push(Effect::TurnEnded);
            }
            Event::PromptQueued { prompt, model, options } => {
                self.queue.push(Queued {
                    seq: stored.seq,
                    prompt: prompt.clone(),
                    model: model.clone(),
                    images: options.images.len(),
                });
            }
            Event::PromptUnqueued { queued } => self.queue.retain(|known| known.seq != *queued),
            Event::RunUndone { undone } => {
                // Before the turn counts as undone: what is on top of the steps depends on it.
                self.step_over_run(stored, undone);
                self.mark_undone(undone, true);
                self.history_revision += 1;
                if let Some(n) = self.find_turn(undone).map(|turn| turn.n) {
                    self.note(stored, format!("Turn {n} undone"));
                }
            }
            Event::VersionRestored { seq, step, undone, redone } => {
                let name = self.step_to(stored, *seq, *step);
                undone.iter().for_each(|run| self.mark_undone(run, true));
                redone.iter().for_each(|run| self.mark_undone(run, false));
                self.history_revision += 1;
                if let Some(name) = name {
                    self.note(stored, name);
                }
            }
        }
        if let Some(turn) = self.turn(stored) {
            turn.revision += 1;
        }
    }

    fn mark_undone(&mut self, run: &RunId, undone: bool) {
        if let Some(turn) = self.find_turn(run) {
            turn.undone = undone;
            turn.revision += 1;
        }
    }

    /// `planner`: the plan is made by a call of its own, of this model.
    fn begin_stage(&mut self, stored: &StoredEvent, stage: Stage, round: u32, planner: Option<&ModelId>) {
        let planned = stage == Stage::Generate && self.reply.as_ref().is_some_and(Reply::only_plans);
        let restarts = planned || matches!((stage, round), (Stage::Plan, 0) | (Stage::Repair, _));
        if restarts {
            self.finish_reply(stored);
        }
        let Some(turn) = self.turn(stored) else { return };
        turn.stage = Some(stage);
        if stage == Stage::Repair {
            turn.repairs += 1;
            turn.blocks.push(Block::Note("Mending what the check found".to_owned()));
        }
        if restarts {
            if let Some(model) = planner {
                turn.blocks.push(Block::Note(format!("Planned by {model}")));
            }
            let takes = match (stage, planner) {
                (Stage::Plan, Some(_)) => Takes::Plan,
                (Stage::Plan, None) => Takes::All,
                // Where the planner made none, the reply may bring one.
                (Stage::Generate, _) if turn.steps.is_empty() => Takes::All,
                (Stage::Generate | Stage::Verify | Stage::Repair, _) => Takes::Files,
            };
            self.reply = Some(Reply::new(turn, takes));
        }
    }

    fn receive(&mut self, stored: &StoredEvent, text: &str) {
        let Some(mut reply) = self.reply.take() else { return };
        if let Some(turn) = self.turn(stored) {
            reply.push(text, turn);
        }
        self.reply = Some(reply);
    }

    fn finish_reply(&mut self, stored: &StoredEvent) {
        if let (Some(mut reply), Some(turn)) = (self.reply.take(), self.turn(stored)) {
            reply.finish(turn);
        }
    }

    fn settle(&mut self, stored: &StoredEvent, report: &FileReport) {
        let reply = self.reply.take();
        if let Some(turn) = self.turn(stored) {
            let known = reply.as_ref().and_then(|reply| reply.card_for(&report.path, turn));
            let i = known.unwrap_or_else(|| {
                turn.blocks.push(Block::Card(turn.cards.len()));
                turn.cards.push(Card::new(&report.path, Some(report.op)));
                turn.cards.len() - 1
            });
            if let Some(card) = turn.cards.get_mut(i) {
                card.settle(report);
            }
        }
        self.reply = reply;
    }

    fn change_file(
        &mut self,
        stored: &StoredEvent,
        path: &str,
        change: &FileChange,
        hash: Option<&str>,
        by_model: bool,
    ) {
        match change {
            FileChange::Written { content } => self.store_file(path, content, hash, stored.seq, by_model),
            FileChange::Deleted => self.remove_file(path, stored.seq),
            FileChange::Renamed { to, content } => self.move_file(path, to, content, hash, stored.seq),
            // Files came along as they are.
            FileChange::Elided => {}
        }
    }

    pub(super) fn turn(&mut self, stored: &StoredEvent) -> Option<&mut Turn> {
        self.find_turn(stored.run.as_ref()?)
    }

    fn find_turn(&mut self, run: &RunId) -> Option<&mut Turn> {
        self.turns.iter_mut().rev().find(|turn| turn.run == *run)
    }

    pub(super) fn note(&mut self, stored: &StoredEvent, text: String) {
        if self.activity.len() >= MOST_ACTIVITY {
            self.activity.drain(..MOST_ACTIVITY / 3);
        }
        self.activity.push(ActivityLine { seq: stored.seq, at_ms: stored.at_ms, text });
    }
}
