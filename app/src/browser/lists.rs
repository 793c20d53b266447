//! Where lists are scrolled to, and what is dragged over them.

use leptos::web_sys::{self, HtmlElement};
use wasm_bindgen::JsCast;

/// How far a list is scrolled, and its height, in CSS pixels.
pub fn scrolled(node: &HtmlElement) -> (i32, i32) {
    (node.scroll_top(), node.client_height())
}

/// Scrolls a row so far that the element with this id is in sight.
pub fn show_in_row(id: &str) {
    let node = leptos::prelude::document().get_element_by_id(id);
    let Some(node) = node.and_then(|node| node.dyn_into::<HtmlElement>().ok()) else { return };
    let Some(row) = node.parent_element().and_then(|row| row.dyn_into::<HtmlElement>().ok()) else { return };
    let (left, right) = (
        node.offset_left() - row.offset_left(),
        node.offset_left() - row.offset_left() + node.offset_width(),
    );
    if left < row.scroll_left() {
        row.set_scroll_left(left);
    } else if right > row.scroll_left() + row.client_width() {
        row.set_scroll_left(right - row.client_width());
    }
}

/// Begins to drag something that only this page knows what to do with.
pub fn begin_tab_drag(event: &web_sys::DragEvent, name: &str) {
    if let Some(transfer) = event.data_transfer() {
        // Some browsers drag nothing that carries nothing.
        let _ = transfer.set_data("application/x-easel", name);
        transfer.set_effect_allowed("move");
    }
}

/// Whether the pointer is over the right half of what hears the event.
pub fn over_right_half(event: &web_sys::DragEvent) -> bool {
    let node = event.current_target().and_then(|node| node.dyn_into::<web_sys::Element>().ok());
    node.is_some_and(|node| {
        let place = node.get_bounding_client_rect();
        f64::from(event.client_x()) > place.left() + place.width() / 2.0
    })
}

/// Where a menu that was asked for belongs: at the pointer.
pub fn pointer(event: &web_sys::MouseEvent) -> (i32, i32) {
    (event.client_x(), event.client_y())
}
