//! Keys that work anywhere in the workspace.

use leptos::ev;
use leptos::prelude::*;

use super::layout::{Column, Drawer, Panel};
use super::saving::save_soon;
use super::{Desk, looking};
use crate::browser;
use crate::chat::stop_turn;

pub fn listen_to_keys(desk: Desk) {
    Effect::new(move |_| {
        let handle = window_event_listener(ev::keydown, move |event| {
            let command = event.ctrl_key() || event.meta_key();
            let layout = desk.layout;
            match event.key().to_ascii_lowercase().as_str() {
                "s" if command => save_soon(desk),
                "b" if command => layout.panel_open.update(|open| *open = !*open),
                "`" if command => layout.drawer.update(|drawer| {
                    *drawer = if drawer.is_some() { None } else { Some(Drawer::Console) };
                }),
                "f" if command && event.shift_key() => {
                    layout.panel_open.set(true);
                    layout.column.set(Column::Side);
                    layout.panel.set(Panel::Search);
                    browser::next_frame(|| browser::focus_id("search-text"));
                }
                "escape" if !event.default_prevented() => {
                    // Inside a dialog it closes the dialog, inside the editor it closes the editor's boxes.
                    let elsewhere = event_target::<leptos::web_sys::Element>(&event)
                        .closest("dialog, .monaco-editor")
                        .ok()
                        .flatten();
                    if desk.stage.picking.get_untracked() {
                        desk.stage.picking.set(false);
                        desk.with_preview(|preview| preview.pick(false));
                    } else if elsewhere.is_none() && !looking::leave(desk) {
                        stop_turn(desk);
                    }
                    return;
                }
                _ => return,
            }
            event.prevent_default();
        });
        on_cleanup(move || handle.remove());
    });
}
