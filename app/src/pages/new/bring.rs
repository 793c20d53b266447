use contract::{MAX_FILES, MAX_IMPORT_BYTES};
use icondata_lu::{LuFileArchive, LuFolderUp, LuX};
use leptos::ev::{DragEvent, Event, MouseEvent};
use leptos::prelude::*;

use super::import::Brought;
use super::{Desk, use_wizard};
use crate::browser::{self, LocalFile};
use crate::parts::{Icon, IconButton};

/// Where a folder or an archive is chosen or dropped.
#[component]
pub fn Bring() -> impl IntoView {
    let desk = use_wizard();
    let (archive, folder) = (NodeRef::<leptos::html::Input>::new(), NodeRef::<leptos::html::Input>::new());
    let press = move |input: NodeRef<leptos::html::Input>| {
        if let Some(input) = input.get_untracked() {
            browser::press(&input);
        }
    };
    let over = RwSignal::new(false);
    let on_drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        // Taken hold of now; the folders in it are read after.
        let dropped = browser::dropped(&event);
        leptos::task::spawn_local(async move {
            take(desk, dropped.read().await);
        });
    };
    view! {
        <div
            class="bring"
            class:over=move || over.get()
            role="group"
            aria-label="Files to import"
            on:dragover=move |event: DragEvent| {
                if browser::drags_files(&event) {
                    event.prevent_default();
                    over.set(true);
                }
            }
            on:dragleave=move |_| over.set(false)
            on:drop=on_drop
        >
            {move || match desk.wizard.with(|wizard| wizard.brought.clone()) {
                Some(label) => {
                    view! {
                        <p class="brought" role="status">
                            <Icon icon=LuFolderUp />
                            <b>{label}</b>
                            <IconButton
                                label="Choose something else"
                                icon=LuX
                                on_press=move |_: MouseEvent| {
                                    desk.brought.set_value(None);
                                    desk.wizard.update(|wizard| wizard.brought = None);
                                }
                            />
                        </p>
                    }
                        .into_any()
                }
                None => {
                    view! {
                        <div class="bring-ways">
                            <button type="button" class="btn" on:click=move |_| press(folder)>
                                <Icon icon=LuFolderUp />
                                "Choose a folder"
                            </button>
                            <button type="button" class="btn" on:click=move |_| press(archive)>
                                <Icon icon=LuFileArchive />
                                "Choose a .zip"
                            </button>
                        </div>
                        <p class="muted">"or drop one of them here"</p>
                        <div class="bring-address">
                            <label for="repository">"Address of a public repository"</label>
                            <input
                                class="field"
                                id="repository"
                                type="url"
                                autocomplete="off"
                                placeholder="https://github.com/owner/name"
                                on:change=move |event: Event| {
                                    let address = event_target_value(&event);
                                    if !address.trim().is_empty() {
                                        choose(desk, Brought::repository(&address));
                                    }
                                }
                            />
                        </div>
                    }
                        .into_any()
                }
            }}
            <input
                node_ref=folder
                type="file"
                hidden=true
                aria-label="Folder"
                prop:webkitdirectory=true
                on:change=move |event: Event| take(desk, browser::chosen_folder(&event))
            />
            <input
                node_ref=archive
                type="file"
                hidden=true
                aria-label="Archive"
                accept=".zip,application/zip"
                on:change=move |event: Event| {
                    let files = browser::chosen_files(&event);
                    take(desk, files.into_iter().map(|file| (file.name(), file)).collect());
                }
            />
        </div>
        <p class="muted bring-note">
            {format!(
                "Up to {MAX_FILES} files and {} MB. node_modules, .git, build outputs and .env files stay behind. \
                 Repositories come from github.com, gitlab.com or bitbucket.org, over https.",
                MAX_IMPORT_BYTES / 1024 / 1024,
            )}
        </p>
    }
    .into_any()
}

fn choose(desk: Desk, brought: Brought) {
    let label = brought.label();
    let _ = desk.brought.try_set_value(Some(brought));
    let _ = desk.problem.try_set(None);
    let _ = desk.wizard.try_update(|wizard| wizard.brought = Some(label));
}

fn take(desk: Desk, files: Vec<(String, LocalFile)>) {
    // A dialog that was closed without a choice changes nothing.
    if files.is_empty() {
        return;
    }
    match Brought::new(files) {
        Ok(brought) => choose(desk, brought),
        Err(message) => {
            let _ = desk.problem.try_set(Some(message));
        }
    }
}
