use contract::{Problem, RunStatus, Severity};
use icondata_lu::{LuHistory, LuTriangleAlert};
use leptos::prelude::*;

use super::start_turn;
use crate::parts::Icon;
use crate::state::{WayBack, WorkspaceState, words};
use crate::workspace::{restore_version, undo_turn, use_desk, view_changes};

/// How it ended, and what can be done about it.
#[derive(Clone, PartialEq)]
struct End {
    status: RunStatus,
    problem: Option<Problem>,
    errors: usize,
    repairs: u32,
    can_undo: bool,
    /// Offered where the turn went wrong and its changes still stand.
    back: Option<WayBack>,
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
    // A model that costs nothing needs no figure.
    figures.extend(turn.cost_micros.filter(|cost| *cost > 0).map(words::dollars));
    let wrong = matches!(turn.status, RunStatus::Failed | RunStatus::NeedsReview | RunStatus::Cancelled);
    let back = if wrong && turn.can_undo() { state.way_back(turn) } else { None };
    Some(End {
        status: turn.status,
        problem: turn.problem.clone(),
        errors: turn.diagnostics.iter().filter(|found| found.severity == Severity::Error).count(),
        repairs: turn.repairs,
        can_undo: turn.can_undo(),
        back,
        changed: turn.changed_files,
        undone: turn.undone,
        figures: figures.join(" · "),
    })
}

#[component]
pub fn Outcome(i: usize) -> impl IntoView {
    let desk = use_desk();
    let end = desk.select_at(
        move |state| state.turns.get(i).map_or(0, |turn| turn.revision),
        move |state| end_of(state, i),
    );
    let run = move || desk.peek(|state| state.turns.get(i).map(|turn| turn.run.clone())).unwrap_or_default();
    let prompt =
        move || desk.peek(|state| state.turns.get(i).map(|turn| turn.prompt.clone())).unwrap_or_default();
    let images =
        move || desk.peek(|state| state.turns.get(i).map(|turn| turn.images.clone())).unwrap_or_default();
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
                        .back
                        .map(|back| {
                            view! {
                                <button
                                    type="button"
                                    class="btn"
                                    title="As a new version; nothing is lost"
                                    disabled=move || desk.looking.busy.get()
                                    on:click=move |_| restore_version(desk, back.seq)
                                >
                                    <Icon icon=LuHistory />
                                    "Back to version "
                                    {back.version}
                                </button>
                            }
                        })}
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
                                <button
                                    type="button"
                                    class="btn ghost"
                                    on:click=move |_| start_turn(desk, prompt(), images())
                                >
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
        RunStatus::NeedsReview if end.errors > 0 => Some(still_wrong(end)),
        RunStatus::NeedsReview => {
            Some("Some changes did not fit and were left out. See the cards above.".to_owned())
        }
        RunStatus::Failed if end.changed => {
            Some("The turn failed. What was finished before stays; try again, or undo it.".to_owned())
        }
        RunStatus::Failed => Some("The turn failed. Files stay as they were; try again.".to_owned()),
        RunStatus::Cancelled => Some("Stopped. What was finished before stays.".to_owned()),
    }
}

/// What was tried, what is left, and the ways on.
fn still_wrong(end: &End) -> String {
    let found = words::count(end.errors, "problem");
    let tried = match end.repairs {
        0 => format!("The check still finds {found}."),
        1 => format!("The model was asked once to mend this, and the check still finds {found}."),
        n => format!("The model was asked {n} times to mend this, and the check still finds {found}."),
    };
    let back = match end.back {
        Some(WayBack { version, verified: true, .. }) => {
            format!(", or go back to version {version}, the last that passed the check")
        }
        Some(WayBack { version, verified: false, .. }) => format!(", or go back to version {version}"),
        None => String::new(),
    };
    match back.is_empty() {
        true => format!("{tried} Look at Problems below, or ask for a repair."),
        false => format!("{tried} Look at Problems below, ask for a repair{back}."),
    }
}
