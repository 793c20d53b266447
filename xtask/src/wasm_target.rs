//! The standard library for `wasm32-unknown-unknown`, and the compiler that goes with it.
//!
//! Where rustup reaches its server one command brings it. Where only Debian's packages can be had, it is built
//! from the `rust-src` package of exactly this compiler's version, which a newer Debian's backports carry; or,
//! when they have moved on, with a second compiler that Debian 12 packages together with its source.

mod backports;
mod library;

use std::path::{Path, PathBuf};

use crate::apt;
use crate::shell::{Failure, Root, Run, fail, step};

pub const TARGET: &str = "wasm32-unknown-unknown";
const ADVICE: &str = "The Rust target wasm32-unknown-unknown is missing: run `rustup target add \
                      wasm32-unknown-unknown`, then this again.";

/// Debian's own compiler, kept in step with its source, its linker and its lints.
const DEBIAN: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy", "lld-22"];

/// Which compiler makes the browser half.
pub enum Toolchain {
    /// The one that makes everything else.
    Usual,
    /// Debian's, with the standard library in this sysroot.
    Debian(PathBuf),
}

impl Toolchain {
    pub fn cargo(&self, root: &Root, command: &str) -> Run {
        match self {
            Self::Usual => root.command("cargo").arg(command),
            // A cargo looks for its subcommands in rustup's folder first: clippy is named by its path.
            Self::Debian(sysroot) => {
                let program = if command == "clippy" { "/usr/bin/cargo-clippy" } else { "/usr/bin/cargo" };
                debian(root.command(program))
                    .env("CARGO", "/usr/bin/cargo")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-22")
                    .env(
                        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                        format!("--sysroot={}", sysroot.display()),
                    )
                    .arg(command)
            }
        }
    }
}

fn debian(run: Run) -> Run {
    run.env("RUSTC", "/usr/bin/rustc").without("LD_LIBRARY_PATH").without("RUSTUP_TOOLCHAIN")
}

/// A way to put the standard library for the browser into the compiler's folder, the second argument.
type Attempt = fn(&Root, &Path) -> Result<(), Failure>;

pub fn ensure(root: &Root) -> Result<Toolchain, Failure> {
    let sysroot = PathBuf::from(root.command("rustc").args(["--print", "sysroot"]).quiet()?.trim());
    if library::present(&sysroot) {
        return Ok(Toolchain::Usual);
    }
    let apart = root.path("target/wasm-sysroot");
    if library::present(&apart) && Path::new("/usr/bin/rustc").is_file() {
        return Ok(Toolchain::Debian(apart));
    }
    let attempts: [(&str, Attempt); 2] =
        [("wasm target: rustup", by_rustup), ("wasm target: from source", from_backports)];
    let mut causes = Vec::new();
    for (name, attempt) in attempts {
        match step(name, || attempt(root, &sysroot)) {
            Ok(()) if library::present(&sysroot) => return Ok(Toolchain::Usual),
            Ok(()) => {}
            Err(Failure(cause)) => causes.push(cause),
        }
    }
    match from_debian(root, &apart) {
        Ok(()) if library::present(&apart) => Ok(Toolchain::Debian(apart)),
        Ok(()) => fail(ADVICE),
        Err(Failure(cause)) => {
            causes.push(cause);
            fail(format!("{ADVICE}\nWhat was tried:\n{}", causes.join("\n")))
        }
    }
}

/// A closed network may swallow the request instead of refusing it.
fn by_rustup(root: &Root, _: &Path) -> Result<(), Failure> {
    root.command("timeout").args(["60", "rustup", "target", "add", TARGET]).quiet().map(drop)
}

fn from_backports(root: &Root, sysroot: &Path) -> Result<(), Failure> {
    let work = root.path("target/wasm-std");
    let source = backports::source(root, &work)?;
    library::with_source(sysroot, &source, || library::build(root, &work, root.command("cargo"), sysroot))?;
    Ok(std::fs::remove_dir_all(work)?)
}

fn from_debian(root: &Root, apart: &Path) -> Result<(), Failure> {
    let installed = || {
        ["rustc", "cargo", "cargo-clippy", "wasm-ld-22"]
            .iter()
            .all(|name| Path::new("/usr/bin").join(name).is_file())
            && debian_source().is_some()
    };
    apt::ensure(root, "A compiler for WASM", &DEBIAN, installed)?;
    let Some(source) = debian_source() else {
        return fail("The package rust-web-src holds no library.");
    };
    step("wasm target: by Debian", || {
        let work = root.path("target/wasm-std");
        let sysroot = PathBuf::from(
            debian(root.command("/usr/bin/rustc")).args(["--print", "sysroot"]).quiet()?.trim(),
        );
        let cargo = debian(root.command("/usr/bin/cargo"));
        library::with_source(&sysroot, &source, || library::build(root, &work, cargo, apart))?;
        Ok(std::fs::remove_dir_all(work)?)
    })
}

/// The folder that holds `library`, of the version that Debian's compiler has.
fn debian_source() -> Option<PathBuf> {
    let folders = files(Path::new("/usr/src")).ok()?;
    folders.into_iter().rev().find(|folder| {
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        name.starts_with("rust") && folder.join("library/Cargo.lock").is_file()
    })
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}
