use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Icon;

/// A square button with a picture instead of words. `label` is its name; `hint` says more than the name does.
#[component]
pub fn IconButton(
    label: &'static str,
    icon: icondata_core::Icon,
    #[prop(optional)] hint: Option<&'static str>,
    /// For buttons that stay down.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// Only where there is room.
    #[prop(optional)]
    roomy: bool,
    #[prop(into)] on_press: Callback<MouseEvent>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn ghost square"
            class:roomy=roomy
            aria-label=label
            title=hint.unwrap_or(label)
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            disabled=move || disabled.get()
            on:click=move |event| on_press.run(event)
        >
            <Icon icon=icon />
        </button>
    }
    .into_any()
}
