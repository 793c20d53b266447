use contract::TemplateView;
use icondata_lu::{LuFolderUp, LuLayoutTemplate, LuMessageSquareText};
use leptos::prelude::*;

use super::bring::Bring;
use super::thumbnail::Thumbnail;
use super::use_wizard;
use super::wizard::Start;
use crate::parts::Icon;
use crate::state::words;

/// The first step: a template, one's own words, or one's own files.
#[component]
pub fn StartStep() -> impl IntoView {
    let desk = use_wizard();
    let chosen = Memo::new(move |_| desk.wizard.with(|wizard| wizard.start));
    let ways = Start::ALL
        .map(|start| {
            let icon = match start {
                Start::Template => LuLayoutTemplate,
                Start::Description => LuMessageSquareText,
                Start::Import => LuFolderUp,
            };
            view! {
                <label class="way-in">
                    <input
                        type="radio"
                        name="start"
                        checked=chosen.get_untracked() == start
                        prop:checked=move || chosen.get() == start
                        on:change=move |_| {
                            desk.problem.set(None);
                            desk.wizard.update(|wizard| wizard.start = start);
                        }
                    />
                    <Icon icon=icon />
                    <span>
                        <b>{start.name()}</b>
                        <small>{start.about()}</small>
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="ways-in">
            <legend class="sr-only">"Start from"</legend>
            {ways}
        </fieldset>
        {move || match chosen.get() {
            Start::Template => view! { <Gallery /> }.into_any(),
            Start::Description => view! { <Describe /> }.into_any(),
            Start::Import => view! { <Bring /> }.into_any(),
        }}
    }
    .into_any()
}

/// All templates, each with a small picture.
#[component]
fn Gallery() -> impl IntoView {
    let desk = use_wizard();
    let cards = desk.templates.with_value(|templates| {
        templates.iter().map(|template| view! { <TemplateCard template=template.clone() /> }).collect_view()
    });
    view! {
        <fieldset class="template-gallery">
            <legend class="sr-only">"Template"</legend>
            {cards}
        </fieldset>
    }
    .into_any()
}

#[component]
fn TemplateCard(template: TemplateView) -> impl IntoView {
    let desk = use_wizard();
    let id = StoredValue::new(template.id.clone());
    let chosen = Memo::new(move |_| {
        desk.wizard.with(|wizard| id.with_value(|id| wizard.template.as_ref() == Some(id)))
    });
    let files = words::count(template.files as usize, "file");
    let packages = template.packages.join(", ");
    let built = if packages.is_empty() { files } else { format!("{files} · {packages}") };
    view! {
        <label class="template-card">
            <input
                type="radio"
                name="template"
                value=template.id.clone()
                checked=chosen.get_untracked()
                prop:checked=move || chosen.get()
                on:change=move |_| desk.wizard.update(|wizard| wizard.template = Some(id.get_value()))
            />
            <Thumbnail template=template.id />
            <span class="about">
                <b>{template.name}</b>
                <span class="muted">{template.about}</span>
                <small class="muted">{built}</small>
            </span>
        </label>
    }
    .into_any()
}

#[component]
fn Describe() -> impl IntoView {
    let desk = use_wizard();
    view! {
        <div class="wide-field">
            <label for="project-request">"What do you want to make?"</label>
            <textarea
                class="field"
                rows="6"
                id="project-request"
                aria-describedby="project-request-hint"
                placeholder="A reading list with covers, a progress bar for each book and a filter by shelf"
                prop:value=move || desk.wizard.with(|wizard| wizard.request.clone())
                on:input=move |event| {
                    let text = event_target_value(&event);
                    desk.problem.set(None);
                    desk.wizard.update(|wizard| wizard.request = text);
                }
            ></textarea>
            <small id="project-request-hint" class="muted">
                "Say what is on the page, what can be done there, and for whom it is. The model begins as soon as the \
                 project is there."
            </small>
        </div>
    }
    .into_any()
}
