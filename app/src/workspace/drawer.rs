use contract::{Diagnostic, Severity};
use icondata_lu::{LuCircleX, LuInfo, LuTriangleAlert};
use leptos::prelude::*;

use super::console::Console;
use super::desk::use_desk;
use super::layout::{Drawer, Edge};
use super::splitter::Splitter;
use crate::browser;
use crate::parts::Icon;
use crate::state::{ActivityLine, words};

/// Counts at the bottom; a click opens what they count.
#[component]
pub fn DrawerBar() -> impl IntoView {
    let desk = use_desk();
    let open = desk.layout.drawer;
    let problems = desk.select(|state| state.problems.len());
    let activity = desk.select(|state| state.activity.len());
    let console = Memo::new(move |_| desk.console.with(Vec::len));
    let checked = desk.select(|state| {
        let turn = state.turns.last()?;
        let errors = state.problems.iter().filter(|found| found.severity == Severity::Error).count();
        (!turn.is_running()).then(|| match errors {
            0 => "Checks clean".to_owned(),
            n => words::count(n, "problem"),
        })
    });
    let button = move |name: &'static str, drawer: Drawer, count: Memo<usize>| {
        view! {
            <button
                type="button"
                aria-expanded=move || (open.get() == Some(drawer)).to_string()
                on:click=move |_| {
                    open.update(|open| *open = if *open == Some(drawer) { None } else { Some(drawer) });
                }
            >
                {name}
                <span class="count">{move || count.get()}</span>
            </button>
        }
    };
    view! {
        <footer class="drawer">
            <Show when=move || open.get().is_some()>
                <Splitter edge=Edge::Drawer />
            </Show>
            <div class="drawer-bar">
                {button("Console", Drawer::Console, console)} {button("Problems", Drawer::Problems, problems)}
                {button("Activity", Drawer::Activity, activity)} <span class="grow"></span>
                <span class="drawer-status">{move || checked.get()}</span>
            </div>
            {move || match open.get() {
                None => ().into_any(),
                Some(Drawer::Console) => view! { <Console /> }.into_any(),
                Some(Drawer::Problems) => view! { <Problems /> }.into_any(),
                Some(Drawer::Activity) => view! { <Activity /> }.into_any(),
            }}
        </footer>
    }
    .into_any()
}

#[component]
fn Problems() -> impl IntoView {
    let desk = use_desk();
    let problems = desk.select_at(
        |state| state.problems_revision,
        |state| state.problems.iter().cloned().enumerate().collect::<Vec<_>>(),
    );
    let row = move |(_, found): (usize, Diagnostic)| {
        let icon = match found.severity {
            Severity::Error => LuCircleX,
            Severity::Warning => LuTriangleAlert,
            Severity::Info => LuInfo,
        };
        let place = format!("{}:{}:{}", found.path, found.line, found.column);
        view! {
            <li>
                <button
                    type="button"
                    data-severity=match found.severity {
                        Severity::Error => "error",
                        Severity::Warning => "warning",
                        Severity::Info => "info",
                    }
                    on:click=move |_| desk.reveal(&found.path, found.line, found.column)
                >
                    <Icon icon=icon />
                    <span>{found.message}</span>
                    <small>{place}</small>
                </button>
            </li>
        }
    };
    view! {
        <div class="drawer-body" tabindex="0">
            <Show when=move || problems.with(Vec::is_empty)>
                <p class="empty">"No problems found."</p>
            </Show>
            <ul class="problems" aria-label="Problems">
                <For
                    each=move || problems.get()
                    key=|(i, found)| (*i, found.path.clone(), found.line, found.message.clone())
                    children=row
                />
            </ul>
        </div>
    }
    .into_any()
}

#[component]
fn Activity() -> impl IntoView {
    let desk = use_desk();
    let lines = desk.select(|state| state.activity.clone());
    let row = |line: ActivityLine| {
        view! {
            <li>
                <time>{browser::time_of_day(line.at_ms)}</time>
                <span>{line.text}</span>
            </li>
        }
    };
    view! {
        <div class="drawer-body" tabindex="0">
            <ul class="activity" aria-label="Activity">
                <For each=move || lines.get() key=|line| (line.seq, line.text.clone()) children=row />
            </ul>
        </div>
    }
    .into_any()
}
