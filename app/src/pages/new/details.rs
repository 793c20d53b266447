use contract::MAX_PROJECT_NAME;
use leptos::prelude::*;

use super::use_wizard;
use super::wizard::Start;

/// The second step: a name, and for a template what is to change right away.
#[component]
pub fn DetailsStep() -> impl IntoView {
    let desk = use_wizard();
    let start = desk.wizard.with_untracked(|wizard| wizard.start);
    let (placeholder, hint) = match start {
        Start::Template => {
            (template_name(desk), "It is also the heading of the app. Left empty, it is the template's name.")
        }
        Start::Description => {
            ("Chosen from the description".to_owned(), "Left empty, the name is taken from your description.")
        }
        Start::Import => ("As it is called there".to_owned(), "Left empty, it keeps the name it has there."),
    };
    view! {
        <div class="wide-field">
            <label for="project-name">"Name"</label>
            <input
                class="field"
                type="text"
                id="project-name"
                aria-describedby="project-name-hint"
                autocomplete="off"
                maxlength=MAX_PROJECT_NAME.to_string()
                placeholder=placeholder
                prop:value=move || desk.wizard.with(|wizard| wizard.name.clone())
                on:input=move |event| {
                    let text = event_target_value(&event);
                    desk.wizard.update(|wizard| wizard.name = text);
                }
            />
            <small id="project-name-hint" class="muted">
                {hint}
            </small>
        </div>
        {(start == Start::Template)
            .then(|| {
                view! {
                    <div class="wide-field">
                        <label for="project-request">"First change (optional)"</label>
                        <textarea
                            class="field"
                            rows="4"
                            id="project-request"
                            aria-describedby="project-request-hint"
                            placeholder="Add a search field and make the cards larger"
                            prop:value=move || desk.wizard.with(|wizard| wizard.request.clone())
                            on:input=move |event| {
                                let text = event_target_value(&event);
                                desk.wizard.update(|wizard| wizard.request = text);
                            }
                        ></textarea>
                        <small id="project-request-hint" class="muted">
                            "Sent to the model as soon as the project is there. Left empty, you get the template as it is."
                        </small>
                    </div>
                }
            })}
    }
    .into_any()
}

/// Of the chosen template, as people read it.
pub fn template_name(desk: super::Desk) -> String {
    let id = desk.wizard.with_untracked(|wizard| wizard.template.clone());
    desk.templates.with_value(|templates| {
        let found = templates.iter().find(|template| Some(&template.id) == id.as_ref());
        found.map(|template| template.name.clone()).unwrap_or_default()
    })
}
