//! What can be done to a project in the list. Everything that takes something away can be taken back.

use contract::{ProjectId, ProjectView};
use leptos::prelude::*;

use crate::api::{self, ApiError};
use crate::parts::{Toast, Toasts, use_toasts};

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

/// Shared by the parts of the page.
#[derive(Clone, Copy)]
pub struct Actions {
    /// Counts what was done; the list is read anew after each.
    pub changes: RwSignal<u32>,
    toasts: Toasts,
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
            toasts: use_toasts(),
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

    fn start(self, action: Action, project: ProjectId, name: String) {
        let _ = self.menu.try_set(None);
        leptos::task::spawn_local(async move {
            match action.carry_out(project.clone()).await {
                Ok(made) => {
                    let _ = self.changes.try_update(|changes| *changes += 1);
                    let said = action.sentence(&name);
                    let Some(opposite) = action.opposite() else { return self.say(said) };
                    let name = if made.is_some() { format!("{name} copy") } else { name };
                    let project = made.unwrap_or(project);
                    self.toasts.undo(said, move || self.start(opposite, project.clone(), name.clone()));
                }
                Err(error) => self.toasts.show(Toast::failed(error.0.message)),
            }
        });
    }

    pub fn say(self, words: String) {
        self.toasts.show(Toast::info(words));
    }
}

/// Of the page around.
pub fn use_actions() -> Actions {
    expect_context::<Actions>()
}
