use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::help::Help;
use super::palette::{Mode, Palette};
use super::{Command, use_commands};
use crate::browser;
use crate::parts::{Theme, use_theme};

const PAGES: [(&str, &str, &str, &str); 7] = [
    ("go-home", "Home: make something new", "/", "landing create start prompt"),
    ("go-projects", "Projects", "/projects", "list all open"),
    ("go-usage", "Usage, prices and budgets", "/usage", "cost tokens money limit"),
    ("go-settings", "Settings", "/settings", "preferences options"),
    (
        "go-models",
        "Settings: connect a model",
        "/settings#models",
        "provider api key openai anthropic gemini ollama",
    ),
    ("go-appearance", "Settings: appearance", "/settings#appearance", "theme colours dark light"),
    ("go-shortcuts", "Settings: shortcuts", "/settings#shortcuts", "keyboard keys"),
];

/// What can be done on every page, with the palette and the list of shortcuts.
#[component]
pub fn SiteCommands() -> impl IntoView {
    let commands = use_commands();
    let theme = use_theme();
    let navigate = use_navigate();
    let mut list = vec![
        Command::new("palette", "Help", "Command palette", move || {
            commands.palette.set(Some(Mode::All));
        }),
        Command::new("files", "Go to", "Go to a file", move || {
            commands.palette.set(Some(Mode::Files));
        })
        .also("open quick find path"),
    ];
    list.extend(PAGES.map(|(id, title, path, also)| {
        let navigate = navigate.clone();
        Command::new(id, "Go to", title, move || {
            navigate(path, NavigateOptions::default());
        })
        .also(also)
    }));
    list.extend(Theme::ALL.map(|choice| {
        let title = format!("Colours: {}", choice.name().to_lowercase());
        Command::new(format!("theme-{}", choice.name().to_lowercase()), "Settings", title, move || {
            theme.set(choice);
        })
        .also("theme appearance mode night day")
        .when(move || theme.get() != choice)
    }));
    list.push(
        Command::new("shortcuts", "Help", "Keyboard shortcuts", move || commands.help.set(true))
            .also("keys help list"),
    );
    list.push(
        Command::new("reload", "Help", "Reload the page", browser::reload_page).also("refresh version"),
    );
    commands.offer(list);
    view! {
        <Palette />
        <Help />
    }
}
