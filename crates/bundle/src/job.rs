//! What parent and child say to each other, as JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use contract::Diagnostic;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Job {
    Packages(PackagesJob),
    Site(SiteJob),
}

/// Modules of packages for the preview's frame.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PackagesJob {
    /// An empty folder to work in. Results go to `out` in it.
    pub folder: PathBuf,
    pub tree: Vec<Placed>,
    /// Specifiers as projects import them: `name`, `@scope/name/part`, `name/dist/style.css`.
    pub entries: Vec<String>,
    /// Specifier to address: what is loaded from there and not bundled.
    pub shared: BTreeMap<String, String>,
    /// Names of packages in `tree` that are there for further parts of what is shared, in the same version.
    pub beside: BTreeSet<String>,
}

/// A whole project, to run without Easel's workspace.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SiteJob {
    /// An empty folder inside of the one that holds the library's `node_modules`. Results go to `out` in it.
    pub folder: PathBuf,
    pub tree: Vec<Placed>,
    /// Path to text; pictures and fonts as `data:` addresses.
    pub files: BTreeMap<String, String>,
    /// Tailwind's core as one ES module with the export `compile`.
    pub tailwind: String,
}

/// A package's archive and its folder below `node_modules`: `a`, or `a/node_modules/b`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Placed {
    pub place: String,
    pub tarball: PathBuf,
}

/// What came of a job.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Bundled {
    /// Specifier to the name of its module in `out`.
    Packages(BTreeMap<String, String>),
    Site(SiteOutline),
    Failed(Fault),
}

/// Names of files in `out`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteOutline {
    pub script: String,
    /// Modules that the script imports at once: worth fetching beside it.
    pub imports: Vec<String>,
    pub style: Option<String>,
    /// Paths below `public/` as the app writes them, with the files' names.
    pub public: BTreeMap<String, String>,
}

/// Why there is no bundle, as people can mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    pub message: String,
    /// A file of the project, and the place in it, if known.
    pub path: Option<String>,
    pub line: Option<u32>,
}

impl Fault {
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), path: None, line: None }
    }

    /// The first finding of a project that does not compile.
    pub fn of(found: &[Diagnostic]) -> Self {
        match found.first() {
            Some(first) if first.code == "missing-entry" => Self::new(first.message.clone()),
            Some(first) => Self {
                message: first.message.clone(),
                path: Some(first.path.clone()),
                line: Some(first.line),
            },
            None => Self::new("The project does not compile."),
        }
    }

    /// `src/App.tsx, line 3: There is no file "./a".`
    pub fn sentence(&self) -> String {
        let message = self.message.trim_end();
        let end = if message.ends_with(['.', '!', '?', ')']) { "" } else { "." };
        match (&self.path, self.line) {
            (Some(path), Some(line)) => format!("{path}, line {line}: {message}{end}"),
            (Some(path), None) => format!("{path}: {message}{end}"),
            (None, _) => format!("{message}{end}"),
        }
    }
}
