//! What each checker finds, and what it leaves alone.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up has failed")]

mod command;
mod imports;
mod lint;
mod names;
mod typescript;

use verify::{Files, Report, Verifier};

fn project(files: &[(&str, &str)]) -> Files {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn lines(report: &Report) -> Vec<String> {
    report
        .diagnostics
        .iter()
        .map(|d| format!("{}:{}:{} {:?} {}", d.path, d.line, d.column, d.severity, d.code))
        .collect()
}

/// Findings without TypeScript, as `path:line:column Severity code`.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    lines(&Verifier::default().verify(&project(files)))
}

/// Findings in `src/App.tsx`, without its path.
fn found_in(app: &str) -> Vec<String> {
    found(&[("src/App.tsx", app)]).into_iter().map(|line| line.replacen("src/App.tsx:", "", 1)).collect()
}
