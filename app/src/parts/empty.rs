use leptos::prelude::*;

use super::Icon;

/// What stands where nothing is yet: what will be here, and how it comes about.
#[component]
pub fn Empty(icon: icondata_core::Icon, title: &'static str, children: Children) -> impl IntoView {
    view! {
        <div class="empty-state">
            <Icon icon=icon />
            <h3>{title}</h3>
            {children()}
        </div>
    }
    .into_any()
}
