use icondata_lu::{LuTriangleAlert, LuX};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::{Desk, use_desk};
use super::preview_status::Cause;
use crate::parts::{Icon, IconButton};
use crate::{api, chat};

/// Lines shown before and after the one at fault.
const AROUND: usize = 2;
const MAX_LINE: usize = 160;

/// What is wrong, where, and what can be done. `kept`: the version before it is still to be seen; `soft`: the app
/// goes on in spite of it.
#[component]
pub fn Failure(cause: Cause, kept: bool, soft: bool) -> impl IntoView {
    let desk = use_desk();
    let place = cause.place();
    let excerpt = excerpt(desk, &cause);
    let prompt = cause.fix_prompt();
    let message = cause.message.clone();
    let open = cause.path.clone().map(|path| {
        let (line, column) = (cause.line.unwrap_or(1), cause.column.unwrap_or(1));
        view! {
            <button type="button" class="btn" on:click=move |_| desk.reveal(&path, line, column)>
                "Open file"
            </button>
        }
    });
    let allow = cause.origin.clone().map(|origin| {
        let text = format!("Allow {origin}");
        view! {
            <button
                type="button"
                class="btn"
                on:click=move |_| {
                    desk.stage.allow(desk.project.get_value().as_str(), &origin);
                    desk.with_preview(|preview| preview.set_allowed(&desk.stage.allowed.get_untracked()));
                }
            >
                {text}
            </button>
        }
    });
    // Said here: a notice would cover the card.
    let refused = RwSignal::new(None::<String>);
    let add = cause.package.clone().filter(|_| !desk.read_only && !desk.looking.is_past()).map(|package| {
        let text = format!("Add {package}");
        let adding = RwSignal::new(false);
        let add = move |_| {
            let package = package.clone();
            adding.set(true);
            spawn_local(async move {
                // The file's change comes back like everybody's.
                let answer = api::add_package(desk.project.get_value(), package).await;
                let _ = refused.try_set(answer.err().map(|error| error.0.message));
                let _ = adding.try_set(false);
            });
        };
        view! {
            <button type="button" class="btn" disabled=move || adding.get() on:click=add>
                {text}
            </button>
        }
    });
    let fix = (!desk.read_only && !desk.looking.is_past()).then(|| {
        view! {
            <button
                type="button"
                class="btn primary"
                on:click=move |_| chat::fix(desk, prompt.clone())
            >
                "Fix with the model"
            </button>
        }
    });
    view! {
        <div class="failure" role="alert" data-cause=cause.kind.clone() class:soft=soft>
            <h2>
                <Icon icon=LuTriangleAlert />
                {cause.title()}
                <IconButton
                    label="Dismiss"
                    icon=LuX
                    on_press=move |_| desk.stage.dismissed.set(Some(message.clone()))
                />
            </h2>
            <p>{cause.message}</p>
            {place.map(|place| view! { <p class="mono muted">{place}</p> })} {excerpt}
            {kept.then(|| view! { <p class="muted">"The last version that worked is shown."</p> })}
            {move || refused.get().map(|sentence| view! { <p class="error">{sentence}</p> })}
            <div class="row">{open} {allow} {add} {fix}</div>
        </div>
    }
    .into_any()
}

/// The line at fault and those around it, as the file is now.
fn excerpt(desk: Desk, cause: &Cause) -> Option<impl IntoView + use<>> {
    let (path, fault) = (cause.path.as_ref()?, cause.line? as usize);
    let lines: Vec<(usize, String)> = desk.peek(|state| {
        let text = state.text(path).unwrap_or_default();
        let numbered = text.lines().enumerate().map(|(i, line)| (i + 1, line));
        let near = numbered.filter(|(n, _)| n.abs_diff(fault) <= AROUND);
        near.map(|(n, line)| (n, line.chars().take(MAX_LINE).collect())).collect()
    });
    // Deep code would be out of sight: what all lines are indented by says nothing.
    let inked = lines.iter().filter(|(_, line)| !line.trim().is_empty());
    let indent = inked.map(|(_, line)| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0);
    if !lines.iter().any(|(n, _)| *n == fault) {
        return None;
    }
    let rows = lines.into_iter().map(move |(n, line)| {
        view! {
            <span class="code-line" data-fault=(n == fault).then_some("true")>
                <b>{n}</b>
                {line.get(indent..).unwrap_or_default().to_owned()}
                "\n"
            </span>
        }
    });
    Some(view! { <pre class="excerpt">{rows.collect_view()}</pre> })
}
