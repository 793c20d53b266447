use leptos::prelude::*;

use super::action::undo;
use super::state::use_explorer;
use crate::workspace::use_desk;

/// Says what was done to files, and takes it back.
#[component]
pub fn DoneToast() -> impl IntoView {
    let (desk, explorer) = (use_desk(), use_explorer());
    let uploading = move || {
        explorer.uploading.get().map(|(n, total)| match total {
            1 => "Uploading…".to_owned(),
            total => format!("Uploading {} of {total} files…", n + 1),
        })
    };
    view! {
        {move || uploading().map(|text| view! { <p class="toast busy">{text}</p> })}
        {move || {
            explorer
                .done
                .get()
                .map(|done| {
                    let text = done.text.clone();
                    view! {
                        <p class="toast done">
                            <span>{text}</span>
                            <button type="button" class="btn" on:click=move |_| undo(desk, explorer, done.clone())>
                                "Undo"
                            </button>
                        </p>
                    }
                })
        }}
    }
    .into_any()
}
