use std::time::Duration;

use contract::{ContextFile, ContextState, ContextView, Relevance, TurnOptions, TurnRequest};
use icondata_lu::{LuEyeOff, LuLayers, LuPin};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;
use crate::browser;
use crate::parts::Icon;
use crate::state::words;
use crate::workspace::{Desk, use_desk};

/// Typing is over for now.
const PAUSE: Duration = Duration::from_millis(500);

/// What goes to the model with the prompt: its size and price, and by request each part of it.
#[component]
pub fn Context(draft: RwSignal<String>) -> impl IntoView {
    let desk = use_desk();
    let view = RwSignal::new(None::<ContextView>);
    let open = RwSignal::new(false);
    keep_choices(desk);
    watch(desk, draft, view, open);
    let figures = move || {
        view.get().map_or("Context".to_owned(), |view| {
            let tokens = format!("{} tokens", words::thousands(i64::from(view.tokens)));
            match cost(&view) {
                Some(cost) if cost > 0 => format!("{tokens} · about {}", words::dollars(cost)),
                _ => tokens,
            }
        })
    };
    view! {
        <Show when=move || open.get() && view.with(Option::is_some)>
            <div class="context-panel" role="region" aria-label="Context">
                {move || view.get().map(|view| view! { <Ledger view=view /> })}
            </div>
        </Show>
        <button
            type="button"
            class="btn ghost context-button"
            title="What goes to the model with this prompt"
            aria-expanded=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)
        >
            <Icon icon=LuLayers />
            {figures}
        </button>
    }
    .into_any()
}

/// What is pinned and left out outlives a reload.
fn keep_choices(desk: Desk) {
    let key = move || format!("context.{}", desk.project.get_value());
    let restored = StoredValue::new(false);
    Effect::new(move |_| {
        let choices = desk.choices.get();
        if restored.get_value() {
            if let Ok(text) = serde_json::to_string(&choices) {
                browser::remember(&key(), &text);
            }
            return;
        }
        restored.set_value(true);
        let kept =
            browser::remembered(&key()).and_then(|text| serde_json::from_str::<TurnOptions>(&text).ok());
        if let Some(kept) = kept {
            desk.choices.set(kept);
        }
    });
}

/// Asks the server when typing pauses and when something else that counts has changed.
fn watch(desk: Desk, draft: RwSignal<String>, view: RwSignal<Option<ContextView>>, open: RwSignal<bool>) {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let asked = StoredValue::new(0u32);
    let turns = desk.select(|state| (state.turns.len(), state.active().is_some()));
    Effect::new(move |_| {
        let ask = TurnRequest {
            prompt: draft.get(),
            model: Some(desk.model.get()).filter(|model| !model.as_str().is_empty()),
            options: TurnOptions { images: desk.attached_images(), ..desk.options() },
        };
        turns.track();
        let wanted = open.get() || !ask.prompt.trim().is_empty();
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
        if !wanted {
            view.set(None);
            return;
        }
        let later = set_timeout_with_handle(
            move || {
                let Some(number) = asked.try_update_value(|asked| {
                    *asked += 1;
                    *asked
                }) else {
                    return;
                };
                let Some(project) = desk.project.try_get_value() else { return };
                spawn_local(async move {
                    let fresh = api::preview_context(project, ask).await.ok();
                    // Only the newest answer is right.
                    if asked.try_get_value() == Some(number) {
                        let _ = view.try_set(fresh);
                    }
                });
            },
            PAUSE,
        );
        waiting.try_set_value(later.ok());
    });
    on_cleanup(move || {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    });
}

/// What the turn is going to cost, in millionths of a dollar: what is sent, and about what comes back.
fn cost(view: &ContextView) -> Option<i64> {
    let price = view.price?;
    let (sent, answer) = (i64::from(view.tokens), i64::from(view.answer_tokens));
    Some((sent * price.input + answer * price.output + 999_999) / 1_000_000)
}

