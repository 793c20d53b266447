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
    fn navigate(this: &PreviewHandle, to: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn pick(this: &PreviewHandle, on: bool) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn shoot(this: &PreviewHandle) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = setAllowed, catch)]
    fn set_allowed(this: &PreviewHandle, origins: js_sys::Array) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = clearStored, catch)]
    fn clear_stored(this: &PreviewHandle) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn dispose(this: &PreviewHandle) -> Result<(), JsValue>;
}

pub struct Preview {
    handle: PreviewHandle,
    _callbacks: Vec<Closure<dyn FnMut(Option<String>)>>,
}

impl Preview {
    /// Loads the preview's script and makes the frame. `key` names the project; `leads` if this is its workspace;
    /// `allowed` are the origins that its app may call; `hear` gets what is reported: the kind of the report and its
    /// text.
    pub async fn create(
        node: HtmlElement,
        key: &str,
        leads: bool,
        allowed: &[String],
        hear: impl Fn(&str, Option<String>) + Clone + 'static,
    ) -> Option<Self> {
        let module: PreviewModule = logged(preview_module().await)?.unchecked_into();
        let address = |name: &str| JsValue::from(logged(asset(name)).flatten());
        let options = object(&[
            ("frameUrl", "/preview/frame".into()),
            ("workerUrl", address("preview-worker.js")),
            ("wasmUrl", address("preview.wasm")),
            ("tailwindUrl", address("tailwind.js")),
            ("title", "Preview".into()),
            ("key", key.into()),
            ("leads", leads.into()),
            ("allow", strings(allowed).into()),
        ]);
        let callbacks = ["onStatus", "onConsole", "onRoute", "onPicked", "onShot"].map(|name| {
            let hear = hear.clone();
            let callback = Closure::<dyn FnMut(Option<String>)>::new(move |text| hear(name, text));
            // Setting a field of a plain new object cannot fail.
            let _ = js_sys::Reflect::set(&options, &name.into(), callback.as_ref());
            callback
        });
        let handle = logged(module.create_preview(&node, &options))?;
        Some(Self { handle, _callbacks: callbacks.into() })
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

    /// The app's own router goes there.
    pub fn navigate(&self, to: &str) {
        logged(self.handle.navigate(to));
    }

    /// Whether the next click in the app says which element it hit.
    pub fn pick(&self, on: bool) {
        logged(self.handle.pick(on));
    }

    /// Saves a picture of what the app shows.
    pub fn shoot(&self) {
        logged(self.handle.shoot());
    }

    pub fn set_allowed(&self, origins: &[String]) {
        logged(self.handle.set_allowed(strings(origins)));
    }

    pub fn clear_stored(&self) {
        logged(self.handle.clear_stored());
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        logged(self.handle.dispose());
    }
}

fn strings(texts: &[String]) -> js_sys::Array {
    texts.iter().map(|text| JsValue::from_str(text)).collect()
}
