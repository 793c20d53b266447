use contract::Problem;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;

use crate::parts::SiteBar;

/// No such page; answered with status 404.
#[component]
pub fn Missing() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    view! { <Notice title="Nothing is here" text="This address leads nowhere: the page never was, or it is gone." /> }
}

/// A page that did not come about, with the sentence of the problem. The server function set the status.
#[component]
pub fn Unavailable(problem: Problem, what: &'static str) -> impl IntoView {
    let text = match problem.incident {
        Some(incident) => format!("{} (Incident {incident})", problem.message),
        None => problem.message,
    };
    view! { <Notice title=what text=text /> }
}

#[component]
fn Notice(title: &'static str, #[prop(into)] text: String) -> impl IntoView {
    view! {
        <Title text=title />
        <div class="page">
            <SiteBar />
            <main class="notice">
                <h1>{title}</h1>
                <p>{text}</p>
                <A href="/" attr:class="btn primary">
                    "Make something new"
                </A>
            </main>
        </div>
    }
    .into_any()
}

/// A page whose code did not come.
#[component]
pub fn Retry(again: Callback<()>) -> impl IntoView {
    view! {
        <div class="page">
            <SiteBar />
            <main class="notice" role="alert">
                <h1>"This page did not arrive"</h1>
                <p>"Easel did not answer, or the connection broke off. Your work is stored there. Check that it runs."</p>
                <button class="btn primary" on:click=move |_| again.run(())>
                    "Try again"
                </button>
            </main>
        </div>
    }
    .into_any()
}
