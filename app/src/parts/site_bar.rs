use leptos::prelude::*;
use leptos_router::components::A;

use super::{Logo, ThemeButton};
use crate::commands::PaletteButton;

/// The bar of every page but the workspace.
#[component]
pub fn SiteBar() -> impl IntoView {
    view! {
        <header class="site-bar">
            <A href="/" attr:class="brand">
                <Logo />
                <span>"Easel"</span>
            </A>
            <nav aria-label="Pages">
                <A href="/projects" attr:class="btn ghost">
                    "Projects"
                </A>
                <A href="/usage" attr:class="btn ghost">
                    "Usage"
                </A>
                <A href="/settings" attr:class="btn ghost">
                    "Settings"
                </A>
                <PaletteButton />
                <ThemeButton />
            </nav>
        </header>
    }
    .into_any()
}
