use contract::{
    ConversationId, Event, FileChange, FileOp, FileReport, FileStatus, FileView, ModelId, Origin, ProjectId,
    ProjectView, RunId, RunStatus, SavedFile, Stage, StoredEvent, Usage, WorkspaceView,
};

use super::{Block, CardState, Effect, Save, VersionKind, WorkspaceState};

mod versions;

const REPLY: &str = "Two small changes.\n\n<plan>\n- src/App.tsx: Show a title\n- Tell about it\n</plan>\n\n\
    <file path=\"src/App.tsx\" op=\"create\">\n<content>\nexport default function App() {\n  return <h1>Hi</h1>;\n}\n\
    </content>\n<why>The title.</why>\n</file>\n\nDone.\n";
const APP: &str = "export default function App() {\n  return <h1>Hi</h1>;\n}\n";

/// Builds events with numbers that go up.
struct Log {
    seq: i64,
    run: Option<RunId>,
}

impl Log {
    fn next(&mut self, event: Event) -> StoredEvent {
        self.seq += 1;
        StoredEvent { seq: self.seq, at_ms: self.seq * 100, run: self.run.clone(), event }
    }
}

pub(super) fn view(files: &[(&str, &str)], history: Vec<StoredEvent>, seq: i64) -> WorkspaceView {
    let project = ProjectView {
        id: ProjectId::from("p"),
        name: "Demo".into(),
        created_at_ms: 0,
        updated_at_ms: 0,
        files: 0,
    };
    let files = files
        .iter()
        .map(|(path, content)| FileView {
            path: (*path).into(),
            content: (*content).into(),
            hash: format!("hash of {content}"),
        })
        .collect();
    WorkspaceView { project, files, history, seq, models: Vec::new() }
}

fn report(path: &str, status: FileStatus) -> FileReport {
    FileReport {
        path: path.into(),
        op: FileOp::Create,
        to: None,
        status,
        complete: true,
        added: 3,
        removed: 0,
        why: Some("The title.".into()),
        reason: (status == FileStatus::Refused).then(|| "It does not fit.".to_owned()),
        hunks: Vec::new(),
    }
}

fn changed(path: &str, change: FileChange, origin: Origin) -> Event {
    let report = (origin == Origin::Run).then(|| report(path, FileStatus::Applied));
    Event::FileChanged {
        path: path.into(),
        change,
        origin,
        before: None,
        after: Some("h".into()),
        report,
        tab: None,
    }
}

fn written(path: &str, content: &str, origin: Origin) -> Event {
    changed(path, FileChange::Written { content: content.into() }, origin)
}

fn started() -> [Event; 2] {
    [
        Event::RunStarted {
            conversation: ConversationId::from("c"),
            prompt: "A title".into(),
            model: ModelId::from("demo/easel"),
            options: Default::default(),
        },
        Event::StageStarted { stage: Stage::Plan, model: None, round: 0, apart: false },
    ]
}

fn text(text: &str) -> Event {
    Event::TextReceived { text: text.into() }
}

fn finished(status: RunStatus) -> Event {
    Event::RunFinished { status, elapsed_ms: 1500, problem: None }
}

fn fold(state: &mut WorkspaceState, log: &mut Log, events: impl IntoIterator<Item = Event>) {
    for event in events {
        state.fold(&log.next(event));
    }
}

fn new_log() -> Log {
    Log { seq: 0, run: Some(RunId::from("r1")) }
}

