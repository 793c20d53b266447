//! The dialog in which links are made, listed and revoked.

mod create;
mod list;

use contract::{LinkId, LinkView};
use icondata_lu::LuX;
use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::{Desk, use_desk};
use crate::api::{self, ApiError};
use crate::browser;
use crate::parts::Icon;
use create::{CreateForm, NewLink};
use list::LinkList;

/// What the parts of the dialog share.
#[derive(Clone, Copy)]
struct Sharing {
    desk: Desk,
    /// None until the server has answered.
    links: RwSignal<Option<Vec<LinkView>>>,
    made: RwSignal<Option<LinkView>>,
    /// The link that was revoked last, which can be brought back.
    revoked: RwSignal<Option<LinkView>>,
    problem: RwSignal<Option<String>>,
}

impl Sharing {
    fn new() -> Self {
        Self {
            desk: use_desk(),
            links: RwSignal::new(None),
            made: RwSignal::new(None),
            revoked: RwSignal::new(None),
            problem: RwSignal::new(None),
        }
    }

    fn fail(self, error: ApiError) {
        let _ = self.problem.try_set(Some(error.0.message));
    }

    fn refresh(self) {
        spawn_local(async move {
            let Some(project) = self.desk.project.try_get_value() else { return };
            match api::list_links(project).await {
                Ok(list) => {
                    let _ = self.links.try_set(Some(list));
                }
                Err(error) => self.fail(error),
            }
        });
    }

    fn revoke(self, link: LinkView) {
        self.problem.set(None);
        spawn_local(async move {
            match api::revoke_link(link.id.clone()).await {
                Ok(()) => {
                    let is_made =
                        |made: &Option<LinkView>| made.as_ref().is_some_and(|made| made.id == link.id);
                    if self.made.try_with_untracked(is_made) == Some(true) {
                        let _ = self.made.try_set(None);
                    }
                    let _ = self.revoked.try_set(Some(link));
                    self.refresh();
                }
                Err(error) => self.fail(error),
            }
        });
    }

    fn restore(self, link: LinkId) {
        self.problem.set(None);
        spawn_local(async move {
            match api::restore_link(link).await {
                Ok(()) => {
                    let _ = self.revoked.try_set(None);
                    self.refresh();
                }
                Err(error) => self.fail(error),
            }
        });
    }
}

/// Opens the dialog.
#[component]
pub fn ShareButton() -> impl IntoView {
    let sharing = Sharing::new();
    let dialog = NodeRef::<Dialog>::new();
    let open = move |_| {
        sharing.problem.set(None);
        sharing.made.set(None);
        sharing.revoked.set(None);
        // Counts and times are of the moment it is opened.
        sharing.links.set(None);
        sharing.refresh();
        if let Some(dialog) = dialog.get_untracked() {
            browser::show_dialog(&dialog);
        }
    };
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            browser::close_dialog(&dialog);
        }
    };
    view! {
        <button type="button" class="btn primary" on:click=open>
            "Share"
        </button>
        <dialog node_ref=dialog class="dialog share" aria-labelledby="share-title">
            <div class="dialog-head">
                <h2 id="share-title">"Share project"</h2>
                <button type="button" class="btn ghost square" aria-label="Close" on:click=close>
                    <Icon icon=LuX />
                </button>
            </div>
            <p class="muted">"Anyone with a link sees what it shows as it is now, and changes nothing."</p>
            <CreateForm sharing=sharing />
            {move || sharing.made.get().map(|link| view! { <NewLink link=link /> })}
            <p class="error" role="alert">
                {move || sharing.problem.get()}
            </p>
            <Revoked sharing=sharing />
            <LinkList sharing=sharing />
        </dialog>
    }
    .into_any()
}

/// The way back from a link that was revoked by mistake.
#[component]
fn Revoked(sharing: Sharing) -> impl IntoView {
    view! {
        <div class="link-gone" role="status">
            {move || {
                sharing
                    .revoked
                    .get()
                    .map(|link| {
                        let id = link.id.clone();
                        view! {
                            <span>"The link " <code>{list::short(&link)}</code> " works no longer."</span>
                            <button type="button" class="btn" on:click=move |_| sharing.restore(id.clone())>
                                "Undo"
                            </button>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
