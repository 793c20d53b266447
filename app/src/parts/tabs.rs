use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::browser;

/// A row of tabs; one is chosen. Arrow keys move among them, as everywhere.
#[component]
pub fn Tabs<T>(
    label: &'static str,
    class: &'static str,
    tabs: &'static [(T, &'static str)],
    chosen: RwSignal<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let id = move |i: usize| format!("{}-{i}", label.to_ascii_lowercase().replace(' ', "-"));
    let on_key = move |event: KeyboardEvent| {
        let now = tabs.iter().position(|(value, _)| *value == chosen.get_untracked()).unwrap_or(0);
        let next = match event.key().as_str() {
            "ArrowRight" => (now + 1) % tabs.len(),
            "ArrowLeft" => (now + tabs.len() - 1) % tabs.len(),
            "Home" => 0,
            "End" => tabs.len() - 1,
            _ => return,
        };
        event.prevent_default();
        if let Some((value, _)) = tabs.get(next) {
            chosen.set(*value);
            browser::focus_id(&id(next));
        }
    };
    let buttons = tabs.iter().enumerate().map(|(i, (value, name))| {
        let value = *value;
        let selected = move || chosen.get() == value;
        view! {
            <button
                type="button"
                role="tab"
                id=id(i)
                aria-selected=move || if selected() { "true" } else { "false" }
                tabindex=move || if selected() { "0" } else { "-1" }
                on:click=move |_| chosen.set(value)
            >
                {*name}
            </button>
        }
    });
    view! {
        <div class=class role="tablist" aria-label=label on:keydown=on_key>
            {buttons.collect_view()}
        </div>
    }
    .into_any()
}
