use contract::ModelView;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::api;
use crate::parts::{SiteBar, Theme, use_theme};

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
    let models = Resource::new_blocking(|| (), |()| api::list_models());
    view! {
        <Title text="Settings" />
        <div class="page">
            <SiteBar />
            <main class="settings">
                <h1>"Settings"</h1>
                <section aria-labelledby="models">
                    <h2 id="models">"Models"</h2>
                    <Suspense>
                        {move || Suspend::new(async move {
                            match models.await {
                                Ok(models) => view! { <Models models=models /> }.into_any(),
                                Err(error) => view! { <p class="error">{error.0.message}</p> }.into_any(),
                            }
                        })}
                    </Suspense>
                    <Connect />
                </section>
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
fn Models(models: Vec<ModelView>) -> impl IntoView {
    let rows = models
        .into_iter()
        .map(|model| {
            view! {
                <li>
                    <b>{model.name}</b>
                    <code>{model.id.0}</code>
                    {model.is_default.then(|| view! { <span class="badge">"Default"</span> })}
                    {model.note.map(|note| view! { <p class="muted">{note}</p> })}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="model-list">{rows}</ul> }
}

#[component]
fn Connect() -> impl IntoView {
    view! {
        <h3>"Connect a model"</h3>
        <p>
            "An Ollama on this computer is found by itself. For anything else set the key of a provider before starting Easel, then reload this page. Other services that speak the OpenAI protocol work, too:"
        </p>
        <pre class="code-block" tabindex="0" aria-label="Environment variables">
            {"OPENAI_API_KEY=your key\nANTHROPIC_API_KEY=your key\nGEMINI_API_KEY=your key\n\nOPENAI_BASE_URL=https://host/v1\nOPENAI_MODEL=gpt-5"}
        </pre>
        <p class="muted">
            "The key stays in the server's environment; no page and no project sees it."
        </p>
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
