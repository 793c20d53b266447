use icondata_lu::LuCommand;
use leptos::prelude::*;

use super::palette::Mode;
use super::use_commands;
use crate::parts::IconButton;

/// The palette for those who do not know its key yet.
#[component]
pub fn PaletteButton() -> impl IntoView {
    let commands = use_commands();
    view! {
        <IconButton
            label="Command palette"
            hint="Command palette: every command, file and setting"
            icon=LuCommand
            on_press=move |_| commands.palette.set(Some(Mode::All))
        />
    }
}
