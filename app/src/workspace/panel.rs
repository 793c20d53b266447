use leptos::prelude::*;

use super::desk::use_desk;
use super::history::HistoryPanel;
use super::layout::{Edge, Panel};
use super::search::SearchPanel;
use super::splitter::Splitter;
use crate::chat::Chat;
use crate::explorer::FilesPanel;
use crate::parts::Tabs;

const PANELS: [(Panel, &str); 4] =
    [(Panel::Chat, "Chat"), (Panel::Files, "Files"), (Panel::Search, "Search"), (Panel::History, "History")];

#[component]
pub fn SidePanel() -> impl IntoView {
    let desk = use_desk();
    let panel = desk.layout.panel;
    // The chat stays: its scroll place and draft are worth keeping. The others are built when asked for.
    view! {
        <aside class="side" aria-label="Left panel">
            <Tabs label="Panel" class="tabs" tabs=&PANELS chosen=panel />
            <div class="panel" hidden=move || panel.get() != Panel::Chat>
                <Chat />
            </div>
            {move || match panel.get() {
                Panel::Chat => ().into_any(),
                Panel::Files => view! { <FilesPanel /> }.into_any(),
                Panel::Search => view! { <SearchPanel /> }.into_any(),
                Panel::History => view! { <HistoryPanel /> }.into_any(),
            }}
            <Splitter edge=Edge::Side />
        </aside>
    }
    .into_any()
}
