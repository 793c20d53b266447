//! What files look like that are not read as code: pictures, fonts, and Markdown as a page.

use icondata_lu::{LuDownload, LuEye};
use leptos::prelude::*;
use vfs::FileKind;

use super::action::{Action, perform};
use super::picture::{PictureView, picture, size};
use super::specimen::Specimen;
use super::state::{Target, use_explorer};
use crate::parts::{Icon, markdown_page};
use crate::state::{WorkspaceState, words};
use crate::workspace::use_desk;

/// How a file is looked at instead of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Picture,
    Page,
    Font,
    /// Nothing can be shown of it.
    Facts,
}

/// Texts that can be looked at in two ways.
fn has_two_sides(path: &str) -> bool {
    let name = path.to_ascii_lowercase();
    [".md", ".markdown", ".svg"].iter().any(|end| name.ends_with(end))
}

fn look(state: &WorkspaceState, path: &str, rendered: bool) -> Option<Look> {
    if state.is_bytes(path) {
        return Some(match vfs::file_kind(path) {
            FileKind::Picture | FileKind::Text => Look::Picture,
            FileKind::Font => Look::Font,
            FileKind::Sound | FileKind::Film | FileKind::Other => Look::Facts,
        });
    }
    if !rendered || !has_two_sides(path) {
        return None;
    }
    Some(if vfs::is_picture(path) { Look::Picture } else { Look::Page })
}

/// The file in front, if it is looked at rather than read.
pub fn viewer() -> Memo<Option<(String, Look)>> {
    let (desk, explorer) = (use_desk(), use_explorer());
    let paths = desk.select(|state| (state.paths_revision, state.text_revision));
    Memo::new(move |_| {
        let _ = paths.get();
        // An earlier version is shown as text.
        if desk.looking.is_on() {
            return None;
        }
        let path = desk.current.get()?;
        // Changes are shown as text, but bytes have no lines.
        let rendered = explorer.rendered.get() && desk.diff.with(Option::is_none);
        let look = desk.peek(|state| look(state, &path, rendered))?;
        Some((path, look))
    })
}

/// Switches between a text and what it looks like, where there are both.
#[component]
pub fn RenderedSwitch() -> impl IntoView {
    let (desk, explorer) = (use_desk(), use_explorer());
    let rendered = explorer.rendered;
    let offered = move || {
        let two = desk.current.with(|path| path.as_deref().is_some_and(has_two_sides));
        two && desk.diff.with(Option::is_none) && !desk.looking.is_on()
    };
    view! {
        <Show when=offered>
            <button
                type="button"
                class="btn ghost rendered-switch"
                aria-pressed=move || rendered.get().to_string()
                title=move || if rendered.get() { "Show the source" } else { "Show what it looks like" }
                on:click=move |_| rendered.update(|rendered| *rendered = !*rendered)
            >
                <Icon icon=LuEye />
                "Rendered"
            </button>
        </Show>
    }
    .into_any()
}

/// The file as it looks.
#[component]
pub fn FileViewer(shown: Memo<Option<(String, Look)>>) -> impl IntoView {
    let desk = use_desk();
    let revision = desk.select(|state| state.text_revision);
    let text = Memo::new(move |_| {
        let _ = revision.get();
        let (path, _) = shown.get()?;
        desk.peek(|state| state.text(&path).map(str::to_owned))
    });
    move || {
        let (path, look) = shown.get()?;
        let text = text.get()?;
        Some(match look {
            Look::Picture => view! { <PictureView path=path text=text /> }.into_any(),
            Look::Page => {
                let html = desk.peek(|state| markdown_page(&text, &|name| picture(state, &path, name)));
                view! {
                    <article class="page-view prose" tabindex="0" aria-label=path inner_html=html></article>
                }
                .into_any()
            }
            Look::Font => view! { <Specimen path=path address=text /> }.into_any(),
            Look::Facts => view! { <Facts path=path text=text /> }.into_any(),
        })
    }
}

#[component]
fn Facts(path: String, text: String) -> impl IntoView {
    let (desk, explorer) = (use_desk(), use_explorer());
    let name = words::file_name(&path).to_owned();
    let size = size(&text);
    let target = Target { path: Some(path), folder: false };
    view! {
        <div class="facts-view">
            <b>{name}</b>
            <p class="muted">{size} " · There is no view of such files here; your app can use it."</p>
            <button type="button" class="btn" on:click=move |_| perform(desk, explorer, Action::Download, &target)>
                <Icon icon=LuDownload />
                "Download"
            </button>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::has_two_sides;

    #[test]
    fn some_texts_have_two_sides() {
        assert!(has_two_sides("README.md") && has_two_sides("a.SVG") && !has_two_sides("a.tsx"));
    }
}
