//! The worker that searches the project's texts.

use leptos::web_sys;
use wasm_bindgen::prelude::*;

use super::modules::{asset, logged};

#[wasm_bindgen]
extern "C" {
    type Worker;
    #[wasm_bindgen(constructor, catch)]
    fn new(address: &str, options: &js_sys::Object) -> Result<Worker, JsValue>;
    #[wasm_bindgen(method, js_name = postMessage, catch)]
    fn post_message(this: &Worker, message: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, setter, js_name = onmessage)]
    fn set_onmessage(this: &Worker, hear: &js_sys::Function);
    #[wasm_bindgen(method, setter, js_name = onerror)]
    fn set_onerror(this: &Worker, hear: &js_sys::Function);
    #[wasm_bindgen(method)]
    fn terminate(this: &Worker);
}

pub struct Searcher {
    worker: Worker,
    _hear: [Closure<dyn FnMut(web_sys::Event)>; 2],
}

impl Searcher {
    /// `hear` gets what the worker says, and nothing when its script did not arrive. None when this build has none.
    pub fn start(hear: impl FnMut(Option<String>) + Clone + 'static) -> Option<Self> {
        let address = logged(asset("search-worker.js")).flatten()?;
        let options = super::modules::object(&[("type", "module".into()), ("name", "search".into())]);
        let worker = logged(Worker::new(&address, &options))?;
        let said = |event: &web_sys::Event| {
            js_sys::Reflect::get(event, &"data".into()).ok().and_then(|data| data.as_string())
        };
        let mut heard = hear.clone();
        let on_message = Closure::<dyn FnMut(web_sys::Event)>::new(move |event| heard(said(&event)));
        let mut failed = hear;
        let on_error = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
            // Said in the panel, where somebody waits for it.
            event.prevent_default();
            failed(None);
        });
        worker.set_onmessage(on_message.as_ref().unchecked_ref());
        worker.set_onerror(on_error.as_ref().unchecked_ref());
        Some(Self { worker, _hear: [on_message, on_error] })
    }

    pub fn send(&self, json: &str) {
        logged(self.worker.post_message(json));
    }
}

impl Drop for Searcher {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
