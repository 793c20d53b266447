//! TypeScript's native compiler, if there is one: on a copy of the files, with limits, and never at the cost of the
//! other checkers.

mod config;
mod copy;
mod find;
mod output;
mod process;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use vfs::Aliases;

use crate::Files;
pub(crate) use output::Found;

/// What one run of the compiler may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub time: Duration,
    /// Resident memory; watched on Linux only.
    pub memory_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(10), memory_bytes: 1_000_000_000 }
    }
}

/// Answers the folder `node_modules` with the types of packages, or a sentence. Asked until it does.
type Types = Box<dyn Fn() -> Result<PathBuf, String> + Send + Sync>;

/// A compiler and what it needs; looked for at the first check. Clones share it.
#[derive(Clone)]
pub struct TypeScript(Arc<Inner>);

struct Inner {
    /// `EASEL_TYPESCRIPT`: a path, or `off`.
    setting: Option<String>,
    /// Where programs are looked for.
    path: Option<OsString>,
    types: Types,
    limits: Limits,
    /// What was not found may be installed by the next time.
    found: Mutex<Option<Arc<Installation>>>,
    places: Places,
}

impl std::fmt::Debug for TypeScript {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TypeScript").field("setting", &self.0.setting).finish_non_exhaustive()
    }
}

#[derive(Debug)]
struct Installation {
    program: PathBuf,
    types: PathBuf,
}

impl TypeScript {
    /// `setting` is a path to the compiler or `off`; without one, `tsc` is looked for in the folders of `path`, and
    /// taken if it is version 7.
    pub fn new(
        setting: Option<String>,
        path: Option<OsString>,
        types: impl Fn() -> Result<PathBuf, String> + Send + Sync + 'static,
        limits: Limits,
    ) -> Self {
        let (types, found) = (Box::new(types), Mutex::default());
        Self(Arc::new(Inner { setting, path, types, limits, found, places: Places::default() }))
    }

    /// The error is a sentence that says why there is no answer.
    pub(crate) fn check(
        &self,
        files: &Files,
        paths: &BTreeSet<String>,
        aliases: &Aliases,
    ) -> Result<Found, String> {
        let inner = &*self.0;
        let mut wanted: BTreeSet<&String> = paths.iter().filter(|path| is_typescript(path)).collect();
        if wanted.is_empty() {
            return Err("There is no TypeScript in this project.".to_owned());
        }
        wanted.extend(crate::declarations(files));
        let installed = inner.installation()?;
        let config = config::write(files, &wanted, aliases);
        let _place = inner.places.take();
        let copy = copy::Copy::make(files, &wanted, &config, &installed.types)?;
        // Two at work take less in sum than the four it would start, and are hardly slower.
        let arguments = ["-p", "tsconfig.json", "--pretty", "false", "--listFiles", "--checkers", "2"];
        let said = process::run(&installed.program, &arguments, copy.path(), inner.limits)?;
        let own = [Some(copy.path()), Some(installed.types.as_path()), installed.program.parent()];
        let own: Vec<_> = own.into_iter().flatten().collect();
        output::read(&said, copy.path(), &own)
    }
}

impl Inner {
    fn installation(&self) -> Result<Arc<Installation>, String> {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = &*found {
            return Ok(found.clone());
        }
        Ok(found.insert(Arc::new(self.find()?)).clone())
    }

    fn find(&self) -> Result<Installation, String> {
        let program = find::find(self.setting.as_deref(), self.path.as_deref())?;
        let types = (self.types)()?;
        // The compiler names files as they are without links.
        let types =
            types.canonicalize().map_err(|error| format!("The types of packages are not there: {error}."))?;
        Ok(Installation { program, types })
    }
}

fn is_typescript(path: &str) -> bool {
    [".ts", ".tsx", ".mts", ".cts"].iter().any(|ending| path.ends_with(ending))
}

/// Two compilers at once: more would only wait for the processor, and take each other's memory.
#[derive(Default)]
struct Places {
    taken: Mutex<u32>,
    freed: Condvar,
}

const MOST_AT_ONCE: u32 = 2;

struct Place<'p>(&'p Places);

impl Places {
    fn take(&self) -> Place<'_> {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |taken: &mut u32| *taken >= MOST_AT_ONCE;
        let mut taken = self.freed.wait_while(taken, full).unwrap_or_else(PoisonError::into_inner);
        *taken += 1;
        Place(self)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut taken = self.0.taken.lock().unwrap_or_else(PoisonError::into_inner);
        *taken = taken.saturating_sub(1);
        self.0.freed.notify_one();
    }
}

/// The compiler that the task `cargo xtask test` names, or the one in the repository.
#[cfg(test)]
pub(crate) fn installed_for_tests() -> PathBuf {
    let launcher =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frontend/node_modules/.bin/tsc");
    let setting = std::env::var("EASEL_TYPESCRIPT").unwrap_or_else(|_| launcher.display().to_string());
    find::find(Some(&setting), None)
        .expect("TypeScript 7 is not installed. Run `cd frontend && npm ci`, then test again")
}
