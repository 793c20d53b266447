//! Keys, places and sizes.

use leptos::ev::{self, KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use leptos::web_sys::{self, Element, HtmlElement};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use super::Frame;
use crate::commands::{Place, Press};

pub fn is_mac() -> bool {
    window()
        .navigator()
        .user_agent()
        .is_ok_and(|agent| agent.contains("Mac OS") || agent.contains("Macintosh"))
}

pub fn press_of(event: &KeyboardEvent) -> Press {
    Press {
        key: event.key(),
        code: event.code(),
        ctrl: event.ctrl_key(),
        meta: event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
    }
}

const TAKES_TEXT: &str = "textarea, select, [contenteditable]:not([contenteditable=\"false\"]), .monaco-editor, \
    input:not([type=\"checkbox\"], [type=\"radio\"], [type=\"button\"], [type=\"submit\"], [type=\"range\"])";

pub fn place_of(event: &KeyboardEvent) -> Place {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let inside = |selector: &str| {
        target.as_ref().is_some_and(|target| target.closest(selector).ok().flatten().is_some())
    };
    Place {
        typing: inside(TAKES_TEXT),
        dialog: document().query_selector("dialog[open]").ok().flatten().is_some(),
        editor: inside(".monaco-editor"),
    }
}

/// Whether a press on a dialog was beside it, on what is behind.
pub fn is_backdrop(event: &MouseEvent) -> bool {
    let Some(node) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlDialogElement>().ok())
    else {
        return false;
    };
    let Frame { left, top, width, height } = frame_of(&node);
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    x < left || y < top || x > left + width || y > top + height
}

/// Scrolls what is around the element with this id just so far that it is seen.
pub fn reveal_id(id: &str) {
    if let Some(node) = document().get_element_by_id(id) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        node.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Presses the button of this name, as a person would.
pub fn press_button(name: &str) {
    if let Some(button) = find_button(name) {
        button.click();
    }
}

/// Lets the browser store what is at this address.
pub fn download(path: &str) {
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlElement>().ok());
    if let Some(link) = link {
        let _ = link.set_attribute("href", path);
        let _ = link.set_attribute("download", "");
        link.click();
    }
}

/// Opens an address beside this page, which it cannot reach.
pub fn open_tab(path: &str) {
    let _ = window().open_with_url_and_target_and_features(path, "_blank", "noopener");
}

struct Watch {
    observer: web_sys::ResizeObserver,
    /// Called by the browser for as long as the observer looks.
    _heard: Closure<dyn Fn()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls `task` whenever the element has another size, until the owner is gone.
pub fn on_resize(node: &HtmlElement, task: impl Fn() + 'static) {
    let heard = Closure::<dyn Fn()>::new(task);
    let Ok(observer) = web_sys::ResizeObserver::new(heard.as_ref().unchecked_ref()) else { return };
    observer.observe(node);
    // Goes with the owner.
    StoredValue::new_local(Watch { observer, _heard: heard });
}

/// Lets the browser ask before the page is closed, whenever `keeps` says so, until the owner is gone.
pub fn on_unload(keeps: impl Fn() -> bool + 'static) {
    let handle = window_event_listener(ev::beforeunload, move |event| {
        if keeps() {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Of what is around it.
pub fn parent_frame(node: &HtmlElement) -> Option<Frame> {
    let parent = node.parent_element()?.dyn_into::<HtmlElement>().ok()?;
    Some(frame_of(&parent))
}

fn find_button(name: &str) -> Option<HtmlElement> {
    let buttons = document().query_selector_all("button").ok()?;
    (0..buttons.length()).filter_map(|i| buttons.get(i)?.dyn_into::<HtmlElement>().ok()).find(|button| {
        let label = button.get_attribute("aria-label").or_else(|| button.text_content());
        label.is_some_and(|label| label.trim() == name)
    })
}

/// Moves the focus to the button of this name.
pub fn focus_button(name: &str) {
    if let Some(button) = find_button(name) {
        let _ = button.focus();
    }
}

fn frame_of(node: &HtmlElement) -> Frame {
    let rect = node.get_bounding_client_rect();
    Frame { left: rect.left(), top: rect.top(), width: rect.width(), height: rect.height() }
}

/// Width and height of the window's inside.
pub fn viewport() -> (f64, f64) {
    let size =
        |value: Result<JsValue, JsValue>| value.ok().and_then(|value| value.as_f64()).unwrap_or_default();
    (size(window().inner_width()), size(window().inner_height()))
}
