use contract::{ModelId, ModelView, ProjectPage, ProjectQuery};
use icondata_lu::{LuArrowRight, LuLayoutTemplate};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

use super::modules::Module;
use super::projects::ProjectCard;
use super::welcome::Welcome;
use crate::api::{self, CreateProject};
use crate::browser;
use crate::parts::{Icon, ModelPicker, SiteBar};

/// Chips below the prompt: what they say, and what they ask for.
const IDEAS: [(&str, &str); 4] = [
    (
        "Pricing table",
        "A pricing table with three plans, a monthly and yearly switch, and the middle plan marked as popular",
    ),
    ("Kanban board", "A kanban board with three columns where I can add cards and move them along"),
    (
        "Sales dashboard",
        "A sales dashboard with key figures, a bar chart by month and a table of the latest orders",
    ),
    ("Memory game", "A memory game with pairs of cards, a move counter and a new game button"),
];
const MOST_RECENT: usize = 8;

#[component]
pub fn Landing() -> impl IntoView {
    let models = Resource::new_blocking(|| (), |()| api::list_models());
    let recent = Resource::new_blocking(|| (), |()| api::search_projects(ProjectQuery::default()));
    view! {
        <Title text="" />
        <div class="page hero">
            <SiteBar />
            <main>
                <h1>"What shall we make?"</h1>
                <p class="sub">"Describe it. Watch the code arrive and the page come alive."</p>
                <Suspense>
                    {move || Suspend::new(async move {
                        view! { <PromptForm models=models.await.unwrap_or_default() /> }
                    })}
                </Suspense>
            </main>
            <Suspense>
                {move || Suspend::new(async move {
                    view! { <Recent page=recent.await.unwrap_or_default() /> }
                })}
            </Suspense>
        </div>
    }
    .into_any()
}

#[component]
fn PromptForm(models: Vec<ModelView>) -> impl IntoView {
    let create = ServerAction::<CreateProject>::new();
    let default = models.iter().find(|model| model.is_default).or(models.first());
    let chosen = RwSignal::new(default.map_or_else(ModelId::default, |model| model.id.clone()));
    let note = {
        let notes: Vec<_> = models.iter().map(|model| (model.id.clone(), model.note.clone())).collect();
        move || chosen.with(|chosen| notes.iter().find(|(id, _)| id == chosen)?.1.clone())
    };
    let draft = RwSignal::new(String::new());
    let area = NodeRef::<leptos::html::Textarea>::new();
    let send = move |prompt: String| {
        if !prompt.trim().is_empty() && !create.pending().get_untracked() {
            create.dispatch(CreateProject { prompt, model: Some(chosen.get_untracked()) });
        }
    };
    // Typed before this page came to life, the text is in the field and nowhere else.
    Effect::new(move |_| {
        if let Some(area) = area.get() {
            let typed = area.value();
            if !typed.is_empty() {
                draft.set(typed);
            }
            let _ = area.focus();
        }
    });
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(Ok(started)) = create.value().get() {
            browser::remember(&format!("model.{}", started.project), chosen.get_untracked().as_str());
            navigate(&format!("/p/{}", started.project), NavigateOptions::default());
        }
    });
    let problem = move || create.value().get().and_then(Result::err).map(|error| error.0.message);
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            send(draft.get_untracked());
        }
    };
    let busy = create.pending();
    view! {
        <form
            class="composer"
            method="post"
            action="/api/fn/create_project"
            on:submit=move |event| {
                event.prevent_default();
                send(draft.get_untracked());
            }
        >
            <textarea
                node_ref=area
                name="prompt"
                aria-label="Prompt"
                rows="2"
                required
                placeholder="A to-do list called Groceries, in green"
                prop:value=move || draft.get()
                on:input=move |event| {
                    Module::Desk.expect();
                    draft.set(event_target_value(&event));
                    if let Some(area) = area.get_untracked() {
                        browser::fit_height(&area);
                    }
                }
                on:keydown=on_key
            ></textarea>
            <div class="row">
                <ModelPicker models=models chosen=chosen />
                <span class="grow"></span>
                <button class="btn primary" type="submit" disabled=move || busy.get()>
                    {move || if busy.get() { "Making it" } else { "Make it" }}
                    <Icon icon=LuArrowRight />
                </button>
            </div>
        </form>
        <p class="error" role="alert">
            {problem}
        </p>
        <div class="ideas">
            {IDEAS
                .map(|(name, prompt)| {
                    view! {
                        <button
                            type="button"
                            class="chip"
                            on:click=move |_| {
                                draft.set(prompt.to_owned());
                                send(prompt.to_owned());
                            }
                        >
                            {name}
                        </button>
                    }
                })
                .collect_view()}
            <A href="/new" attr:class="chip">
                <Icon icon=LuLayoutTemplate />
                "Template or import"
            </A>
        </div>
        <p class="model-note">
            {move || {
                note().map(|note| view! { <span>{note}</span> " " <A href="/settings">"Connect a model"</A> })
            }}
        </p>
    }
    .into_any()
}

#[component]
fn Recent(page: ProjectPage) -> impl IntoView {
    if page.projects.is_empty() {
        return view! { <Welcome /> }.into_any();
    }
    view! {
        <section class="recent" aria-labelledby="recent-title">
            <h2 id="recent-title">"Recent"</h2>
            <div class="grid">
                {page
                    .projects
                    .into_iter()
                    .take(MOST_RECENT)
                    .map(|listed| view! { <ProjectCard project=listed.project /> })
                    .collect_view()}
            </div>
        </section>
    }
    .into_any()
}