#[test]
fn a_turn_streams_into_plan_prose_and_cards() {
    let (mut state, mut log) = (WorkspaceState::new(view(&[], Vec::new(), 0)), new_log());
    fold(&mut state, &mut log, started());
    let half = REPLY.find("  return").unwrap();
    fold(&mut state, &mut log, [text(&REPLY[..half])]);

    let turn = &state.turns[0];
    assert_eq!(turn.cards[0].state, CardState::Writing);
    assert_eq!(turn.cards[0].added, 1);
    let steps: Vec<_> = turn.checklist().into_iter().map(|step| (step.done, step.current)).collect();
    assert_eq!(steps, [(false, true), (false, false)]);
    let (path, shown) = state.writing().unwrap();
    assert_eq!((path.as_str(), shown.as_str()), ("src/App.tsx", "export default function App() {\n"));
    assert_eq!(state.text("src/App.tsx"), None, "nothing is committed while it is written");

    let rest = [text(&REPLY[half..]), written("src/App.tsx", APP, Origin::Run)];
    fold(&mut state, &mut log, rest);
    assert_eq!(state.text("src/App.tsx"), Some(APP));
    assert_eq!(state.turns[0].cards[0].state, CardState::Applied);
    assert_eq!(state.turns[0].cards[0].why, "The title.");

    let usage = Usage { input_tokens: 10, output_tokens: 20, cached_tokens: 0, estimated: true };
    let model = ModelId::from("demo/easel");
    let end =
        [Event::UsageRecorded { model, usage, cost_micros: Some(1_500) }, finished(RunStatus::Succeeded)];
    fold(&mut state, &mut log, end);
    let turn = &state.turns[0];
    assert!(turn.checklist().iter().all(|step| step.done));
    assert_eq!(turn.cards.len(), 1);
    let prose: Vec<_> = turn.blocks.iter().filter(|block| matches!(block, Block::Prose(_))).collect();
    assert_eq!(prose.len(), 2, "{:?}", turn.blocks);
    assert_eq!((turn.usage.unwrap().output_tokens, turn.elapsed_ms), (20, Some(1500)));
    assert_eq!(turn.cost_micros, Some(1_500));
    assert!(turn.can_undo() && state.active().is_none());
    assert_eq!(state.first_file().as_deref(), Some("src/App.tsx"));
}

#[test]
fn condensed_history_shows_the_same_turn_as_the_live_stream() {
    let mut log = new_log();
    let mut history = Vec::new();
    for event in started() {
        history.push(log.next(event));
    }
    let mut live = WorkspaceState::new(view(&[], Vec::new(), 0));
    for event in &history {
        live.fold(event);
    }
    for at in 0..REPLY.len() {
        live.fold(&log.next(text(&REPLY[at..=at])));
    }
    history.push(log.next(text(REPLY)));
    let (commit, end) =
        (log.next(written("src/App.tsx", APP, Origin::Run)), log.next(finished(RunStatus::Succeeded)));
    live.fold(&commit);
    live.fold(&end);
    let elided = changed("src/App.tsx", FileChange::Elided, Origin::Run);
    history.push(StoredEvent { event: elided, ..commit });
    history.push(end);

    let told = WorkspaceState::new(view(&[("src/App.tsx", APP)], history, log.seq));
    let (a, b) = (&live.turns[0], &told.turns[0]);
    assert_eq!(a.blocks, b.blocks);
    assert_eq!(a.cards, b.cards);
    assert_eq!(a.checklist(), b.checklist());
    assert_eq!(live.versions, told.versions);
    assert_eq!(told.text("src/App.tsx"), Some(APP));
    assert_eq!(told.seq, log.seq);
}

#[test]
fn events_known_already_change_nothing() {
    let (mut state, mut log) = (WorkspaceState::new(view(&[], Vec::new(), 0)), new_log());
    fold(&mut state, &mut log, started());
    let piece = log.next(text("Hello.\n"));
    state.fold(&piece);
    state.fold(&piece);
    assert_eq!(state.turns[0].blocks, [Block::Prose("Hello.\n".into())]);
    assert_eq!(state.turns.len(), 1);
}

#[test]
fn a_notice_is_a_line_of_the_turn_and_the_answer_goes_on_after_it() {
    let (mut state, mut log) = (WorkspaceState::new(view(&[], Vec::new(), 0)), new_log());
    fold(&mut state, &mut log, started());
    let notice = "OpenAI is overloaded; trying again (2 of 3).";
    let cut = REPLY.find("<h1>").unwrap();
    let noticed = Event::Noticed { text: notice.into() };
    fold(&mut state, &mut log, [text(&REPLY[..cut]), noticed, text(&REPLY[cut..])]);
    let turn = &state.turns[0];
    assert!(turn.blocks.contains(&Block::Note(notice.into())), "{:?}", turn.blocks);
    assert_eq!((turn.cards.len(), turn.cards[0].added), (1, 3));
    assert_eq!(state.activity.last().unwrap().text, notice);
}

