use contract::{LinkKind, LinkView};
use icondata_lu::{LuCodeXml, LuPlay};
use leptos::prelude::*;

use super::Sharing;
use super::create::CopyButton;
use crate::browser;
use crate::parts::Icon;
use crate::state::words;

/// All links of the project that were not revoked, newest first.
#[component]
pub fn LinkList(sharing: Sharing) -> impl IntoView {
    let links = sharing.links;
    let rows = move || links.get().unwrap_or_default();
    let none = move || links.with(|links| links.as_ref().is_some_and(Vec::is_empty));
    view! {
        <section class="link-list" aria-busy=move || links.with(Option::is_none).to_string()>
            <h3>
                "Links"
                {move || {
                    let count = links.with(|links| links.as_ref().map_or(0, Vec::len));
                    (count > 0).then(|| view! { <span class="chip">{count}</span> })
                }}
            </h3>
            <Show when=move || links.with(Option::is_none) && sharing.problem.with(Option::is_none)>
                <p class="muted">"Looking for links…"</p>
            </Show>
            <Show when=none>
                <p class="muted">"Nobody else can see this project yet."</p>
            </Show>
            <Show when=move || links.with(|links| links.as_ref().is_some_and(|links| !links.is_empty()))>
                <ul class="links" aria-label="Links">
                    // What is shown of a link is its key: a new count is a new row.
                    <For each=rows key=|link| link.clone() let:link>
                        <LinkRow link=link sharing=sharing />
                    </For>
                </ul>
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn LinkRow(link: LinkView, sharing: Sharing) -> impl IntoView {
    let now = browser::now_ms();
    let ended = link.expires_at_ms.is_some_and(|at| at <= now);
    let (icon, name) = match link.kind {
        LinkKind::View => (LuCodeXml, "Code and preview"),
        LinkKind::Run => (LuPlay, "App alone"),
    };
    let about = [
        format!("Made {}", words::ago(now, link.created_at_ms)),
        lasts(now, link.expires_at_ms),
        opened(link.opened),
    ]
    .join(" · ");
    let revoke = if ended { "Remove" } else { "Revoke" };
    let label = format!("{revoke} the link {}", link.hint);
    let copy = match (&link.path, ended) {
        (Some(path), false) => {
            let address = match link.kind {
                LinkKind::View => format!("{}{path}", browser::origin()),
                LinkKind::Run => format!("{}{path}/app/", browser::origin()),
            };
            let name = format!("Copy the link {}", link.hint);
            view! { <CopyButton name=name address=address /> }.into_any()
        }
        // Made before addresses were kept, or read with another secret than it was written with.
        (None, false) => view! {
            <span class="muted" title="Easel does not have this address any more. Make a new link to share it.">
                "No copy"
            </span>
        }
        .into_any(),
        (_, true) => ().into_any(),
    };
    let code = short(&link);
    let may_fork = link.may_fork;
    let link = StoredValue::new(link);
    view! {
        <li class:ended=ended>
            <Icon icon=icon />
            <div class="about">
                <b>{name}</b>
                {may_fork.then(|| view! { <span class="chip">"Fork"</span> })}
                <code>{code}</code>
                <small class="muted">{about}</small>
            </div>
            <span class="actions">
                {copy}
                <button
                    type="button"
                    class="btn"
                    aria-label=label
                    on:click=move |_| sharing.revoke(link.get_value())
                >
                    {revoke}
                </button>
            </span>
        </li>
    }
    .into_any()
}

/// As much of the address as tells it apart.
pub fn short(link: &LinkView) -> String {
    format!("/s/{}…", link.hint)
}

fn opened(times: i64) -> String {
    match times {
        ..=0 => "never opened".to_owned(),
        1 => "opened once".to_owned(),
        2 => "opened twice".to_owned(),
        times => format!("opened {} times", words::thousands(times)),
    }
}

/// `never expires`, `expires in 3 days`, `expired an hour ago`.
fn lasts(now_ms: i64, expires_at_ms: Option<i64>) -> String {
    let Some(at) = expires_at_ms else { return "never expires".to_owned() };
    if at <= now_ms {
        return format!("expired {}", words::ago(now_ms, at));
    }
    // Rounded, for a link made a moment ago for 7 days has 7 days and not 6.
    let rounded = |unit: i64| (at - now_ms + unit / 2) / unit;
    let (minutes, hours, days) = (rounded(60_000), rounded(3_600_000), rounded(86_400_000));
    match (minutes, hours) {
        (..=1, _) => "expires in a minute".to_owned(),
        (2..60, _) => format!("expires in {minutes} minutes"),
        (_, ..=1) => "expires in an hour".to_owned(),
        (_, 2..24) => format!("expires in {hours} hours"),
        (_, 24..36) => "expires in a day".to_owned(),
        _ => format!("expires in {days} days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_reads_as_it_was_chosen() {
        const MINUTE: i64 = 60_000;
        let left = |ms: i64| lasts(1_000_000, Some(1_000_000 + ms));
        for (ms, text) in [
            (10, "expires in a minute"),
            (5 * MINUTE, "expires in 5 minutes"),
            (60 * MINUTE - 900, "expires in an hour"),
            (5 * 60 * MINUTE, "expires in 5 hours"),
            (24 * 60 * MINUTE - 900, "expires in a day"),
            (7 * 24 * 60 * MINUTE - 900, "expires in 7 days"),
            (30 * 24 * 60 * MINUTE - 900, "expires in 30 days"),
            (-1, "expired just now"),
        ] {
            assert_eq!(left(ms), text);
        }
        assert_eq!(lasts(0, None), "never expires");
        assert_eq!(
            [0, 1, 2, 1200].map(opened),
            ["never opened", "opened once", "opened twice", "opened 1,200 times"]
        );
    }
}
