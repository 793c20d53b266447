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
use crate::browser;
use crate::parts::{Toast, ToastKind, use_toasts};

/// The whole workspace of one project.
#[component]
pub fn Workbench(desk: Desk) -> impl IntoView {
    provide_context(desk);
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
    say_notices(desk);
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
                <EditorPane />
                <PreviewPane />
            </main>
            <DrawerBar />
            <PhoneBar />
        </div>
    }
    .into_any()
}

/// Sentences about what was asked for and did not happen go where all such sentences go.
fn say_notices(desk: Desk) {
    let toasts = use_toasts();
    Effect::new(move |_| {
        if let Some(words) = desk.notice.get() {
            toasts.show(Toast::failed(words));
            desk.notice.set(None);
        }
    });
    Effect::new(move |_| {
        if desk.outdated.get() {
            let reload = Callback::new(|()| browser::reload_page());
            toasts.show(Toast {
                words: "Easel was updated. Reload to get the new version; nothing is lost.".to_owned(),
                action: Some(("Reload".to_owned(), reload)),
                kind: ToastKind::Failed,
            });
        }
    });
}
