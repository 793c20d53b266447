use contract::{Problem, RunStatus, Severity};
use icondata_lu::{LuCheck, LuCircle, LuLoaderCircle, LuTriangleAlert};
use leptos::prelude::*;

use super::card::CardView;
use super::{start_turn, undo_turn};
use crate::parts::{Icon, Markdown};
use crate::state::{Block, Step, Turn, WorkspaceState, words};
use crate::workspace::{use_desk, view_changes};

/// One turn, by its place in the list. Everything below watches the turn's revision, so that a growing text
/// touches nothing but itself.
#[component]
pub fn TurnView(i: usize) -> impl IntoView {
    let desk = use_desk();
    let pick = move |state: &WorkspaceState| state.turns.get(i).map_or(0, |turn| turn.revision);
    let (n, prompt) =
        desk.peek(|state| state.turns.get(i).map(|turn| (turn.n, turn.prompt.clone())).unwrap_or_default());
    let steps =
        desk.select_at(pick, move |state| state.turns.get(i).map(Turn::checklist).unwrap_or_default());
    let blocks = desk.select_at(pick, move |state| {
        let blocks = state.turns.get(i).map(|turn| turn.blocks.as_slice()).unwrap_or_default();
        blocks.iter().map(Kind::of).collect::<Vec<_>>()
    });
    let doing = desk.select_at(pick, move |state| state.turns.get(i).and_then(Turn::doing));
    view! {
        <article class="turn" aria-label=format!("Turn {n}")>
            <p class="you">{prompt}</p>
            <Show when=move || steps.with(|steps| !steps.is_empty())>
                <ul class="plan" aria-label="Plan">
                    <For
                        each=move || steps.get().into_iter().enumerate()
                        key=|(i, step)| (*i, step.done, step.current, step.text.len())
                        children=|(_, step)| view! { <StepRow step=step /> }
                    />
                </ul>
            </Show>
            <For
                each=move || blocks.get().into_iter().enumerate()
                key=|(at, kind)| (*at, *kind)
                children=move |(at, kind)| match kind {
                    Kind::Prose => view! { <Prose turn=i at=at /> }.into_any(),
                    Kind::Note => view! { <NoteLine turn=i at=at /> }.into_any(),
                    Kind::Card(card) => view! { <CardView turn=i card=card /> }.into_any(),
                }
            />
            {move || {
                doing
                    .get()
                    .map(|doing| {
                        view! {
                            <p class="doing" role="status">
                                <Icon icon=LuLoaderCircle />
                                {doing}
                            </p>
                        }
                    })
            }}
            <Outcome i=i />
        </article>
    }
    .into_any()
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Prose,
    Note,
    Card(usize),
}

impl Kind {
    fn of(block: &Block) -> Self {
        match block {
            Block::Prose(_) => Self::Prose,
            Block::Note(_) => Self::Note,
            Block::Card(card) => Self::Card(*card),
        }
    }
}

#[component]
fn StepRow(step: Step) -> impl IntoView {
    let (icon, class, state) = match (step.done, step.current) {
        (true, _) => (LuCheck, "done", "Done: "),
        (false, true) => (LuLoaderCircle, "current", "Now: "),
        (false, false) => (LuCircle, "", ""),
    };
    view! {
        <li class=class>
            <Icon icon=icon />
            <span>
                <span class="sr-only">{state}</span>
                {step.text}
            </span>
        </li>
    }
}

/// The text of one block, as it grows.
fn block_text(turn: usize, at: usize) -> Memo<String> {
    use_desk().select_at(
        move |state| state.turns.get(turn).map_or(0, |turn| turn.revision),
        move |state| match state.turns.get(turn).and_then(|turn| turn.blocks.get(at)) {
            Some(Block::Prose(text) | Block::Note(text)) => text.clone(),
            Some(Block::Card(_)) | None => String::new(),
        },
    )
}

#[component]
fn Prose(turn: usize, at: usize) -> impl IntoView {
    view! { <Markdown text=block_text(turn, at) /> }
}

#[component]
fn NoteLine(turn: usize, at: usize) -> impl IntoView {
    let text = block_text(turn, at);
    view! { <p class="note">{text}</p> }
}

