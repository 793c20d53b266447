//! What the file tree asks of the browser: drags, scrolling, places, and folders that a person chose or dropped.

use std::future::Future;

use leptos::ev::{DragEvent, Event};
use leptos::prelude::{document, event_target, window};
use leptos::web_sys::{self, HtmlElement, HtmlInputElement};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::images::{LocalFile, chosen_files};
use super::modules::{self, logged};

/// Files with their paths below the folder that was chosen; of single files the names.
pub fn chosen_tree(event: &Event) -> Vec<(String, LocalFile)> {
    let placed = chosen_files(event).into_iter().map(|file| {
        let path = js_sys::Reflect::get(&file.0, &JsValue::from_str("webkitRelativePath"));
        let path = path.ok().and_then(|path| path.as_string()).filter(|path| !path.is_empty());
        (path.unwrap_or_else(|| file.name()), file)
    });
    placed.collect()
}

/// Files and folders that were dropped. What was dropped is read at once, only its contents are waited for.
pub fn dropped_tree(event: &DragEvent) -> impl Future<Output = Vec<(String, LocalFile)>> + use<> {
    let reading = event.data_transfer().and_then(|data| logged(modules::dropped_files(&data)));
    async move {
        let Some(reading) = reading else { return Vec::new() };
        let Some(pairs) = logged(JsFuture::from(reading).await) else { return Vec::new() };
        let pairs = js_sys::Array::from(&pairs);
        let read = pairs.iter().filter_map(|pair| {
            let pair = js_sys::Array::from(&pair);
            let file = pair.get(1).dyn_into::<web_sys::File>().ok()?;
            Some((pair.get(0).as_string()?, LocalFile(file)))
        });
        read.collect()
    }
}

/// Lets the dragged thing be moved; elsewhere it is dropped as this text.
pub fn begin_drag(event: &DragEvent, text: &str) {
    if let Some(data) = event.data_transfer() {
        let _ = data.set_data("text/plain", text);
        data.set_effect_allowed("move");
    }
}

/// Here it may be dropped. `effect` is `move` or `copy`, which the pointer shows.
pub fn allow_drop(event: &DragEvent, effect: &str) {
    event.prevent_default();
    if let Some(data) = event.data_transfer() {
        data.set_drop_effect(effect);
    }
}

/// Whether the drag left the element with this id, and not only one of its parts.
pub fn leaves(event: &DragEvent, id: &str) -> bool {
    let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Node>().ok());
    let here = document().get_element_by_id(id);
    !next.is_some_and(|next| here.is_some_and(|here| here.contains(Some(&next))))
}

/// How far it is scrolled, and how much of it is in sight, in pixels.
pub fn scroll_span(node: &HtmlElement) -> (i32, i32) {
    (node.scroll_top(), node.client_height())
}

pub fn window_size() -> (i32, i32) {
    let size =
        |value: Result<JsValue, JsValue>| value.ok().and_then(|it| it.as_f64()).unwrap_or_default() as i32;
    (size(window().inner_width()), size(window().inner_height()))
}

/// The lower left corner of an element in the window.
pub fn place_below(id: &str) -> Option<(i32, i32)> {
    let place = document().get_element_by_id(id)?.get_bounding_client_rect();
    Some((place.left() as i32, place.bottom() as i32))
}

/// Presses the element with this id.
pub fn press_id(id: &str) {
    if let Some(node) = document().get_element_by_id(id).and_then(|node| node.dyn_into::<HtmlElement>().ok())
    {
        node.click();
    }
}

/// Selects the first letters of a field, counted as the browser counts them.
pub fn select_start(field: &HtmlInputElement, letters: u32) {
    let _ = field.focus();
    let _ = field.set_selection_range(0, letters);
}

/// Whether the event comes from a field that somebody types into.
pub fn is_typing(event: &Event) -> bool {
    event_target::<web_sys::Element>(event).tag_name().eq_ignore_ascii_case("input")
}

/// Width and height of the picture that has been loaded.
pub fn picture_size(event: &Event) -> Option<(u32, u32)> {
    let picture: web_sys::HtmlImageElement = event.target()?.dyn_into().ok()?;
    Some((picture.natural_width(), picture.natural_height()))
}

/// Gives the person the file behind an address to keep.
pub fn save_address(name: &str, address: &str) {
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlElement>().ok());
    if let Some(link) = link {
        let _ = link.set_attribute("href", address);
        let _ = link.set_attribute("download", name);
        link.click();
    }
}
