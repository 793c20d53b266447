//! Which program is the compiler.

use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Limits, process};

const OLDEST: u32 = 7;
/// Saying its version takes some 20 ms.
const ASKED: Limits = Limits { time: Duration::from_secs(10), memory_bytes: 500_000_000 };
const HOW: &str = "Install it with `npm install --global typescript@7`, or name it in EASEL_TYPESCRIPT.";

/// The native program, never its launcher, which takes Node and as long again. The error is a sentence.
pub fn find(setting: Option<&str>, path: Option<&OsStr>) -> Result<PathBuf, String> {
    match setting {
        Some("off") => Err("It is turned off by EASEL_TYPESCRIPT.".to_owned()),
        Some(named) => {
            let program = native(Path::new(named))
                .ok_or_else(|| format!("{named} is not TypeScript {OLDEST}. {HOW}"))?;
            of_age(program)
        }
        None => {
            let folders =
                path.map(|path| std::env::split_paths(path).collect::<Vec<_>>()).unwrap_or_default();
            let found =
                folders.iter().find_map(|folder| native(&folder.join(program_name())).map(of_age)?.ok());
            found.ok_or_else(|| format!("TypeScript {OLDEST} is not installed. {HOW}"))
        }
    }
}

fn program_name() -> &'static str {
    if cfg!(windows) { "tsc.exe" } else { "tsc" }
}

/// The program itself, or the one beside the package whose launcher `path` is.
fn native(path: &Path) -> Option<PathBuf> {
    let path = path.canonicalize().ok().filter(|path| path.is_file())?;
    if !is_script(&path) {
        return Some(path);
    }
    let package = path.parent()?.parent()?;
    let platform = format!("typescript-{}-{}", platform(), processor());
    let below = Path::new("@typescript").join(platform).join("lib").join(program_name());
    let beside = [package.parent()?.join(&below), package.join("node_modules").join(&below)];
    beside.into_iter().find(|program| program.is_file())
}

fn is_script(path: &Path) -> bool {
    let mut start = [0; 2];
    let named = path.extension().is_some_and(|ending| ending == "js" || ending == "mjs" || ending == "cjs");
    named
        || std::fs::File::open(path)
            .and_then(|mut file| file.read_exact(&mut start))
            .is_ok_and(|()| start == *b"#!")
}

/// As Node calls them.
fn platform() -> &'static str {
    match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    }
}

fn processor() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => other,
    }
}

fn of_age(program: PathBuf) -> Result<PathBuf, String> {
    let said = process::run(&program, &["--version"], Path::new("/"), ASKED)?;
    // `Version 7.0.2`
    let major =
        said.split_whitespace().nth(1).and_then(|version| version.split('.').next()?.parse::<u32>().ok());
    match major {
        Some(major) if major >= OLDEST => Ok(program),
        _ => Err(format!("{} is not TypeScript {OLDEST}. {HOW}", program.display())),
    }
}
