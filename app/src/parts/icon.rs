use leptos::prelude::*;

/// A Lucide icon in the text's colour. Decorative: the control around it has the name.
#[component]
pub fn Icon(icon: icondata_core::Icon) -> impl IntoView {
    view! { <svg class="icon" viewBox=icon.view_box aria-hidden="true" inner_html=icon.data></svg> }
}

#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <svg class="logo" viewBox="0 0 20 20" aria-hidden="true">
            <rect width="20" height="20" rx="6"></rect>
            <path d="M6 14 10 5l4 9M7.3 11h5.4"></path>
        </svg>
    }
}
