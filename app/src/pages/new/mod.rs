//! `/new`: the long way to a project, in four steps on one page. The prompt box of `/` is the short one.

mod bring;
mod details;
mod import;
mod look;
mod progress;
mod review;
mod start;
mod thumbnail;
mod wizard;

use contract::{ImportedProject, ProjectId, TemplateView};
use icondata_lu::{LuArrowLeft, LuArrowRight};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::modules::Module;
use crate::parts::{Icon, SiteBar};
use crate::{api, browser};
use details::DetailsStep;
use import::Brought;
use look::LookStep;
use progress::Progress;
use review::ReviewStep;
use start::StartStep;
use wizard::{Start, Step, Wizard};

const HEADING: &str = "step-title";

/// What the steps share.
#[derive(Clone, Copy)]
struct Desk {
    wizard: RwSignal<Wizard>,
    /// Files of a person's own, which stay in the browser until the last step.
    brought: StoredValue<Option<Brought>, browser::Store>,
    templates: StoredValue<Vec<TemplateView>>,
    /// Why the next step cannot be taken, or why the project was not made.
    problem: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
}

fn use_wizard() -> Desk {
    expect_context::<Desk>()
}

#[component]
pub fn NewProject() -> impl IntoView {
    let templates = Resource::new_blocking(|| (), |()| api::list_templates());
    view! {
        <Title text="New project" />
        <div class="page">
            <SiteBar />
            <main class="new-page">
                <Suspense>
                    {move || Suspend::new(async move {
                        match templates.await {
                            Ok(templates) => view! { <Steps templates=templates /> }.into_any(),
                            Err(error) => view! { <p class="error" role="alert">{error.0.message}</p> }.into_any(),
                        }
                    })}
                </Suspense>
            </main>
        </div>
    }
    .into_any()
}

#[component]
fn Steps(templates: Vec<TemplateView>) -> impl IntoView {
    let from = use_query_map().with_untracked(|params| params.get("from").unwrap_or_default());
    let first = templates.first().map(|template| template.id.clone());
    let desk = Desk {
        wizard: RwSignal::new(Wizard::beginning(Start::named(&from), first)),
        brought: StoredValue::new_with_storage(None),
        templates: StoredValue::new(templates),
        problem: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    provide_context(desk);
    let step = Memo::new(move |_| desk.wizard.with(|wizard| wizard.step));
    let go = Callback::new(move |to: Step| {
        desk.problem.set(None);
        desk.wizard.update(|wizard| wizard.step = to);
        // Who goes on by keyboard or listens is taken along.
        browser::next_frame(|| browser::focus_id(HEADING));
    });
    let navigate = use_navigate();
    let arrive = Callback::new(move |project: ProjectId| {
        navigate(&format!("/p/{project}"), NavigateOptions::default());
    });
    let forward = move || {
        let wizard = desk.wizard.get_untracked();
        if let Some(missing) = wizard.missing() {
            desk.problem.set(Some(missing.to_owned()));
            return;
        }
        // The next page is the workspace.
        Module::Desk.expect();
        match wizard.step.next() {
            Some(next) => go.run(next),
            None => create(desk, arrive),
        }
    };
    let back = move |_| {
        if let Some(before) = step.get_untracked().before() {
            go.run(before);
        }
    };
    let name_of_next = move || match (step.get().next(), desk.busy.get()) {
        (Some(_), _) => "Next",
        (None, false) => "Create project",
        (None, true) => "Creating it",
    };
    view! {
        <form
            class="wizard"
            novalidate=true
            on:submit=move |event| {
                event.prevent_default();
                if !desk.busy.get_untracked() {
                    forward();
                }
            }
        >
            <header class="wizard-head">
                <h1>"New project"</h1>
                <p class="muted">
                    "In a hurry? " <A href="/">"Describe it in one sentence"</A> " and it starts at once."
                </p>
            </header>
            <Progress step=step go=go />
            <section class="wizard-step" aria-labelledby=HEADING>
                <h2 id=HEADING tabindex="-1">
                    {move || step.get().title()}
                </h2>
                {move || match step.get() {
                    Step::Start => view! { <StartStep /> }.into_any(),
                    Step::Details => view! { <DetailsStep /> }.into_any(),
                    Step::Look => view! { <LookStep /> }.into_any(),
                    Step::Review => view! { <ReviewStep /> }.into_any(),
                }}
            </section>
            <footer class="wizard-foot">
                <button
                    type="button"
                    class="btn"
                    disabled=move || step.get().before().is_none() || desk.busy.get()
                    on:click=back
                >
                    <Icon icon=LuArrowLeft />
                    "Back"
                </button>
                <p class="error grow" role="alert">
                    {move || desk.problem.get()}
                </p>
                <button type="submit" class="btn primary" disabled=move || desk.busy.get()>
                    {name_of_next}
                    <Icon icon=LuArrowRight />
                </button>
            </footer>
        </form>
    }
    .into_any()
}

/// The last step: the project is made, and its page opened.
fn create(desk: Desk, arrive: Callback<ProjectId>) {
    desk.busy.set(true);
    desk.problem.set(None);
    let wizard = desk.wizard.get_untracked();
    leptos::task::spawn_local(async move {
        let outcome = match wizard.start {
            Start::Import => match desk.brought.try_update_value(Option::take).flatten() {
                Some(brought) => {
                    let (outcome, brought) = brought.send(&wizard.name).await;
                    // Whatever went wrong, nothing has to be chosen again.
                    let _ = desk.brought.try_update_value(|place| *place = Some(brought));
                    outcome.map(|ImportedProject { project, .. }| project)
                }
                None => Err("Choose a folder, a .zip or a repository in the first step.".to_owned()),
            },
            Start::Template | Start::Description => {
                api::create_from_plan(wizard.plan()).await.map_err(|error| error.0.message)
            }
        };
        match outcome {
            Ok(project) => {
                let _ = arrive.try_run(project);
            }
            Err(message) => {
                let _ = desk.problem.try_set(Some(message));
            }
        }
        let _ = desk.busy.try_set(false);
    });
}