#[test]
fn a_resumed_call_goes_on_in_the_same_card() {
    let (mut state, mut log) = (WorkspaceState::new(view(&[], Vec::new(), 0)), new_log());
    fold(&mut state, &mut log, started());
    let cut = REPLY.find("<h1>").unwrap();
    let resumed = Event::CallResumed { reason: "restart".into() };
    let events =
        [text(&REPLY[..cut]), resumed, text(&REPLY[cut..]), written("src/App.tsx", APP, Origin::Run)];
    fold(&mut state, &mut log, events);
    assert_eq!(state.turns[0].cards.len(), 1);
    assert_eq!(state.turns[0].cards[0].state, CardState::Applied);
    assert_eq!(state.turns[0].cards[0].added, 3);
}

#[test]
fn a_repair_adds_cards_behind_a_note() {
    let (mut state, mut log) = (WorkspaceState::new(view(&[], Vec::new(), 0)), new_log());
    fold(&mut state, &mut log, started());
    fold(&mut state, &mut log, [text(REPLY), written("src/App.tsx", APP, Origin::Run)]);
    let repair = Event::StageStarted { stage: Stage::Repair, model: None, round: 1, apart: false };
    fold(&mut state, &mut log, [repair, text(REPLY), written("src/App.tsx", "better", Origin::Run)]);
    let turn = &state.turns[0];
    assert_eq!(turn.cards.len(), 2);
    assert!(turn.cards.iter().all(|card| card.state == CardState::Applied));
    assert_eq!(turn.steps.len(), 2, "the repair's plan is not added");
    assert!(turn.blocks.iter().any(|block| matches!(block, Block::Note(_))));
}

#[test]
fn a_refused_block_shows_its_reason_and_gives_the_text_back() {
    let (mut state, mut log) = (WorkspaceState::new(view(&[], Vec::new(), 0)), new_log());
    fold(&mut state, &mut log, started());
    state.take_effects();
    let kept = Event::FileKept { report: report("src/App.tsx", FileStatus::Refused) };
    fold(&mut state, &mut log, [text(REPLY), kept, finished(RunStatus::NeedsReview)]);
    let card = &state.turns[0].cards[0];
    assert_eq!((card.state, card.reason().as_deref()), (CardState::Refused, Some("It does not fit.")));
    assert!(state.take_effects().contains(&Effect::Reverted { path: "src/App.tsx".into() }));
    assert!(!state.turns[0].can_undo());
}

#[test]
fn a_reply_that_ends_inside_a_file_stops_its_card() {
    let (mut state, mut log) = (WorkspaceState::new(view(&[], Vec::new(), 0)), new_log());
    fold(&mut state, &mut log, started());
    let cut = REPLY.find("</content>").unwrap();
    fold(&mut state, &mut log, [text(&REPLY[..cut]), finished(RunStatus::Failed)]);
    assert_eq!(state.turns[0].cards[0].state, CardState::Stopped);
    assert_eq!(state.writing(), None);
}

#[test]
fn hand_edits_stay_on_top_until_they_are_stored() {
    let mut state = WorkspaceState::new(view(&[("a.ts", "one")], Vec::new(), 5));
    let mut log = Log { seq: 5, run: None };
    assert!(!state.edit_file("a.ts", "one"));
    assert!(state.edit_file("a.ts", "one!"));
    let sent = state.save("a.ts").unwrap();
    assert_eq!(
        sent,
        Save { path: "a.ts".into(), content: "one!".into(), base: Some("hash of one".into()), late: false }
    );

    // Somebody else's change arrives meanwhile: the typed text stays, its base too.
    fold(&mut state, &mut log, [written("a.ts", "two", Origin::Hand)]);
    assert_eq!(state.text("a.ts"), Some("one!"));
    assert_eq!(state.save("a.ts").unwrap().base.as_deref(), Some("hash of one"));

    // The server merged: its text is shown.
    state.take_effects();
    let merged = SavedFile { seq: 7, hash: Some("m".into()), content: Some("two!".into()), notice: None };
    state.saved(&sent, merged);
    assert_eq!((state.text("a.ts"), state.has_unsaved()), (Some("two!"), false));
    assert_eq!(state.take_effects(), [Effect::Changed { path: "a.ts".into(), marks: Vec::new() }]);

    // The event of this very save comes late and is no news.
    state.fold(&log.next(written("a.ts", "two!", Origin::Hand)));
    assert_eq!(state.take_effects(), []);
}

