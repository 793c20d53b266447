use contract::{Diagnostic, Event, FileChange, Origin, RestoreStep, RunId, RunStatus, Severity, Span};

use super::{APP, Log, changed, finished, fold, new_log, started, view, written};
use crate::state::{Act, Move, VersionKind, WayBack, WorkspaceState};

fn empty() -> (WorkspaceState, Log) {
    let (mut state, mut log) = (WorkspaceState::new(view(&[], Vec::new(), 0)), new_log());
    log.run = None;
    fold(&mut state, &mut log, [written("package.json", "{}", Origin::Seed)]);
    (state, log)
}

/// A whole turn that writes this text.
fn turn(state: &mut WorkspaceState, log: &mut Log, run: &str, content: &str, status: RunStatus) {
    log.run = Some(RunId::from(run));
    fold(state, log, started());
    fold(state, log, [written("src/App.tsx", content, Origin::Run), finished(status)]);
    log.run = None;
}

/// What the server appends when the move is made.
fn make(state: &mut WorkspaceState, log: &mut Log, made: &Move, content: &str, redone: &[&str]) {
    let moment = log.seq + 1;
    let (origin, event) = match made.act.clone() {
        Act::UndoRun(undone) => (Origin::Undo, Event::RunUndone { undone }),
        Act::Restore { seq, step } => {
            let redone = redone.iter().map(|run| RunId::from(*run)).collect();
            (Origin::Restore, Event::VersionRestored { seq, step, undone: Vec::new(), redone })
        }
    };
    for event in [written("src/App.tsx", content, origin), event] {
        let mut stored = log.next(event);
        stored.at_ms = moment * 100;
        state.fold(&stored);
    }
}

fn names(state: &WorkspaceState) -> (Option<String>, Option<String>) {
    (state.undo_move().map(|made| made.name), state.redo_move().map(|made| made.name))
}

fn pair(undo: &str, redo: &str) -> (Option<String>, Option<String>) {
    let some = |name: &str| (!name.is_empty()).then(|| name.to_owned());
    (some(undo), some(redo))
}

#[test]
fn versions_group_hand_edits_and_name_undone_turns() {
    let (mut state, mut log) = (WorkspaceState::new(view(&[], Vec::new(), 0)), new_log());
    log.run = None;
    fold(&mut state, &mut log, [written("package.json", "{}", Origin::Seed)]);
    log.run = Some(RunId::from("r1"));
    fold(&mut state, &mut log, started());
    fold(&mut state, &mut log, [written("src/App.tsx", APP, Origin::Run), finished(RunStatus::Succeeded)]);
    log.run = None;
    let hand = [written("src/App.tsx", "x", Origin::Hand), written("b.ts", "y", Origin::Hand)];
    fold(&mut state, &mut log, hand);
    let undone = Event::RunUndone { undone: RunId::from("r1") };
    fold(&mut state, &mut log, [changed("src/App.tsx", FileChange::Deleted, Origin::Undo), undone]);

    let kinds: Vec<_> = state.versions.iter().map(|version| (version.n, &version.kind)).collect();
    let turn = VersionKind::Turn { n: 1, run: RunId::from("r1"), prompt: "A title".into() };
    assert_eq!(
        kinds,
        [(1, &VersionKind::Created), (2, &turn), (3, &VersionKind::Hand), (4, &VersionKind::Undo { n: 1 })]
    );
    assert_eq!(state.versions[2].paths, ["src/App.tsx", "b.ts"]);
    assert!(state.turns[0].undone);
    let undo = state.undo_move().unwrap();
    assert_eq!(undo.name, "Undo the undo of turn 1", "edits by hand came in between");
    assert_eq!(state.text("src/App.tsx"), None);
}

#[test]
fn undo_and_redo_step_through_the_versions_until_something_new_is_made() {
    let (mut state, mut log) = empty();
    assert_eq!(names(&state), pair("", ""), "there is nothing before the first files");
    turn(&mut state, &mut log, "r1", "one", RunStatus::Succeeded);
    turn(&mut state, &mut log, "r2", "two", RunStatus::Succeeded);
    fold(&mut state, &mut log, [written("src/App.tsx", "three", Origin::Hand)]);
    assert_eq!(names(&state), pair("Undo edits by hand", ""));

    let back = state.undo_move().unwrap();
    assert_eq!(back.act, Act::Restore { seq: state.versions[3].first_seq - 1, step: RestoreStep::Back });
    make(&mut state, &mut log, &back, "two", &[]);
    assert_eq!(names(&state), pair("Undo turn 2", "Redo edits by hand"));
    assert_eq!(state.versions[4].title(), "Edits by hand undone");

    let back = state.undo_move().unwrap();
    assert_eq!(back.act, Act::UndoRun(RunId::from("r2")));
    make(&mut state, &mut log, &back, "one", &[]);
    assert!(state.turns[1].undone);
    assert_eq!(names(&state), pair("Undo turn 1", "Redo turn 2"));

    let forward = state.redo_move().unwrap();
    let before = Act::Restore { seq: state.versions[5].first_seq - 1, step: RestoreStep::Forward };
    assert_eq!(forward.act, before, "as it stood before the undo");
    make(&mut state, &mut log, &forward, "two", &["r2"]);
    assert!(!state.turns[1].undone, "its changes stand again");
    assert_eq!(state.versions[6].title(), "Turn 2 redone");
    assert_eq!(names(&state), pair("Undo turn 2", "Redo edits by hand"));

    let forward = state.redo_move().unwrap();
    make(&mut state, &mut log, &forward, "three", &[]);
    assert_eq!(names(&state), pair("Undo edits by hand", ""));

    let back = state.undo_move().unwrap();
    make(&mut state, &mut log, &back, "two", &[]);
    turn(&mut state, &mut log, "r3", "four", RunStatus::Succeeded);
    assert_eq!(names(&state), pair("Undo turn 3", ""), "something new was made");
    assert_eq!(state.versions.len(), 10, "every step is a version");
}

