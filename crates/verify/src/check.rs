//! `easel check`: a folder's findings, for people and for programs.

use std::io::Write;
use std::path::Path;

use contract::{Diagnostic, Severity};

use crate::{Report, Verifier, read_folder};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// A line for each finding, and one that sums up.
    #[default]
    Text,
    /// One object.
    Json,
}

/// Reads the folder, verifies it, and tells `out`. The error is a sentence: the folder cannot be used.
pub fn check(dir: &Path, verifier: &Verifier, style: Style, out: &mut dyn Write) -> Result<Report, String> {
    let files = read_folder(dir)?;
    let report = verifier.verify(&files);
    let text = match style {
        Style::Json => serde_json::to_string(&report).unwrap_or_default() + "\n",
        Style::Text => lines(&report),
    };
    // Whoever closed the pipe does not want to know.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    Ok(report)
}

fn lines(report: &Report) -> String {
    let mut text: String = report.diagnostics.iter().map(line).collect();
    for checker in &report.checkers {
        if let Some(reason) = &checker.skipped {
            text.push_str(&format!("{} was skipped: {reason}\n", checker.name));
        }
    }
    let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
    let ran = report.list_ran().join(", ");
    text.push_str(&format!("{}, {} ({ran})\n", counted(errors, "error"), counted(warnings, "warning")));
    text
}

/// `src/App.tsx:3:7 error TS2322 Type …`
fn line(found: &Diagnostic) -> String {
    let severity = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let Diagnostic { path, line, column, code, message, .. } = found;
    let message = message.replace('\n', "\n    ");
    format!("{path}:{line}:{column} {severity} {code} {message}\n")
}

fn counted(count: usize, what: &str) -> String {
    match count {
        0 => format!("no {what}s"),
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}
