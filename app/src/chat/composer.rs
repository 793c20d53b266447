use icondata_lu::{LuArrowUp, LuMousePointerClick, LuSquare, LuX};
use leptos::ev::{ClipboardEvent, DragEvent, KeyboardEvent};
use leptos::prelude::*;

use super::context::Context;
use super::images::{AttachButton, Attachments, attach, keep};
use super::improve::Improve;
use super::queue::Queue;
use super::recall::{Recall, Step};
use super::{Sending, send_prompt, stop_turn};
use crate::browser;
use crate::commands::{Command, use_commands};
use crate::parts::Icon;
use crate::workspace::{Picked, use_desk, with_elements};

/// Where the next turn is asked for. A draft outlives a reload.
#[component]
pub fn Composer() -> impl IntoView {
    let desk = use_desk();
    let draft = desk.draft;
    let area = NodeRef::<leptos::html::Textarea>::new();
    let running = desk.select(|state| state.active().is_some());
    let key = move || format!("draft.{}", desk.project.get_value());
    let restored = StoredValue::new(false);
    Effect::new(move |_| {
        let text = draft.get();
        if restored.get_value() {
            if text.is_empty() {
                browser::forget(&key());
            } else {
                browser::remember(&key(), &text);
            }
        } else {
            restored.set_value(true);
            let typed = area.get_untracked().map(|area| area.value()).filter(|typed| !typed.is_empty());
            if let Some(kept) = typed.or_else(|| browser::remembered(&key())) {
                draft.set(kept);
            }
        }
        browser::next_frame(move || {
            if let Some(area) = area.try_get_untracked().flatten() {
                browser::fit_height(&area);
            }
        });
    });
    keep(desk);
    let (picked, images) = (desk.stage.picked, desk.images);
    let send = move |how: Sending| {
        let text = draft.get_untracked();
        if text.trim().is_empty() {
            return;
        }
        let attached = images.get_untracked();
        if attached.iter().any(|attached| attached.image.is_none()) {
            desk.notice.set(Some("An image is still on its way. Send again in a moment.".to_owned()));
            return;
        }
        let elements = picked.get_untracked();
        let whole = with_elements(&text, &elements);
        let ids = untrack(|| desk.attached_images());
        send_prompt(desk, whole, ids, how, move || {
            // Unless the next one is being typed.
            let empty = draft.try_with_untracked(String::is_empty) == Some(true);
            if empty && images.try_with_untracked(Vec::is_empty) == Some(true) {
                draft.set(text);
                picked.set(elements);
                images.set(attached);
            }
        });
        draft.set(String::new());
        picked.set(Vec::new());
        images.set(Vec::new());
    };
    let recall = StoredValue::new(Recall::default());
    let usual = move || if running.get_untracked() { Sending::Queue } else { Sending::Start };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if !event.shift_key() && !event.is_composing() => {
            event.prevent_default();
            send(usual());
        }
        key @ ("ArrowUp" | "ArrowDown") if !event.shift_key() => {
            let prompts: Vec<String> =
                desk.peek(|state| state.turns.iter().map(|turn| turn.prompt.clone()).collect());
            let step = if key == "ArrowUp" { Step::Back } else { Step::On };
            let found = draft.with_untracked(|draft| {
                recall.try_update_value(|recall| recall.step(&prompts, draft, step)).flatten()
            });
            if let Some(text) = found {
                event.prevent_default();
                draft.set(text);
            }
        }
        _ => {}
    };
    use_commands().offer(vec![
        Command::new("send", "Chat", "Send the prompt", move || send(usual()))
            .also("ask start")
            .when(move || draft.with(|draft| !draft.trim().is_empty())),
    ]);
    let on_paste = move |event: ClipboardEvent| {
        let files = browser::pasted_files(&event);
        if !files.is_empty() {
            event.prevent_default();
            attach(desk, files);
        }
    };
    let dropping = RwSignal::new(false);
    let on_drag = move |event: DragEvent| {
        if browser::drags_files(&event) {
            // Else the browser would open the file instead of the workspace.
            event.prevent_default();
            dropping.set(true);
        }
    };
    let on_drop = move |event: DragEvent| {
        dropping.set(false);
        let files = browser::dropped_files(&event);
        if !files.is_empty() {
            event.prevent_default();
            attach(desk, files);
        }
    };
    view! {
        <form
            class="composer"
            class:dropping=move || dropping.get()
            on:dragover=on_drag
            on:dragleave=move |_| dropping.set(false)
            on:drop=on_drop
            on:submit=move |event| {
                event.prevent_default();
                send(usual());
            }
        >
            <Queue />
            <Elements picked=picked />
            <Attachments />
            <textarea
                node_ref=area
                id="prompt"
                aria-label="Prompt"
                rows="1"
                placeholder="Ask for a change"
                title="Enter sends, Shift Enter breaks the line"
                prop:value=move || draft.get()
                on:input=move |event| draft.set(event_target_value(&event))
                on:keydown=on_key
                on:paste=on_paste
            ></textarea>
            <div class="row">
                <AttachButton />
                <Context draft=draft />
                <Improve draft=draft />
                <span class="grow"></span>
                <Buttons
                    running=running
                    typed=Signal::derive(move || draft.with(|draft| !draft.trim().is_empty()))
                    send=Callback::new(send)
                />
            </div>
        </form>
    }
    .into_any()
}

/// With a turn under way a prompt waits for it or replaces it, and the turn can be stopped.
#[component]
fn Buttons(running: Memo<bool>, typed: Signal<bool>, send: Callback<Sending>) -> impl IntoView {
    let desk = use_desk();
    move || {
        if !running.get() {
            return view! {
                <button type="submit" class="btn primary" disabled=move || !typed.get()>
                    {move || if desk.choices.with(|choices| choices.plan_only) { "Talk it over" } else { "Send" }}
                    <Icon icon=LuArrowUp />
                </button>
            }
            .into_any();
        }
        view! {
            <Show when=move || typed.get()>
                <button
                    type="button"
                    class="btn"
                    title="Stop the turn and send this instead"
                    on:click=move |_| send.run(Sending::Replace)
                >
                    "Replace"
                </button>
                <button type="submit" class="btn" title="Send this when the turn has ended">
                    "Queue"
                </button>
            </Show>
            <button type="button" class="btn primary" on:click=move |_| stop_turn(desk)>
                <Icon icon=LuSquare />
                "Stop"
            </button>
        }
        .into_any()
    }
}

/// The elements that the next turn is about.
#[component]
fn Elements(picked: RwSignal<Vec<Picked>>) -> impl IntoView {
    let row = move |element: Picked| {
        let label = element.label();
        let remove = format!("Remove {label}");
        let text = element.text.clone();
        view! {
            <li class="chip" title=text>
                <Icon icon=LuMousePointerClick />
                <span>{label}</span>
                <button
                    type="button"
                    aria-label=remove
                    on:click=move |_| picked.update(|list| list.retain(|known| *known != element))
                >
                    <Icon icon=LuX />
                </button>
            </li>
        }
    };
    view! {
        <Show when=move || !picked.with(Vec::is_empty)>
            <ul class="elements" aria-label="Elements">
                <For each=move || picked.get() key=|element| (element.loc.clone(), element.tag.clone()) children=row />
            </ul>
        </Show>
    }
}
