use icondata_lu::{LuDownload, LuEllipsis, LuFilePlus, LuFolderPlus, LuUpload};
use leptos::ev::{Event, KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use super::action::{Action, perform};
use super::menu::{TreeMenu, open_menu};
use super::state::{Explorer, TREE_ID, Target, use_explorer};
use super::toast::Uploading;
use super::tree::FileTree;
use super::upload::upload;
use crate::browser;
use crate::parts::{Icon, IconButton};
use crate::state::words;
use crate::workspace::{Desk, use_desk};

/// The tree with its small toolbar.
#[component]
pub fn FilesPanel() -> impl IntoView {
    let (desk, explorer) = (use_desk(), use_explorer());
    let act = move |action| move |_: MouseEvent| perform(desk, explorer, action, &target(desk, explorer));
    let take = move |event: Event| {
        let folder = explorer.upload_into.get_untracked();
        upload(desk, explorer, folder, browser::chosen_tree(&event));
    };
    view! {
        <div class="panel explorer">
            <div class="panel-head">
                <h2>"Files"</h2>
                <span class="grow"></span>
                <IconButton label="New file" icon=LuFilePlus on_press=act(Action::NewFile) />
                <IconButton label="New folder" icon=LuFolderPlus on_press=act(Action::NewFolder) />
                <IconButton
                    label="Upload files"
                    hint="Upload files. You can drop files and folders on the list, too"
                    icon=LuUpload
                    on_press=act(Action::UploadFiles)
                />
                <a
                    class="btn ghost square"
                    aria-label="Download as zip"
                    title="Download as zip, to run it with Vite"
                    href=format!("/api/projects/{}/export", desk.project.get_value())
                    download=""
                    rel="external"
                >
                    <Icon icon=LuDownload />
                </a>
                <IconButton
                    label="More for the project"
                    hint="More"
                    icon=LuEllipsis
                    on_press=move |event: MouseEvent| {
                        open_menu(explorer, Target::default(), event.client_x(), event.client_y() + 12);
                    }
                />
            </div>
            <Filter />
            <Uploading />
            <FileTree />
            <TreeMenu />
            <input id="upload-files" type="file" multiple=true hidden=true aria-label="Files to upload" on:change=take />
            <input
                id="upload-folder"
                type="file"
                multiple=true
                hidden=true
                aria-label="Folder to upload"
                {..leptos::attr::custom::custom_attribute("webkitdirectory", "")}
                on:change=take
            />
        </div>
    }
    .into_any()
}

/// Finds files by their names; what they say, the search finds.
#[component]
fn Filter() -> impl IntoView {
    let (desk, explorer) = (use_desk(), use_explorer());
    let filter = explorer.filter;
    let first = move || {
        let needle = filter.with_untracked(|filter| filter.trim().to_lowercase());
        desk.peek(|state| {
            let called = |path: &&String| words::file_name(path).to_lowercase().contains(&needle);
            let held = |path: &&String| path.to_lowercase().contains(&needle);
            state.files.keys().find(called).or(state.files.keys().find(held)).cloned()
        })
    };
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" => browser::focus_id(TREE_ID),
            "Enter" => {
                if let Some(path) = first() {
                    explorer.go_to(&path);
                    desk.pick_file(&path);
                }
            }
            "Escape" if filter.with_untracked(|filter| !filter.is_empty()) => filter.set(String::new()),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <input
            class="field filter"
            type="search"
            aria-label="Filter files"
            placeholder="Filter by name"
            autocomplete="off"
            spellcheck="false"
            prop:value=move || filter.get()
            on:input=move |event| filter.set(event_target_value(&event))
            on:keydown=on_key
        />
    }
    .into_any()
}

/// The row that was chosen last, if it is still there.
fn target(desk: Desk, explorer: Explorer) -> Target {
    let Some(path) = explorer.active.get_untracked() else { return Target::default() };
    let (file, there) = desk.peek(|state| (state.files.contains_key(&path), state.exists(&path)));
    if there { Target { path: Some(path), folder: !file } } else { Target::default() }
}
