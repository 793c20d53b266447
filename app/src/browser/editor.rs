//! The code editor, which fills an empty node.

use leptos::web_sys::HtmlElement;
use wasm_bindgen::prelude::*;

use super::modules::{editor_module, logged, object};

#[wasm_bindgen]
extern "C" {
    type EditorModule;
    #[wasm_bindgen(method, js_name = createEditor, catch)]
    fn create_editor(
        this: &EditorModule,
        node: &HtmlElement,
        options: &js_sys::Object,
    ) -> Result<EditorHandle, JsValue>;

    type EditorHandle;
    #[wasm_bindgen(method, js_name = openFile, catch)]
    fn open_file(this: &EditorHandle, path: &str, text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = syncFile, catch)]
    fn sync_file(this: &EditorHandle, path: &str, text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = streamFile, catch)]
    fn stream_file(this: &EditorHandle, path: &str, text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = removeFile, catch)]
    fn remove_file(this: &EditorHandle, path: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = markLines, catch)]
    fn mark_lines(this: &EditorHandle, path: &str, ranges: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = clearMarks, catch)]
    fn clear_marks(this: &EditorHandle) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = setMarkers, catch)]
    fn set_markers(this: &EditorHandle, json: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = setNotes, catch)]
    fn set_notes(this: &EditorHandle, json: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn run(this: &EditorHandle, action: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = setTheme, catch)]
    fn set_theme(this: &EditorHandle, theme: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = showDiff, catch)]
    fn show_diff(this: &EditorHandle, path: &str, before: &str, after: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = hideDiff, catch)]
    fn hide_diff(this: &EditorHandle) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = showPast, catch)]
    fn show_past(this: &EditorHandle, path: &str, text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = hidePast, catch)]
    fn hide_past(this: &EditorHandle) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn reveal(this: &EditorHandle, path: &str, line: u32, column: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn layout(this: &EditorHandle) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn focus(this: &EditorHandle) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn dispose(this: &EditorHandle) -> Result<(), JsValue>;
}

pub struct Editor {
    handle: EditorHandle,
    /// Called by the script for as long as the editor lives.
    _callbacks: [Closure<dyn FnMut(String, String)>; 2],
}

impl Editor {
    /// Loads the editor's script and builds the editor. None when it could not; the browser's log says why.
    /// `on_change` gets path and text, `on_event` what the editor wants: a name and JSON.
    pub async fn create(
        node: HtmlElement,
        dark: bool,
        read_only: bool,
        on_change: impl FnMut(String, String) + 'static,
        on_event: impl FnMut(String, String) + 'static,
    ) -> Option<Self> {
        let module: EditorModule = logged(editor_module().await)?.unchecked_into();
        let on_change = Closure::<dyn FnMut(String, String)>::new(on_change);
        let on_event = Closure::<dyn FnMut(String, String)>::new(on_event);
        let options = object(&[
            ("theme", theme(dark).into()),
            ("readOnly", read_only.into()),
            ("onChange", on_change.as_ref().clone()),
            ("onEvent", on_event.as_ref().clone()),
        ]);
        let handle = logged(module.create_editor(&node, &options))?;
        Some(Self { handle, _callbacks: [on_change, on_event] })
    }

    pub fn open_file(&self, path: &str, text: &str) {
        logged(self.handle.open_file(path, text));
    }

    pub fn sync_file(&self, path: &str, text: &str) {
        logged(self.handle.sync_file(path, text));
    }

    pub fn stream_file(&self, path: &str, text: &str) {
        logged(self.handle.stream_file(path, text));
    }

    pub fn remove_file(&self, path: &str) {
        logged(self.handle.remove_file(path));
    }

    /// `ranges` are first and last lines, counted from 1.
    pub fn mark_lines(&self, path: &str, ranges: &[(u32, u32)]) {
        let ranges = serde_json::to_string(ranges).unwrap_or_default();
        logged(self.handle.mark_lines(path, &ranges));
    }

    pub fn clear_marks(&self) {
        logged(self.handle.clear_marks());
    }

    pub fn set_markers(&self, problems: &[contract::Diagnostic]) {
        let problems = serde_json::to_string(problems).unwrap_or_default();
        logged(self.handle.set_markers(&problems));
    }

    /// Reasons of changes, as JSON, to be read beside them.
    pub fn set_notes(&self, json: &str) {
        logged(self.handle.set_notes(json));
    }

    /// `find`, `replace`, `format`, `definition`, `references` or `rename`, where the cursor is.
    pub fn run(&self, action: &str) {
        logged(self.handle.run(action));
    }

    pub fn set_theme(&self, dark: bool) {
        logged(self.handle.set_theme(theme(dark)));
    }

    pub fn show_diff(&self, path: &str, before: &str, after: &str) {
        logged(self.handle.show_diff(path, before, after));
    }

    pub fn hide_diff(&self) {
        logged(self.handle.hide_diff());
    }

    /// A file as it was, over the one that is.
    pub fn show_past(&self, path: &str, text: &str) {
        logged(self.handle.show_past(path, text));
    }

    pub fn hide_past(&self) {
        logged(self.handle.hide_past());
    }

    pub fn reveal(&self, path: &str, line: u32, column: u32) {
        logged(self.handle.reveal(path, line, column));
    }

    pub fn layout(&self) {
        logged(self.handle.layout());
    }

    pub fn focus(&self) {
        logged(self.handle.focus());
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        logged(self.handle.dispose());
    }
}

fn theme(dark: bool) -> &'static str {
    if dark { "dark" } else { "light" }
}
