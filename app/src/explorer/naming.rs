use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;

use super::action::named;
use super::state::use_explorer;
use crate::browser;
use crate::state::Naming;
use crate::workspace::use_desk;

/// A field in the tree for a name. Enter takes it, Escape does not; leaving it takes it if it can be taken.
#[component]
pub fn NameField(naming: Naming) -> impl IntoView {
    let (desk, explorer) = (use_desk(), use_explorer());
    let field = NodeRef::<Input>::new();
    let (start, letters) = naming.start();
    let label = naming.label();
    let hint = match naming {
        Naming::File { .. } => "Name.tsx",
        Naming::Folder { .. } => "folder",
        Naming::Rename { .. } => "",
    };
    let naming = StoredValue::new(naming);
    let typed = RwSignal::new(start.clone());
    let check = Memo::new(move |_| {
        desk.peek(|state| naming.with_value(|naming| state.check_name(naming, &typed.read())))
    });
    let over = StoredValue::new(false);
    // Taking the field away takes the focus from it, which ends it once more.
    let end = move || over.try_update_value(|over| !std::mem::replace(over, true)) == Some(true);
    let take = move |path: String| {
        if end() {
            explorer.naming.set(None);
            naming.with_value(|naming| named(desk, explorer, naming, path));
        }
    };
    let leave = move || {
        if end() {
            explorer.naming.set(None);
        }
    };
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // After the row has its place: focus brings it into sight.
            browser::next_frame(move || browser::select_start(&field, letters));
        }
    });
    let on_key = move |event: KeyboardEvent| {
        event.stop_propagation();
        match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                if let Some(path) = check.get_untracked().path {
                    take(path);
                    explorer.focus_tree();
                }
            }
            "Escape" => {
                event.prevent_default();
                leave();
                explorer.focus_tree();
            }
            _ => {}
        }
    };
    let message = move || check.with(|check| check.message.clone());
    view! {
        <span class="naming">
            <input
                node_ref=field
                class="field"
                class:refused=move || message().is_some()
                aria-label=label
                aria-invalid=move || message().is_some().to_string()
                aria-describedby="name-message"
                placeholder=hint
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
                on:keydown=on_key
                on:click=|event| event.stop_propagation()
                on:blur=move |_| {
                    match check.try_get_untracked().and_then(|check| check.path) {
                        Some(path) => take(path),
                        None => leave(),
                    }
                }
            />
            <span id="name-message" class="naming-message" role="alert">
                {message}
            </span>
        </span>
    }
    .into_any()
}
