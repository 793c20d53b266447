//! Files that a person chose, pasted or dropped, and their way to the server.

use leptos::ev::{ClipboardEvent, DragEvent, Event};
use leptos::prelude::window;
use leptos::web_sys::{self, HtmlElement};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A file that is still with the person.
pub struct LocalFile(pub(super) web_sys::File);

impl LocalFile {
    pub fn name(&self) -> String {
        self.0.name()
    }

    pub fn bytes(&self) -> f64 {
        self.0.size()
    }
}

fn list(files: Option<web_sys::FileList>) -> Vec<LocalFile> {
    let Some(files) = files else { return Vec::new() };
    (0..files.length()).filter_map(|i| files.get(i)).map(LocalFile).collect()
}

/// What was chosen in a file input, which is emptied: the same file may be chosen again.
pub fn chosen_files(event: &Event) -> Vec<LocalFile> {
    let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    let Some(input) = input else { return Vec::new() };
    let files = list(input.files());
    input.set_value("");
    files
}

/// None where there are words to paste: programs put a picture of a text beside it.
pub fn pasted_files(event: &ClipboardEvent) -> Vec<LocalFile> {
    let Some(data) = event.clipboard_data() else { return Vec::new() };
    let words = data.get_data("text/plain").unwrap_or_default();
    if words.is_empty() { list(data.files()) } else { Vec::new() }
}

pub fn dropped_files(event: &DragEvent) -> Vec<LocalFile> {
    event.data_transfer().map(|data| list(data.files())).unwrap_or_default()
}

/// Whether what is dragged holds files; which ones is told only when they are dropped.
pub fn drags_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&JsValue::from_str("Files"), 0))
}

/// Opens the dialog of a file input.
pub fn press(node: &HtmlElement) {
    node.click();
}

/// Posts a file as it is. Answers status and body; none without an answer.
pub async fn upload(path: &str, file: LocalFile) -> Option<(u16, String)> {
    let init = web_sys::RequestInit::new();
    init.set_method("POST");
    init.set_body(&file.0);
    let answer = JsFuture::from(window().fetch_with_str_and_init(path, &init)).await.ok()?;
    let answer: web_sys::Response = answer.dyn_into().ok()?;
    let body = JsFuture::from(answer.text().ok()?).await.ok()?;
    Some((answer.status(), body.as_string().unwrap_or_default()))
}
