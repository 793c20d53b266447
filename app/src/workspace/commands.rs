//! What can be done in the workspace, for keys and palette.

use std::sync::Arc;

use leptos::prelude::*;

use super::layout::{Column, Drawer, Panel, View};
use super::saving::save_soon;
use super::stage::Device;
use super::{Desk, editor_tools, looking};
use crate::browser::{self, Preview};
use crate::chat::stop_turn;
use crate::commands::{Command, Files, use_commands};

pub fn offer_commands(desk: Desk) {
    let commands = use_commands();
    let mut list = turns(desk);
    list.extend(files(desk));
    list.extend(looks(desk));
    list.extend(preview(desk));
    list.extend(models(desk));
    commands.offer(list);
    commands.offer_files(Files {
        list: Arc::new(move || paths(desk)),
        open: Arc::new(move |path: &str| {
            desk.pick_file(path);
            browser::next_frame(move || desk.with_editor(browser::Editor::focus));
        }),
    });
}

/// Those that are open first, the last opened before the others; then all.
fn paths(desk: Desk) -> Vec<String> {
    let current = desk.current.get_untracked();
    let mut open = desk.open.get_untracked();
    open.retain(|path| Some(path) != current.as_ref());
    open.reverse();
    // The one in front is where the person is already.
    open.extend(current);
    let rest = desk.peek(|state| {
        state.files.keys().filter(|path| !open.contains(path)).cloned().collect::<Vec<String>>()
    });
    open.extend(rest);
    open
}

fn show_panel(desk: Desk, panel: Panel) {
    desk.layout.panel_open.set(true);
    desk.layout.column.set(Column::Side);
    desk.layout.panel.set(panel);
}

/// Stops pointing first, then looking at an earlier version, then the turn.
fn stop(desk: Desk) {
    if desk.stage.picking.get_untracked() {
        desk.stage.picking.set(false);
        desk.with_preview(|preview| preview.pick(false));
    } else if !looking::leave(desk) {
        stop_turn(desk);
    }
}

fn turns(desk: Desk) -> Vec<Command> {
    let running = move || desk.peek(|state| state.active().is_some());
    let idle = move || !desk.looking.busy.get();
    vec![
        Command::new("stop", "Chat", "Stop the turn", move || stop(desk))
            .also("cancel abort")
            .when(move || running() || desk.stage.picking.get() || desk.looking.is_on()),
        Command::new("undo-version", "Chat", "Undo the last version", move || looking::undo(desk))
            .also("revert back turn")
            .when(move || idle() && desk.peek(|state| state.undo_move().is_some())),
        Command::new("redo-version", "Chat", "Redo", move || looking::redo(desk))
            .also("forward version turn")
            .when(move || idle() && desk.peek(|state| state.redo_move().is_some())),
        Command::new("prompt", "Chat", "Write a prompt", move || {
            desk.layout.show_chat();
            browser::next_frame(|| browser::focus_id("prompt"));
        })
        .also("focus ask chat message"),
        Command::new("talk", "Chat", "Only talk it over, change nothing: on or off", move || {
            desk.choices.update(|choices| choices.plan_only = !choices.plan_only);
        })
        .also("plan discuss question"),
        Command::new("auto-fix", "Chat", "Mend failures by itself: on or off", move || {
            desk.auto_fix.update(|on| *on = !*on);
        })
        .also("auto fix repair"),
    ]
}

fn files(desk: Desk) -> Vec<Command> {
    let project = desk.project.get_value();
    let any = move || desk.current.with(Option::is_some);
    vec![
        Command::new("save", "Code", "Save now", move || save_soon(desk)).also("write store"),
        Command::new("search", "Code", "Search in the project", move || {
            show_panel(desk, Panel::Search);
            browser::next_frame(|| browser::focus_id("search-text"));
        })
        .also("find grep text"),
        Command::new("new-file", "Code", "New file", move || {
            show_panel(desk, Panel::Files);
            browser::next_frame(|| browser::press_button("New file"));
        })
        .also("create add"),
        Command::new("format", "Code", "Format the file", move || editor_tools::format_document(desk))
            .also("prettier tidy indent")
            .when(any),
        Command::new("find-in-file", "Code", "Find in the file", move || editor_tools::find_in_file(desk))
            .also("search")
            .when(any),
        Command::new("replace-in-file", "Code", "Replace in the file", move || {
            editor_tools::replace_in_file(desk);
        })
        .also("search find")
        .when(any),
        Command::new("close-file", "Code", "Close the file", move || {
            if let Some(path) = desk.current.get_untracked() {
                desk.close_file(&path);
            }
        })
        .when(any),
        Command::new("download", "Code", "Download as zip", move || {
            browser::download(&format!("/api/projects/{project}/export"));
        })
        .also("export vite archive"),
        Command::new("share", "Code", "Share the project", || browser::press_button("Share"))
            .also("link publish"),
    ]
}

