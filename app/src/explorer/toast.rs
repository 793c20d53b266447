use leptos::prelude::*;

use super::action::undo_in;
use super::state::use_explorer;
use crate::workspace::Desk;

/// Says what was done to files, with a button that takes it back.
pub fn say_done(desk: Desk) {
    let explorer = use_explorer();
    Effect::new(move |_| {
        if let Some(done) = explorer.done.get() {
            let project = desk.project.get_value();
            explorer.toasts.undo(done.text.clone(), move || {
                undo_in(project.clone(), desk, explorer, done.clone());
            });
        }
    });
}

/// How far an upload is.
#[component]
pub fn Uploading() -> impl IntoView {
    let explorer = use_explorer();
    let sentence = move || {
        explorer.uploading.get().map(|(n, total)| match total {
            1 => "Uploading…".to_owned(),
            total => format!("Uploading {} of {total} files…", n + 1),
        })
    };
    view! {
        <p class="uploading muted" role="status">
            {sentence}
        </p>
    }
    .into_any()
}
