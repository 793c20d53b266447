use icondata_lu::{LuEye, LuMessageSquareText, LuShare2};
use leptos::prelude::*;

use crate::parts::Icon;

/// What happens here, for those who have made nothing yet.
#[component]
pub fn Welcome() -> impl IntoView {
    let steps = [
        (
            LuMessageSquareText,
            "Describe it",
            "Say in plain words what you want, or press one of the ideas above. A plan comes first, then the files.",
        ),
        (
            LuEye,
            "Watch it run",
            "Code, chat and the running app stand side by side. Ask for changes, or edit by hand; each turn can be undone.",
        ),
        (
            LuShare2,
            "Keep it",
            "Share it with a link, or download it and run it anywhere. Everything stays on this computer.",
        ),
    ];
    let rows = steps.map(|(icon, title, text)| {
        view! {
            <li>
                <Icon icon=icon />
                <h3>{title}</h3>
                <p>{text}</p>
            </li>
        }
    });
    view! {
        <section class="welcome" aria-labelledby="welcome-title">
            <h2 id="welcome-title">"How it works"</h2>
            <ol>{rows.collect_view()}</ol>
        </section>
    }
    .into_any()
}
