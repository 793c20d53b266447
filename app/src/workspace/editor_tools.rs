//! What can be done with the open file: buttons over the editor, for the palette too.

use icondata_lu::{LuMessageSquareText, LuReplace, LuSearch, LuWandSparkles};
use leptos::prelude::*;

use super::Desk;
use super::desk::use_desk;
use crate::browser;
use crate::parts::IconButton;
use crate::state::reasons;

const KEY: &str = "reasons";

/// Formats the open file by Prettier, as one step that can be undone.
pub fn format_document(desk: Desk) {
    run(desk, "format");
}

/// Finds text in the open file.
pub fn find_in_file(desk: Desk) {
    run(desk, "find");
}

/// Replaces text in the open file.
pub fn replace_in_file(desk: Desk) {
    run(desk, "replace");
}

/// `find`, `replace`, `format`, and where the cursor is, `definition`, `references` and `rename`.
pub(super) fn run(desk: Desk, action: &str) {
    desk.layout.show_code();
    desk.with_editor(|editor| editor.run(action));
}

#[component]
pub(super) fn EditorTools() -> impl IntoView {
    let desk = use_desk();
    let idle = Signal::derive(move || {
        !desk.editor_ready.get() || desk.current.get().is_none() || desk.diff.get().is_some()
    });
    let has_reasons = desk.select(|state| !reasons(state).is_empty());
    let writable = !desk.read_only;
    view! {
        <span class="row editor-tools" role="group" aria-label="Open file">
            <IconButton
                label="Find in file"
                hint="Find in file (Ctrl+F)"
                icon=LuSearch
                disabled=idle
                on_press=move |_| find_in_file(desk)
            />
            <Show when=move || writable>
                <IconButton
                    label="Replace in file"
                    hint="Replace in file (Ctrl+H)"
                    icon=LuReplace
                    disabled=idle
                    on_press=move |_| replace_in_file(desk)
                />
                <IconButton
                    label="Format"
                    hint="Format (Shift+Alt+F)"
                    icon=LuWandSparkles
                    disabled=idle
                    on_press=move |_| format_document(desk)
                />
            </Show>
            <Show when=move || has_reasons.get()>
                <IconButton
                    label="Show reasons"
                    hint="Show why the last turn changed what it changed"
                    icon=LuMessageSquareText
                    pressed=desk.reasons
                    disabled=idle
                    on_press=move |_| desk.reasons.update(|shown| *shown = !*shown)
                />
            </Show>
        </span>
    }
    .into_any()
}

/// Keeps the editor's reasons in step with the turns, while somebody wants to read them.
pub(super) fn show_reasons(desk: Desk) {
    let restored = StoredValue::new(false);
    Effect::new(move |_| {
        let on = desk.reasons.get();
        if restored.get_value() {
            if on { browser::remember(KEY, "on") } else { browser::forget(KEY) }
        } else {
            restored.set_value(true);
            desk.reasons.set(browser::remembered(KEY).is_some());
        }
    });
    let all = desk.select(reasons);
    Effect::new(move |_| {
        if !desk.editor_ready.get() {
            return;
        }
        let json = if desk.reasons.get() {
            all.with(serde_json::to_string).unwrap_or_default()
        } else {
            "[]".to_owned()
        };
        desk.with_editor(|editor| editor.set_notes(&json));
    });
}
