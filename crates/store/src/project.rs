//! Projects: found, listed, put aside, deleted so that they can come back, and removed for good.

use contract::{
    ListedProject, PROJECTS_PER_PAGE, ProjectId, ProjectPage, ProjectQuery, ProjectShelf, ProjectSort,
    ProjectView, ShelfCounts, UserId,
};
use sqlx::AssertSqlSafe;

use crate::db::{Db, read, write};
use crate::{Store, StoreError, now_ms};

const COLUMNS: &str =
    "id, owner_id, name, last_seq, created_at_ms, updated_at_ms, budget_micros, deleted_at_ms,
    (SELECT COUNT(*) FROM project_files WHERE project_id = projects.id) AS files";

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ProjectRow {
    pub id: String,
    pub owner_id: String,
    pub name: String,
    pub last_seq: i64,
    pub created_at_ms: i64,
    pub updated_at_ms: i64,
    pub files: i64,
    /// Millionths of a US dollar; none for no limit.
    pub budget_micros: Option<i64>,
    /// None for a project that is there.
    pub deleted_at_ms: Option<i64>,
}

impl ProjectRow {
    pub fn view(self) -> ProjectView {
        ProjectView {
            id: self.id.into(),
            name: self.name,
            created_at_ms: self.created_at_ms,
            updated_at_ms: self.updated_at_ms,
            files: self.files,
        }
    }

    fn listed(self) -> ListedProject {
        ListedProject { deleted_at_ms: self.deleted_at_ms, project: self.view() }
    }
}

impl Store {
    /// None where it was deleted.
    pub async fn find_project(&self, project: &ProjectId) -> Result<Option<ProjectRow>, StoreError> {
        self.find_where(project, "deleted_at_ms IS NULL").await
    }

    /// None unless it was deleted and is still kept.
    pub async fn find_deleted_project(&self, project: &ProjectId) -> Result<Option<ProjectRow>, StoreError> {
        self.find_where(project, "deleted_at_ms IS NOT NULL").await
    }

    async fn find_where(
        &self,
        project: &ProjectId,
        condition: &'static str,
    ) -> Result<Option<ProjectRow>, StoreError> {
        // Constants of this file.
        let sql = AssertSqlSafe(format!("SELECT {COLUMNS} FROM projects WHERE id = $1 AND {condition}"));
        Ok(read!(&self.db, pool => sqlx::query_as(sql)
            .bind(project.as_str())
            .fetch_optional(pool))?)
    }

    /// Of one owner, last changed first; without those that are archived or deleted.
    pub async fn list_projects(&self, owner: &UserId) -> Result<Vec<ProjectRow>, StoreError> {
        let sql = AssertSqlSafe(format!(
            "SELECT {COLUMNS} FROM projects
             WHERE owner_id = $1 AND archived = FALSE AND deleted_at_ms IS NULL
             ORDER BY updated_at_ms DESC, id DESC"
        ));
        Ok(read!(&self.db, pool => sqlx::query_as(sql)
            .bind(owner.as_str())
            .fetch_all(pool))?)
    }

    /// One page of what an owner's query finds. `per_page` none takes the usual number.
    pub async fn search_projects(
        &self,
        owner: &UserId,
        query: &ProjectQuery,
        per_page: Option<u32>,
    ) -> Result<ProjectPage, StoreError> {
        let shelf = condition(query.shelf);
        let pattern = pattern(&query.search);
        let counting = AssertSqlSafe(format!(
            "SELECT COUNT(*) FROM projects
             WHERE owner_id = $1 AND {shelf} AND folded_name LIKE $2 ESCAPE '\\'"
        ));
        let (found,): (i64,) = read!(&self.db, pool => sqlx::query_as(counting)
            .bind(owner.as_str())
            .bind(pattern.as_str())
            .fetch_one(pool))?;
        let size = i64::from(per_page.unwrap_or(PROJECTS_PER_PAGE).max(1));
        let last = (found - 1).max(0) / size;
        let page = i64::from(query.page).min(last);
        let listing = AssertSqlSafe(format!(
            "SELECT {COLUMNS} FROM projects
             WHERE owner_id = $1 AND {shelf} AND folded_name LIKE $2 ESCAPE '\\'
             ORDER BY {} LIMIT $3 OFFSET $4",
            order(query.sort, query.shelf)
        ));
        let rows: Vec<ProjectRow> = read!(&self.db, pool => sqlx::query_as(listing)
            .bind(owner.as_str())
            .bind(pattern.as_str())
            .bind(size)
            .bind(page * size)
            .fetch_all(pool))?;
        Ok(ProjectPage {
            projects: rows.into_iter().map(ProjectRow::listed).collect(),
            found,
            page: u32::try_from(page).unwrap_or_default(),
            counts: self.count_shelves(owner).await?,
        })
    }

    async fn count_shelves(&self, owner: &UserId) -> Result<ShelfCounts, StoreError> {
        let (active, archived, deleted): (i64, i64, i64) = read!(&self.db, pool => sqlx::query_as(
            "SELECT COUNT(CASE WHEN archived = FALSE AND deleted_at_ms IS NULL THEN 1 END),
                    COUNT(CASE WHEN archived = TRUE AND deleted_at_ms IS NULL THEN 1 END),
                    COUNT(deleted_at_ms)
             FROM projects WHERE owner_id = $1",
        )
        .bind(owner.as_str())
        .fetch_one(pool))?;
        Ok(ShelfCounts { active, archived, deleted })
    }

