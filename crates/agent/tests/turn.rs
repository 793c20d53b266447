//! Whole turns: what happens, what comes next. The transcripts are the machine's specification.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use agent::{Next, Turn};
use contract::{
    Confidence, Diagnostic, Event, FileChange, FileOp, FileReport, FileStatus, HunkReport, HunkStatus,
    Origin, PlanStep, ProblemCode, RunStatus, Severity, Stage, StoredEvent,
};

/// A turn with its transcript: each event, then what the machine wants.
#[derive(Default)]
struct Script {
    turn: Turn,
    seq: i64,
    log: Vec<StoredEvent>,
    lines: Vec<String>,
}

impl Script {
    fn begin() -> Self {
        let mut script = Self::default();
        script.tell(Event::RunStarted {
            conversation: "c".into(),
            prompt: "a counter".into(),
            model: "test/script".into(),
            options: Default::default(),
        });
        script
    }

    fn tell(&mut self, event: Event) -> &mut Self {
        self.seq += 1;
        let stored = StoredEvent { seq: self.seq, at_ms: self.seq * 10, run: Some("r".into()), event };
        self.turn.fold(&stored);
        self.lines.push(format!("{:<28} -> {}", name(&stored.event), command(&self.turn.next())));
        self.log.push(stored);
        self
    }

    fn stage(&mut self, stage: Stage, round: u32) -> &mut Self {
        self.tell(Event::StageStarted { stage, model: None, round, apart: false })
    }

    fn end(&mut self, stage: Stage) -> &mut Self {
        self.tell(Event::StageFinished { stage, elapsed_ms: 5 })
    }

    /// A first call that plans `paths`, if any, up to where files come.
    fn planned(&mut self, paths: &[&str]) -> &mut Self {
        self.stage(Stage::Plan, 0).tell(Event::TextReceived { text: "I will.".into() });
        if !paths.is_empty() {
            let steps =
                paths.iter().map(|path| PlanStep { text: "Write it".into(), path: Some((*path).into()) });
            self.tell(Event::Planned { steps: steps.collect() });
        }
        self.end(Stage::Plan).stage(Stage::Generate, 0)
    }

    fn wrote(&mut self, path: &str) -> &mut Self {
        self.tell(Event::FileChanged {
            path: path.into(),
            change: FileChange::Written { content: "x".into() },
            origin: Origin::Run,
            before: None,
            after: Some("h".into()),
            report: Some(report(path, FileStatus::Applied, None)),
            tab: None,
        })
    }

    fn refused(&mut self, path: &str, reason: &str) -> &mut Self {
        self.tell(Event::FileKept { report: report(path, FileStatus::Refused, Some(reason)) })
    }

    fn verified(&mut self, round: u32, errors: &[(&str, u32, &str)]) -> &mut Self {
        let diagnostics = errors.iter().map(|(path, line, message)| Diagnostic {
            path: (*path).into(),
            line: *line,
            column: 1,
            severity: Severity::Error,
            code: "syntax".into(),
            message: (*message).into(),
            source: "oxc".into(),
        });
        let diagnostics = diagnostics.collect();
        self.stage(Stage::Verify, round)
            .tell(Event::Verified { checkers: vec!["oxc".into()], diagnostics })
            .end(Stage::Verify)
    }

    fn transcript(&self) -> String {
        self.lines.join("\n")
    }
}

fn report(path: &str, status: FileStatus, reason: Option<&str>) -> FileReport {
    let hunk = HunkReport {
        n: 1,
        status: HunkStatus::Refused,
        stage: None,
        confidence: Confidence::High,
        line: None,
        reason: reason.map(str::to_owned),
        nearest: Vec::new(),
    };
    FileReport {
        path: path.into(),
        op: FileOp::Edit,
        to: None,
        status,
        complete: true,
        added: 1,
        removed: 0,
        why: None,
        reason: reason.map(str::to_owned),
        hunks: if status == FileStatus::Applied { Vec::new() } else { vec![hunk] },
    }
}

