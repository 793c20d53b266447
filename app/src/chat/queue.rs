use icondata_lu::{LuArrowUp, LuClock, LuX};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{self, ApiError};
use crate::parts::Icon;
use crate::state::{Queued, words};
use crate::workspace::{Desk, use_desk};

/// Prompts that wait for the turn under way.
#[component]
pub fn Queue() -> impl IntoView {
    let desk = use_desk();
    let waiting = desk.select(|state| state.queue.clone());
    let running = desk.select(|state| state.active().is_some());
    let row = move |queued: Queued| {
        let seq = queued.seq;
        let short: String = queued.prompt.chars().take(60).collect();
        view! {
            <li>
                <Icon icon=LuClock />
                <span class="clip grow" title=queued.prompt.clone()>
                    {queued.prompt.clone()}
                </span>
                {(queued.images > 0).then(|| view! { <span>{words::count(queued.images, "image")}</span> })}
                <button
                    type="button"
                    class="btn ghost square"
                    aria-label=move || {
                        let how = if running.get() { "Stop the turn and start" } else { "Start" };
                        format!("{how}: {short}")
                    }
                    on:click=move |_| {
                        act(desk, async move { api::start_queued(desk.project.get_value(), seq).await.map(drop) });
                    }
                >
                    <Icon icon=LuArrowUp />
                </button>
                <button
                    type="button"
                    class="btn ghost square"
                    aria-label="Take back"
                    on:click=move |_| act(desk, api::unqueue_prompt(desk.project.get_value(), seq))
                >
                    <Icon icon=LuX />
                </button>
            </li>
        }
    };
    view! {
        <Show when=move || !waiting.with(Vec::is_empty)>
            <ul class="queue" aria-label="Waiting prompts">
                <For each=move || waiting.get() key=|queued| queued.seq children=row />
            </ul>
        </Show>
    }
    .into_any()
}

fn act(desk: Desk, work: impl Future<Output = Result<(), ApiError>> + 'static) {
    spawn_local(async move {
        if let Err(error) = work.await {
            let _ = desk.notice.try_set(Some(error.0.message));
        }
    });
}
