//! The module that the browser loads: brings the server-rendered page to life, nothing else.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by `frontend/js/boot.ts`.
#[wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    app::hydrate().await;
}
