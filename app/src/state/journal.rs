//! Edits by hand that the server does not have yet, as they are kept in the browser.

use serde::{Deserialize, Serialize};

use super::Save;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptEdit {
    pub path: String,
    pub content: String,
    /// Hash of the stored text that it started from; none for a new file.
    pub base: Option<String>,
    pub at_ms: i64,
}

/// What one tab has not brought to the server, in the order in which it was begun.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journal {
    pub edits: Vec<KeptEdit>,
}

impl Journal {
    /// What a tab holds now: what it is about to send, then what it took over and could not put back yet.
    pub fn of(unsaved: Vec<Save>, waiting: &[KeptEdit], at_ms: i64) -> Self {
        let own = unsaved.into_iter().map(|save| KeptEdit {
            path: save.path,
            content: save.content,
            base: save.base,
            at_ms,
        });
        Self { edits: own.chain(waiting.iter().cloned()).collect() }
    }

    /// Of tabs that are gone, oldest first. The same edit, taken over twice, counts once.
    pub fn join(journals: Vec<Self>) -> Vec<KeptEdit> {
        let mut all: Vec<KeptEdit> = journals.into_iter().flat_map(|journal| journal.edits).collect();
        // Stable: within a tab the order stays.
        all.sort_by_key(|edit| edit.at_ms);
        let mut out: Vec<KeptEdit> = Vec::with_capacity(all.len());
        for edit in all {
            let same = |known: &KeptEdit| {
                known.path == edit.path && known.content == edit.content && known.base == edit.base
            };
            if !out.iter().any(same) {
                out.push(edit);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use contract::{FileView, SavedFile, SyncedFile};

    use super::*;
    use crate::state::tests::view;
    use crate::state::{Effect, WorkspaceState};

    fn edit(path: &str, content: &str, at_ms: i64) -> KeptEdit {
        KeptEdit { path: path.into(), content: content.into(), base: Some(format!("hash of {path}")), at_ms }
    }

    fn state() -> WorkspaceState {
        WorkspaceState::new(view(&[("a.ts", "a"), ("b.ts", "b"), ("c.ts", "c")], Vec::new(), 3))
    }

    fn saved(seq: i64) -> SavedFile {
        SavedFile { seq, hash: Some(format!("hash {seq}")), content: None, notice: None }
    }

    #[test]
    fn edits_are_sent_in_the_order_in_which_they_were_begun() {
        let mut state = state();
        for (path, text) in [("c.ts", "c1"), ("a.ts", "a1"), ("c.ts", "c2"), ("new.ts", "n")] {
            assert!(state.edit_file(path, text));
        }
        assert_eq!(state.dirty_paths(), ["c.ts", "a.ts", "new.ts"]);
        let journal = Journal::of(state.unsaved(), &[edit("c.ts", "other", 1)], 9);
        let texts: Vec<_> = journal.edits.iter().map(|edit| edit.content.as_str()).collect();
        assert_eq!(texts, ["c2", "a1", "n", "other"]);
    }

    #[test]
    fn tabs_that_are_gone_leave_each_edit_once_and_the_oldest_first() {
        let one = Journal { edits: vec![edit("b.ts", "b1", 20), edit("a.ts", "a1", 20)] };
        let two = Journal { edits: vec![edit("a.ts", "a0", 10), edit("b.ts", "b1", 30)] };
        let texts: Vec<_> = Journal::join(vec![one, two]).into_iter().map(|edit| edit.content).collect();
        assert_eq!(texts, ["a0", "b1", "a1"]);
    }

    #[test]
    fn an_edit_of_an_earlier_visit_is_put_back_and_sent_carefully() {
        let mut state = state();
        assert!(state.take_up(&edit("a.ts", "a1", 1)));
        assert_eq!(state.text("a.ts"), Some("a1"));
        assert_eq!(state.take_effects(), [Effect::Changed { path: "a.ts".into(), marks: Vec::new() }]);
        // Of the same file by another tab: after this one.
        assert!(!state.take_up(&edit("a.ts", "a2", 2)));
        let save = state.save("a.ts").unwrap();
        assert!(save.late);
        state.synced(&save, SyncedFile::Saved(saved(4)));
        assert!(!state.has_unsaved());
        assert!(state.take_up(&edit("a.ts", "a2", 2)));
        // The server has it already: nothing to do.
        assert!(state.take_up(&edit("b.ts", "b", 2)));
        assert_eq!(state.dirty_paths(), ["a.ts"]);
    }

    #[test]
    fn what_changed_in_both_places_waits_for_a_decision() {
        let mut state = state();
        state.take_up(&edit("a.ts", "mine", 1));
        let save = state.save("a.ts").unwrap();
        let theirs = FileView { path: "a.ts".into(), content: "theirs".into(), hash: "theirs' hash".into() };
        state.synced(&save, SyncedFile::Disputed { current: Some(theirs), seq: 7 });
        assert_eq!(
            state.disputes().iter().map(|dispute| dispute.path.as_str()).collect::<Vec<_>>(),
            ["a.ts"]
        );
        // Both are there, and nothing is sent by itself.
        assert_eq!(state.versions_of("a.ts"), Some(("theirs".into(), "mine".into())));
        assert!(!state.has_unsaved());
        assert_eq!(state.unsaved().len(), 1, "a reload would lose it");

        assert_eq!(state.give_way("a.ts"), Some("mine".into()));
        assert_eq!((state.text("a.ts"), state.disputes().len()), (Some("theirs"), 0));

        state.take_up(&edit("a.ts", "mine", 1));
        state.keep_own("a.ts");
        let save = state.save("a.ts").unwrap();
        assert_eq!((save.base.as_deref(), save.late), (Some("theirs' hash"), false));
    }

    #[test]
    fn a_file_that_was_deleted_meanwhile_is_not_forgotten() {
        let mut state = state();
        state.edit_file("a.ts", "mine");
        state.mark_late();
        state.remove_file("a.ts", 9);
        let disputes = state.disputes();
        assert!(disputes.first().is_some_and(|dispute| dispute.deleted));
        state.keep_own("a.ts");
        let save = state.save("a.ts").unwrap();
        assert_eq!((save.base, save.content.as_str()), (None, "mine"));
        // Also what was typed a moment ago, while the server was there.
        state.edit_file("b.ts", "b1");
        state.remove_file("b.ts", 10);
        assert_eq!(state.text("b.ts"), Some("b1"));
        assert_eq!(state.disputes().len(), 1);
    }
}
