//! Projects: make, list, rename, delete.

use std::collections::BTreeMap;

use contract::{
    ConversationId, Event, FileChange, ModelId, Origin, ProjectId, ProjectView, RunId, StartedRun,
    TurnOptions, UserId,
};
use store::{Append, Entry, NewProject};

use crate::context::new_id;
use crate::{BackendError, Context, title};

const LONGEST_NAME: usize = 100;

impl Context {
    /// Makes a project from its first prompt and starts the turn. `model` none takes the default one.
    pub async fn create_project(
        &self,
        user: &UserId,
        prompt: &str,
        model: Option<&ModelId>,
    ) -> Result<StartedRun, BackendError> {
        let prompt = self.check_prompt(prompt)?;
        let model = self.choose_model(model).await?;
        let name = title::title(&prompt);
        let (project, run) = (ProjectId(new_id()), RunId(new_id()));
        let mut entries: Vec<Entry> = seed(&name)
            .into_iter()
            .map(|(path, content)| Entry { run: None, event: seeded(path, content) })
            .collect();
        let conversation = ConversationId(new_id());
        entries.push(Entry {
            run: Some(run.clone()),
            event: Event::RunStarted { conversation, prompt, model, options: TurnOptions::default() },
        });
        self.0
            .store
            .append(Append {
                project: project.clone(),
                user: user.clone(),
                entries,
                create: Some(NewProject { name }),
            })
            .await?;
        self.spawn_run(&project, user, &run);
        Ok(StartedRun { project, run })
    }

    /// Makes a project from files that are there already, by path. No turn is started.
    pub async fn import_project(
        &self,
        user: &UserId,
        name: &str,
        files: BTreeMap<String, String>,
    ) -> Result<ProjectId, BackendError> {
        if files.len() > contract::MAX_FILES {
            return Err(BackendError::TooManyFiles(contract::MAX_FILES));
        }
        for (path, text) in &files {
            if text.len() > contract::MAX_FILE_BYTES {
                return Err(BackendError::FileTooLarge { path: path.clone(), bytes: text.len() });
            }
            if text.contains('\0') {
                return Err(BackendError::NotText(path.clone()));
            }
            match vfs::normalize_path(path) {
                Ok(normal) if normal == *path => {}
                Ok(_) => {
                    let reason = "it is not in its shortest form".to_owned();
                    return Err(BackendError::PathRefused { path: path.clone(), reason });
                }
                Err(problem) => {
                    return Err(BackendError::PathRefused {
                        path: path.clone(),
                        reason: problem.to_string(),
                    });
                }
            }
        }
        let name: String = name.trim().chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
        let name = if name.is_empty() { "Imported".to_owned() } else { name };
        let project = ProjectId(new_id());
        let entry = |(path, content): (String, String)| Entry { run: None, event: seeded(&path, content) };
        let append = Append {
            project: project.clone(),
            user: user.clone(),
            entries: files.into_iter().map(entry).collect(),
            create: Some(NewProject { name }),
        };
        self.0.store.append(append).await?;
        Ok(project)
    }

    /// The user's projects, last changed first.
    pub async fn list_projects(&self, user: &UserId) -> Result<Vec<ProjectView>, BackendError> {
        let rows = self.0.store.list_projects(user).await?;
        Ok(rows.into_iter().map(store::ProjectRow::view).collect())
    }

    pub async fn rename_project(
        &self,
        user: &UserId,
        project: &ProjectId,
        name: &str,
    ) -> Result<(), BackendError> {
        self.owned(user, project).await?;
        let name = name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME || name.contains(char::is_control) {
            return Err(BackendError::NameRefused(name.to_owned()));
        }
        self.append_one(user, project, Event::ProjectRenamed { name: name.to_owned() }).await?;
        Ok(())
    }

    /// With its history and links; a turn under way is stopped first.
    pub async fn delete_project(&self, user: &UserId, project: &ProjectId) -> Result<(), BackendError> {
        self.owned(user, project).await?;
        if let Some(run) = self.0.store.find_active_run(project).await? {
            self.stop_run(&RunId(run.id)).await;
        }
        let _lock = self.lock(project).await;
        self.0.store.delete_project(project).await?;
        self.tell_of_links();
        self.forget_published(project);
        Ok(())
    }

    /// Appends one event that belongs to no run.
    pub(crate) async fn append_one(
        &self,
        user: &UserId,
        project: &ProjectId,
        event: Event,
    ) -> Result<i64, BackendError> {
        let append = Append {
            project: project.clone(),
            user: user.clone(),
            entries: vec![Entry { run: None, event }],
            create: None,
        };
        let stored = self.0.store.append(append).await?;
        Ok(stored.last().map_or(0, |event| event.seq))
    }
}

/// A name as files and packages may have it; `app` if nothing is left of it.
pub(crate) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.chars() {
        match letter {
            letter if letter.is_ascii_alphanumeric() => slug.push(letter.to_ascii_lowercase()),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    match slug.trim_end_matches('-') {
        "" => "app".to_owned(),
        slug => slug.to_owned(),
    }
}

/// What a new project starts with. The application itself is the model's to write.
fn seed(name: &str) -> Vec<(&'static str, String)> {
    let slug = slug(name);
    let package = format!(
        "{{\n  \"name\": \"{slug}\",\n  \"private\": true,\n  \"version\": \"0.1.0\",\n  \"type\": \"module\",\n  \
         \"dependencies\": {{\n    \"react\": \"^19.2.0\",\n    \"react-dom\": \"^19.2.0\"\n  }}\n}}\n"
    );
    vec![("package.json", package)]
}

fn seeded(path: &str, content: String) -> Event {
    Event::FileChanged {
        path: path.to_owned(),
        before: None,
        after: Some(vfs::content_hash(&content)),
        change: FileChange::Written { content },
        origin: Origin::Seed,
        report: None,
        tab: None,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_seed_is_valid_whatever_the_name() {
        for (name, slug) in [("To-do \"list\" №1", "to-do-list-1"), ("日本", "app"), ("  ", "app")] {
            let (path, text) = super::seed(name).remove(0);
            let json: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert_eq!((path, json["name"].as_str()), ("package.json", Some(slug)));
        }
    }
}
