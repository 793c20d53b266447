//! What is wrong with a reply, in words a model can act on and in a form that two rounds can be compared by.

use contract::{Diagnostic, FileReport};

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Complaint {
    path: String,
    line: Option<u32>,
    message: String,
    about_path: bool,
}

impl Complaint {
    /// An edit that was refused in whole or in part.
    pub(crate) fn refused(report: &FileReport) -> Self {
        let hunks = report.hunks.iter().filter_map(|hunk| hunk.reason.as_ref());
        let mut reasons: Vec<&str> = Vec::new();
        for reason in report.reason.iter().chain(hunks) {
            // The file's reason is often the first hunk's.
            if !reasons.contains(&reason.as_str()) {
                reasons.push(reason);
            }
        }
        let message =
            if reasons.is_empty() { "The edit could not be applied.".to_owned() } else { reasons.join(" ") };
        let about_path = edit::normalize_path(&report.path).is_err();
        Self { path: report.path.clone(), line: None, message, about_path }
    }

    /// An error that a checker found.
    pub(crate) fn found(found: &Diagnostic) -> Self {
        Self {
            path: found.path.clone(),
            line: Some(found.line),
            message: found.message.clone(),
            about_path: false,
        }
    }

    /// The path itself cannot be used.
    pub(crate) fn is_about_path(&self) -> bool {
        self.about_path
    }

    /// The same mistake on another line is the same mistake.
    fn fingerprint(&self) -> (&str, String) {
        let mut words = String::new();
        for c in self.message.chars() {
            match c {
                c if c.is_ascii_digit() => {}
                c => words.extend(c.to_lowercase()),
            }
        }
        (&self.path, words)
    }
}

/// Asking again is no use when it brought the same mistakes.
pub(crate) fn same_mistakes(before: &[Complaint], after: &[Complaint]) -> bool {
    let sorted = |list: &[Complaint]| {
        let mut prints: Vec<(String, String)> =
            list.iter().map(Complaint::fingerprint).map(|(path, words)| (path.to_owned(), words)).collect();
        prints.sort();
        prints.dedup();
        prints
    };
    sorted(before) == sorted(after)
}

impl std::fmt::Display for Complaint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}
