//! Edits that reach the server late, and what to do when it has something else by then.

use contract::SyncedFile;

use super::files::Local;
use super::{Effect, KeptEdit, Save, WorkspaceState};

/// A file with two texts: the one here, and the one that the server has.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Dispute {
    pub path: String,
    /// The server has no such file any more.
    pub deleted: bool,
}

impl WorkspaceState {
    /// From now on what is unsaved gives way to what the server has: it is not known what happened there meanwhile.
    pub fn mark_late(&mut self) {
        for local in self.files.values_mut().filter_map(|file| file.local.as_mut()) {
            local.late = true;
        }
    }

    /// Puts an edit of an earlier visit back where it was. False if it has to wait for another one of the same file.
    pub fn take_up(&mut self, edit: &KeptEdit) -> bool {
        if self.files.get(&edit.path).is_some_and(super::OpenFile::is_dirty) {
            return false;
        }
        if self.text(&edit.path) == Some(edit.content.as_str()) {
            return true;
        }
        if !self.files.contains_key(&edit.path) {
            self.paths_revision += 1;
        }
        self.edits += 1;
        let order = self.edits;
        let file = self.files.entry(edit.path.clone()).or_insert_with(super::OpenFile::missing);
        file.local = Some(Local {
            text: edit.content.clone(),
            base: edit.base.clone(),
            order,
            late: true,
            disputed: false,
            sent: None,
        });
        self.text_revision += 1;
        self.effects.push(Effect::Changed { path: edit.path.clone(), marks: Vec::new() });
        true
    }

    /// Takes the server's answer to a late edit.
    pub fn synced(&mut self, sent: &Save, answer: SyncedFile) {
        let (current, seq) = match answer {
            SyncedFile::Saved(saved) => return self.saved(sent, saved),
            SyncedFile::Disputed { current, seq } => (current, seq),
        };
        let Some(file) = self.files.get_mut(&sent.path) else { return };
        if seq >= file.seq {
            file.seq = seq;
            (file.stored, file.hash) = match current {
                Some(view) => (view.content, Some(view.hash)),
                None => (String::new(), None),
            };
        }
        if let Some(local) = &mut file.local {
            local.disputed = true;
        }
        self.text_revision += 1;
    }

    pub fn disputes(&self) -> Vec<Dispute> {
        let disputed =
            self.files.iter().filter(|(_, file)| file.local.as_ref().is_some_and(|local| local.disputed));
        disputed.map(|(path, file)| Dispute { path: path.clone(), deleted: file.hash.is_none() }).collect()
    }

    /// The two texts of a disputed file: the server's, and the one here.
    pub fn versions_of(&self, path: &str) -> Option<(String, String)> {
        let file = self.files.get(path)?;
        Some((file.stored.clone(), file.local.as_ref()?.text.clone()))
    }

    /// The text here is to be stored on top of what the server has, whose text stays in the history.
    pub fn keep_own(&mut self, path: &str) {
        let Some(file) = self.files.get_mut(path) else { return };
        if let Some(local) = &mut file.local {
            local.base.clone_from(&file.hash);
            (local.late, local.disputed) = (false, false);
            self.text_revision += 1;
        }
    }

    /// The server's text is to stand. Answers the one that was here, in case of regret.
    pub fn give_way(&mut self, path: &str) -> Option<String> {
        let file = self.files.get_mut(path)?;
        let local = file.local.take()?;
        self.text_revision += 1;
        if file.hash.is_none() {
            self.files.remove(path);
            self.paths_revision += 1;
            self.effects.push(Effect::Removed { path: path.to_owned() });
        } else {
            self.effects.push(Effect::Changed { path: path.to_owned(), marks: Vec::new() });
        }
        Some(local.text)
    }
}
