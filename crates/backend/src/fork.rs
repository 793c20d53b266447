//! A shared project copied into a workspace of the visitor's own.

use contract::{Event, FileChange, Origin, ProjectId, UserId};
use store::{Append, Entry, NewProject, StoredFile};

use crate::context::new_id;
use crate::link::Linked;
use crate::{BackendError, Context};

const COPY: &str = " (copy)";
const LONGEST_NAME: usize = 100;

impl Context {
    /// Makes a project with the files as they are now. Of what was said about them nothing goes along: the first
    /// version names the project it came from, and the conversation begins anew.
    pub async fn fork_shared(&self, user: &UserId, token: &str) -> Result<ProjectId, BackendError> {
        let Linked { link, project: source } = self.linked(token).await?.with_sources()?;
        if !link.may_fork {
            return Err(BackendError::ForkOff);
        }
        let files = self.0.store.list_files(&ProjectId(source.id)).await?;
        let forked = Entry { run: None, event: Event::ProjectForked { source: source.name.clone() } };
        let copied = files.into_iter().map(|file| Entry { run: None, event: copied(file) });
        let project = ProjectId(new_id());
        let append = Append {
            project: project.clone(),
            user: user.clone(),
            entries: std::iter::once(forked).chain(copied).collect(),
            create: Some(NewProject { name: name_of_copy(&source.name) }),
        };
        self.0.store.append(append).await?;
        Ok(project)
    }
}

fn copied(file: StoredFile) -> Event {
    Event::FileChanged {
        path: file.path,
        before: None,
        after: Some(file.hash),
        change: FileChange::Written { content: file.content },
        origin: Origin::Fork,
        report: None,
        tab: None,
    }
}

/// A copy of a copy is still one copy.
fn name_of_copy(source: &str) -> String {
    let plain = source.strip_suffix(COPY).unwrap_or(source);
    let room = LONGEST_NAME - COPY.chars().count();
    let kept: String = plain.chars().take(room).collect();
    format!("{}{COPY}", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::name_of_copy;

    #[test]
    fn a_copy_is_named_once_and_fits() {
        assert_eq!(name_of_copy("Groceries"), "Groceries (copy)");
        assert_eq!(name_of_copy("Groceries (copy)"), "Groceries (copy)");
        assert_eq!(name_of_copy(&"ä".repeat(100)).chars().count(), 100);
    }
}
