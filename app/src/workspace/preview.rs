use futures::future::{AbortHandle, Abortable};
use icondata_lu::{LuMonitor, LuRotateCw, LuSmartphone, LuTablet, LuTriangleAlert};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::{Desk, use_desk};
use super::loading::until_made;
use super::preview_status::{Cause, ConsoleLine, Phase, PreviewStatus};
use crate::browser::Preview;
use crate::chat;
use crate::parts::Icon;

const MOST_LINES: usize = 500;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Device {
    Fit,
    Phone,
    Tablet,
}

impl Device {
    fn key(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Phone => "phone",
            Self::Tablet => "tablet",
        }
    }
}

/// The running project in its frame.
#[component]
pub fn PreviewPane() -> impl IntoView {
    let desk = use_desk();
    let host = NodeRef::<leptos::html::Div>::new();
    let device = RwSignal::new(Device::Fit);
    mount_preview(desk, host);
    let status = desk.preview_status;
    let empty = desk.select(|state| !state.has_entry());
    // While files arrive one by one, the page between two of them is not worth an alarm.
    let quiet = desk.select(|state| state.active().is_some() || !state.has_entry());
    let cause = Memo::new(move |_| {
        let failed = status.with(|status| status.cause.clone().filter(|_| status.phase == Phase::Failed));
        failed.filter(|_| !quiet.get())
    });
    let preset = move |name: &'static str, icon, value: Device| {
        view! {
            <button
                type="button"
                class="btn ghost square"
                aria-label=name
                title=name
                aria-pressed=move || (device.get() == value).to_string()
                on:click=move |_| device.set(value)
            >
                <Icon icon=icon />
            </button>
        }
    };
    view! {
        <section class="pane preview-pane" aria-label="Running preview">
            <div class="bar">
                <button
                    type="button"
                    class="btn ghost square"
                    aria-label="Reload"
                    title="Reload"
                    on:click=move |_| desk.with_preview(Preview::reload)
                >
                    <Icon icon=LuRotateCw />
                </button>
                <span class="addr" role="status" data-phase=move || {
                    match status.with(|status| status.phase) {
                        _ if empty.get() => "idle",
                        Phase::Starting | Phase::Building => "busy",
                        Phase::Ready => "ready",
                        Phase::Failed => "failed",
                    }
                }>{move || if empty.get() { "Waiting for code".to_owned() } else { status.with(PreviewStatus::text) }}</span>
                <span class="devices" role="group" aria-label="Width">
                    {preset("Full width", LuMonitor, Device::Fit)} {preset("Tablet width", LuTablet, Device::Tablet)}
                    {preset("Phone width", LuSmartphone, Device::Phone)}
                </span>
            </div>
            <div class="stage" data-device=move || device.get().key()>
                <div class="preview-host" node_ref=host class:waiting=move || empty.get()></div>
                <Show when=move || empty.get()>
                    <p class="empty">"The preview starts with the first file."</p>
                </Show>
                {move || cause.get().map(|cause| view! { <Failure cause=cause /> })}
            </div>
        </section>
    }
    .into_any()
}

/// Why nothing runs, where, and what can be done.
#[component]
fn Failure(cause: Cause) -> impl IntoView {
    let desk = use_desk();
    let place = cause.place();
    let prompt = cause.fix_prompt();
    let open = cause.path.clone().map(|path| {
        let (line, column) = (cause.line.unwrap_or(1), cause.column.unwrap_or(1));
        view! {
            <button type="button" class="btn" on:click=move |_| desk.reveal(&path, line, column)>
                "Open file"
            </button>
        }
    });
    let fix = (!desk.read_only).then(|| {
        view! {
            <button
                type="button"
                class="btn primary"
                on:click=move |_| chat::start_turn(desk, prompt.clone())
            >
                "Fix with the model"
            </button>
        }
    });
    view! {
        <div class="failure" role="alert">
            <h2>
                <Icon icon=LuTriangleAlert />
                "The preview stopped"
            </h2>
            <p>{cause.message}</p>
            {place.map(|place| view! { <p class="mono muted">{place}</p> })}
            <div class="row">{open} {fix}</div>
        </div>
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
        let load = async move {
            let make = async || {
                let (on_status, on_console) = (
                    move |json: String| take_status(desk, &json),
                    move |json: String| take_console(desk, &json),
                );
                Preview::create(node.clone().into(), on_status, on_console).await
            };
            let preview = until_made(make).await;
            let tree = desk.peek(|state| state.tree_json());
            preview.set_files(&tree);
            desk.put_preview(Some(preview));
        };
        spawn_local(async move {
            let _ = Abortable::new(load, registration).await;
        });
    });
}

fn take_status(desk: Desk, json: &str) {
    if let Ok(status) = serde_json::from_str::<PreviewStatus>(json) {
        let _ = desk.preview_status.try_set(status);
    }
}

fn take_console(desk: Desk, json: &str) {
    let Ok(lines) = serde_json::from_str::<Vec<ConsoleLine>>(json) else { return };
    let _ = desk.console.try_update(|kept| {
        let mut n = kept.last().map_or(0, |line| line.n);
        for mut line in lines {
            n = n.wrapping_add(1);
            line.n = n;
            kept.push(line);
        }
        let surplus = kept.len().saturating_sub(MOST_LINES);
        kept.drain(..surplus);
    });
}
