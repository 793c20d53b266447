//! What has to outlive the page, and which page it belongs to.

use std::cell::RefCell;
use std::collections::HashMap;

use futures::channel::oneshot;
use leptos::prelude::window;
use wasm_bindgen::prelude::*;

use super::modules::object;

const PREFIX: &str = "easel.";

/// Like `remember`, for what must not be lost: false when the browser did not take it.
pub fn keep(key: &str, value: &str) -> bool {
    match window().local_storage() {
        Ok(Some(storage)) => storage.set_item(&format!("{PREFIX}{key}"), value).is_ok(),
        Ok(None) | Err(_) => false,
    }
}

/// Keys of what is kept that begin like this.
pub fn kept_keys(prefix: &str) -> Vec<String> {
    let Ok(Some(storage)) = window().local_storage() else { return Vec::new() };
    let count = storage.length().unwrap_or_default();
    let keys = (0..count).filter_map(|i| storage.key(i).ok().flatten());
    keys.filter_map(|key| key.strip_prefix(PREFIX).map(str::to_owned))
        .filter(|key| key.starts_with(prefix))
        .collect()
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], js_name = request, catch)]
    fn request_lock(name: &str, options: &js_sys::Object, held: &JsValue)
    -> Result<js_sys::Promise, JsValue>;
}

thread_local! {
    /// What lets go of the names that this page has.
    static HELD: RefCell<HashMap<String, js_sys::Function>> = RefCell::default();
}

/// Lets another have a name that was claimed here.
pub fn release(name: &str) {
    if let Some(keep) = HELD.with_borrow_mut(|held| held.remove(name)) {
        let _ = keep.call0(&JsValue::UNDEFINED);
    }
}

/// Takes a name for as long as this page lives, or until it is released. False when another page has it; none where the browser cannot tell,
/// as on a plain http address that is not this computer.
pub async fn claim(name: &str) -> Option<bool> {
    let (sender, receiver) = oneshot::channel();
    let key = name.to_owned();
    let held = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        let ours = !lock.is_null() && !lock.is_undefined();
        let _ = sender.send(ours);
        if !ours {
            return JsValue::UNDEFINED;
        }
        // The lock is held until this promise is kept.
        js_sys::Promise::new(&mut |keep, _| {
            HELD.with_borrow_mut(|held| held.insert(key.clone(), keep));
        })
        .into()
    });
    let options = object(&[("ifAvailable", true.into())]);
    let _asked = request_lock(&format!("{PREFIX}{name}"), &options, &held).ok()?;
    receiver.await.ok()
}
