use contract::ProjectId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::desk::Loading;
use super::missing::Unavailable;
use crate::api;
use crate::workspace::{Desk, Workbench};

#[component]
pub fn Workspace() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let view = Resource::new_blocking(move || id.get(), |id| api::open_workspace(ProjectId(id)));
    view! {
        <Suspense fallback=Loading>
            {move || Suspend::new(async move {
                match view.await {
                    Ok(view) => view! { <Workbench desk=Desk::new(view, false) /> }.into_any(),
                    Err(error) => {
                        view! { <Unavailable problem=error.0 what="This project cannot be opened" /> }.into_any()
                    }
                }
            })}
        </Suspense>
    }
    .into_any()
}
