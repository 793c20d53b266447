use contract::TabId;
use leptos::prelude::*;

use super::auto_fix;
use super::desk::{Desk, use_desk};
use super::drawer::DrawerBar;
use super::editor::EditorPane;
use super::keys::listen_to_keys;
use super::panel::SidePanel;
use super::phone_bar::PhoneBar;
use super::preview::PreviewPane;
use super::saving::save_on_leave;
use super::stream::ai_stream;
use super::top_bar::TopBar;
use super::version_bar::VersionBar;
use crate::browser;
use crate::explorer::{DoneToast, provide_explorer};

/// The whole workspace of one project.
#[component]
pub fn Workbench(desk: Desk) -> impl IntoView {
    provide_context(desk);
    provide_explorer();
    desk.layout.remember();
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
    listen_to_keys(desk);
    let layout = desk.layout;
    view! {
        <div
            class="shell"
            class:side-closed=move || !layout.panel_open.get()
            data-column=move || layout.column.get().key()
        >
            <TopBar />
            <SidePanel />
            <main class="main">
                <VersionBar />
                <EditorPane />
                <PreviewPane />
            </main>
            <DrawerBar />
            <PhoneBar />
            <Notices />
        </div>
    }
    .into_any()
}

/// Sentences that float above everything until they are read.
#[component]
fn Notices() -> impl IntoView {
    let desk = use_desk();
    view! {
        <div class="notices" role="status">
            <DoneToast />
            {move || {
                desk.outdated
                    .get()
                    .then(|| {
                        view! {
                            <p class="toast">
                                "Easel was updated. Reload to get the new version; nothing is lost."
                                <button type="button" class="btn" on:click=move |_| browser::reload_page()>
                                    "Reload"
                                </button>
                            </p>
                        }
                    })
            }}
            {move || {
                desk.notice
                    .get()
                    .map(|text| {
                        view! {
                            <p class="toast">
                                {text}
                                <button type="button" class="btn" on:click=move |_| desk.notice.set(None)>
                                    "Close"
                                </button>
                            </p>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
