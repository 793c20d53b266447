//! A line of the results: a file, or a match in it.

use icondata_lu::{LuChevronDown, LuChevronRight, LuReplace, LuReplaceAll, LuX};
use leptos::prelude::*;

use super::super::desk::use_desk;
use super::replace::replace;
use super::results::ROW;
use crate::parts::{Icon, IconButton};
use crate::state::{FileMatches, Match, words};

/// A row in sight: where it is, and all that it shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Shown {
    pub at: usize,
    pub path: String,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    File { count: usize, open: bool, replaceable: bool },
    Match(Match),
}

pub(super) fn row_id(at: usize) -> String {
    format!("found-{at}")
}

#[component]
pub(super) fn RowView(row: Shown) -> impl IntoView {
    let Shown { at, path, kind } = row;
    let style = format!("top: {}px", at * usize::try_from(ROW).unwrap_or_default());
    let (class, content) = match kind {
        Kind::File { count, open, replaceable } => {
            ("result-file", file_row(at, path, count, open, replaceable).into_any())
        }
        Kind::Match(found) => ("result", match_row(at, path, found).into_any()),
    };
    view! {
        <li class=class style=style>
            {content}
        </li>
    }
    .into_any()
}

fn file_row(at: usize, path: String, count: usize, open: bool, replaceable: bool) -> impl IntoView {
    let desk = use_desk();
    let search = desk.search;
    let folder = path.rsplit_once('/').map(|(folder, _)| folder.to_owned()).unwrap_or_default();
    let name = words::file_name(&path).to_owned();
    let label = format!("{path}, {}", matches(count));
    let title = path.clone();
    let path = StoredValue::new(path);
    let toggle = move |_| {
        search.closed.update(|closed| {
            path.with_value(|path| {
                if !closed.remove(path) {
                    closed.insert(path.clone());
                }
            });
        });
    };
    let of_file = move || {
        search.found.with_untracked(|found| {
            found
                .files
                .iter()
                .filter(|file| path.with_value(|path| file.path == *path))
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    view! {
        <button
            type="button"
            id=row_id(at)
            data-row=at.to_string()
            title=title
            aria-label=label
            aria-expanded=open.to_string()
            on:click=toggle
        >
            <Icon icon=if open { LuChevronDown } else { LuChevronRight } />
            <b>{name}</b>
            <small>{folder}</small>
        </button>
        <span class="count">{count}</span>
        <span class="row result-tools">
            {replaceable
                .then(|| {
                    view! {
                        <IconButton
                            label="Replace in this file"
                            icon=LuReplaceAll
                            on_press=move |_| replace(desk, of_file())
                        />
                    }
                })}
            <IconButton
                label="Leave this file out"
                icon=LuX
                on_press=move |_| {
                    search.found.update(|found| path.with_value(|path| found.dismiss(path, None)));
                }
            />
        </span>
    }
}

fn match_row(at: usize, path: String, found: Match) -> impl IntoView {
    let desk = use_desk();
    let search = desk.search;
    let Match { line, column, .. } = found;
    let place = format!("{path}:{line}");
    let (before, text, after) = (found.before.clone(), first_line(&found.found), found.after.clone());
    let instead = found.instead.as_deref().map(first_line);
    let replaced = instead.is_some();
    let both = StoredValue::new((path, found));
    let only = move || {
        both.with_value(|(path, found)| {
            vec![FileMatches { path: path.clone(), matches: vec![found.clone()] }]
        })
    };
    view! {
        <button
            type="button"
            id=row_id(at)
            data-row=at.to_string()
            title=place
            on:click=move |_| both.with_value(|(path, _)| desk.reveal(path, line, column))
        >
            <code>
                {before} <mark class:gone=replaced>{text}</mark>
                {instead.map(|instead| view! { <ins>{instead}</ins> })} {after}
            </code>
        </button>
        <small class="line">{line}</small>
        <span class="row result-tools">
            {replaced
                .then(|| {
                    view! { <IconButton label="Replace" icon=LuReplace on_press=move |_| replace(desk, only()) /> }
                })}
            <IconButton
                label="Leave this match out"
                icon=LuX
                on_press=move |_| {
                    search
                        .found
                        .update(|all| both.with_value(|(path, found)| all.dismiss(path, Some(found))));
                }
            />
        </span>
    }
}

/// A match may span lines; a row shows one.
fn first_line(text: &str) -> String {
    match text.split_once('\n') {
        Some((first, _)) => format!("{}⏎", first.trim_end()),
        None => text.to_owned(),
    }
}

fn matches(count: usize) -> String {
    match count {
        1 => "1 match".to_owned(),
        n => format!("{n} matches"),
    }
}
