mod models;
mod provider;

use leptos::prelude::*;
use leptos_meta::Title;

use crate::parts::{SiteBar, Theme, use_theme};
use models::Models;

const SHORTCUTS: [(&str, &str); 9] = [
    ("Enter", "Send the prompt"),
    ("Shift Enter", "New line in the prompt"),
    ("↑", "Recall the last prompt, in an empty prompt box"),
    ("Esc", "Stop the turn, or close a dialog"),
    ("Ctrl S", "Save now"),
    ("Ctrl B", "Show or hide the left panel"),
    ("Ctrl `", "Show or hide the drawer"),
    ("Ctrl Shift F", "Search in the project"),
    ("← →", "Move among tabs; on the panel's edge, resize it"),
];

#[component]
pub fn Settings() -> impl IntoView {
    view! {
        <Title text="Settings" />
        <div class="page">
            <SiteBar />
            <main class="settings">
                <h1>"Settings"</h1>
                <Models />
                <Appearance />
                <section aria-labelledby="shortcuts">
                    <h2 id="shortcuts">"Shortcuts"</h2>
                    <dl class="shortcuts">
                        {SHORTCUTS
                            .map(|(keys, what)| {
                                view! {
                                    <div>
                                        <dt>
                                            <kbd>{keys}</kbd>
                                        </dt>
                                        <dd>{what}</dd>
                                    </div>
                                }
                            })
                            .collect_view()}
                    </dl>
                    <p class="muted">"On a Mac, Cmd stands for Ctrl."</p>
                </section>
                <section aria-labelledby="about">
                    <h2 id="about">"About"</h2>
                    <p>
                        {concat!("Easel ", env!("CARGO_PKG_VERSION"), ". Your projects stay on this computer; only prompts and the files they need go to the model you choose.")}
                    </p>
                </section>
            </main>
        </div>
    }
    .into_any()
}

#[component]
fn Appearance() -> impl IntoView {
    let theme = use_theme();
    view! {
        <section aria-labelledby="appearance">
            <h2 id="appearance">"Appearance"</h2>
            <fieldset class="choices">
                <legend>"Colours"</legend>
                {Theme::ALL
                    .map(|choice| {
                        view! {
                            <label>
                                <input
                                    type="radio"
                                    name="colours"
                                    prop:checked=move || theme.get() == choice
                                    on:change=move |_| theme.set(choice)
                                />
                                {choice.name()}
                            </label>
                        }
                    })
                    .collect_view()}
            </fieldset>
        </section>
    }
    .into_any()
}
