use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use crate::browser;

const NARROWEST: i32 = 280;
const WIDEST: i32 = 720;
const USUAL: i32 = 384;
const STEP: i32 = 16;

/// The edge of the left panel: dragged, or moved with the arrow keys. Its place is remembered.
#[component]
pub fn Splitter() -> impl IntoView {
    let width = RwSignal::new(USUAL);
    let dragging = RwSignal::new(false);
    let restored = StoredValue::new(false);
    Effect::new(move |_| {
        let now = width.get();
        if restored.get_value() {
            browser::style_root("--side", &format!("{now}px"));
            browser::remember("side", &now.to_string());
            return;
        }
        restored.set_value(true);
        if let Some(kept) = browser::remembered("side").and_then(|kept| kept.parse::<i32>().ok()) {
            width.set(kept.clamp(NARROWEST, WIDEST));
        }
    });
    let on_key = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowLeft" => -STEP,
            "ArrowRight" => STEP,
            "Home" => NARROWEST - WIDEST,
            "End" => WIDEST - NARROWEST,
            _ => return,
        };
        event.prevent_default();
        width.update(|width| *width = (*width + by).clamp(NARROWEST, WIDEST));
    };
    let on_down = move |event: PointerEvent| {
        browser::capture_pointer(&event);
        dragging.set(true);
    };
    let on_move = move |event: PointerEvent| {
        if dragging.get_untracked() {
            width.set(event.client_x().clamp(NARROWEST, WIDEST));
        }
    };
    view! {
        <div
            class="splitter"
            class:dragging=move || dragging.get()
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label="Width of the left panel"
            aria-valuemin=NARROWEST
            aria-valuemax=WIDEST
            aria-valuenow=move || width.get()
            on:keydown=on_key
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=move |_| dragging.set(false)
            on:pointercancel=move |_| dragging.set(false)
            on:dblclick=move |_| width.set(USUAL)
        ></div>
    }
    .into_any()
}
