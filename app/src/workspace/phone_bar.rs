use icondata_lu::{LuCode, LuEye, LuFiles, LuMessageSquare};
use leptos::prelude::*;

use super::desk::use_desk;
use super::layout::{Column, Panel};
use crate::parts::Icon;

/// Chat, Files, Code, Preview: the way around on a narrow screen.
#[component]
pub fn PhoneBar() -> impl IntoView {
    let layout = use_desk().layout;
    let item = move |name: &'static str, icon, column: Column, panel: Option<Panel>| {
        let here = move || {
            layout.column.get() == column
                && match panel {
                    Some(Panel::Files) => layout.panel.get() == Panel::Files,
                    Some(_) => layout.panel.get() != Panel::Files,
                    None => true,
                }
        };
        view! {
            <button
                type="button"
                aria-current=move || here().then_some("page")
                on:click=move |_| {
                    layout.column.set(column);
                    if let Some(panel) = panel {
                        layout.panel.set(panel);
                    }
                }
            >
                <Icon icon=icon />
                {name}
            </button>
        }
    };
    view! {
        <nav class="phone-bar" aria-label="Columns">
            {item("Chat", LuMessageSquare, Column::Side, Some(Panel::Chat))}
            {item("Files", LuFiles, Column::Side, Some(Panel::Files))}
            {item("Code", LuCode, Column::Code, None)}
            {item("Preview", LuEye, Column::Preview, None)}
        </nav>
    }
    .into_any()
}