#[test]
fn what_is_typed_during_a_save_is_saved_next() {
    let mut state = WorkspaceState::new(view(&[("a.ts", "1")], Vec::new(), 5));
    state.edit_file("a.ts", "12");
    let sent = state.save("a.ts").unwrap();
    state.edit_file("a.ts", "123");
    state.saved(&sent, SavedFile { seq: 6, hash: Some("h12".into()), content: None, notice: None });
    let next = state.save("a.ts").unwrap();
    assert_eq!((next.content.as_str(), next.base.as_deref()), ("123", Some("h12")));
    assert!(state.has_unsaved());
}

#[test]
fn prompts_wait_until_their_turn_begins_or_somebody_takes_them_back() {
    let mut state = WorkspaceState::new(view(&[], Vec::new(), 0));
    let mut log = Log { seq: 0, run: None };
    let queued = |prompt: &str| Event::PromptQueued {
        prompt: prompt.to_owned(),
        model: ModelId::from("demo/easel"),
        options: Default::default(),
    };
    fold(&mut state, &mut log, [queued("one"), queued("two")]);
    let seqs: Vec<i64> = state.queue.iter().map(|queued| queued.seq).collect();
    assert_eq!(state.queue.iter().map(|queued| queued.prompt.as_str()).collect::<Vec<_>>(), ["one", "two"]);
    fold(&mut state, &mut log, [Event::PromptUnqueued { queued: seqs[0] }]);
    assert_eq!(state.queue[0].prompt, "two");
}

#[test]
fn a_plan_made_apart_fills_the_checklist_and_the_reply_follows() {
    let (mut state, mut log) = (WorkspaceState::new(view(&[], Vec::new(), 0)), new_log());
    let [began, _] = started();
    let planner = Some("test/planner".into());
    let planning = Event::StageStarted { stage: Stage::Plan, model: planner, round: 0, apart: true };
    fold(&mut state, &mut log, [began, planning]);
    fold(&mut state, &mut log, [text("A page.\n<plan>\n- src/App.tsx: The page\n</plan>\n")]);
    assert_eq!(state.turns[0].steps.len(), 1, "it fills while it is written");
    fold(&mut state, &mut log, [text("<file path=\"src/x.ts\" op=\"create\">\n<content>\n")]);
    assert!(state.turns[0].cards.is_empty(), "a planner writes no files");
    let generate = Event::StageStarted { stage: Stage::Generate, model: None, round: 0, apart: false };
    fold(&mut state, &mut log, [generate, text(REPLY), written("src/App.tsx", APP, Origin::Run)]);
    let turn = &state.turns[0];
    assert_eq!((turn.steps.len(), turn.cards.len()), (1, 1));
    assert_eq!(turn.cards[0].state, CardState::Applied);
    assert!(turn.blocks.contains(&Block::Note("Planned by test/planner".into())));
}

#[test]
fn a_turn_and_a_waiting_prompt_keep_their_images() {
    let (mut state, mut log) = (WorkspaceState::new(view(&[], Vec::new(), 0)), new_log());
    let options = contract::TurnOptions { images: vec!["one".into(), "two".into()], ..Default::default() };
    let [mut start, plan] = started();
    if let Event::RunStarted { options: of, .. } = &mut start {
        of.clone_from(&options);
    }
    let queued = Event::PromptQueued { prompt: "More".into(), model: "demo/easel".into(), options };
    fold(&mut state, &mut log, [start, plan, queued]);
    assert_eq!(state.turns[0].images, ["one".into(), "two".into()]);
    assert_eq!(state.queue[0].images, 2);
}

#[test]
fn a_fork_names_its_source_and_begins_with_one_version() {
    let (mut state, mut log) = (WorkspaceState::new(view(&[], Vec::new(), 0)), new_log());
    log.run = None;
    let forked = Event::ProjectForked { source: "Groceries".into() };
    fold(
        &mut state,
        &mut log,
        [forked, written("a.ts", "1", Origin::Fork), written("b.ts", "2", Origin::Fork)],
    );
    assert_eq!(state.forked_from.as_deref(), Some("Groceries"));
    assert_eq!((state.versions.len(), &state.versions[0].kind), (1, &VersionKind::Created));
    assert!(state.turns.is_empty());
}

