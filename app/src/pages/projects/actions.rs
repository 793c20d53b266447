//! What can be done to a project in the list. Everything that takes something away can be taken back.

use contract::{ProjectId, ProjectView};
use leptos::prelude::*;

use crate::api::{self, ApiError};
use crate::browser;

/// Long enough to read a sentence and to reach for the button.
const TOAST_MS: u32 = 10_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Archive,
    Unarchive,
    Delete,
    Restore,
    Duplicate,
    /// Cannot be taken back, and is asked for twice.
    Purge,
}

impl Action {
    async fn carry_out(self, project: ProjectId) -> Result<Option<ProjectId>, ApiError> {
        match self {
            Self::Archive => api::archive_project(project).await.map(|()| None),
            Self::Unarchive => api::unarchive_project(project).await.map(|()| None),
            Self::Delete => api::delete_project(project).await.map(|()| None),
            Self::Restore => api::restore_project(project).await.map(|()| None),
            Self::Duplicate => api::duplicate_project(project).await.map(Some),
            Self::Purge => api::purge_project(project).await.map(|()| None),
        }
    }

    fn opposite(self) -> Option<Self> {
        match self {
            Self::Archive => Some(Self::Unarchive),
            Self::Unarchive => Some(Self::Archive),
            Self::Delete => Some(Self::Restore),
            Self::Restore | Self::Duplicate => Some(Self::Delete),
            Self::Purge => None,
        }
    }

    fn sentence(self, name: &str) -> String {
        match self {
            Self::Archive => format!("“{name}” is archived."),
            Self::Unarchive => format!("“{name}” is among your projects again."),
            Self::Delete => format!("“{name}” is deleted."),
            Self::Restore => format!("“{name}” is back."),
            Self::Duplicate => format!("“{name}” was copied."),
            Self::Purge => format!("“{name}” is gone for good."),
        }
    }
}

/// A sentence that says what happened, and how to take it back.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    pub number: u32,
    pub text: String,
    pub undo: Option<(Action, ProjectId, String)>,
}

/// Shared by the parts of the page.
#[derive(Clone, Copy)]
pub struct Actions {
    /// Counts what was done; the list is read anew after each.
    pub changes: RwSignal<u32>,
    pub toast: RwSignal<Option<Toast>>,
    /// The pointer or the focus is on the toast, which then stays.
    pub held: RwSignal<bool>,
    /// Whose menu is open.
    pub menu: RwSignal<Option<ProjectId>>,
    /// Whose name is being changed.
    pub renamed: RwSignal<Option<ProjectId>>,
    /// Who is about to be removed for good.
    pub doomed: RwSignal<Option<ProjectId>>,
}

impl Actions {
    pub fn provide() -> Self {
        let actions = Self {
            changes: RwSignal::new(0),
            toast: RwSignal::new(None),
            held: RwSignal::new(false),
            menu: RwSignal::new(None),
            renamed: RwSignal::new(None),
            doomed: RwSignal::new(None),
        };
        provide_context(actions);
        actions
    }

    /// Does it, says so, and offers the way back.
    pub fn act(self, action: Action, project: &ProjectView) {
        self.start(action, project.id.clone(), project.name.clone());
    }

    /// Takes the last action back; that can be taken back again only where nothing would be lost by it.
    pub fn undo(self) {
        let undo =
            self.toast.try_update(|toast| toast.as_mut().and_then(|toast| toast.undo.take())).flatten();
        if let Some((action, project, name)) = undo {
            self.start(action, project, name);
        }
    }

    fn start(self, action: Action, project: ProjectId, name: String) {
        self.menu.set(None);
        leptos::task::spawn_local(async move {
            match action.carry_out(project.clone()).await {
                Ok(made) => {
                    let undo = action.opposite().map(|opposite| {
                        let name = if made.is_some() { format!("{name} copy") } else { name.clone() };
                        (opposite, made.unwrap_or(project), name)
                    });
                    let _ = self.changes.try_update(|changes| *changes += 1);
                    self.say(action.sentence(&name), undo);
                }
                Err(error) => self.say(error.0.message, None),
            }
        });
    }

    /// Shows a sentence for a while.
    pub fn say(self, text: String, undo: Option<(Action, ProjectId, String)>) {
        let number =
            self.toast.try_with_untracked(|toast| toast.as_ref().map_or(0, |toast| toast.number) + 1);
        let Some(number) = number else { return };
        let _ = self.toast.try_set(Some(Toast { number, text, undo }));
        leptos::task::spawn_local(async move {
            loop {
                browser::sleep(TOAST_MS).await;
                if self.held.try_get_untracked() != Some(true) {
                    break;
                }
            }
            let _ = self.toast.try_update(|toast| {
                if toast.as_ref().is_some_and(|toast| toast.number == number) {
                    *toast = None;
                }
            });
        });
    }
}

/// Of the page around.
pub fn use_actions() -> Actions {
    expect_context::<Actions>()
}
