//! Files of the project, with what was typed and is not stored yet.

use contract::{FileView, SavedFile};

use super::marks::changed_lines;
use super::{Effect, WorkspaceState};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenFile {
    /// As the server has it.
    pub(super) stored: String,
    /// None until the first save of a new file.
    pub(super) hash: Option<String>,
    /// Event that made it so; older ones that arrive late are not news.
    pub(super) seq: i64,
    /// Typed here and not stored yet.
    pub(super) local: Option<Local>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Local {
    pub(super) text: String,
    /// The stored text it started from: the server merges by it.
    pub(super) base: Option<String>,
    /// Edits are sent in the order in which they were begun.
    pub(super) order: u32,
    /// Made while the server was away, maybe in a visit before: what is there now is not overwritten by it.
    pub(super) late: bool,
    /// The server has something else in the same lines; the person decides.
    pub(super) disputed: bool,
    /// What was sent last. Its answer may be lost, but not the event that it makes.
    pub(super) sent: Option<String>,
}

/// A hand edit on its way to the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Save {
    pub path: String,
    pub content: String,
    pub base: Option<String>,
    pub late: bool,
}

impl OpenFile {
    pub(super) fn stored(file: FileView, seq: i64) -> Self {
        Self { stored: file.content, hash: Some(file.hash), seq, local: None }
    }

    /// A file that the server does not have.
    pub(super) fn missing() -> Self {
        Self { stored: String::new(), hash: None, seq: 0, local: None }
    }

    pub fn text(&self) -> &str {
        self.local.as_ref().map_or(&self.stored, |local| &local.text)
    }

    pub fn is_dirty(&self) -> bool {
        self.local.is_some()
    }
}

impl WorkspaceState {
    /// Takes what was typed. False if the text is the one that is known.
    pub fn edit_file(&mut self, path: &str, text: &str) -> bool {
        let file = match self.files.get_mut(path) {
            Some(file) => file,
            None => {
                self.paths_revision += 1;
                self.files.entry(path.to_owned()).or_insert_with(OpenFile::missing)
            }
        };
        if file.hash.is_some() && file.text() == text {
            return false;
        }
        match &mut file.local {
            Some(local) => text.clone_into(&mut local.text),
            None => {
                self.edits += 1;
                let base = file.hash.clone();
                let text = text.to_owned();
                file.local =
                    Some(Local { text, base, order: self.edits, late: false, disputed: false, sent: None });
            }
        }
        self.text_revision += 1;
        true
    }

    /// Hash of the text as the server has it; none for what is not stored like this.
    pub fn stored_hash(&self, path: &str) -> Option<&str> {
        let file = self.files.get(path).filter(|file| !file.is_dirty())?;
        file.hash.as_deref()
    }

    /// Paths with something to be stored, in the order in which the edits were begun. What is disputed waits.
    pub fn dirty_paths(&self) -> Vec<String> {
        let mut dirty: Vec<(u32, &String)> = self
            .files
            .iter()
            .filter_map(|(path, file)| Some((file.local.as_ref()?, path)))
            .filter(|(local, _)| !local.disputed)
            .map(|(local, path)| (local.order, path))
            .collect();
        dirty.sort_unstable();
        dirty.into_iter().map(|(_, path)| path.clone()).collect()
    }

    /// Whether something is on its way to the server.
    pub fn has_unsaved(&self) -> bool {
        self.files.values().any(|file| file.local.as_ref().is_some_and(|local| !local.disputed))
    }

    /// All that is only here, in the order in which the edits were begun: also what is disputed.
    pub fn unsaved(&self) -> Vec<Save> {
        let mut paths: Vec<(u32, &String)> =
            self.files.iter().filter_map(|(path, file)| Some((file.local.as_ref()?.order, path))).collect();
        paths.sort_unstable();
        paths.into_iter().filter_map(|(_, path)| self.save(path)).collect()
    }

    /// Everything typed is stored, and the log with it has arrived here.
    pub fn is_settled(&self) -> bool {
        self.files.values().all(|file| !file.is_dirty() && file.seq <= self.seq)
    }

