use contract::{LinkKind, LinkLife, LinkView};
use icondata_lu::{LuCheck, LuChevronDown, LuCodeXml, LuCopy, LuPlay};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Sharing;
use crate::parts::Icon;
use crate::{api, browser};

const LIVES: [(LinkLife, &str, &str); 5] = [
    (LinkLife::Unlimited, "unlimited", "Never"),
    (LinkLife::Hour, "hour", "After 1 hour"),
    (LinkLife::Day, "day", "After 1 day"),
    (LinkLife::Week, "week", "After 7 days"),
    (LinkLife::Month, "month", "After 30 days"),
];

#[component]
pub fn CreateForm(sharing: Sharing) -> impl IntoView {
    let kind = RwSignal::new(LinkKind::View);
    let life = RwSignal::new(LinkLife::Unlimited);
    let may_fork = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let create = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        sharing.problem.set(None);
        let project = sharing.desk.project.get_value();
        let kind = kind.get_untracked();
        let fork = kind == LinkKind::View && may_fork.get_untracked();
        let life = life.get_untracked();
        spawn_local(async move {
            match api::create_link(project, Some(kind), Some(fork), Some(life)).await {
                Ok(link) => {
                    let _ = sharing.made.try_set(Some(link));
                    sharing.refresh();
                }
                Err(error) => sharing.fail(error),
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <fieldset class="link-kinds">
            <legend>"What the link shows"</legend>
            <KindChoice
                value=LinkKind::View
                icon=LuCodeXml
                name="Code and preview"
                about="Every file, read-only, and the app"
                chosen=kind
            />
            <KindChoice
                value=LinkKind::Run
                icon=LuPlay
                name="App alone"
                about="The running app, no code"
                chosen=kind
            />
        </fieldset>
        <div class="link-options">
            <label class="link-life">
                <span>"Expires"</span>
                <span class="picker">
                    <select on:change=move |event| {
                        let key = event_target_value(&event);
                        if let Some((value, ..)) = LIVES.iter().find(|(_, known, _)| *known == key) {
                            life.set(*value);
                        }
                    }>
                        {LIVES
                            .map(|(value, key, name)| {
                                view! {
                                    <option value=key selected=move || life.get() == value>
                                        {name}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                    <Icon icon=LuChevronDown />
                </span>
            </label>
            <label class="link-fork" hidden=move || kind.get() == LinkKind::Run>
                <input
                    type="checkbox"
                    role="switch"
                    class="switch"
                    prop:checked=move || may_fork.get()
                    on:change=move |event| may_fork.set(event_target_checked(&event))
                />
                <span>"Visitors may fork"</span>
            </label>
            <button type="button" class="btn primary" aria-busy=move || busy.get().to_string() on:click=create>
                "Create link"
            </button>
        </div>
    }
    .into_any()
}

/// A radio button with room for two lines.
#[component]
fn KindChoice(
    value: LinkKind,
    icon: icondata_core::Icon,
    name: &'static str,
    about: &'static str,
    chosen: RwSignal<LinkKind>,
) -> impl IntoView {
    view! {
        <label class="link-kind">
            <input
                type="radio"
                name="link-kind"
                class="sr-only"
                aria-label=name
                prop:checked=move || chosen.get() == value
                on:change=move |_| chosen.set(value)
            />
            <Icon icon=icon />
            <span>
                <b>{name}</b>
                <small class="muted">{about}</small>
            </span>
        </label>
    }
    .into_any()
}

/// The address of the link just made, selected and ready to be copied.
#[component]
pub fn NewLink(link: LinkView) -> impl IntoView {
    let Some(path) = link.path else { return ().into_any() };
    let address = format!("{}{path}", browser::origin());
    let app = format!("{address}/app/");
    match link.kind {
        LinkKind::View => view! {
            <Address label="Link" note="Files and preview" address=address chosen=true />
            <Address label="App address" note="The app alone, by the same link" address=app chosen=false />
        }
        .into_any(),
        LinkKind::Run => {
            view! { <Address label="Link" note="The app alone" address=app chosen=true /> }.into_any()
        }
    }
}

/// `chosen`: selected at once.
#[component]
fn Address(label: &'static str, note: &'static str, address: String, chosen: bool) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get().filter(|_| chosen) {
            field.select();
        }
    });
    let name = format!("Copy {}", label.to_lowercase());
    view! {
        <div class="new-link">
            <span class="muted">{note}</span>
            <input node_ref=field class="field" aria-label=label readonly value=address.clone() />
            <CopyButton name=name address=address />
        </div>
    }
    .into_any()
}

/// Says for a moment that it did.
#[component]
pub fn CopyButton(name: String, address: String) -> impl IntoView {
    const SHOWN_MS: u32 = 2000;
    let copied = RwSignal::new(false);
    let copy = move |_| {
        browser::copy_text(&address);
        copied.set(true);
        spawn_local(async move {
            browser::sleep(SHOWN_MS).await;
            let _ = copied.try_set(false);
        });
    };
    view! {
        <button type="button" class="btn copy" aria-label=name on:click=copy>
            {move || {
                if copied.get() { view! { <Icon icon=LuCheck /> } } else { view! { <Icon icon=LuCopy /> } }
            }}
            {move || if copied.get() { "Copied" } else { "Copy" }}
        </button>
    }
    .into_any()
}
