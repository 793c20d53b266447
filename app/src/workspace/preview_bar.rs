use icondata_lu::{
    LuCamera, LuExternalLink, LuMonitor, LuMousePointerClick, LuRotateCcwSquare, LuRotateCw, LuSmartphone,
    LuTablet,
};
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use super::desk::use_desk;
use super::preview_status::{Phase, PreviewStatus};
use super::stage::Device;
use crate::browser::Preview;
use crate::parts::Icon;

/// What can be done with the running app.
#[component]
pub fn PreviewBar(empty: Memo<bool>) -> impl IntoView {
    let desk = use_desk();
    let stage = desk.stage;
    let project = desk.project.get_value();
    let preset = move |name: &'static str, icon, value: Device| {
        view! {
            <button
                type="button"
                class="btn ghost square"
                aria-label=name
                title=name
                aria-pressed=move || (stage.device.get() == value).to_string()
                on:click=move |_| stage.device.set(value)
            >
                <Icon icon=icon />
            </button>
        }
    };
    let reload = move |event: MouseEvent| {
        desk.with_preview(if event.shift_key() { Preview::clear_stored } else { Preview::reload });
    };
    let pick = move |_| {
        stage.picking.update(|picking| *picking = !*picking);
        desk.with_preview(|preview| preview.pick(stage.picking.get_untracked()));
    };
    let alone = format!("/preview/{project}");
    view! {
        <div class="bar preview-bar">
            <button
                type="button"
                class="btn ghost square"
                aria-label="Reload"
                title="Reload. With Shift it also forgets what the app stored."
                on:click=reload
            >
                <Icon icon=LuRotateCw />
            </button>
            <Address empty=empty />
            {(!desk.read_only)
                .then(|| {
                    view! {
                        <button
                            type="button"
                            class="btn ghost square"
                            aria-label="Pick an element"
                            title="Pick an element to talk about"
                            aria-pressed=move || stage.picking.get().to_string()
                            disabled=move || empty.get()
                            on:click=pick
                        >
                            <Icon icon=LuMousePointerClick />
                        </button>
                    }
                })}
            <button
                type="button"
                class="btn ghost square roomy"
                aria-label="Take a picture"
                title="Take a picture"
                disabled=move || empty.get()
                on:click=move |_| desk.with_preview(Preview::shoot)
            >
                <Icon icon=LuCamera />
            </button>
            {(!desk.read_only)
                .then(|| {
                    view! {
                        <a
                            class="btn ghost square"
                            aria-label="Open in a tab"
                            title="Open in a tab"
                            href=alone
                            target="_blank"
                            rel="external noopener"
                        >
                            <Icon icon=LuExternalLink />
                        </a>
                    }
                })}
            <span class="devices" role="group" aria-label="Width">
                {preset("Full width", LuMonitor, Device::Fit)} {preset("Tablet width", LuTablet, Device::Tablet)}
                {preset("Phone width", LuSmartphone, Device::Phone)}
                <button
                    type="button"
                    class="btn ghost square"
                    aria-label="Rotate"
                    title="Rotate"
                    aria-pressed=move || stage.sideways.get().to_string()
                    disabled=move || stage.device.get() == Device::Fit
                    on:click=move |_| stage.sideways.update(|sideways| *sideways = !*sideways)
                >
                    <Icon icon=LuRotateCcwSquare />
                </button>
            </span>
        </div>
    }
    .into_any()
}

/// Where the app's router is, to be edited, and how the last build went.
#[component]
fn Address(empty: Memo<bool>) -> impl IntoView {
    let desk = use_desk();
    let status = desk.preview_status;
    let route = desk.stage.route;
    let go = move |event: KeyboardEvent| {
        let field = event_target::<leptos::web_sys::HtmlElement>(&event);
        match event.key().as_str() {
            "Enter" => {
                let to = event_target_value(&event);
                let to = if to.starts_with('/') { to } else { format!("/{to}") };
                desk.with_preview(|preview| preview.navigate(&to));
                route.set(to);
            }
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                route.notify();
                let _ = field.blur();
            }
            _ => {}
        }
    };
    let phase = move || match status.with(|status| status.phase) {
        _ if empty.get() => "idle",
        Phase::Starting | Phase::Building => "busy",
        Phase::Ready => "ready",
        Phase::Failed => "failed",
    };
    let text = move || {
        if empty.get() { "Waiting for code".to_owned() } else { status.with(PreviewStatus::text) }
    };
    view! {
        <div class="addr" data-phase=phase>
            <input
                aria-label="Address in the app"
                autocomplete="off"
                spellcheck="false"
                prop:value=move || route.get()
                value=route.get_untracked()
                on:keydown=go
                on:blur=move |_| route.notify()
            />
            <span role="status" title=move || status.with(|status| status.note.clone().unwrap_or_default())>
                {text}
            </span>
        </div>
    }
    .into_any()
}
