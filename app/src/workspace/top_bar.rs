use icondata_lu::LuPanelLeft;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;

use super::desk::use_desk;
use super::layout::View;
use super::saving::Saving;
use super::share::ShareButton;
use super::stepper::VersionStepper;
use crate::commands::PaletteButton;
use crate::parts::{Icon, Logo, ModelPicker, Tabs, ThemeButton};
use crate::{api, browser};

const VIEWS: [(View, &str); 3] = [(View::Code, "Code"), (View::Preview, "Preview"), (View::Split, "Split")];

#[component]
pub fn TopBar() -> impl IntoView {
    let desk = use_desk();
    let models = desk.peek(|state| state.models.clone());
    let connection = desk.connection;
    // A choice made here is for this project.
    let remembered = StoredValue::new(false);
    Effect::new(move |_| {
        let model = desk.model.get();
        if remembered.get_value() {
            browser::remember(&format!("model.{}", desk.project.get_value()), model.as_str());
        }
        remembered.set_value(true);
    });
    view! {
        <header class="top">
            <A href="/" attr:class="home" attr:aria-label="All of Easel" attr:title="Home">
                <Logo />
            </A>
            <button
                type="button"
                class="btn ghost square hide-s"
                aria-label="Left panel"
                aria-pressed=move || desk.layout.panel_open.get().to_string()
                on:click=move |_| desk.layout.panel_open.update(|open| *open = !*open)
            >
                <Icon icon=LuPanelLeft />
            </button>
            <ProjectName />
            <SavedState />
            <VersionStepper />
            <span class="grow"></span>
            <Tabs label="View" class="seg hide-s" tabs=&VIEWS chosen=desk.layout.view />
            <span class="grow hide-s"></span>
            <span class="connection hide-s" role="status" data-state=move || connection.get().key()>
                <span class="dot"></span>
                {move || connection.get().text()}
            </span>
            <span class="hide-s">
                <ModelPicker models=models chosen=desk.model />
            </span>
            <span class="hide-s">
                <PaletteButton />
            </span>
            <ThemeButton />
            <ShareButton />
        </header>
    }
    .into_any()
}

/// Edited in place; Enter or leaving the field keeps the new name, Escape the old one.
#[component]
fn ProjectName() -> impl IntoView {
    let desk = use_desk();
    let name = desk.select(|state| state.name.clone());
    let field = NodeRef::<leptos::html::Input>::new();
    let keep = move |wanted: String| {
        let before = name.get_untracked();
        if wanted.trim().is_empty() || wanted.trim() == before {
            if let Some(field) = field.get_untracked() {
                field.set_value(&before);
            }
            return;
        }
        spawn_local(async move {
            let project = desk.project.get_value();
            if let Err(error) = api::rename_project(project, wanted).await {
                let _ = desk.notice.try_set(Some(error.0.message));
                if let Some(field) = field.try_get_untracked().flatten() {
                    field.set_value(&before);
                }
            }
        });
    };
    view! {
        <leptos_meta::Title text=move || name.get() />
        // For those who go from heading to heading; the field beside it is for the eye.
        <h1 class="sr-only">{name}</h1>
        <input
            node_ref=field
            class="project-name"
            aria-label="Project name"
            autocomplete="off"
            spellcheck="false"
            maxlength="100"
            value=name.get_untracked()
            prop:value=move || name.get()
            size=move || name.with(|name| name.chars().count().clamp(4, 32).to_string())
            on:change=move |event| keep(event_target_value(&event))
            on:keydown=move |event| {
                let Some(field) = field.get_untracked() else { return };
                match event.key().as_str() {
                    "Enter" => {
                        let _ = field.blur();
                    }
                    "Escape" => {
                        event.prevent_default();
                        event.stop_propagation();
                        field.set_value(&name.get_untracked());
                        let _ = field.blur();
                    }
                    _ => {}
                }
            }
        />
    }
    .into_any()
}

#[component]
fn SavedState() -> impl IntoView {
    let saving = use_desk().saving;
    let title = move || match saving.get() {
        Saving::Failed(sentence) => sentence,
        Saving::Offline => {
            "The server does not answer. Your edits are kept in this browser and sent when it does."
                .to_owned()
        }
        Saving::Saved | Saving::Saving => String::new(),
    };
    view! {
        <span class="saved hide-s" role="status" title=title data-failed=move || {
            matches!(saving.get(), Saving::Failed(_) | Saving::Offline).to_string()
        }>
            {move || saving.with(Saving::text)}
        </span>
    }
    .into_any()
}
