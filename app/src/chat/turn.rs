use icondata_lu::{LuCheck, LuCircle, LuLoaderCircle};
use leptos::prelude::*;

use super::card::CardView;
use super::outcome::Outcome;
use super::thumbnails::Thumbnails;
use crate::parts::{Icon, Markdown};
use crate::state::{Block, Step, Turn, WorkspaceState, spoken};
use crate::workspace::use_desk;

/// One turn, by its place in the list. Everything below watches the turn's revision, so that a growing text
/// touches nothing but itself.
#[component]
pub fn TurnView(i: usize) -> impl IntoView {
    let desk = use_desk();
    let pick = move |state: &WorkspaceState| state.turns.get(i).map_or(0, |turn| turn.revision);
    let (n, prompt, images) = desk.peek(|state| {
        let turn = state.turns.get(i);
        turn.map(|turn| (turn.n, turn.prompt.clone(), turn.images.clone())).unwrap_or_default()
    });
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
            <Thumbnails images=images />
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
            <Offers i=i />
        </article>
    }
    .into_any()
}

/// What the model offers to do next, below the last turn. A press puts it into the prompt box, to be changed or sent.
#[component]
fn Offers(i: usize) -> impl IntoView {
    let desk = use_desk();
    let offers = desk.select_at(
        |state| state.turns.last().map_or(0, |turn| turn.revision),
        move |state| match state.turns.last() {
            Some(last) if state.turns.len() == i + 1 => last.offers(),
            _ => Vec::new(),
        },
    );
    view! {
        <Show when=move || !offers.with(Vec::is_empty)>
            <ul class="offers" aria-label="Suggestions">
                <For
                    each=move || offers.get()
                    key=Clone::clone
                    children=move |offer| {
                        let text = offer.clone();
                        view! {
                            <li>
                                <button type="button" class="chip" on:click=move |_| desk.suggest(&text)>
                                    {offer}
                                </button>
                            </li>
                        }
                    }
                />
            </ul>
        </Show>
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
            Some(Block::Prose(text)) => spoken(text),
            Some(Block::Note(text)) => text.clone(),
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
