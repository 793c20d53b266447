use leptos::ev;
use leptos::prelude::*;

use super::palette::Mode;
use super::shortcuts::{Scope, find};
use super::{Commands, Place};
use crate::browser;

/// The one place where keys become commands.
pub fn listen(commands: Commands) {
    Effect::new(move |_| {
        commands.mac.set(browser::is_mac());
        let handle = window_event_listener(ev::keydown, move |event| {
            // Whoever has used the key already meant something else by it.
            if event.default_prevented() || event.is_composing() {
                return;
            }
            let mac = commands.mac.get_untracked();
            let Some(shortcut) = find(&browser::press_of(&event), mac) else { return };
            let place = browser::place_of(&event);
            let palette = commands.palette.get_untracked();
            match (shortcut.command, palette) {
                ("palette", Some(_)) => commands.palette.set(None),
                ("files", Some(_)) => commands.palette.set(Some(Mode::Files)),
                _ if !fits(shortcut.scope, shortcut.command, &place) => return,
                (command, _) => {
                    if commands.find(command).is_none() {
                        return;
                    }
                    commands.run(command);
                }
            }
            // Escape still leaves a full screen.
            if shortcut.command != "stop" {
                event.prevent_default();
            }
        });
        on_cleanup(move || handle.remove());
    });
}

/// A dialog keeps what is behind it from hearing; Escape in the editor closes the editor's boxes.
fn fits(scope: Scope, command: &str, place: &Place) -> bool {
    if place.dialog || (command == "stop" && place.editor) {
        return false;
    }
    match scope {
        Scope::Everywhere => true,
        Scope::Reading => !place.typing,
        Scope::Inside => false,
    }
}