#[test]
fn a_file_that_moves_takes_along_what_was_typed_into_it() {
    let mut state = WorkspaceState::new(view(&[("src/a.ts", "one"), ("src/b.ts", "b")], Vec::new(), 4));
    let mut log = Log { seq: 4, run: None };
    state.edit_file("src/a.ts", "one!");
    let moved = FileChange::Renamed { to: "lib/a.ts".into(), content: "one, moved".into() };
    fold(&mut state, &mut log, [changed("src/a.ts", moved, Origin::Hand)]);
    assert_eq!(state.take_effects(), [Effect::Moved { from: "src/a.ts".into(), to: "lib/a.ts".into() }]);
    assert_eq!((state.text("src/a.ts"), state.text("lib/a.ts")), (None, Some("one!")));
    let save = state.save("lib/a.ts").unwrap();
    // The server merges by it.
    assert_eq!(save.base.as_deref(), Some("hash of one"));
    assert!(state.exists("lib") && state.exists("src") && !state.exists("sr"));
}

#[test]
fn what_the_editor_finds_takes_the_place_of_the_check() {
    let found = |path: &str, source: &str, message: &str| contract::Diagnostic {
        path: path.into(),
        line: 1,
        column: 1,
        severity: contract::Severity::Error,
        code: "x".into(),
        message: message.into(),
        source: source.into(),
    };
    let messages = |state: &WorkspaceState| {
        state.problems.iter().map(|problem| problem.message.clone()).collect::<Vec<_>>()
    };
    let files = [("a.ts", "one"), ("b.ts", "two")];
    let (mut state, mut log) = (WorkspaceState::new(view(&files, Vec::new(), 0)), new_log());
    let checked = vec![
        found("a.ts", "typescript", "old type"),
        found("a.ts", "imports", "no such package"),
        found("b.ts", "typescript", "elsewhere"),
    ];
    fold(&mut state, &mut log, [Event::Verified { checkers: Vec::new(), diagnostics: checked.clone() }]);
    assert_eq!(messages(&state), ["old type", "no such package", "elsewhere"]);
    let live = vec![found("a.ts", "typescript", "new type"), found("gone.ts", "typescript", "nowhere")];
    state.look(vec!["a.ts".into(), "gone.ts".into()], live);
    assert_eq!(messages(&state), ["no such package", "new type", "elsewhere"]);
    let revision = state.problems_revision;
    state.look(vec!["a.ts".into()], vec![found("a.ts", "typescript", "new type")]);
    assert_eq!(state.problems_revision, revision, "nothing is new");
    assert_eq!(state.checked_problems(), checked);
}

#[test]
fn a_replacement_is_a_version_of_its_own() {
    let (mut state, mut log) = (WorkspaceState::new(view(&[], Vec::new(), 0)), new_log());
    log.run = None;
    fold(&mut state, &mut log, [written("a.ts", "x", Origin::Hand)]);
    let mut replace = |state: &mut WorkspaceState, at_ms: i64, path: &str| {
        let event = log.next(written(path, &at_ms.to_string(), Origin::Replace));
        state.fold(&StoredEvent { at_ms, ..event });
    };
    for (at_ms, path) in [(500, "a.ts"), (500, "b.ts"), (700, "a.ts"), (700, "b.ts")] {
        replace(&mut state, at_ms, path);
    }
    let versions: Vec<_> =
        state.versions.iter().map(|version| (version.kind.clone(), version.paths.len())).collect();
    assert_eq!(versions, [(VersionKind::Hand, 1), (VersionKind::Replace, 2), (VersionKind::Replace, 2)]);
}

#[test]
fn the_reason_of_a_change_stands_at_its_first_line() {
    let (mut state, mut log) = (WorkspaceState::new(view(&[], Vec::new(), 0)), new_log());
    fold(&mut state, &mut log, started());
    fold(&mut state, &mut log, [text(REPLY), written("src/App.tsx", APP, Origin::Run)]);
    fold(&mut state, &mut log, [finished(RunStatus::Succeeded)]);
    let reason = super::Reason { path: "src/App.tsx".into(), line: 1, text: "The title.".into() };
    assert_eq!(super::reasons(&state), [reason]);
    fold(&mut state, &mut log, [changed("src/App.tsx", FileChange::Deleted, Origin::Hand)]);
    assert_eq!(super::reasons(&state), []);
}
