use icondata_lu::LuArrowDown;
use leptos::prelude::*;

use super::composer::Composer;
use super::demo_note::DemoNote;
use super::first::FirstWords;
use super::turn::TurnView;
use crate::browser;
use crate::parts::Icon;
use crate::workspace::use_desk;

/// All turns. Follows the stream only while its end is in sight; else a chip leads there.
#[component]
pub fn Chat() -> impl IntoView {
    let desk = use_desk();
    let turns = desk.select(|state| state.turns.len());
    let progress =
        desk.select(|state| (state.turns.len(), state.turns.last().map_or(0, |turn| turn.revision)));
    let list = NodeRef::<leptos::html::Div>::new();
    let at_end = RwSignal::new(true);
    let jump = move || {
        if let Some(list) = list.try_get_untracked().flatten() {
            browser::scroll_to_end(&list);
        }
    };
    Effect::new(move |seen: Option<usize>| {
        let (count, _) = progress.get();
        // A new turn is what the person has just asked for.
        let new_turn = seen.is_some_and(|seen| count > seen);
        if new_turn || at_end.get_untracked() {
            browser::next_frame(jump);
        }
        count
    });
    // A narrower window, a longer prompt or a hint above it leave less room: who was at the end stays there.
    Effect::new(move |_| {
        let Some(node) = list.get() else { return };
        browser::on_resize(&node, move || {
            if at_end.try_get_untracked() == Some(true) {
                jump();
            }
        });
    });
    let on_scroll = move |_| {
        if let Some(list) = list.get_untracked() {
            at_end.set(browser::is_at_end(&list));
        }
    };
    view! {
        <div class="talk" node_ref=list on:scroll=on_scroll tabindex="0" role="region" aria-label="Conversation">
            <Show when=move || turns.get() == 0>
                <FirstWords />
            </Show>
            <For each=move || 0..turns.get() key=|i| *i children=|i| view! { <TurnView i=i /> } />
        </div>
        <div class="below-talk">
            <Show when=move || !at_end.get()>
                <button type="button" class="jump" on:click=move |_| jump()>
                    <Icon icon=LuArrowDown />
                    "Jump to latest"
                </button>
            </Show>
            <DemoNote />
        </div>
        <Composer />
    }
    .into_any()
}
