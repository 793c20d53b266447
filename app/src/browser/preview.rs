//! The running preview, which fills an empty node with its frame.

use leptos::web_sys::HtmlElement;
use wasm_bindgen::prelude::*;

use super::modules::{asset, logged, object, preview_module};

#[wasm_bindgen]
extern "C" {
    type PreviewModule;
    #[wasm_bindgen(method, js_name = createPreview, catch)]
    fn create_preview(
        this: &PreviewModule,
        node: &HtmlElement,
        options: &js_sys::Object,
    ) -> Result<PreviewHandle, JsValue>;

    type PreviewHandle;
    #[wasm_bindgen(method, js_name = setFiles, catch)]
    fn set_files(this: &PreviewHandle, json: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = updateFile, catch)]
    fn update_file(this: &PreviewHandle, path: &str, text: Option<&str>) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn reload(this: &PreviewHandle) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn dispose(this: &PreviewHandle) -> Result<(), JsValue>;
}

pub struct Preview {
    handle: PreviewHandle,
    _on_status: Closure<dyn FnMut(String)>,
    _on_console: Closure<dyn FnMut(String)>,
}

impl Preview {
    /// Loads the preview's script and makes the frame. Both callbacks get JSON.
    pub async fn create(
        node: HtmlElement,
        on_status: impl FnMut(String) + 'static,
        on_console: impl FnMut(String) + 'static,
    ) -> Option<Self> {
        let module: PreviewModule = logged(preview_module().await)?.unchecked_into();
        let on_status = Closure::<dyn FnMut(String)>::new(on_status);
        let on_console = Closure::<dyn FnMut(String)>::new(on_console);
        let address = |name: &str| JsValue::from(logged(asset(name)).flatten());
        let options = object(&[
            ("frameUrl", "/preview/frame".into()),
            ("workerUrl", address("preview-worker.js")),
            ("wasmUrl", address("preview.wasm")),
            ("title", "Preview".into()),
            ("onStatus", on_status.as_ref().clone()),
            ("onConsole", on_console.as_ref().clone()),
        ]);
        let handle = logged(module.create_preview(&node, &options))?;
        Some(Self { handle, _on_status: on_status, _on_console: on_console })
    }

    /// The whole tree: an object of paths and texts.
    pub fn set_files(&self, json: &str) {
        logged(self.handle.set_files(json));
    }

    /// None when the file is gone.
    pub fn update_file(&self, path: &str, text: Option<&str>) {
        logged(self.handle.update_file(path, text));
    }

    pub fn reload(&self) {
        logged(self.handle.reload());
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        logged(self.handle.dispose());
    }
}
