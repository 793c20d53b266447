use contract::{ProjectId, ProjectView};
use icondata_lu::{LuArchive, LuArchiveRestore, LuCopy, LuDownload, LuEllipsis, LuPencil, LuTrash2};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::actions::{Action, use_actions};
use crate::browser;
use crate::parts::Icon;

/// What the entries of a menu do.
#[derive(Clone, Copy)]
enum Entry {
    Rename,
    Download,
    Act(Action),
}

pub fn button_id(project: &ProjectId) -> String {
    format!("actions-{project}")
}

fn entry_id(project: &ProjectId, at: usize) -> String {
    format!("action-{project}-{at}")
}

/// A button that opens what can be done to a project.
#[component]
pub fn CardMenu(project: ProjectView, archived: bool) -> impl IntoView {
    let actions = use_actions();
    let id = StoredValue::new(project.id.clone());
    let open = Memo::new(move |_| actions.menu.with(|menu| id.with_value(|id| menu.as_ref() == Some(id))));
    let label = format!("Actions for {}", project.name);
    let project = StoredValue::new(project);
    let toggle = move |_| {
        let opens = !open.get_untracked();
        actions.menu.set(opens.then(|| id.get_value()));
        if opens {
            browser::next_frame(move || {
                id.try_with_value(|id| browser::focus_id(&entry_id(id, 0)));
            });
        }
    };
    view! {
        <button
            type="button"
            class="btn square card-menu"
            id=id.with_value(button_id)
            aria-label=label
            aria-haspopup="menu"
            aria-expanded=move || open.get().to_string()
            on:click=toggle
        >
            <Icon icon=LuEllipsis />
        </button>
        {move || open.get().then(|| view! { <Entries project=project archived=archived /> })}
    }
    .into_any()
}

#[component]
fn Entries(project: StoredValue<ProjectView>, archived: bool) -> impl IntoView {
    let actions = use_actions();
    let aside = if archived {
        (LuArchiveRestore, "Unarchive", Entry::Act(Action::Unarchive))
    } else {
        (LuArchive, "Archive", Entry::Act(Action::Archive))
    };
    let entries = [
        (LuPencil, "Rename", Entry::Rename),
        (LuCopy, "Duplicate", Entry::Act(Action::Duplicate)),
        (LuDownload, "Download .zip", Entry::Download),
        aside,
        (LuTrash2, "Delete", Entry::Act(Action::Delete)),
    ];
    let count = entries.len();
    let id = project.with_value(|project| project.id.clone());
    let close = {
        let id = id.clone();
        move || {
            actions.menu.set(None);
            browser::focus_id(&button_id(&id));
        }
    };
    let choose = move |entry: Entry| {
        actions.menu.set(None);
        match entry {
            Entry::Rename => actions.renamed.set(Some(project.with_value(|project| project.id.clone()))),
            Entry::Act(action) => project.with_value(|project| actions.act(action, project)),
            // The link does it.
            Entry::Download => {}
        }
    };
    let items = entries
        .into_iter()
        .enumerate()
        .map(|(at, (icon, word, entry))| {
            let class = if matches!(entry, Entry::Act(Action::Delete)) { "danger" } else { "" };
            let own = entry_id(&id, at);
            match entry {
                Entry::Download => view! {
                    <a
                        role="menuitem"
                        tabindex="-1"
                        id=own
                        href=format!("/api/projects/{id}/export")
                        rel="external"
                        download=""
                        on:click=move |_| choose(entry)
                    >
                        <Icon icon=icon />
                        {word}
                    </a>
                }
                .into_any(),
                Entry::Rename | Entry::Act(_) => view! {
                    <button
                        type="button"
                        role="menuitem"
                        tabindex="-1"
                        id=own
                        class=class
                        on:click=move |_| choose(entry)
                    >
                        <Icon icon=icon />
                        {word}
                    </button>
                }
                .into_any(),
            }
        })
        .collect_view();
    // Which entry has the focus; the arrows go around.
    let at = StoredValue::new(0_usize);
    let on_key = {
        let close = close.clone();
        move |event: KeyboardEvent| {
            let now = at.get_value();
            let next = match event.key().as_str() {
                "ArrowDown" => (now + 1) % count,
                "ArrowUp" => (now + count - 1) % count,
                "Home" => 0,
                "End" => count - 1,
                "Escape" | "Tab" => {
                    event.prevent_default();
                    return close();
                }
                _ => return,
            };
            event.prevent_default();
            at.set_value(next);
            browser::focus_id(&entry_id(&id, next));
        }
    };
    view! {
        <div class="action-menu-behind" on:click=move |_| close()></div>
        <div class="action-menu" role="menu" aria-label="Actions" on:keydown=on_key>
            {items}
        </div>
    }
    .into_any()
}