    /// What is to be stored of this path, if anything.
    pub fn save(&self, path: &str) -> Option<Save> {
        let local = self.files.get(path)?.local.as_ref()?;
        Some(Save {
            path: path.to_owned(),
            content: local.text.clone(),
            base: local.base.clone(),
            late: local.late,
        })
    }

    /// This is on its way to the server.
    pub fn sending(&mut self, save: &Save) {
        if let Some(local) = self.files.get_mut(&save.path).and_then(|file| file.local.as_mut()) {
            local.sent = Some(save.content.clone());
        }
    }

    /// Takes the server's answer to `sent`.
    pub fn saved(&mut self, sent: &Save, answer: SavedFile) {
        let Some(file) = self.files.get_mut(&sent.path) else { return };
        let merged = answer.content.is_some();
        if answer.seq >= file.seq {
            file.seq = answer.seq;
            file.stored = answer.content.unwrap_or_else(|| sent.content.clone());
            file.hash = answer.hash.clone();
        }
        let Some(local) = &mut file.local else { return };
        if local.text == sent.content {
            file.local = None;
            if merged {
                self.effects.push(Effect::Changed { path: sent.path.clone(), marks: Vec::new() });
            }
        } else if !merged {
            // More was typed meanwhile, on top of what is stored now. After a merge it is still on top of the
            // older text, and the next save merges again.
            local.base = answer.hash;
            local.late = false;
        }
        self.text_revision += 1;
    }

    /// A text from the log. Unsaved words stay on top of it.
    pub(super) fn store_file(
        &mut self,
        path: &str,
        content: &str,
        hash: Option<&str>,
        seq: i64,
        by_model: bool,
    ) {
        let mut marks = Vec::new();
        match self.files.get_mut(path) {
            Some(file) if file.seq >= seq => return,
            Some(file) => {
                if by_model {
                    marks = changed_lines(&file.stored, content);
                }
                content.clone_into(&mut file.stored);
                file.hash = hash.map(str::to_owned);
                file.seq = seq;
                if let Some(local) =
                    file.local.as_mut().filter(|local| local.sent.as_deref() == Some(content))
                {
                    // These were the words from here, though no answer came: what was typed since stands on them.
                    local.base.clone_from(&file.hash);
                    (local.late, local.sent) = (false, None);
                }
            }
            None => {
                let file =
                    OpenFile { stored: content.to_owned(), hash: hash.map(str::to_owned), seq, local: None };
                self.files.insert(path.to_owned(), file);
                self.paths_revision += 1;
            }
        }
        self.text_revision += 1;
        self.effects.push(Effect::Changed { path: path.to_owned(), marks });
    }

    /// A file that goes to another path takes along what was typed into it.
    pub(super) fn move_file(&mut self, from: &str, to: &str, content: &str, hash: Option<&str>, seq: i64) {
        match self.files.get(from) {
            Some(file) if file.seq >= seq => {}
            Some(_) => {
                let Some(mut file) = self.files.remove(from) else { return };
                content.clone_into(&mut file.stored);
                file.hash = hash.map(str::to_owned);
                file.seq = seq;
                self.files.insert(to.to_owned(), file);
                self.paths_revision += 1;
                self.text_revision += 1;
                self.effects.push(Effect::Moved { from: from.to_owned(), to: to.to_owned() });
            }
            None => self.store_file(to, content, hash, seq, false),
        }
    }

    pub(super) fn remove_file(&mut self, path: &str, seq: i64) {
        let Some(file) = self.files.get_mut(path).filter(|file| file.seq < seq) else { return };
        if let Some(local) = &mut file.local {
            // Deleted by somebody who could not know of these words.
            (local.late, local.disputed) = (true, true);
            (file.stored, file.hash, file.seq) = (String::new(), None, seq);
            self.text_revision += 1;
        } else {
            self.files.remove(path);
            self.paths_revision += 1;
            self.text_revision += 1;
            self.effects.push(Effect::Removed { path: path.to_owned() });
        }
    }
}
