use contract::TabId;
use leptos::prelude::*;

use super::auto_fix;
use super::banners::Banners;
use super::commands::offer_commands;
use super::desk::Desk;
use super::drawer::DrawerBar;
use super::editor::EditorPane;
use super::layout::Edge;
use super::offline::keep_edits;
use super::panel::SidePanel;
use super::phone_bar::PhoneBar;
use super::preview::PreviewPane;
use super::remember::keep_layout;
use super::saving::save_on_leave;
use super::splitter::Splitter;
use super::stream::ai_stream;
use super::top_bar::TopBar;
use super::version_bar::VersionBar;
use crate::browser;
use crate::explorer::{provide_explorer, say_done};
use crate::parts::{Toast, use_toasts};

/// The whole workspace of one project.
#[component]
pub fn Workbench(desk: Desk) -> impl IntoView {
    provide_context(desk);
    provide_explorer();
    say_done(desk);
    keep_layout(desk);
    Effect::new(move |_| {
        desk.tab.set_value(TabId(browser::random_id()));
        let key = format!("model.{}", desk.project.get_value());
        if let Some(model) = browser::remembered(&key) {
            desk.choose_model_if_known(&model);
        }
    });
    save_on_leave(desk);
    ai_stream(desk);
    auto_fix::watch(desk);
    offer_commands(desk);
    keep_edits(desk);
    say_notices(desk);
    let layout = desk.layout;
    view! {
        <div
            class="shell"
            data-column=move || layout.column.get().key()
        >
            <TopBar />
            <Banners />
            <SidePanel />
            <main class="main">
                <VersionBar />
                <EditorPane />
                <Splitter edge=Edge::Split />
                <PreviewPane />
            </main>
            <DrawerBar />
            <PhoneBar />
        </div>
    }
    .into_any()
}

/// Sentences about what was asked for and did not happen go where all such sentences go.
pub fn say_notices(desk: Desk) {
    let toasts = use_toasts();
    Effect::new(move |_| {
        if let Some(words) = desk.notice.get() {
            toasts.show(Toast::failed(words));
            desk.notice.set(None);
        }
    });
}
