//! What a search in the project found, and what would be replaced.

use std::collections::BTreeSet;

use contract::Splice;
use serde::Deserialize;

/// One place, as `frontend/js/search` tells it: offsets in UTF-16 units, line and column counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
pub struct Match {
    pub start: u32,
    pub end: u32,
    pub line: u32,
    pub column: u32,
    /// What the text has there.
    pub found: String,
    /// What would stand there instead; none when nothing is to be replaced.
    pub instead: Option<String>,
    /// Of the line around it, as much as is worth showing.
    pub before: String,
    pub after: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FileMatches {
    pub path: String,
    pub matches: Vec<Match>,
}

/// What was found since the last report of the same question.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Report {
    pub id: u32,
    pub files: Vec<FileMatches>,
    pub done: bool,
    pub limited: bool,
    pub error: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Of the question that these answer.
    id: u32,
    pub files: Vec<FileMatches>,
    /// There is more than was asked for.
    pub limited: bool,
    pub error: Option<String>,
}

/// A line of the list: indices into `Found::files` and into the matches of that file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    File { file: usize, open: bool },
    Match { file: usize, at: usize },
}

impl Found {
    /// What was found by other means than a search.
    pub fn of(files: Vec<FileMatches>) -> Self {
        Self { files, ..Self::default() }
    }

    pub fn failed(error: String) -> Self {
        Self { error: Some(error), ..Self::default() }
    }

    /// Takes a report; the first of a newer question takes the place of everything before.
    pub fn take(&mut self, report: Report) {
        if self.id != report.id {
            *self = Self { id: report.id, ..Self::default() };
        }
        self.files.extend(report.files);
        self.limited = report.limited;
        self.error = report.error;
    }

    pub fn count(&self) -> usize {
        self.files.iter().map(|file| file.matches.len()).sum()
    }

    /// Files with their matches, those of closed ones left out.
    pub fn rows(&self, closed: &BTreeSet<String>) -> Vec<Row> {
        let mut rows = Vec::new();
        for (file, found) in self.files.iter().enumerate() {
            let open = !closed.contains(&found.path);
            rows.push(Row::File { file, open });
            if open {
                rows.extend((0..found.matches.len()).map(|at| Row::Match { file, at }));
            }
        }
        rows
    }

    /// Leaves out what was replaced.
    pub fn drop_edits(&mut self, path: &str, edits: &[Edit]) {
        for file in self.files.iter_mut().filter(|file| file.path == path) {
            file.matches.retain(|found| {
                !edits.iter().any(|edit| (edit.start, edit.end) == (found.start, found.end) && edit.end > 0)
            });
        }
        self.files.retain(|file| !file.matches.is_empty());
    }

    /// Leaves a match out, or a whole file.
    pub fn dismiss(&mut self, path: &str, which: Option<&Match>) {
        for file in self.files.iter_mut().filter(|file| file.path == path) {
            match which {
                Some(which) => file.matches.retain(|found| found != which),
                None => file.matches.clear(),
            }
        }
        self.files.retain(|file| !file.matches.is_empty());
    }
}

/// A replacement in the editor's measure: offsets in UTF-16 units, and what is expected to be there.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Edit {
    pub start: u32,
    pub end: u32,
    pub expected: String,
    pub text: String,
}

impl Edit {
    /// None for a match that is only shown.
    pub fn of(found: &Match) -> Option<Self> {
        let text = found.instead.clone()?;
        Some(Self { start: found.start, end: found.end, expected: found.found.clone(), text })
    }
}

/// The edits as the server takes them; none if the text is not as expected, or they are out of order.
pub fn splices(text: &str, edits: &[Edit]) -> Option<Vec<Splice>> {
    let (mut units, mut bytes) = (0_u32, 0_usize);
    let mut reach = |wanted: u32| {
        for letter in text.get(bytes..)?.chars() {
            if units >= wanted {
                break;
            }
            units += u32::try_from(letter.len_utf16()).ok()?;
            bytes += letter.len_utf8();
        }
        (units == wanted).then_some(bytes)
    };
    let splices = edits.iter().map(|edit| {
        let start = reach(edit.start)?;
        let end = reach(edit.end)?;
        if text.get(start..end)? != edit.expected {
            return None;
        }
        let at = u32::try_from(start).ok()?;
        Some(Splice { at, remove: u32::try_from(end - start).ok()?, insert: edit.text.clone() })
    });
    splices.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(start: u32, text: &str) -> Match {
        let units = u32::try_from(text.encode_utf16().count()).unwrap();
        let (before, after) = (String::new(), String::new());
        let instead = Some("x".to_owned());
        Match {
            start,
            end: start + units,
            line: 1,
            column: start + 1,
            found: text.to_owned(),
            instead,
            before,
            after,
        }
    }

    fn report(id: u32, path: &str, done: bool) -> Report {
        let matches = vec![found(0, "a"), found(2, "b")];
        let files = vec![FileMatches { path: path.to_owned(), matches }];
        Report { id, files, done, limited: false, error: None }
    }

    #[test]
    fn reports_of_one_question_add_up_and_a_newer_one_begins_anew() {
        let mut all = Found::default();
        all.take(report(1, "a.ts", false));
        all.take(report(1, "b.ts", true));
        assert_eq!((all.count(), all.files.len()), (4, 2));
        let closed = BTreeSet::from(["a.ts".to_owned()]);
        let rows = [Row::File { file: 0, open: false }, Row::File { file: 1, open: true }];
        assert_eq!(all.rows(&closed)[..2], rows);
        assert_eq!(all.rows(&closed).len(), 4);
        all.dismiss("a.ts", Some(&found(2, "b")));
        assert_eq!(all.count(), 3);
        all.dismiss("b.ts", None);
        assert_eq!(all.files.len(), 1);
        all.drop_edits("a.ts", &[Edit::of(&found(0, "a")).unwrap()]);
        assert_eq!(all.files, []);
        all.take(report(2, "c.ts", true));
        assert_eq!(all.files[0].path, "c.ts");
    }

    #[test]
    fn places_in_the_editors_measure_become_bytes() {
        let text = "😀 é = é;";
        let edit = |start, expected: &str| Edit::of(&found(start, expected)).unwrap();
        let made = splices(text, &[edit(0, "😀"), edit(3, "é"), edit(7, "é")]).unwrap();
        assert_eq!(edit::apply_splices(text, &made).unwrap(), "x x = x;");
        // Another text, the middle of a character, out of order, beyond the end.
        for edits in
            [vec![edit(3, "e")], vec![edit(1, "é")], vec![edit(7, "é"), edit(3, "é")], vec![edit(99, "é")]]
        {
            assert_eq!(splices(text, &edits), None, "{edits:?}");
        }
    }
}
