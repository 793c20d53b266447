//! `globalThis.easel`, made by `frontend/js/boot.ts`: the scripts beside this module, loaded when needed.

use leptos::web_sys;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Address of a built file; undefined when the build has none of that name.
    #[wasm_bindgen(js_namespace = easel, js_name = asset, catch)]
    pub fn asset(name: &str) -> Result<Option<String>, JsValue>;

    #[wasm_bindgen(js_namespace = easel, js_name = expectEditor)]
    pub fn expect_editor();

    #[wasm_bindgen(js_namespace = easel, js_name = editor, catch)]
    pub async fn editor_module() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = easel, js_name = preview, catch)]
    pub async fn preview_module() -> Result<JsValue, JsValue>;

    /// Pairs of path and file. Not `async`: the list is to be read in the event, not when somebody waits for it.
    #[wasm_bindgen(js_namespace = easel, js_name = droppedFiles, catch)]
    pub fn dropped_files(data: &web_sys::DataTransfer) -> Result<js_sys::Promise, JsValue>;
}

/// Foreign scripts may throw; what they say belongs into the browser's log, not into a panic.
pub fn logged<T>(result: Result<T, JsValue>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(error) => {
            web_sys::console::error_1(&error);
            None
        }
    }
}

/// An options object.
pub fn object(fields: &[(&str, JsValue)]) -> js_sys::Object {
    let object = js_sys::Object::new();
    for (name, value) in fields {
        // Setting a field of a plain new object cannot fail.
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}