#[test]
fn a_restored_version_can_be_undone_and_is_found_again_by_its_span() {
    let (mut state, mut log) = empty();
    turn(&mut state, &mut log, "r1", "one", RunStatus::Succeeded);
    turn(&mut state, &mut log, "r2", "two", RunStatus::Succeeded);
    let seq = state.versions[1].last_seq;
    let restored = Event::VersionRestored {
        seq,
        step: RestoreStep::Picked,
        undone: vec!["r2".into()],
        redone: Vec::new(),
    };
    fold(&mut state, &mut log, [written("src/App.tsx", "one", Origin::Restore), restored]);
    let newest = state.versions.last().unwrap();
    assert_eq!((newest.n, newest.title().as_str()), (4, "Version 2 restored"));
    assert_eq!(newest.span(), Span { from: log.seq - 2, to: log.seq }, "with the event that names it");
    assert!(state.turns[1].undone && !state.turns[0].undone);
    assert_eq!(names(&state), pair("Undo the restore of version 2", ""));

    let back = state.undo_move().unwrap();
    make(&mut state, &mut log, &back, "two", &["r2"]);
    assert_eq!(state.versions.last().unwrap().title(), "The restore of version 2 undone");
    assert_eq!(names(&state), pair("Undo turn 2", "Redo the restore of version 2"));
    assert_eq!(state.text("src/App.tsx"), Some("two"));
    assert_eq!(state.version_at(seq).map(|version| version.n), Some(2));
    assert_eq!((state.version(0), state.version(9)), (None, None));
}

#[test]
fn a_turn_undone_out_of_order_and_rejected_changes_are_steps_of_their_own() {
    let (mut state, mut log) = empty();
    turn(&mut state, &mut log, "r1", "one", RunStatus::Succeeded);
    turn(&mut state, &mut log, "r2", "two", RunStatus::Succeeded);
    let undone = Event::RunUndone { undone: "r1".into() };
    fold(&mut state, &mut log, [written("b.ts", "b", Origin::Undo), undone]);
    assert_eq!(names(&state), pair("Undo the undo of turn 1", ""));
    fold(&mut state, &mut log, [written("src/App.tsx", "part", Origin::Undo)]);
    assert_eq!(state.versions.last().unwrap().kind, VersionKind::Rejected);
    assert_eq!(names(&state), pair("Undo the rejected changes", ""));
    fold(&mut state, &mut log, [written("src/App.tsx", "other", Origin::Undo)]);
    assert_eq!(state.versions.len(), 6, "another moment, another version");
}

#[test]
fn nothing_is_undone_while_a_turn_runs() {
    let (mut state, mut log) = empty();
    turn(&mut state, &mut log, "r1", "one", RunStatus::Succeeded);
    log.run = Some(RunId::from("r2"));
    fold(&mut state, &mut log, started());
    assert_eq!(names(&state), pair("", ""));
}

#[test]
fn a_turn_that_went_wrong_leads_back_to_the_last_version_that_passed() {
    let (mut state, mut log) = empty();
    turn(&mut state, &mut log, "r1", "zero", RunStatus::NeedsReview);
    assert_eq!(state.way_back(&state.turns[0]), None, "the first file alone is nothing to go back to");
    turn(&mut state, &mut log, "r2", "one", RunStatus::Succeeded);
    fold(&mut state, &mut log, [written("src/App.tsx", "by hand", Origin::Hand)]);
    log.run = Some(RunId::from("r3"));
    fold(&mut state, &mut log, started());
    let diagnostic = Diagnostic {
        path: "src/App.tsx".into(),
        line: 1,
        column: 1,
        severity: Severity::Error,
        code: "x".into(),
        message: "Wrong.".into(),
        source: "test".into(),
    };
    let verified = Event::Verified { checkers: Vec::new(), diagnostics: vec![diagnostic] };
    let broken = written("src/App.tsx", "broken", Origin::Run);
    fold(&mut state, &mut log, [broken, verified, finished(RunStatus::NeedsReview)]);
    let passed = &state.versions[2];
    let expected = WayBack { version: 3, seq: passed.last_seq, verified: true };
    assert_eq!(state.way_back(&state.turns[2]), Some(expected));

    // Without one that passed, the version before the turn.
    fold(&mut state, &mut log, [Event::RunUndone { undone: "r2".into() }]);
    let before = WayBack { version: 4, seq: state.versions[3].last_seq, verified: false };
    assert_eq!(state.way_back(&state.turns[2]), Some(before));
}