fn looks(desk: Desk) -> Vec<Command> {
    let layout = desk.layout;
    let view = move |view: View, column: Column| {
        move || {
            layout.view.set(view);
            layout.column.set(column);
        }
    };
    let drawer = move |drawer: Drawer| move || layout.drawer.set(Some(drawer));
    vec![
        Command::new("view-code", "View", "Show the code", view(View::Code, Column::Code))
            .when(move || layout.view.get() != View::Code),
        Command::new("view-preview", "View", "Show the preview", view(View::Preview, Column::Preview))
            .when(move || layout.view.get() != View::Preview),
        Command::new("view-split", "View", "Show code and preview", view(View::Split, Column::Code))
            .also("both side")
            .when(move || layout.view.get() != View::Split),
        Command::new("panel", "View", "Show or hide the left panel", move || {
            layout.panel_open.update(|open| *open = !*open);
        })
        .also("sidebar toggle"),
        Command::new("show-chat", "View", "Show the chat", move || show_panel(desk, Panel::Chat))
            .also("conversation"),
        Command::new("show-files", "View", "Show the files", move || show_panel(desk, Panel::Files))
            .also("tree explorer"),
        Command::new("show-history", "View", "Show the history", move || show_panel(desk, Panel::History))
            .also("versions timeline"),
        Command::new("drawer", "View", "Show or hide the drawer", move || {
            layout.drawer.update(|drawer| {
                *drawer = if drawer.is_some() { None } else { Some(Drawer::Console) };
            });
        })
        .also("bottom panel toggle"),
        Command::new("show-console", "View", "Show the console", drawer(Drawer::Console)).also("log output"),
        Command::new("show-problems", "View", "Show the problems", drawer(Drawer::Problems)).also("errors"),
        Command::new("show-activity", "View", "Show the activity", drawer(Drawer::Activity)),
        Command::new("reset-layout", "View", "Reset the layout", move || layout.reset())
            .also("default sizes"),
    ]
}

fn preview(desk: Desk) -> Vec<Command> {
    let stage = desk.stage;
    let project = desk.project.get_value();
    let there = move || desk.peek(|state| state.has_entry());
    let device = move |id: &'static str, title: &'static str, device: Device| {
        Command::new(id, "Preview", title, move || stage.device.set(device))
            .also("width device size")
            .when(move || stage.device.get() != device)
    };
    vec![
        Command::new("preview-reload", "Preview", "Reload the preview", move || {
            desk.with_preview(Preview::reload);
        })
        .also("refresh restart")
        .when(there),
        Command::new("pick", "Preview", "Pick an element to talk about", move || {
            if desk.layout.view.get_untracked() == View::Code {
                desk.layout.view.set(View::Split);
            }
            desk.layout.column.set(Column::Preview);
            stage.picking.set(true);
            desk.with_preview(|preview| preview.pick(true));
        })
        .also("select point")
        .when(there),
        device("device-fit", "Preview in full width", Device::Fit),
        device("device-tablet", "Preview as on a tablet", Device::Tablet),
        device("device-phone", "Preview as on a phone", Device::Phone),
        Command::new("rotate", "Preview", "Rotate the preview", move || {
            stage.sideways.update(|sideways| *sideways = !*sideways);
        })
        .when(move || stage.device.get() != Device::Fit),
        Command::new("picture", "Preview", "Take a picture of the preview", move || {
            desk.with_preview(Preview::shoot);
        })
        .also("screenshot")
        .when(there),
        Command::new("preview-tab", "Preview", "Open the preview in a tab", move || {
            browser::open_tab(&format!("/preview/{project}"));
        })
        .when(there),
    ]
}

fn models(desk: Desk) -> Vec<Command> {
    let models = desk.peek(|state| state.models.clone());
    let command = |model: contract::ModelView| {
        let (id, own) = (model.id.clone(), model.id);
        Command::new(format!("model-{own}"), "Settings", format!("Model: {}", model.name), move || {
            desk.model.set(id.clone());
        })
        .also("answer use choose provider")
        .when(move || desk.model.with(|model| *model != own))
    };
    models.into_iter().map(command).collect()
}
