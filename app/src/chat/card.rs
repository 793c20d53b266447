use contract::FileOp;
use icondata_lu::{LuCheck, LuCircleX, LuLoaderCircle, LuPencilLine, LuTriangleAlert};
use leptos::prelude::*;

use crate::parts::Icon;
use crate::state::{Card, CardState};
use crate::workspace::{use_desk, view_changes};

/// One file of a turn: path, what became of it, counts that count up, and why.
#[component]
pub fn CardView(turn: usize, card: usize) -> impl IntoView {
    let desk = use_desk();
    let card = desk.select_at(
        move |state| state.turns.get(turn).map_or(0, |turn| turn.revision),
        move |state| state.turns.get(turn).and_then(|turn| turn.cards.get(card)).cloned(),
    );
    let state =
        Memo::new(move |_| card.with(|card| card.as_ref().map_or(CardState::Stopped, |card| card.state)));
    let path =
        Memo::new(move |_| card.with(|card| card.as_ref().map(|card| card.path.clone()).unwrap_or_default()));
    let counts = Memo::new(move |_| {
        card.with(|card| card.as_ref().map(|card| (card.added, card.removed)).unwrap_or_default())
    });
    let label = move || {
        let op = card.with(|card| card.as_ref().and_then(|card| card.op));
        match (state.get(), op) {
            (CardState::Applied, Some(FileOp::Create)) => "new",
            (CardState::Applied, Some(FileOp::Delete)) => "deleted",
            (CardState::Applied, Some(FileOp::Rename)) => "renamed",
            (state, _) => state.label(),
        }
    };
    let icon = move || {
        let icon = match state.get() {
            CardState::Writing => LuPencilLine,
            CardState::Verifying => LuLoaderCircle,
            CardState::Applied | CardState::Unchanged => LuCheck,
            CardState::NeedsReview | CardState::Stopped => LuTriangleAlert,
            CardState::Refused => LuCircleX,
        };
        view! { <Icon icon=icon /> }
    };
    let why = Memo::new(move |_| {
        card.with(|card| card.as_ref().map(|card| card.why.trim().to_owned()).unwrap_or_default())
    });
    let open = move |_| {
        let path = path.get_untracked();
        if desk.peek(|state| state.files.contains_key(&path)) {
            desk.pick_file(&path);
        } else if let Some(run) = desk.peek(|state| state.turns.get(turn).map(|turn| turn.run.clone())) {
            view_changes(desk, run, Some(path));
        }
    };
    view! {
        <section class="card" data-state=move || key(state.get())>
            <button type="button" class="card-head" on:click=open title="Open this file">
                {icon}
                <span class="mono clip">{path}</span>
                <span class="state">{label}</span>
                <span class="count" hidden=move || counts.get() == (0, 0)>
                    <span class="ok">"+" {move || counts.get().0}</span>
                    <span class="danger">"−" {move || counts.get().1}</span>
                </span>
            </button>
            {move || why.with(|why| (!why.is_empty()).then(|| view! { <p>{why.clone()}</p> }))}
            {move || card.get().filter(|card| card.state.is_settled()).and_then(|card| trouble(&card))}
        </section>
    }
    .into_any()
}

/// The reason of a refusal, and the lines it may have meant.
fn trouble(card: &Card) -> Option<impl IntoView + use<>> {
    let reason = match card.state {
        CardState::Refused | CardState::NeedsReview => card.reason(),
        CardState::Stopped => Some(
            "The reply ended before this file did, so it stays as it was. Retry to get it whole.".to_owned(),
        ),
        CardState::Writing | CardState::Verifying | CardState::Applied | CardState::Unchanged => None,
    }?;
    let nearest = card.nearest();
    let lines = (!nearest.is_empty()).then(|| {
        let rows = nearest.into_iter().map(|(n, text)| view! { <code><small>{n}</small>{text}</code> });
        view! {
            <div class="nearest">
                <small>"Nearest lines"</small>
                {rows.collect_view()}
            </div>
        }
    });
    Some(view! {
        <p class="reason">{reason}</p>
        {lines}
    })
}

fn key(state: CardState) -> &'static str {
    match state {
        CardState::Writing => "writing",
        CardState::Verifying => "verifying",
        CardState::Applied | CardState::Unchanged => "applied",
        CardState::NeedsReview | CardState::Stopped => "review",
        CardState::Refused => "refused",
    }
}
