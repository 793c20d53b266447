//! Storage, clock, clipboard, frames and the like.

use leptos::prelude::*;
use leptos::web_sys::{self, HtmlElement};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

/// Where values live that must not leave their thread: whatever holds a script's object.
pub type Store = LocalStorage;

/// Keys are prefixed: other things may live on the same host name.
pub fn remembered(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(&format!("easel.{key}")).ok()?
}

/// A full or forbidden storage only means that nothing is remembered.
pub fn remember(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(&format!("easel.{key}"), value);
    }
}

pub fn forget(key: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.remove_item(&format!("easel.{key}"));
    }
}

/// Milliseconds since the Unix epoch.
pub fn now_ms() -> i64 {
    // Whole milliseconds fit; the fraction is not wanted.
    js_sys::Date::now() as i64
}

/// Milliseconds since the page began, for measuring.
pub fn clock_ms() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// `14:03:27` where this person is.
pub fn time_of_day(at_ms: i64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(at_ms as f64));
    let two = |n: u32| format!("{n:02}");
    [date.get_hours(), date.get_minutes(), date.get_seconds()].map(two).join(":")
}

/// Unguessable enough to tell tabs apart.
pub fn random_id() -> String {
    let part = || (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    format!("{:08x}{:08x}", part(), part())
}

/// From 0 up to 1.
pub fn chance() -> f64 {
    js_sys::Math::random()
}

/// Sets or removes an attribute of the document's root.
pub fn mark_root(name: &str, value: Option<&str>) {
    if let Some(root) = document().document_element() {
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// Sets a custom property of the document's root.
pub fn style_root(name: &str, value: &str) {
    if let Some(root) = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        let _ = root.style().set_property(name, value);
    }
}

fn media(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

const DARK: &str = "(prefers-color-scheme: dark)";

pub fn prefers_dark() -> bool {
    media(DARK)
}

/// Calls `heard` whenever the computer turns light or dark, for as long as the page is there.
pub fn on_dark_change(heard: impl Fn() + 'static) {
    let Ok(Some(list)) = window().match_media(DARK) else { return };
    let heard = Closure::<dyn Fn()>::new(heard);
    let _ = list.add_event_listener_with_callback("change", heard.as_ref().unchecked_ref());
    heard.forget();
}

/// As `style/narrow.css` draws the line.
pub fn is_phone() -> bool {
    media("(max-width: 800px)")
}

pub fn page_build() -> Option<String> {
    document().document_element()?.get_attribute("data-build")
}

pub fn reload_page() {
    let _ = window().location().reload();
}

pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// Of the page, without its host.
pub fn path() -> String {
    window().location().pathname().unwrap_or_default()
}

pub fn is_offline() -> bool {
    !window().navigator().on_line()
}

/// Gives the person a file to keep.
pub fn save_file(name: &str, mime: &str, text: &str) {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options) else { return };
    let Ok(address) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    if let Some(link) =
        document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlElement>().ok())
    {
        let _ = link.set_attribute("href", &address);
        let _ = link.set_attribute("download", name);
        link.click();
    }
    let _ = web_sys::Url::revoke_object_url(&address);
}

pub fn copy_text(text: &str) {
    // Answers a promise; if it fails the text field beside it still has the text selected.
    let _ = window().navigator().clipboard().write_text(text);
}

/// In the next frame, or soon when no frames are drawn because the tab is in the background.
pub fn next_frame(task: impl FnOnce() + 'static) {
    if document().hidden() {
        set_timeout(task, std::time::Duration::from_millis(50));
    } else {
        request_animation_frame(task);
    }
}

pub async fn sleep(ms: u32) {
    gloo_timers::future::TimeoutFuture::new(ms).await;
}

/// Sends JSON so that it arrives even if the page is closed in this moment.
pub fn send_last_words(path: &str, json: &str) {
    let parts = js_sys::Array::of1(&JsValue::from_str(json));
    let kind = web_sys::BlobPropertyBag::new();
    kind.set_type("application/json");
    if let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &kind) {
        let _ = window().navigator().send_beacon_with_opt_blob(path, Some(&blob));
    }
}

/// Calls `task` whenever the page is about to be left or hidden, until the owner is gone.
pub fn on_leave(task: impl Fn() + Clone + 'static) {
    let hidden = {
        let task = task.clone();
        window_event_listener_untyped("visibilitychange", move |_| {
            if document().hidden() {
                task();
            }
        })
    };
    let left = window_event_listener_untyped("pagehide", move |_| task());
    on_cleanup(move || {
        hidden.remove();
        left.remove();
    });
}

/// Calls `task` when the network is back, until the owner is gone.
pub fn on_online(task: impl Fn() + 'static) {
    let handle = window_event_listener_untyped("online", move |_| task());
    on_cleanup(move || handle.remove());
}

/// Lets a text area grow with its text; the style sheet sets the limits.
pub fn fit_height(area: &web_sys::HtmlTextAreaElement) {
    let style = HtmlElement::style(area);
    let _ = style.set_property("height", "auto");
    let _ = style.set_property("height", &format!("{}px", area.scroll_height()));
}

/// True when the end is in sight, give or take a line.
pub fn is_at_end(node: &HtmlElement) -> bool {
    node.scroll_height() - node.scroll_top() - node.client_height() < 48
}

/// How far it is scrolled, and how much of it is in sight, in pixels.
pub fn scroll_place(node: &HtmlElement) -> (i32, i32) {
    (node.scroll_top(), node.client_height())
}

pub fn scroll_to(node: &HtmlElement, top: i32) {
    node.set_scroll_top(top);
}

pub fn scroll_to_end(node: &HtmlElement) {
    node.set_scroll_top(node.scroll_height());
}

pub fn show_dialog(dialog: &web_sys::HtmlDialogElement) {
    if !dialog.open() {
        let _ = dialog.show_modal();
    }
}

pub fn close_dialog(dialog: &web_sys::HtmlDialogElement) {
    if dialog.open() {
        dialog.close();
    }
}

/// Moves the focus to the element with this id.
pub fn focus_id(id: &str) {
    if let Some(node) = document().get_element_by_id(id).and_then(|node| node.dyn_into::<HtmlElement>().ok())
    {
        let _ = node.focus();
    }
}

/// Keeps drags over a frame from being lost in it.
pub fn capture_pointer(event: &web_sys::PointerEvent) {
    if let Some(node) = event.current_target().and_then(|node| node.dyn_into::<web_sys::Element>().ok()) {
        let _ = node.set_pointer_capture(event.pointer_id());
    }
}
