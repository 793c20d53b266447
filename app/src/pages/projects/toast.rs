use icondata_lu::LuX;
use leptos::prelude::*;

use super::actions::use_actions;
use crate::parts::IconButton;

/// What was done last, and the way back. It goes by itself, but never from under a pointer.
#[component]
pub fn UndoToast() -> impl IntoView {
    let actions = use_actions();
    let shown = Memo::new(move |_| actions.toast.get());
    view! {
        <div
            class="undo-place"
            role="status"
            on:mouseenter=move |_| actions.held.set(true)
            on:mouseleave=move |_| actions.held.set(false)
            on:focusin=move |_| actions.held.set(true)
            on:focusout=move |_| actions.held.set(false)
        >
            {move || {
                shown
                    .get()
                    .map(|toast| {
                        view! {
                            <p class="toast">
                                <span class="grow">{toast.text}</span>
                                {toast
                                    .undo
                                    .is_some()
                                    .then(|| {
                                        view! {
                                            <button type="button" class="btn" on:click=move |_| actions.undo()>
                                                "Undo"
                                            </button>
                                        }
                                    })}
                                <IconButton
                                    label="Dismiss"
                                    icon=LuX
                                    on_press=move |_| {
                                        actions.held.set(false);
                                        actions.toast.set(None);
                                    }
                                />
                            </p>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
