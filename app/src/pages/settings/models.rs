use contract::{ModelId, ModelView, ProviderView, StageModels};
use leptos::prelude::*;
use leptos_router::components::A;

use super::provider::Provider;
use crate::api;

/// Which models there are, what connects more, and which does what.
#[component]
pub fn Models() -> impl IntoView {
    let version = RwSignal::new(0u32);
    let models = Resource::new_blocking(move || version.get(), |_| api::list_models());
    // Asked once: a form keeps what is typed, and hears by itself what became of it.
    let providers = Resource::new_blocking(|| (), |()| api::list_providers());
    let stages = Resource::new_blocking(move || version.get(), |_| api::list_stage_models());
    let changed = Callback::new(move |()| version.update(|version| *version += 1));
    view! {
        <section aria-labelledby="models">
            <h2 id="models">"Models"</h2>
            <Transition>
                {move || Suspend::new(async move {
                    match (models.await, stages.await) {
                        (Ok(models), Ok(stages)) => {
                            view! {
                                <List models=models.clone() />
                                <Stages models=models stages=stages />
                            }
                                .into_any()
                        }
                        (Err(error), _) | (_, Err(error)) => {
                            view! { <p class="error">{error.0.message}</p> }.into_any()
                        }
                    }
                })}
            </Transition>
            <h3>"Connect a model"</h3>
            <p class="muted">
                "Keys are encrypted on the server and never sent to a page. A key from the environment works as well. What models cost and have cost is on the "
                <A href="/usage">"usage page"</A> "."
            </p>
            <Suspense>
                {move || Suspend::new(async move {
                    match providers.await {
                        Ok(providers) => view! { <Providers providers=providers changed=changed /> }.into_any(),
                        Err(error) => view! { <p class="error">{error.0.message}</p> }.into_any(),
                    }
                })}
            </Suspense>
        </section>
    }
    .into_any()
}

#[component]
fn List(models: Vec<ModelView>) -> impl IntoView {
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
fn Providers(providers: Vec<ProviderView>, changed: Callback<()>) -> impl IntoView {
    let rows = providers
        .into_iter()
        .map(|provider| view! { <Provider provider=provider changed=changed /> })
        .collect_view();
    view! { <div class="providers">{rows}</div> }
}

/// Which model does what, unless the prompt names one.
#[component]
fn Stages(models: Vec<ModelView>, stages: StageModels) -> impl IntoView {
    let choice = RwSignal::new(stages);
    let said = RwSignal::new(None::<Result<(), String>>);
    let save = move || {
        let choice = choice.get_untracked();
        leptos::task::spawn_local(async move {
            let outcome = api::save_stage_models(choice).await.map_err(|error| error.0.message);
            let _ = said.try_set(Some(outcome));
        });
    };
    let models = StoredValue::new(models);
    let options = move |chosen: Option<ModelId>, none: &'static str| {
        let rows = models.with_value(|models| {
            models
                .iter()
                .map(|model| {
                    let selected = chosen.as_ref() == Some(&model.id);
                    view! {
                        <option value=model.id.0.clone() selected=selected>
                            {model.name.clone()}
                        </option>
                    }
                })
                .collect_view()
        });
        view! {
            <option value="" selected=chosen.is_none()>
                {none}
            </option>
            {rows}
        }
    };
    let picked = |value: String| Some(ModelId(value)).filter(|id| !id.as_str().is_empty());
    view! {
        <div class="stages">
            <label>
                <span>"Plans the work"</span>
                <select
                    class="field"
                    on:change=move |event| {
                        choice.update(|choice| choice.plan = picked(event_target_value(&event)));
                        save();
                    }
                >
                    {options(choice.get_untracked().plan, "The model that writes, in one call")}
                </select>
            </label>
            <label>
                <span>"Writes the code"</span>
                <select
                    class="field"
                    on:change=move |event| {
                        choice.update(|choice| choice.generate = picked(event_target_value(&event)));
                        save();
                    }
                >
                    {options(choice.get_untracked().generate, "The first in the list")}
                </select>
            </label>
            <label>
                <span>"Mends what the check found"</span>
                <select
                    class="field"
                    on:change=move |event| {
                        choice.update(|choice| choice.repair = picked(event_target_value(&event)));
                        save();
                    }
                >
                    {options(choice.get_untracked().repair, "The model that wrote it")}
                </select>
            </label>
            <p role="status">
                {move || match said.get() {
                    None => view! { <span></span> }.into_any(),
                    Some(Ok(())) => view! { <span class="ok">"Saved."</span> }.into_any(),
                    Some(Err(text)) => view! { <span class="danger">{text}</span> }.into_any(),
                }}
            </p>
        </div>
    }
    .into_any()
}
