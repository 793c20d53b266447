use futures::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::{Desk, use_desk};
use super::editor_events::on_event;
use super::editor_tools::{EditorTools, show_reasons};
use super::loading::{preview_shown, until_made};
use super::open_files::OpenFiles;
use super::saving::edited;
use super::search::Replaced;
use crate::browser::{self, Editor};
use crate::explorer::{FileViewer, Look, RenderedSwitch, viewer};
use crate::parts::use_theme;
use crate::state::WorkspaceState;

const WAITING: &str = "Code appears here as it is written.";
const CLOSED: &str = "No file is open. Choose one in the Files panel.";

/// Open files and the editor. Until the editor's own script is there, the text is shown plainly.
#[component]
pub fn EditorPane() -> impl IntoView {
    let desk = use_desk();
    let host = NodeRef::<leptos::html::Div>::new();
    mount_editor(desk, host);
    show_reasons(desk);
    let files = desk.select(|state| !state.files.is_empty());
    let empty = move || desk.current.get().is_none() && !desk.looking.is_on();
    let looked_at = viewer();
    relayout_after(desk, looked_at);
    view! {
        <section class="pane code-pane">
            <div class="bar">
                <OpenFiles />
                <RenderedSwitch />
                <EditorTools />
                {move || {
                    desk.diff
                        .get()
                        .map(|path| {
                            view! {
                                <span class="diff-note">
                                    <span class="clip" title=path>
                                        "Changes"
                                    </span>
                                    <button type="button" class="btn" on:click=move |_| desk.diff.set(None)>
                                        "Back to the code"
                                    </button>
                                </span>
                            }
                        })
                }}
            </div>
            <section class="editor" aria-label="Editor">
                <Show when=move || !desk.editor_ready.get() && looked_at.with(Option::is_none)>
                    <PlainText />
                </Show>
                <Show when=empty>
                    <p class="empty">{move || if files.get() { CLOSED } else { WAITING }}</p>
                </Show>
                <FileViewer shown=looked_at />
                <div class="editor-host" node_ref=host hidden=move || empty() || looked_at.with(Option::is_some)></div>
                <Replaced beside_search=false />
            </section>
        </section>
    }
    .into_any()
}

#[component]
fn PlainText() -> impl IntoView {
    let desk = use_desk();
    let current = desk.current;
    // Stored text, or what the model is writing into this file.
    let text = desk.select(move |state| {
        let path = current.try_get().flatten()?;
        match state.writing() {
            Some((writing, text)) if writing == path => Some(text),
            Some(_) | None => state.text(&path).map(str::to_owned),
        }
    });
    view! {
        <pre class="plain" tabindex="0" aria-label="Code">
            {move || text.get()}
        </pre>
    }
    .into_any()
}

/// It cannot measure itself while it is hidden.
fn relayout_after(desk: Desk, looked_at: Memo<Option<(String, Look)>>) {
    Effect::new(move |_| {
        if looked_at.with(Option::is_none) {
            browser::next_frame(move || desk.with_editor(Editor::layout));
        }
    });
}

fn mount_editor(desk: Desk, host: NodeRef<leptos::html::Div>) {
    let theme = use_theme();
    Effect::new(move |_| {
        let Some(node) = host.get() else { return };
        let (abort, registration) = AbortHandle::new_pair();
        on_cleanup(move || {
            abort.abort();
            desk.put_editor(None);
        });
        let load = async move {
            browser::expect_editor();
            preview_shown(desk).await;
            let dark = theme.get_untracked().is_dark();
            let on_change = move |path: String, text: String| edited(desk, &path, &text);
            let hear = move |event: String, json: String| on_event(desk, &event, &json);
            let make =
                async || Editor::create(node.clone().into(), dark, desk.read_only, on_change, hear).await;
            let editor = until_made(make).await;
            desk.peek(|state| {
                // Nobody reads the text of a picture.
                for path in state.files.keys().filter(|path| !state.is_bytes(path)) {
                    editor.sync_file(path, state.text(path).unwrap_or_default());
                }
                editor.set_markers(&state.checked_problems());
            });
            desk.put_editor(Some(editor));
            desk.editor_ready.set(true);
        };
        spawn_local(async move {
            let _ = Abortable::new(load, registration).await;
        });
    });
    // The file on show.
    Effect::new(move |_| {
        let (ready, current) = (desk.editor_ready.get(), desk.current.get());
        let diff = desk.diff.get();
        if !ready || diff.is_some() {
            return;
        }
        let Some(path) = current else { return };
        if desk.peek(|state: &WorkspaceState| state.is_bytes(&path)) {
            return;
        }
        let text = desk.peek(|state: &WorkspaceState| match state.writing() {
            Some((writing, text)) if writing == path => text,
            Some(_) | None => state.text(&path).unwrap_or_default().to_owned(),
        });
        desk.with_editor(|editor| {
            editor.hide_diff();
            editor.open_file(&path, &text);
        });
    });
    Effect::new(move |_| {
        let dark = theme.get().is_dark();
        desk.with_editor(|editor| editor.set_theme(dark));
    });
    // It cannot see by itself that it was given another place.
    Effect::new(move |_| {
        desk.layout.track();
        browser::next_frame(move || desk.with_editor(Editor::layout));
    });
}
