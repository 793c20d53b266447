use icondata_lu::LuSparkles;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;
use crate::parts::Icon;
use crate::workspace::use_desk;

/// Says the prompt in clearer words; one press brings the old ones back.
#[component]
pub fn Improve(draft: RwSignal<String>) -> impl IntoView {
    let desk = use_desk();
    let working = RwSignal::new(false);
    let before = RwSignal::new(None::<(String, String)>);
    // Only while nothing was typed since.
    let undo = move || {
        let now = draft.get();
        before.get().filter(|(_, improved)| *improved == now).map(|(original, _)| original)
    };
    let able = move || {
        let demo = desk.model.with(|model| model.as_str().starts_with("demo/") || model.as_str().is_empty());
        !demo && draft.with(|draft| !draft.trim().is_empty())
    };
    let improve = move |_| {
        if let Some(original) = untrack(undo) {
            before.set(None);
            draft.set(original);
            return;
        }
        let (prompt, model) = (draft.get_untracked(), desk.model.get_untracked());
        let project = desk.project.get_value();
        working.set(true);
        spawn_local(async move {
            let outcome = api::improve_prompt(Some(project), prompt.clone(), Some(model)).await;
            let _ = working.try_set(false);
            match outcome {
                // What was typed meanwhile is worth more.
                Ok(better) if draft.try_get_untracked().as_ref() == Some(&prompt) => {
                    let _ = before.try_set(Some((prompt, better.clone())));
                    let _ = draft.try_set(better);
                }
                Ok(_) => {}
                Err(error) => {
                    let _ = desk.notice.try_set(Some(error.0.message));
                }
            }
        });
    };
    view! {
        <Show when=able>
            <button
                type="button"
                class="btn ghost context-button"
                title="Say it more exactly, by the model that will answer"
                disabled=move || working.get()
                on:click=improve
            >
                <Icon icon=LuSparkles />
                {move || match (working.get(), undo().is_some()) {
                    (true, _) => "Improving…",
                    (false, true) => "Undo",
                    (false, false) => "Improve",
                }}
            </button>
        </Show>
    }
    .into_any()
}
