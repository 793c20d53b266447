use icondata_lu::LuMessageSquareText;
use leptos::prelude::*;

use crate::parts::Empty;
use crate::workspace::use_desk;

/// What to ask of a project that is there, and of one that is not.
const FOR_FILES: [&str; 3] =
    ["Explain how this project is built", "Add a dark theme with a switch", "Make it work well on a phone"];
const FOR_NOTHING: [&str; 3] =
    ["A to-do list with due dates", "A landing page for a small bakery", "A dashboard with three charts"];

/// The conversation before its first turn.
#[component]
pub fn FirstWords() -> impl IntoView {
    let desk = use_desk();
    let made = desk.select(|state| state.has_entry());
    view! {
        <Empty icon=LuMessageSquareText title="Say what you want">
            <p>
                "Describe it in your words, as large or small as you like. You see the plan, each file as it is written, and the app as it runs; every turn can be undone."
            </p>
            <ul class="offers" aria-label="Ideas">
                {move || {
                    let ideas = if made.get() { FOR_FILES } else { FOR_NOTHING };
                    ideas
                        .map(|idea| {
                            view! {
                                <li>
                                    <button type="button" class="chip" on:click=move |_| desk.suggest(idea)>
                                        {idea}
                                    </button>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
        </Empty>
    }
    .into_any()
}
