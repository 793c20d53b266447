//! Running programs, timing steps, remembering inputs.

use std::ffi::OsStr;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// One sentence that says what to do.
#[derive(Debug)]
pub struct Failure(pub String);

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

pub fn fail<T>(message: impl Into<String>) -> Result<T, Failure> {
    Err(Failure(message.into()))
}

/// The workspace folder.
pub struct Root(PathBuf);

impl Root {
    pub fn find() -> Self {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self(here.parent().unwrap_or(here).to_owned())
    }

    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.0.join(relative)
    }

    /// A program to run in the workspace folder.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Run {
        Run::new(program, &self.0)
    }
}

pub struct Run(Command);

impl Run {
    pub fn new(program: impl AsRef<OsStr>, folder: &Path) -> Self {
        let mut command = Command::new(program);
        command.current_dir(folder);
        // Cargo tells its children about the crate it runs; a cargo below must not believe it.
        for (name, _) in std::env::vars() {
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                command.env_remove(name);
            }
        }
        // The server embeds target/dist of this folder: all of a build stays in one place.
        command.env("CARGO_TARGET_DIR", folder.join("target"));
        Self(command)
    }

    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.0.arg(argument);
        self
    }

    pub fn args(mut self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.0.args(arguments);
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.0.env_remove(name);
        self
    }

    pub fn folder(mut self, folder: impl AsRef<Path>) -> Self {
        self.0.current_dir(folder);
        self
    }

    fn name(&self) -> String {
        std::iter::once(self.0.get_program())
            .chain(self.0.get_args())
            .take(6)
            .map(|part| part.to_string_lossy().into_owned())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Runs with its output shown.
    pub fn run(mut self) -> Result<(), Failure> {
        let name = self.name();
        match self.0.stdin(Stdio::null()).status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => fail(format!("`{name}` ended with {status}.")),
            Err(error) => fail(format!("`{name}` did not start: {error}.")),
        }
    }

    /// Runs with its output shown, and hands each line of it to `seen`.
    pub fn watch(mut self, mut seen: impl FnMut(&str)) -> Result<(), Failure> {
        let name = self.name();
        let mut child = match self.0.stdin(Stdio::null()).stdout(Stdio::piped()).spawn() {
            Ok(child) => child,
            Err(error) => return fail(format!("`{name}` did not start: {error}.")),
        };
        if let Some(output) = child.stdout.take() {
            for line in BufReader::new(output).split(b'\n') {
                let line = line?;
                let line = String::from_utf8_lossy(&line);
                println!("{line}");
                seen(&line);
            }
        }
        let status = child.wait()?;
        if status.success() { Ok(()) } else { fail(format!("`{name}` ended with {status}.")) }
    }

    /// Runs in silence; its output is shown only when it fails.
    pub fn quiet(mut self) -> Result<String, Failure> {
        let name = self.name();
        match self.0.stdin(Stdio::null()).output() {
            Ok(output) if output.status.success() => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
            Ok(output) => fail(format!(
                "`{name}` ended with {}:\n{}{}",
                output.status,
                String::from_utf8_lossy(&output.stdout),
                String::from_utf8_lossy(&output.stderr)
            )),
            Err(error) => fail(format!("`{name}` did not start: {error}.")),
        }
    }

    /// Becomes the program, so that signals reach it directly.
    pub fn replace(mut self) -> Result<(), Failure> {
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt;
            Err(self.0.exec().into())
        }
        #[cfg(not(unix))]
        {
            let status = self.0.status()?;
            if status.success() { Ok(()) } else { fail("The server stopped with an error.") }
        }
    }
}

/// Prints the step when it starts, and how long it took when it is over.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    let started = Instant::now();
    print!("{name:<28} ");
    std::io::stdout().flush()?;
    let outcome = work();
    let mark = if outcome.is_ok() { "ok" } else { "failed" };
    println!("{mark:<7} {:>8.1} s", started.elapsed().as_secs_f64());
    outcome
}

/// Runs `work` only if `inputs` (files and folders) changed since it last succeeded, or an output is gone.
pub fn when_changed(
    root: &Root,
    name: &str,
    inputs: &[PathBuf],
    outputs: &[PathBuf],
    work: impl FnOnce() -> Result<(), Failure>,
) -> Result<(), Failure> {
    let stamp = root.path(format!("target/xtask/{}.stamp", name.replace([':', ' '], "")));
    let mut hasher = DefaultHasher::new();
    for input in inputs {
        hash_tree(input, &mut hasher)?;
    }
    let now = format!("{:016x}", hasher.finish());
    let same = std::fs::read_to_string(&stamp).is_ok_and(|before| before == now);
    if same && outputs.iter().all(|output| output.exists()) {
        return Ok(());
    }
    step(name, work)?;
    if let Some(folder) = stamp.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(std::fs::write(stamp, now)?)
}

fn hash_tree(path: &Path, hasher: &mut DefaultHasher) -> Result<(), Failure> {
    if path.is_dir() {
        let mut entries: Vec<PathBuf> =
            std::fs::read_dir(path)?.flatten().map(|entry| entry.path()).collect();
        entries.sort();
        for entry in entries {
            if entry.file_name().is_some_and(|name| name == "node_modules") {
                continue;
            }
            hash_tree(&entry, hasher)?;
        }
    } else {
        path.hash(hasher);
        match std::fs::read(path) {
            Ok(bytes) => bytes.hash(hasher),
            Err(error) => return fail(format!("{} cannot be read: {error}.", path.display())),
        }
    }
    Ok(())
}
