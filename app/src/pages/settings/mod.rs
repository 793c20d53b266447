mod models;
mod provider;

use leptos::prelude::*;
use leptos_meta::Title;

use crate::commands::ShortcutList;
use crate::parts::{SiteBar, Theme, use_theme};
use models::Models;

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
                    <ShortcutList />
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
