//! What was done, for people and for programs.

use std::io::Write;

use contract::{FileOp, FileReport, FileStatus, Warning};
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// Nothing was refused.
    pub ok: bool,
    /// In the order of the reply.
    pub files: Vec<FileReport>,
    pub warnings: Vec<Warning>,
}

impl Default for Outcome {
    fn default() -> Self {
        Self { ok: true, files: Vec::new(), warnings: Vec::new() }
    }
}

impl Outcome {
    pub(crate) fn add(&mut self, report: FileReport) {
        self.ok &= matches!(report.status, FileStatus::Applied | FileStatus::Unchanged);
        self.files.push(report);
    }

    pub(crate) fn warn(&mut self, code: &str, message: String) {
        self.warnings.push(Warning { code: code.to_owned(), message, at: 0 });
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// A line for each file as it is done, more for what was refused.
    #[default]
    Text,
    /// One object at the end.
    Json,
}

impl Style {
    pub(crate) fn file(self, report: &FileReport, out: &mut dyn Write) {
        if self == Self::Text {
            // Whoever closed the pipe does not want to know.
            let _ = out.write_all(line(report).as_bytes()).and_then(|()| out.flush());
        }
    }

    pub(crate) fn end(self, outcome: &Outcome, out: &mut dyn Write) {
        let text = match self {
            Self::Json => serde_json::to_string(outcome).unwrap_or_default() + "\n",
            Self::Text => {
                outcome.warnings.iter().map(|warning| format!("warning   {}\n", warning.message)).collect()
            }
        };
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }
}

fn line(report: &FileReport) -> String {
    let status = match report.status {
        FileStatus::Applied => "applied",
        FileStatus::Partial => "partial",
        FileStatus::Refused => "refused",
        FileStatus::Unchanged => "unchanged",
    };
    let op = match report.op {
        FileOp::Edit => "edited",
        FileOp::Create => "created",
        FileOp::Write => "rewritten",
        FileOp::Delete => "deleted",
        FileOp::Rename => "renamed",
    };
    let to = report.to.as_ref().map(|to| format!(" -> {to}")).unwrap_or_default();
    let mut text = format!("{status:<9} {}{to}", report.path);
    if report.status != FileStatus::Refused {
        text.push_str(&format!("  {op}, +{} -{}", report.added, report.removed));
    }
    text.push('\n');
    let refused = report.hunks.iter().filter(|hunk| hunk.reason.is_some());
    if let (Some(reason), None) = (&report.reason, refused.clone().next()) {
        text.push_str(&format!("          {reason}\n"));
    }
    for hunk in refused {
        text.push_str(&format!(
            "          hunk {}: {}\n",
            hunk.n,
            hunk.reason.as_deref().unwrap_or_default()
        ));
        for near in &hunk.nearest {
            text.push_str(&format!("          {:>6} | {}\n", near.line, near.text));
        }
    }
    text
}
