use icondata_lu::{LuChevronDown, LuChevronRight, LuEllipsis};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::drag;
use super::icons::{file_icon, folder_icon};
use super::keys::target;
use super::lines::Places;
use super::menu::{open_menu, open_menu_at_row};
use super::naming::NameField;
use super::state::{TREE_ID, use_explorer};
use crate::browser;
use crate::parts::Icon;
use crate::state::{Naming, TreeRow};
use crate::workspace::use_desk;

/// No path is part of it: an id must not hold blanks.
pub fn row_id(path: &str) -> String {
    format!("file-{}", vfs::content_hash(path))
}

/// A file or a folder.
#[component]
pub fn Row(row: TreeRow, places: Places) -> impl IntoView {
    let (desk, explorer) = (use_desk(), use_explorer());
    let TreeRow { path, name, level, folder, open } = row.clone();
    let id = row_id(&path);
    let (icon, tint) = if folder { (folder_icon(open), "folder") } else { file_icon(&path) };
    let row = StoredValue::new(row);
    let path = StoredValue::new(path);
    let is = move |other: &Option<String>| path.with_value(|path| other.as_ref() == Some(path));
    let current = move || desk.current.with(is);
    let cut = move || {
        explorer.clip.with(|clip| clip.as_ref().is_some_and(|clip| clip.cut && is(&Some(clip.path.clone()))))
    };
    let renaming = Memo::new(move |_| {
        explorer.naming.with(|naming| match naming {
            Some(Naming::Rename { path: renamed, .. }) => path.with_value(|path| path == renamed),
            Some(Naming::File { .. } | Naming::Folder { .. }) | None => false,
        })
    });
    let place =
        move || places.with(|places| path.with_value(|path| places.get(path).copied())).unwrap_or_default();
    let press = move |_: MouseEvent| {
        path.with_value(|path| {
            let _ = explorer.active.try_set(Some(path.clone()));
            browser::focus_id(TREE_ID);
            if folder {
                explorer.toggle(path);
            } else {
                desk.pick_file(path);
            }
        });
    };
    let menu = move |event: MouseEvent| {
        if !desk.read_only {
            event.prevent_default();
            event.stop_propagation();
            row.with_value(|row| open_menu(explorer, target(row), event.client_x(), event.client_y()));
        }
    };
    let (label, more) = (name.clone(), name.clone());
    view! {
        <div
            role="treeitem"
            id=id
            class="row"
            class:active=move || explorer.active.with(is)
            class:over=move || explorer.over.with(is)
            class:cut=cut
            class:editing=move || renaming.get()
            style=move || format!("--level: {level}; --at: {}", place().index)
            title=path.get_value()
            aria-label={label}
            {..leptos::attr::custom::custom_attribute("aria-level", level.to_string())}
            aria-posinset=move || place().position.to_string()
            aria-setsize=move || place().siblings.to_string()
            aria-expanded=folder.then(|| open.to_string())
            aria-selected=move || current().to_string()
            draggable=move || (!desk.read_only && !renaming.get()).to_string()
            on:click=press
            on:contextmenu=menu
            on:dragstart=move |event| row.with_value(|row| drag::started(explorer, row, &event))
            on:dragend=move |_| drag::ended(explorer)
            on:dragover=move |event| row.with_value(|row| drag::moved_over(desk, explorer, Some(row), &event))
            on:drop=move |event| row.with_value(|row| drag::dropped(desk, explorer, Some(row), &event))
        >
            <span class="twist">
                {folder.then(|| view! { <Icon icon=if open { LuChevronDown } else { LuChevronRight } /> })}
            </span>
            <span class="kind" data-tint=tint>
                <Icon icon=icon />
            </span>
            {move || {
                if renaming.get() {
                    let naming = Naming::Rename { path: path.get_value(), folder };
                    view! { <NameField naming=naming /> }.into_any()
                } else {
                    view! { <span class="name">{name.clone()}</span> }.into_any()
                }
            }}
            {(!desk.read_only)
                .then(|| {
                    view! {
                        <button
                            type="button"
                            class="more"
                            // By keyboard the same menu opens with Shift+F10.
                            tabindex="-1"
                            aria-label=format!("More for {more}")
                            title="More"
                            on:click=move |event| {
                                event.stop_propagation();
                                row.with_value(|row| {
                                    explorer.active.set(Some(row.path.clone()));
                                    open_menu_at_row(explorer, row);
                                });
                            }
                        >
                            <Icon icon=LuEllipsis />
                        </button>
                    }
                })}
        </div>
    }
    .into_any()
}
