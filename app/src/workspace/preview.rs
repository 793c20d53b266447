use contract::ConsoleEntry;
use futures::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::console_line::ConsoleLine;
use super::desk::{Desk, use_desk};
use super::failure::Failure;
use super::loading::until_made;
use super::looking;
use super::preview_bar::PreviewBar;
use super::preview_status::{Phase, PreviewStatus};
use super::stage::Picked;
use crate::browser::{self, Preview};

const MOST_LINES: usize = 1000;

/// The running project in its frame.
#[component]
pub fn PreviewPane() -> impl IntoView {
    let desk = use_desk();
    let host = NodeRef::<leptos::html::Div>::new();
    mount_preview(desk, host);
    let status = desk.preview_status;
    let stage = desk.stage;
    let empty = looking::nothing_runs(desk);
    // While files arrive one by one, the page between two of them is not worth an alarm.
    let running = desk.select(|state| state.active().is_some());
    let cause = Memo::new(move |_| {
        let (cause, kept, soft) = status.with(|status| {
            let soft = status.phase == Phase::Ready;
            let shown = soft || status.phase == Phase::Failed;
            (status.cause.clone().filter(|_| shown), status.kept, soft)
        });
        let cause = cause?;
        let dismissed = stage.dismissed.with(|message| message.as_ref() == Some(&cause.message));
        (!running.get() && !empty.get() && !dismissed).then_some((cause, kept, soft))
    });
    let size = move || match (stage.device.get().size(), stage.sideways.get()) {
        (Some((width, height)), false) => Some((width, height)),
        (Some((width, height)), true) => Some((height, width)),
        (None, _) => None,
    };
    let style = move || {
        size()
            .map_or_else(String::new, |(width, height)| format!("--device-w:{width}px;--device-h:{height}px"))
    };
    view! {
        <section class="pane preview-pane" aria-label="Running preview">
            <PreviewBar empty=empty />
            <div
                class="stage"
                data-device=move || stage.device.get().key()
                data-picking=move || stage.picking.get().then_some("true")
                style=style
            >
                <div
                    class="preview-host"
                    data-project=desk.project.get_value().to_string()
                    node_ref=host
                    class:waiting=move || empty.get()
                ></div>
                {move || size().map(|(width, height)| view! { <p class="device-size">{format!("{width} × {height}")}</p> })}
                <Show when=move || empty.get()>
                    <p class="empty">
                        "The preview starts with the first file. Your app runs here while it is written, and you can point at parts of it to talk about them."
                    </p>
                </Show>
                {move || cause.get().map(|(cause, kept, soft)| view! { <Failure cause=cause kept=kept soft=soft /> })}
            </div>
        </section>
    }
    .into_any()
}

fn mount_preview(desk: Desk, host: NodeRef<leptos::html::Div>) {
    Effect::new(move |_| {
        let Some(node) = host.get() else { return };
        let (abort, registration) = AbortHandle::new_pair();
        on_cleanup(move || {
            abort.abort();
            desk.put_preview(None);
        });
        let project = desk.project.get_value();
        desk.stage.restore(project.as_str());
        let load = async move {
            let make = async || {
                let allowed = desk.stage.allowed.get_untracked();
                let hear = move |kind: &str, text: Option<String>| hear(desk, kind, text);
                Preview::create(node.clone().into(), project.as_str(), !desk.read_only, &allowed, hear).await
            };
            let preview = until_made(make).await;
            let tree = looking::tree_on_show(desk);
            preview.set_files(&tree);
            desk.put_preview(Some(preview));
        };
        spawn_local(async move {
            let _ = Abortable::new(load, registration).await;
        });
    });
}

/// What the preview's script reports.
fn hear(desk: Desk, kind: &str, text: Option<String>) {
    let stage = desk.stage;
    match (kind, text) {
        ("onStatus", Some(json)) => take_status(desk, &json),
        ("onConsole", Some(json)) => take_console(desk, &json),
        ("onRoute", Some(path)) => {
            let _ = stage.route.try_set(path);
        }
        ("onPicked", picked) => {
            let _ = stage.picking.try_set(false);
            take_picked(desk, picked.as_deref());
        }
        ("onShot", Some(message)) => {
            let _ = desk.notice.try_set(Some(format!("No picture could be taken. {message}")));
        }
        _ => {}
    }
}

fn take_status(desk: Desk, json: &str) {
    let Ok(status) = serde_json::from_str::<PreviewStatus>(json) else { return };
    if status.phase == Phase::Starting {
        let _ = desk.stage.picking.try_set(false);
    }
    // The same fault again, after the app ran well, is worth an alarm again.
    if status.cause.is_none() && desk.stage.dismissed.try_with_untracked(Option::is_some) == Some(true) {
        let _ = desk.stage.dismissed.try_set(None);
    }
    let _ = desk.preview_status.try_set(status);
}

fn take_picked(desk: Desk, json: Option<&str>) {
    let Some(picked) = json.and_then(|json| serde_json::from_str::<Picked>(json).ok()) else { return };
    // The frame may say anything; only files that are there are named to the model.
    let known = picked.place().is_some_and(|(path, _)| desk.peek(|state| state.text(path).is_some()));
    let picked = if known { picked } else { Picked { loc: String::new(), ..picked } };
    let _ = desk.stage.picked.try_update(|list| {
        if !list.contains(&picked) {
            list.push(picked);
        }
    });
    desk.layout.show_chat();
    browser::next_frame(|| browser::focus_id("prompt"));
}

fn take_console(desk: Desk, json: &str) {
    let Ok(entries) = serde_json::from_str::<Vec<ConsoleEntry>>(json) else { return };
    let _ = desk.console.try_update(|kept| {
        let mut n = kept.last().map_or(0, |line| line.n);
        for entry in entries {
            n = n.wrapping_add(1);
            kept.push(ConsoleLine { n, entry });
        }
        let surplus = kept.len().saturating_sub(MOST_LINES);
        kept.drain(..surplus);
    });
}
