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
use crate::parts::{Icon, IconButton};

/// What can be done with the running app.
#[component]
pub fn PreviewBar(empty: Memo<bool>) -> impl IntoView {
    let desk = use_desk();
    let stage = desk.stage;
    let project = desk.project.get_value();
    let preset = move |label: &'static str, icon, value: Device| {
        let pressed = Signal::derive(move || stage.device.get() == value);
        view! {
            <IconButton label=label icon=icon pressed=pressed on_press=move |_| stage.device.set(value) />
        }
    };
    let reload = move |event: MouseEvent| {
        desk.with_preview(if event.shift_key() { Preview::clear_stored } else { Preview::reload });
    };
    let pick = move |_| {
        stage.picking.update(|picking| *picking = !*picking);
        desk.with_preview(|preview| preview.pick(stage.picking.get_untracked()));
    };
    let whole = Signal::derive(move || stage.device.get() == Device::Fit);
    // Those who only look have neither a prompt nor the project.
    let own = move || {
        view! {
            <IconButton
                label="Pick an element"
                hint="Pick an element to talk about"
                icon=LuMousePointerClick
                pressed=stage.picking
                disabled=empty
                on_press=pick
            />
        }
    };
    let alone = move || {
        view! {
            <a
                class="btn ghost square"
                aria-label="Open in a tab"
                title="Open in a tab"
                href=format!("/preview/{project}")
                target="_blank"
                rel="external noopener"
            >
                <Icon icon=LuExternalLink />
            </a>
        }
    };
    view! {
        <div class="bar preview-bar">
            <IconButton
                label="Reload"
                hint="Reload. With Shift it also forgets what the app stored."
                icon=LuRotateCw
                on_press=reload
            />
            <Address empty=empty />
            {(!desk.read_only).then(own)}
            <IconButton
                label="Take a picture"
                icon=LuCamera
                roomy=true
                disabled=empty
                on_press=move |_| desk.with_preview(Preview::shoot)
            />
            {(!desk.read_only).then(alone)}
            <span class="devices" role="group" aria-label="Width">
                {preset("Full width", LuMonitor, Device::Fit)} {preset("Tablet width", LuTablet, Device::Tablet)}
                {preset("Phone width", LuSmartphone, Device::Phone)}
                <IconButton
                    label="Rotate"
                    icon=LuRotateCcwSquare
                    pressed=stage.sideways
                    disabled=whole
                    on_press=move |_| stage.sideways.update(|sideways| *sideways = !*sideways)
                />
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
