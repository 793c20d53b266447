use icondata_lu::{LuMonitor, LuMoon, LuSun};
use leptos::prelude::*;

use super::Icon;
use crate::browser;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    pub fn name(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    fn attribute(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    pub fn is_dark(self) -> bool {
        match self {
            Self::System => browser::prefers_dark(),
            Self::Light => false,
            Self::Dark => true,
        }
    }
}

#[derive(Clone, Copy)]
struct ThemeSignal(RwSignal<Theme>);

/// The document's script has set the attribute before the first paint; from here on this signal does.
pub fn provide_theme() {
    let theme = RwSignal::new(Theme::System);
    provide_context(ThemeSignal(theme));
    let restored = StoredValue::new(false);
    // The style sheet follows the computer by itself; the editor has to be told.
    Effect::new(move |_| browser::on_dark_change(move || theme.notify()));
    Effect::new(move |_| {
        let chosen = theme.get();
        if restored.get_value() {
            browser::mark_root("data-theme", chosen.attribute());
            match chosen.attribute() {
                Some(name) => browser::remember("theme", name),
                None => browser::forget("theme"),
            }
            return;
        }
        restored.set_value(true);
        match browser::remembered("theme").as_deref() {
            Some("light") => theme.set(Theme::Light),
            Some("dark") => theme.set(Theme::Dark),
            Some(_) | None => {}
        }
    });
}

pub fn use_theme() -> RwSignal<Theme> {
    use_context::<ThemeSignal>().map_or_else(|| RwSignal::new(Theme::System), |theme| theme.0)
}

/// Cycles through system, light and dark.
#[component]
pub fn ThemeButton() -> impl IntoView {
    let theme = use_theme();
    let icon = move || match theme.get() {
        Theme::System => view! { <Icon icon=LuMonitor /> },
        Theme::Light => view! { <Icon icon=LuSun /> },
        Theme::Dark => view! { <Icon icon=LuMoon /> },
    };
    view! {
        <button
            type="button"
            class="btn ghost square"
            aria-label="Theme"
            title=move || format!("Theme: {}", theme.get().name().to_lowercase())
            on:click=move |_| theme.update(|theme| *theme = theme.next())
        >
            {icon}
        </button>
    }
    .into_any()
}