    /// Puts a project aside, or back among the others. When it was changed last stays as it is.
    pub async fn set_archived(&self, project: &ProjectId, archived: bool) -> Result<(), StoreError> {
        let done = write!(
            &self.db,
            sqlx::query("UPDATE projects SET archived = $2 WHERE id = $1 AND deleted_at_ms IS NULL")
                .bind(project.as_str())
                .bind(archived)
        )?;
        if done == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }

    /// Marks a project as deleted: nothing finds it but `find_deleted_project`, and its subscriptions end.
    pub async fn trash_project(&self, project: &ProjectId) -> Result<(), StoreError> {
        let done = write!(
            &self.db,
            sqlx::query("UPDATE projects SET deleted_at_ms = $2 WHERE id = $1 AND deleted_at_ms IS NULL")
                .bind(project.as_str())
                .bind(now_ms())
        )?;
        self.bus.end(project);
        if done == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }

    /// Takes `trash_project` back: it stands where it stood.
    pub async fn restore_project(&self, project: &ProjectId) -> Result<(), StoreError> {
        let done = write!(
            &self.db,
            sqlx::query(
                "UPDATE projects SET deleted_at_ms = NULL WHERE id = $1 AND deleted_at_ms IS NOT NULL"
            )
            .bind(project.as_str())
        )?;
        if done == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }

    /// Projects that were deleted before `before_ms` (milliseconds since the Unix epoch), for good to be.
    pub async fn list_expired_projects(&self, before_ms: i64) -> Result<Vec<ProjectId>, StoreError> {
        let rows: Vec<(String,)> = read!(&self.db, pool => sqlx::query_as(
            "SELECT id FROM projects WHERE deleted_at_ms < $1 ORDER BY deleted_at_ms",
        )
        .bind(before_ms)
        .fetch_all(pool))?;
        Ok(rows.into_iter().map(|(id,)| ProjectId(id)).collect())
    }

    /// Of a project that was deleted before `before_ms` and has not been restored: all of it, for good. In one
    /// statement, for somebody may restore it in this very moment.
    pub async fn purge_project(&self, project: &ProjectId, before_ms: i64) -> Result<(), StoreError> {
        let done = write!(
            &self.db,
            sqlx::query("DELETE FROM projects WHERE id = $1 AND deleted_at_ms < $2")
                .bind(project.as_str())
                .bind(before_ms)
        )?;
        if done == 0 {
            return Err(StoreError::NotFound);
        }
        self.bus.end(project);
        Ok(())
    }

    /// With everything that belongs to it, for good; its subscriptions end.
    pub async fn delete_project(&self, project: &ProjectId) -> Result<(), StoreError> {
        let done =
            write!(&self.db, sqlx::query("DELETE FROM projects WHERE id = $1").bind(project.as_str()))?;
        self.bus.end(project);
        if done == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }
}

fn condition(shelf: ProjectShelf) -> &'static str {
    match shelf {
        ProjectShelf::Active => "archived = FALSE AND deleted_at_ms IS NULL",
        ProjectShelf::Archived => "archived = TRUE AND deleted_at_ms IS NULL",
        ProjectShelf::Deleted => "deleted_at_ms IS NOT NULL",
    }
}

fn order(sort: ProjectSort, shelf: ProjectShelf) -> &'static str {
    match (sort, shelf) {
        // Who looks there wants what was deleted just now.
        (ProjectSort::Changed, ProjectShelf::Deleted) => "deleted_at_ms DESC, id DESC",
        (ProjectSort::Changed, ProjectShelf::Active | ProjectShelf::Archived) => {
            "updated_at_ms DESC, id DESC"
        }
        (ProjectSort::Name, _) => "folded_name, id",
        (ProjectSort::Created, _) => "created_at_ms DESC, id DESC",
    }
}

/// A name as it is searched and sorted.
pub(crate) fn fold(name: &str) -> String {
    name.to_lowercase()
}

/// The words of a search in their order, whatever stands between them: "to list" finds "To-do list".
fn pattern(search: &str) -> String {
    let mut pattern = String::from("%");
    for word in fold(search).replace('\0', "").split_whitespace() {
        for letter in word.chars() {
            if matches!(letter, '%' | '_' | '\\') {
                pattern.push('\\');
            }
            pattern.push(letter);
        }
        pattern.push('%');
    }
    pattern
}

/// Fills in what the migration left empty: names of projects that an earlier version made.
pub(crate) async fn fold_names(db: &Db) -> Result<(), StoreError> {
    let rows: Vec<(String, String)> = read!(db, pool => sqlx::query_as(
        "SELECT id, name FROM projects WHERE folded_name = '' AND name <> ''",
    )
    .fetch_all(pool))?;
    for (id, name) in rows {
        write!(
            db,
            sqlx::query("UPDATE projects SET folded_name = $2 WHERE id = $1")
                .bind(id.as_str())
                .bind(fold(&name))
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn what_a_pattern_would_mean_is_searched_as_it_is_written() {
        assert_eq!(pattern(""), "%");
        assert_eq!(pattern("  To   List "), "%to%list%");
        assert_eq!(pattern("100%_\\"), "%100\\%\\_\\\\%");
        assert_eq!(pattern("ÄPFEL\0"), "%äpfel%");
    }
}
