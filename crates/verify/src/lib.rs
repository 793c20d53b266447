//! What is wrong with a project's files, by several checkers, each of which says whether it ran.
//!
//! `oxc` and `imports` are the preview's own look at the tree, with types added; `names` knows what nobody declared;
//! `lint` a short list of mistakes of generated React; `typescript` is the native compiler where one is installed.
//! Nothing of the project is ever run. No network, no async, no database: the caller gives texts and gets findings.

mod check;
mod folder;
mod imports;
mod lint;
mod names;
mod report;
mod script;
mod typescript;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use contract::{Diagnostic, Severity};

pub use check::{Style, check};
pub use folder::read_folder;
pub use report::{Checker, Report};
pub use typescript::{Limits, TypeScript};

/// A project: path to text. Pictures and other bytes are there with an empty text.
pub type Files = BTreeMap<String, String>;

/// All checkers. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Verifier {
    typescript: Option<TypeScript>,
}

impl Verifier {
    pub fn new(typescript: TypeScript) -> Self {
        Self { typescript: Some(typescript) }
    }

    /// Blocks while it works, with TypeScript up to that compiler's time limit. A checker that cannot do its work is
    /// skipped and says why.
    pub fn verify(&self, files: &Files) -> Report {
        let mut report = Report::default();
        let started = Instant::now();
        let project = preview::inspect(files);
        let known_to_oxc = project.diagnostics.iter().any(|found| found.source == "oxc" && is_error(found));
        report.ran("oxc", started);
        report.add(project.diagnostics);

        let started = Instant::now();
        let scripts = script::read_all(files, &project.paths);
        report.add(imports::check(&scripts, files, &project.aliases));
        report.ran("imports", started);

        let started = Instant::now();
        report.add(names::check(&scripts, files));
        report.ran("names", started);

        let started = Instant::now();
        for script in scripts.values() {
            report.add(script.lint.clone());
        }
        report.ran("lint", started);

        match &self.typescript {
            None => report.skipped("typescript", "No compiler was asked for."),
            Some(_) if known_to_oxc => {
                report.skipped("typescript", "There are syntax errors, which hide what types would say.");
            }
            Some(typescript) => {
                let started = Instant::now();
                match typescript.check(files, &project.paths, &project.aliases) {
                    Ok(found) => {
                        let unsure = imports::importers(&scripts, files, &project.aliases, &found.untyped);
                        report.add(doubted(found.diagnostics, &unsure));
                        report.ran("typescript", started);
                    }
                    Err(reason) => report.skipped("typescript", reason),
                }
            }
        }
        report.finish()
    }
}

/// Where something comes from a package without types, an error may come of that alone; and what is not said about
/// such values is not the project's fault.
fn doubted(found: Vec<Diagnostic>, unsure: &BTreeSet<String>) -> Vec<Diagnostic> {
    let is_implicit = |found: &Diagnostic| found.code.starts_with("TS7");
    let kept = found.into_iter().filter(|found| !(unsure.contains(&found.path) && is_implicit(found)));
    kept.map(|mut found| {
        if unsure.contains(&found.path) {
            found.severity = Severity::Warning;
        }
        found
    })
    .collect()
}

fn is_error(found: &Diagnostic) -> bool {
    found.severity == Severity::Error
}

fn is_script(path: &str) -> bool {
    let endings = [".tsx", ".ts", ".jsx", ".js", ".mts", ".mjs", ".cts", ".cjs"];
    endings.iter().any(|ending| path.ends_with(ending))
}

fn is_declaration(path: &str) -> bool {
    [".d.ts", ".d.mts", ".d.cts"].iter().any(|ending| path.ends_with(ending))
}

/// Declaration files are part of no module graph: all of a project's count.
fn declarations(files: &Files) -> BTreeSet<&String> {
    files.keys().filter(|path| is_declaration(path) && !path.contains("node_modules/")).collect()
}
