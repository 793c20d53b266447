use contract::{MAX_PROJECT_NAME, ProjectView};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::actions::use_actions;
use super::card::{Cover, about};
use super::menu::button_id;
use crate::{api, browser};

/// The card with its name as a field: Enter and leaving it keep the new name, Escape the old one.
#[component]
pub fn RenameCard(project: ProjectView) -> impl IntoView {
    let actions = use_actions();
    let field = NodeRef::<leptos::html::Input>::new();
    let problem = RwSignal::new(None::<String>);
    // Settled by a key: the field that then goes is left as well, which must not count again.
    let settled = StoredValue::new(false);
    let (id, old) = (StoredValue::new(project.id.clone()), StoredValue::new(project.name.clone()));
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
            field.select();
        }
    });
    let close = move || {
        let _ = settled.try_update_value(|settled| *settled = true);
        let Some(id) = id.try_get_value() else { return };
        let _ = actions.renamed.try_update(|renamed| {
            if renamed.as_ref() == Some(&id) {
                *renamed = None;
            }
        });
        browser::next_frame(move || browser::focus_id(&button_id(&id)));
    };
    let save = move || {
        // Leaving a field that is already gone says nothing.
        if settled.try_get_value() != Some(false) {
            return;
        }
        let (Some(Some(field)), Some(old), Some(id)) =
            (field.try_get_untracked(), old.try_get_value(), id.try_get_value())
        else {
            return;
        };
        let name = field.value().trim().to_owned();
        if name.is_empty() || name == old {
            return close();
        }
        settled.set_value(true);
        leptos::task::spawn_local(async move {
            match api::rename_project(id, name).await {
                Ok(()) => {
                    let _ = actions.changes.try_update(|changes| *changes += 1);
                    close();
                }
                Err(error) => {
                    let _ = settled.try_update_value(|settled| *settled = false);
                    let _ = problem.try_set(Some(error.0.message));
                }
            }
        });
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if !event.is_composing() => {
            event.prevent_default();
            save();
        }
        "Escape" => {
            event.prevent_default();
            close();
        }
        _ => {}
    };
    let about = about(&project);
    view! {
        <div class="proj renaming">
            <Cover project=project.clone() />
            <div class="about">
                <input
                    node_ref=field
                    class="field"
                    aria-label="Project name"
                    maxlength=MAX_PROJECT_NAME.to_string()
                    value=project.name.clone()
                    on:keydown=on_key
                    on:blur=move |_| save()
                />
                <small role="alert" class:danger=move || problem.with(Option::is_some)>
                    {move || problem.get()}
                </small>
                <small>{about}</small>
            </div>
        </div>
    }
    .into_any()
}