fn name(event: &Event) -> String {
    match event {
        Event::RunStarted { .. } => "run started".into(),
        Event::StageStarted { stage, round, .. } => format!("{stage:?} started ({round})"),
        Event::StageFinished { stage, .. } => format!("{stage:?} finished"),
        Event::Planned { steps } => format!("planned {} steps", steps.len()),
        Event::TextReceived { .. } => "text".into(),
        Event::FileChanged { path, .. } => format!("changed {path}"),
        Event::FileKept { report } => format!("kept {}", report.path),
        Event::Verified { diagnostics, .. } => format!("verified: {} errors", diagnostics.len()),
        Event::RunFinished { status, .. } => format!("run finished: {status:?}"),
        other => format!("{other:?}"),
    }
}

fn command(next: &Next) -> String {
    match next {
        Next::Finish(status, None) => format!("finish {status:?}"),
        Next::Finish(status, Some(problem)) => {
            format!("finish {status:?}, {:?}: {}", problem.code, problem.message)
        }
        other => format!("{other:?}").to_lowercase(),
    }
}

#[test]
fn a_turn_that_goes_well() {
    let mut script = Script::begin();
    script.planned(&["src/App.tsx"]).wrote("src/App.tsx").end(Stage::Generate).verified(0, &[]);
    script.tell(Event::RunFinished { status: RunStatus::Succeeded, elapsed_ms: 1, problem: None });
    insta::assert_snapshot!(script.transcript());
}

#[test]
fn an_error_is_mended() {
    let mut script = Script::begin();
    script
        .planned(&["src/App.tsx"])
        .wrote("src/App.tsx")
        .end(Stage::Generate)
        .verified(0, &[("src/App.tsx", 3, "Unexpected token")]);
    assert_eq!(script.turn.list_complaints(), ["src/App.tsx:3: Unexpected token"]);
    script.stage(Stage::Repair, 1);
    assert_eq!(script.turn.repair(), Some(("I will.", vec!["src/App.tsx:3: Unexpected token".to_owned()])));
    assert_eq!(script.turn.call.text, "", "the text of a repair begins anew");
    script.wrote("src/App.tsx").end(Stage::Repair).verified(1, &[]);
    insta::assert_snapshot!(script.transcript());
}

#[test]
fn the_same_mistake_twice_ends_the_repairs() {
    let mut script = Script::begin();
    script.planned(&["src/App.tsx"]).wrote("src/App.tsx").end(Stage::Generate);
    script.verified(0, &[("src/App.tsx", 3, "Line 3: unexpected token")]).stage(Stage::Repair, 1);
    script.wrote("src/App.tsx").end(Stage::Repair);
    script.verified(1, &[("src/App.tsx", 9, "Line 9: unexpected token")]);
    insta::assert_snapshot!(script.transcript());
}

#[test]
fn two_rounds_are_all() {
    let mut script = Script::begin();
    script.planned(&["src/App.tsx"]).wrote("src/App.tsx").end(Stage::Generate);
    for (round, message) in ["first", "second", "third"].iter().enumerate() {
        let round = u32::try_from(round).unwrap();
        script.verified(round, &[("src/App.tsx", 1, message)]);
        if round < 2 {
            script.stage(Stage::Repair, round + 1).wrote("src/App.tsx").end(Stage::Repair);
        }
    }
    assert_eq!(script.turn.next(), Next::Finish(RunStatus::NeedsReview, None));
}

#[test]
fn errors_from_before_the_turn_are_not_its_business() {
    let mut script = Script::begin();
    script.planned(&["src/App.tsx"]).wrote("src/App.tsx").end(Stage::Generate);
    script.verified(0, &[("src/Old.tsx", 1, "Unexpected token")]);
    assert_eq!(script.turn.next(), Next::Finish(RunStatus::Succeeded, None));
}

#[test]
fn a_refused_path_is_a_sentence() {
    let mut script = Script::begin();
    script.planned(&["../x"]).refused("../x", "It leaves the project.").end(Stage::Generate).verified(0, &[]);
    script
        .stage(Stage::Repair, 1)
        .refused("../x", "It leaves the project.")
        .end(Stage::Repair)
        .verified(1, &[]);
    insta::assert_snapshot!(script.transcript());
}