/// How it ended, and what can be done about it.
#[derive(Clone, PartialEq)]
struct End {
    status: RunStatus,
    problem: Option<Problem>,
    errors: usize,
    can_undo: bool,
    changed: bool,
    undone: bool,
    figures: String,
}

fn end_of(state: &WorkspaceState, i: usize) -> Option<End> {
    let turn = state.turns.get(i).filter(|turn| !turn.is_running())?;
    let mut figures = vec![state.model_name(&turn.model)];
    figures.extend(turn.elapsed_ms.map(words::seconds));
    figures.extend(turn.usage.map(|usage| {
        let about = if usage.estimated { "about " } else { "" };
        format!("{about}{} tokens", words::thousands(usage.input_tokens + usage.output_tokens))
    }));
    Some(End {
        status: turn.status,
        problem: turn.problem.clone(),
        errors: turn.diagnostics.iter().filter(|found| found.severity == Severity::Error).count(),
        can_undo: turn.can_undo(),
        changed: turn.changed_files,
        undone: turn.undone,
        figures: figures.join(" · "),
    })
}

#[component]
fn Outcome(i: usize) -> impl IntoView {
    let desk = use_desk();
    let end = desk.select_at(
        move |state| state.turns.get(i).map_or(0, |turn| turn.revision),
        move |state| end_of(state, i),
    );
    let run = move || desk.peek(|state| state.turns.get(i).map(|turn| turn.run.clone())).unwrap_or_default();
    let prompt =
        move || desk.peek(|state| state.turns.get(i).map(|turn| turn.prompt.clone())).unwrap_or_default();
    move || {
        end.get().map(|end| {
            let retry = matches!(end.status, RunStatus::Failed | RunStatus::Cancelled | RunStatus::NeedsReview);
            let sentence = sentence(&end);
            view! {
                {sentence
                    .map(|text| {
                        view! {
                            <p class="outcome" data-status=status_key(end.status)>
                                <Icon icon=LuTriangleAlert />
                                <span>{text}</span>
                            </p>
                        }
                    })}
                <div class="foot">
                    {end
                        .changed
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    class="btn ghost"
                                    on:click=move |_| view_changes(desk, run(), None)
                                >
                                    "View changes"
                                </button>
                            }
                        })}
                    {end
                        .can_undo
                        .then(|| {
                            view! {
                                <button type="button" class="btn ghost" on:click=move |_| undo_turn(desk, run())>
                                    "Undo this turn"
                                </button>
                            }
                        })}
                    {retry
                        .then(|| {
                            view! {
                                <button type="button" class="btn ghost" on:click=move |_| start_turn(desk, prompt())>
                                    "Retry"
                                </button>
                            }
                        })}
                    {end.undone.then(|| view! { <span class="chip">"Undone"</span> })}
                </div>
                <p class="figures">{end.figures}</p>
            }
        })
    }
}

fn status_key(status: RunStatus) -> &'static str {
    match status {
        RunStatus::Running | RunStatus::Succeeded => "well",
        RunStatus::NeedsReview | RunStatus::Cancelled => "review",
        RunStatus::Failed => "failed",
    }
}

/// What to say when it did not simply go well.
fn sentence(end: &End) -> Option<String> {
    if let Some(problem) = &end.problem {
        let incident = problem.incident.as_ref().map(|id| format!(" (Incident {id})")).unwrap_or_default();
        return Some(format!("{}{incident}", problem.message));
    }
    match end.status {
        RunStatus::Running | RunStatus::Succeeded => None,
        RunStatus::NeedsReview if end.errors > 0 => Some(format!(
            "The check still finds {}. Look at Problems below, or ask for a repair.",
            words::count(end.errors, "problem")
        )),
        RunStatus::NeedsReview => {
            Some("Some changes did not fit and were left out. See the cards above.".to_owned())
        }
        RunStatus::Failed => Some("The turn failed. Files stay as they were; try again.".to_owned()),
        RunStatus::Cancelled => Some("Stopped. What was finished before stays.".to_owned()),
    }
}
