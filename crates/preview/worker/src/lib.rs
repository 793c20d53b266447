//! The preview engine as a WebAssembly module for the worker: nothing but the boundary.

use preview::Engine;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
#[derive(Default)]
pub struct PreviewEngine(Engine);

#[wasm_bindgen]
impl PreviewEngine {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    pub fn write(&mut self, path: &str, text: &str) {
        self.0.write(path, text);
    }

    pub fn remove(&mut self, path: &str) {
        self.0.remove(path);
    }

    pub fn keep_only(&mut self, paths: Vec<String>) {
        self.0.keep_only(&paths);
    }

    pub fn forget_frame(&mut self) {
        self.0.forget_frame();
    }

    pub fn prepare(&mut self) {
        self.0.prepare();
    }

    pub fn build(&mut self) -> PreviewUpdate {
        PreviewUpdate(self.0.build())
    }

    pub fn mark_good(&mut self) {
        self.0.mark_good();
    }

    pub fn build_good(&mut self) -> Option<PreviewUpdate> {
        self.0.build_good().map(PreviewUpdate)
    }

    pub fn candidates(&mut self) -> Vec<String> {
        self.0.candidates()
    }

    /// `path:line:column` of a place in a batch, if it is known.
    pub fn original(&self, batch: u32, line: u32, column: u32) -> Option<String> {
        let (path, line, column) = self.0.original(batch, line, column)?;
        Some(format!("{path}:{line}:{column}"))
    }
}

#[wasm_bindgen]
pub struct PreviewUpdate(preview::Update);

#[wasm_bindgen]
impl PreviewUpdate {
    #[wasm_bindgen(getter)]
    pub fn meta(&mut self) -> String {
        std::mem::take(&mut self.0.meta)
    }

    #[wasm_bindgen(getter)]
    pub fn script(&mut self) -> String {
        std::mem::take(&mut self.0.script)
    }
}
