use icondata_lu::{LuDownload, LuFilePlus, LuTrash2};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::use_desk;
use super::saving::edited;
use super::tree::FileTree;
use crate::api;
use crate::parts::{Icon, IconButton};

/// The tree with its small toolbar.
#[component]
pub fn FilesPanel() -> impl IntoView {
    let desk = use_desk();
    let naming = RwSignal::new(false);
    let doomed = RwSignal::new(None::<String>);
    let create = move |path: String| {
        naming.set(false);
        let path = path.trim().trim_start_matches('/').to_owned();
        if path.is_empty() {
            return;
        }
        if desk.peek(|state| state.files.contains_key(&path)) {
            desk.notice.set(Some(format!("{path} exists already.")));
        } else {
            edited(desk, &path, "");
        }
        desk.pick_file(&path);
    };
    let delete = move |path: String| {
        doomed.set(None);
        spawn_local(async move {
            let answer = api::delete_file(desk.project.get_value(), path, Some(desk.tab.get_value())).await;
            if let Err(error) = answer {
                let _ = desk.notice.try_set(Some(error.0.message));
            }
        });
    };
    let field = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    view! {
        <div class="panel">
            <div class="panel-head">
                <h2>"Files"</h2>
                <span class="grow"></span>
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
                <IconButton label="New file" icon=LuFilePlus on_press=move |_| naming.set(true) />
                <IconButton
                    label="Delete file"
                    hint="Delete the open file"
                    icon=LuTrash2
                    disabled=Signal::derive(move || desk.current.get().is_none())
                    on_press=move |_| doomed.set(desk.current.get_untracked())
                />
            </div>
            <Show when=move || naming.get()>
                <input
                    node_ref=field
                    class="field new-file"
                    aria-label="Path of the new file"
                    placeholder="src/Name.tsx"
                    autocomplete="off"
                    spellcheck="false"
                    on:keydown=move |event| {
                        match event.key().as_str() {
                            "Enter" => create(event_target_value(&event)),
                            "Escape" => {
                                event.prevent_default();
                                naming.set(false);
                            }
                            _ => {}
                        }
                    }
                />
            </Show>
            {move || {
                doomed
                    .get()
                    .map(|path| {
                        let target = path.clone();
                        view! {
                            <div class="confirm" role="group" aria-label="Confirm">
                                <span>"Delete " <code>{path}</code> "?"</span>
                                <button type="button" class="btn danger" on:click=move |_| delete(target.clone())>
                                    "Delete"
                                </button>
                                <button type="button" class="btn" on:click=move |_| doomed.set(None)>
                                    "Keep"
                                </button>
                            </div>
                        }
                    })
            }}
            <FileTree />
        </div>
    }
    .into_any()
}
