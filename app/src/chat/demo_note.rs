use icondata_lu::{LuSparkles, LuX};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::browser;
use crate::parts::Icon;
use crate::workspace::use_desk;

const KEY: &str = "demo-note";

/// Says what the built-in model is, as long as there is no other; once is enough.
///
/// Whether it was closed is known to the document's first script, which lets the style sheet hide it: so it neither
/// flashes up nor moves anything.
#[component]
pub fn DemoNote() -> impl IntoView {
    let desk = use_desk();
    let only = desk.peek(|state| {
        !state.models.is_empty() && state.models.iter().all(|model| model.id.as_str().starts_with("demo/"))
    });
    let close = move |_| {
        browser::remember(KEY, "off");
        browser::mark_root("data-demo-note", Some("off"));
        browser::focus_id("prompt");
    };
    (only && !desk.read_only).then(|| {
        view! {
            <div class="demo-note" role="note">
                <Icon icon=LuSparkles />
                <p>
                    "The built-in demo model answers: it makes a few kinds of small apps, without a key. "
                    <A href="/settings#models">"Connect a model"</A> " for everything else."
                </p>
                <button
                    type="button"
                    class="btn ghost square"
                    aria-label="Do not show this again"
                    title="Do not show this again"
                    on:click=close
                >
                    <Icon icon=LuX />
                </button>
            </div>
        }
    })
}