#[test]
fn a_mended_refusal_is_no_complaint() {
    let mut script = Script::begin();
    script
        .planned(&["a.ts"])
        .refused("a.ts", "The lines were not found.")
        .end(Stage::Generate)
        .verified(0, &[]);
    assert_eq!(script.turn.next(), Next::Repair(1));
    script.stage(Stage::Repair, 1).wrote("a.ts").end(Stage::Repair).verified(1, &[]);
    assert_eq!(script.turn.next(), Next::Finish(RunStatus::Succeeded, None));
}

#[test]
fn words_are_an_answer_unless_files_were_announced() {
    let mut talk = Script::begin();
    talk.planned(&[]).end(Stage::Generate);
    assert!(
        matches!(talk.turn.next(), Next::Finish(RunStatus::Succeeded, Some(p)) if p.code == ProblemCode::NoFiles)
    );

    let mut announced = Script::begin();
    announced.planned(&["src/App.tsx"]).end(Stage::Generate);
    assert!(
        matches!(announced.turn.next(), Next::Finish(RunStatus::Failed, Some(p)) if p.code == ProblemCode::NoFiles)
    );

    let mut nothing = Script::begin();
    nothing.stage(Stage::Plan, 0).end(Stage::Plan).stage(Stage::Generate, 0).end(Stage::Generate);
    assert!(matches!(nothing.turn.next(), Next::Finish(RunStatus::Failed, Some(_))));
}

/// A turn that is read from the log, cut anywhere, wants what an undisturbed one wanted.
#[test]
fn the_log_is_all_it_remembers() {
    let mut script = Script::begin();
    script.planned(&["a.ts"]).refused("a.ts", "No.").end(Stage::Generate).verified(0, &[("a.ts", 1, "Bad")]);
    script.stage(Stage::Repair, 1).wrote("a.ts").end(Stage::Repair).verified(1, &[]);
    for cut in 0..script.log.len() {
        let mut turn = Turn::default();
        script.log[..=cut].iter().for_each(|event| turn.fold(event));
        assert!(script.lines[cut].ends_with(&command(&turn.next())), "after event {}", cut + 1);
    }
    // The files of a call are those from before its first edit.
    assert!(script.turn.call.start_seq > script.turn.start_seq);
    let began = &script.log[usize::try_from(script.turn.call.start_seq).unwrap() - 1];
    assert!(matches!(began.event, Event::StageStarted { stage: Stage::Repair, .. }));
}

#[test]
fn a_plan_made_apart_is_no_part_of_the_reply() {
    let mut script = Script::begin();
    let planner =
        Event::StageStarted { stage: Stage::Plan, model: Some("test/planner".into()), round: 0, apart: true };
    script.tell(planner).tell(Event::TextReceived { text: "First the page.".into() });
    assert!(script.turn.call.apart);
    assert_eq!(script.turn.model().as_str(), "test/planner");
    script.end(Stage::Plan).stage(Stage::Generate, 0);
    assert_eq!((script.turn.plan.as_str(), script.turn.call.text.as_str()), ("First the page.", ""));
    assert_eq!(script.turn.model().as_str(), "test/script", "who writes is who was asked");
    assert_eq!(script.turn.call.start_seq, script.seq, "it sees the files of this moment");
    script.tell(Event::TextReceived { text: "I will.".into() }).wrote("src/App.tsx").end(Stage::Generate);
    script.verified(0, &[("src/App.tsx", 3, "Unexpected token")]).stage(Stage::Repair, 1);
    assert_eq!(script.turn.repair().map(|(reply, _)| reply), Some("I will."));
    for cut in 0..script.log.len() {
        let mut turn = Turn::default();
        script.log[..=cut].iter().for_each(|event| turn.fold(event));
        assert!(script.lines[cut].ends_with(&command(&turn.next())), "after event {}", cut + 1);
    }
    insta::assert_snapshot!(script.transcript());
}
