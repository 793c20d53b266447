use contract::{ModelId, ModelView};
use icondata_lu::LuChevronDown;
use leptos::prelude::*;

use super::Icon;

/// Which model answers. Also a form field named `model`.
#[component]
pub fn ModelPicker(models: Vec<ModelView>, chosen: RwSignal<ModelId>) -> impl IntoView {
    let options = models
        .into_iter()
        .map(|model| {
            let id = model.id.clone();
            let initial = chosen.with_untracked(|chosen| *chosen == id);
            let selected = move || chosen.with(|chosen| *chosen == id);
            view! {
                <option value=model.id.0 selected=initial prop:selected=selected>
                    {model.name}
                </option>
            }
        })
        .collect_view();
    view! {
        <span class="picker">
            <select
                name="model"
                aria-label="Model"
                on:change=move |event| chosen.set(ModelId(event_target_value(&event)))
            >
                {options}
            </select>
            <Icon icon=LuChevronDown />
        </span>
    }
    .into_any()
}