#[component]
fn Ledger(view: ContextView) -> impl IntoView {
    let desk = use_desk();
    let line = |name: &'static str, tokens: u32| {
        view! {
            <li>
                <span class="grow">{name}</span>
                <span class="num">{words::thousands(i64::from(tokens))}</span>
            </li>
        }
    };
    let history = format!("Earlier turns, {} of {}", view.turns_sent, view.turns);
    let over = view.tokens > view.budget;
    let (console, images) = (view.console_tokens, view.images_tokens);
    let files = view.files.into_iter().map(|file| view! { <FileLine file=file /> }).collect_view();
    view! {
        <ul>
            {line("Instructions", view.instructions_tokens)} {line("This prompt", view.prompt_tokens)}
            {(view.turns > 0)
                .then(|| {
                    view! {
                        <li>
                            <span class="grow">{history}</span>
                            <span class="num">{words::thousands(i64::from(view.history_tokens))}</span>
                        </li>
                    }
                })}
            {(images > 0).then(|| line("Images, estimated", images))}
            {(console > 0).then(|| line("Errors of the preview", console))} {files}
            {line("The answer, about", view.answer_tokens)}
        </ul>
        {over
            .then(|| {
                view! {
                    <p class="danger">"This is more than most models read at once. Leave out a file."</p>
                }
            })}
        <label class="row plan-only">
            <input
                type="checkbox"
                prop:checked=move || desk.choices.with(|choices| choices.plan_only)
                on:change=move |event| {
                    let checked = event_target_checked(&event);
                    desk.choices.update(|choices| choices.plan_only = checked);
                }
            />
            "Only talk it over, change nothing"
        </label>
        <label class="row plan-only">
            <input
                type="checkbox"
                prop:checked=move || desk.auto_fix.get()
                on:change=move |event| desk.auto_fix.set(event_target_checked(&event))
            />
            "Let the model mend by itself what stops the preview"
        </label>
    }
    .into_any()
}

#[component]
fn FileLine(file: ContextFile) -> impl IntoView {
    let desk = use_desk();
    let path = StoredValue::new(file.path.clone());
    let is = move |of: fn(&TurnOptions) -> &Vec<String>| {
        desk.choices.with(|choices| path.with_value(|path| of(choices).contains(path)))
    };
    let toggle = move |pin: bool| {
        desk.choices.update(|choices| {
            let path = path.get_value();
            let (list, other) = match pin {
                true => (&mut choices.pinned, &mut choices.excluded),
                false => (&mut choices.excluded, &mut choices.pinned),
            };
            other.retain(|known| *known != path);
            match list.iter().position(|known| *known == path) {
                Some(at) => drop(list.remove(at)),
                None => list.push(path),
            }
        });
    };
    let why = match (file.state, file.relevance) {
        (ContextState::Excluded, _) => "left out",
        (ContextState::Trimmed, _) => "no room",
        (ContextState::Sent, Relevance::Pinned) => "pinned",
        (ContextState::Sent, Relevance::Mentioned) => "named",
        (ContextState::Sent, Relevance::Open) => "open",
        (ContextState::Sent, Relevance::Related) => "related",
        (ContextState::Sent, Relevance::Recent) => "changed",
        (ContextState::Sent, Relevance::Other) => "",
    };
    view! {
        <li data-state=match file.state {
            ContextState::Sent => "sent",
            ContextState::Trimmed => "trimmed",
            ContextState::Excluded => "excluded",
        }>
            <code class="clip grow" title=file.path.clone()>
                {file.path.clone()}
            </code>
            <span class="muted">{why}</span>
            <span class="num">{words::thousands(i64::from(file.tokens))}</span>
            <button
                type="button"
                class="btn ghost square"
                aria-label=format!("Always send {}", file.path)
                aria-pressed=move || is(|choices| &choices.pinned).to_string()
                on:click=move |_| toggle(true)
            >
                <Icon icon=LuPin />
            </button>
            <button
                type="button"
                class="btn ghost square"
                aria-label=format!("Leave out {}", file.path)
                aria-pressed=move || is(|choices| &choices.excluded).to_string()
                on:click=move |_| toggle(false)
            >
                <Icon icon=LuEyeOff />
            </button>
        </li>
    }
    .into_any()
}
