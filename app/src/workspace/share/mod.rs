use contract::{LinkId, LinkView};
use icondata_lu::{LuCheck, LuCopy, LuX};
use leptos::html::{Dialog, Input};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::use_desk;
use crate::api::{self, ApiError};
use crate::browser;
use crate::parts::Icon;
use crate::state::words;

/// Opens the dialog in which links are made and revoked.
#[component]
pub fn ShareButton() -> impl IntoView {
    let desk = use_desk();
    let dialog = NodeRef::<Dialog>::new();
    let links = RwSignal::new(Vec::<LinkView>::new());
    let made = RwSignal::new(None::<LinkView>);
    let problem = RwSignal::new(None::<String>);
    let fail = move |error: ApiError| {
        let _ = problem.try_set(Some(error.0.message));
    };
    let refresh = move || {
        spawn_local(async move {
            match api::list_links(desk.project.get_value()).await {
                Ok(list) => {
                    let _ = links.try_set(list);
                }
                Err(error) => fail(error),
            }
        });
    };
    let open = move |_| {
        problem.set(None);
        made.set(None);
        refresh();
        if let Some(dialog) = dialog.get_untracked() {
            browser::show_dialog(&dialog);
        }
    };
    let create = move |_| {
        problem.set(None);
        spawn_local(async move {
            match api::create_link(desk.project.get_value()).await {
                Ok(link) => {
                    let _ = made.try_set(Some(link));
                    refresh();
                }
                Err(error) => fail(error),
            }
        });
    };
    let revoke = move |id: LinkId| {
        problem.set(None);
        spawn_local(async move {
            match api::revoke_link(id.clone()).await {
                Ok(()) => {
                    let _ = made.try_update(|made| {
                        if made.as_ref().is_some_and(|link| link.id == id) {
                            *made = None;
                        }
                    });
                    refresh();
                }
                Err(error) => fail(error),
            }
        });
    };
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            browser::close_dialog(&dialog);
        }
    };
    view! {
        <button type="button" class="btn primary" on:click=open>
            "Share"
        </button>
        <dialog node_ref=dialog class="dialog" aria-labelledby="share-title">
            <div class="dialog-head">
                <h2 id="share-title">"Share project"</h2>
                <button type="button" class="btn ghost square" aria-label="Close" on:click=close>
                    <Icon icon=LuX />
                </button>
            </div>
            <p class="muted">
                "Anyone with a link sees the files and the running preview, or the app alone, and changes nothing. A revoked link stops working at once."
            </p>
            <button type="button" class="btn primary" on:click=create>
                "Create link"
            </button>
            {move || made.get().and_then(|link| link.path).map(|path| view! { <NewLink path=path /> })}
            <p class="error" role="alert">
                {move || problem.get()}
            </p>
            <Show when=move || links.with(|links| !links.is_empty())>
                <h3>"Links"</h3>
                <ul class="links" aria-label="Links">
                    <For each=move || links.get() key=|link| link.id.clone() let:link>
                        <LinkRow link=link revoke=revoke />
                    </For>
                </ul>
            </Show>
        </dialog>
    }
    .into_any()
}

#[component]
fn LinkRow(link: LinkView, revoke: impl Fn(LinkId) + Copy + 'static) -> impl IntoView {
    let id = StoredValue::new(link.id);
    let when = words::ago(browser::now_ms(), link.created_at_ms);
    let label = format!("Revoke the link {}", link.hint);
    view! {
        <li>
            <code>"/s/" {link.hint} "…"</code>
            <span class="muted">"made " {when}</span>
            <button type="button" class="btn" aria-label=label on:click=move |_| revoke(id.get_value())>
                "Revoke"
            </button>
        </li>
    }
    .into_any()
}

/// Both addresses, shown once: only a hash of the secret in them is kept.
#[component]
fn NewLink(path: String) -> impl IntoView {
    let address = format!("{}{path}", browser::origin());
    let app = format!("{address}/app/");
    view! {
        <Address label="Link" note="Files and preview" address=address chosen=true />
        <Address label="App address" note="The app alone" address=app chosen=false />
        <p class="muted">"Copy them now: Easel does not keep these addresses and cannot show them again."</p>
    }
    .into_any()
}

/// `chosen`: selected at once, ready to be copied.
#[component]
fn Address(label: &'static str, note: &'static str, address: String, chosen: bool) -> impl IntoView {
    let copied = RwSignal::new(false);
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get().filter(|_| chosen) {
            field.select();
        }
    });
    let text = address.clone();
    let copy = move |_| {
        browser::copy_text(&text);
        copied.set(true);
    };
    let name = format!("Copy {}", label.to_lowercase());
    view! {
        <div class="new-link">
            <span class="muted">{note}</span>
            <input node_ref=field class="field" aria-label=label readonly value=address />
            <button type="button" class="btn" aria-label=name on:click=copy>
                {move || {
                    if copied.get() { view! { <Icon icon=LuCheck /> } } else { view! { <Icon icon=LuCopy /> } }
                }}
                {move || if copied.get() { "Copied" } else { "Copy" }}
            </button>
        </div>
    }
    .into_any()
}
