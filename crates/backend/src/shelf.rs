//! The list of projects: searched, and what stands in it put aside, copied, deleted and taken back.

use contract::{DAYS_IN_TRASH, ProjectId, ProjectPage, ProjectQuery, ProjectView, RunId, UserId};
use store::{ProjectRow, StoreError};

use crate::{BackendError, Context};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// More is no name.
const LONGEST_SEARCH: usize = 200;

impl Context {
    /// One page of the user's projects. `per_page` none takes the usual number.
    pub async fn search_projects(
        &self,
        user: &UserId,
        mut query: ProjectQuery,
        per_page: Option<u32>,
    ) -> Result<ProjectPage, BackendError> {
        query.search = query.search.chars().take(LONGEST_SEARCH).collect();
        Ok(self.0.store.search_projects(user, &query, per_page).await?)
    }

    pub async fn get_project(&self, user: &UserId, project: &ProjectId) -> Result<ProjectView, BackendError> {
        Ok(self.owned(user, project).await?.view())
    }

    /// Puts a project aside: it leaves the list with all that belongs to it, and works as before.
    pub async fn archive_project(&self, user: &UserId, project: &ProjectId) -> Result<(), BackendError> {
        self.owned(user, project).await?;
        Ok(self.0.store.set_archived(project, true).await?)
    }

    pub async fn unarchive_project(&self, user: &UserId, project: &ProjectId) -> Result<(), BackendError> {
        self.owned(user, project).await?;
        Ok(self.0.store.set_archived(project, false).await?)
    }

    /// Nothing finds it from now on, nor its links, but `restore_project` brings it back until `DAYS_IN_TRASH` days
    /// have passed. A turn under way is stopped.
    pub async fn delete_project(&self, user: &UserId, project: &ProjectId) -> Result<(), BackendError> {
        self.owned(user, project).await?;
        if let Some(run) = self.0.store.find_active_run(project).await? {
            // It has to be over in the log as well, or the next start would take it up.
            self.cancel_run(user, &RunId(run.id)).await?;
        }
        {
            let _lock = self.lock(project).await;
            self.0.store.trash_project(project).await?;
        }
        self.tell_of_links();
        self.forget_published(project);
        // A waiting prompt may have begun in the last moment.
        if let Some(run) = self.0.store.find_active_run(project).await? {
            self.stop_run(&RunId(run.id)).await;
        }
        Ok(())
    }

    /// Takes `delete_project` back, with history and links.
    pub async fn restore_project(&self, user: &UserId, project: &ProjectId) -> Result<(), BackendError> {
        self.owned_deleted(user, project).await?;
        Ok(self.0.store.restore_project(project).await?)
    }

    /// Removes a deleted project for good, before its time.
    pub async fn purge_project(&self, user: &UserId, project: &ProjectId) -> Result<(), BackendError> {
        self.owned_deleted(user, project).await?;
        self.0.store.purge_project(project, i64::MAX).await?;
        self.forget_published(project);
        Ok(())
    }

    /// A project of its own with the files as they are now. The history stays with the first.
    pub async fn duplicate_project(
        &self,
        user: &UserId,
        project: &ProjectId,
    ) -> Result<ProjectId, BackendError> {
        let row = self.owned(user, project).await?;
        let files = self.0.store.list_files(project).await?;
        let files = files.into_iter().map(|file| (file.path, file.content)).collect();
        Ok(self.create_from_files(user, &copied(&row.name), files).await?.0)
    }

    /// At start: removes what was deleted longer ago than it is kept. What cannot be removed now is next time.
    pub(crate) async fn purge_expired(&self) -> Result<(), BackendError> {
        let before = crate::now_ms() - DAYS_IN_TRASH * DAY_MS;
        for project in self.0.store.list_expired_projects(before).await? {
            match self.0.store.purge_project(&project, before).await {
                Ok(()) => {}
                // Another server on the same database was faster, or somebody has restored it.
                Err(StoreError::NotFound) => continue,
                // It must not keep the others.
                Err(error) => {
                    tracing::warn!(%project, %error, "a deleted project stays until the next start");
                    continue;
                }
            }
            tracing::info!(%project, "a project that was deleted {DAYS_IN_TRASH} days ago is gone");
        }
        Ok(())
    }

    /// The guard of everything that may be done to a deleted project.
    async fn owned_deleted(&self, user: &UserId, project: &ProjectId) -> Result<ProjectRow, BackendError> {
        match self.0.store.find_deleted_project(project).await? {
            Some(row) if row.owner_id == user.0 => Ok(row),
            Some(_) | None => Err(BackendError::NotFound("project")),
        }
    }
}

/// `Shop` becomes `Shop copy`, then `Shop copy 2`, `Shop copy 3`.
fn copied(name: &str) -> String {
    let (stem, number) = match name.rsplit_once(" copy") {
        Some((stem, "")) => (stem, Some(2)),
        Some((stem, rest)) => match rest.strip_prefix(' ').and_then(|number| number.parse::<u32>().ok()) {
            Some(number) => (stem, Some(number.saturating_add(1))),
            None => (name, None),
        },
        None => (name, None),
    };
    // What tells the copy apart stays, however long the name is.
    let stem: String = stem.chars().take(contract::MAX_PROJECT_NAME - " copy 4294967295".len()).collect();
    match number {
        Some(number) => format!("{stem} copy {number}"),
        None => format!("{stem} copy"),
    }
}

#[cfg(test)]
mod tests {
    use super::copied;

    #[test]
    fn copies_are_counted() {
        for (name, copy) in [
            ("Shop", "Shop copy"),
            ("Shop copy", "Shop copy 2"),
            ("Shop copy 9", "Shop copy 10"),
            ("Shop copy b", "Shop copy b copy"),
            ("Copyshop", "Copyshop copy"),
        ] {
            assert_eq!(copied(name), copy);
        }
        assert!(copied(&"é".repeat(100)).chars().count() <= contract::MAX_PROJECT_NAME);
    }
}
