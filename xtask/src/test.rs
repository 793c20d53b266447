//! Everything a change must pass, in the order in which it fails fastest.

use std::time::{Duration, Instant};

use crate::shell::{Failure, Root, Run, fail};
use crate::{apt, browser, npm, setup};

/// Crates for the browser alone: built and linted for wasm32.
const BROWSER_ONLY: [&str; 2] = ["frontend", "preview_worker"];
/// Two TLS stacks in one process end in a panic at the first connection; regular expressions in C are not
/// memory-safe.
const BANNED: [&str; 4] = ["aws-lc-sys", "openssl-sys", "native-tls", "onig_sys"];

type Step = (&'static str, fn(&Root) -> Result<(), Failure>);

const STEPS: [Step; 7] = [
    ("format", format),
    ("dependencies", dependencies),
    ("build", build),
    ("lint", lint),
    ("lint-browser", lint_browser),
    ("rust", rust),
    ("browser", browser_tests),
];

pub fn test(root: &Root, arguments: &[String]) -> Result<(), Failure> {
    let only = match arguments {
        [] => None,
        [flag, name] if flag == "--only" && STEPS.iter().any(|(step, _)| step == name) => Some(name.as_str()),
        _ => return fail(format!("usage: cargo xtask test [--only {}]", STEPS.map(|(name, _)| name).join("|"))),
    };
    setup::setup(root)?;
    let mut times: Vec<(&str, Duration)> = Vec::new();
    for (name, work) in STEPS.iter().filter(|(name, _)| only.is_none_or(|only| only == *name)) {
        println!("\n== {name}");
        let started = Instant::now();
        work(root).map_err(|Failure(cause)| Failure(format!("{name} failed. {cause}")))?;
        times.push((name, started.elapsed()));
    }
    println!();
    for (name, time) in &times {
        println!("{name:<16} {:>8.1} s", time.as_secs_f64());
    }
    println!("{} passed, 0 failed", times.len());
    Ok(())
}

fn cargo(root: &Root, arguments: &[&str]) -> Run {
    root.command("cargo").args(arguments)
}

/// The crates that run on this machine.
fn native(run: Run) -> Run {
    BROWSER_ONLY.iter().fold(run.arg("--workspace"), |run, name| run.args(["--exclude", name]))
}

fn format(root: &Root) -> Result<(), Failure> {
    cargo(root, &["fmt", "--all", "--check"]).run()
}

fn dependencies(root: &Root) -> Result<(), Failure> {
    for name in BANNED {
        // Cargo fails when nothing matches, which is what is wanted.
        let listed = cargo(root, &["tree", "--quiet", "--workspace", "--invert", name]).quiet();
        if listed.is_ok_and(|text| !text.trim().is_empty()) {
            return fail(format!("The crate {name} must stay out: `cargo tree --workspace --invert {name}` shows who brings it."));
        }
    }
    Ok(())
}

fn build(root: &Root) -> Result<(), Failure> {
    browser::build(root)?;
    cargo(root, &["build", "--quiet", "--release", "--package", "server"]).run()
}

fn lint(root: &Root) -> Result<(), Failure> {
    native(cargo(root, &["clippy", "--quiet", "--release", "--all-targets"])).args(["--", "-D", "warnings"]).run()
}

fn lint_browser(root: &Root) -> Result<(), Failure> {
    let run = cargo(root, &["clippy", "--quiet", "--profile", "browser", "--target", "wasm32-unknown-unknown"]);
    BROWSER_ONLY.iter().fold(run, |run, name| run.args(["--package", name])).args(["--", "-D", "warnings"]).run()
}

fn rust(root: &Root) -> Result<(), Failure> {
    apt::ensure(root, "PostgreSQL", &["postgresql"], postgres_present)?;
    // The benchmarks' binary is built by then; tests share its compiled dependencies.
    native(cargo(root, &["test", "--quiet", "--release"])).run()
}

fn postgres_present() -> bool {
    std::fs::read_dir("/usr/lib/postgresql")
        .is_ok_and(|versions| versions.flatten().any(|version| version.path().join("bin/postgres").is_file()))
}

/// Chromium and the packages of `end2end`.
pub fn prepare_browser(root: &Root) -> Result<(), Failure> {
    let chosen = std::env::var_os("CHROMIUM").is_some();
    apt::ensure(root, "Chromium", &["chromium"], || chosen || std::path::Path::new("/usr/bin/chromium").is_file())?;
    npm::install(root, "end2end")
}

fn browser_tests(root: &Root) -> Result<(), Failure> {
    prepare_browser(root)?;
    for (folder, project) in [("frontend", "frontend/js/tsconfig.json"), ("end2end", "end2end/tsconfig.json")] {
        if root.path(project).is_file() {
            root.command("node")
                .arg(root.path(folder).join("node_modules/typescript/bin/tsc"))
                .args(["--noEmit", "--project"])
                .arg(root.path(project))
                .run()?;
        }
    }
    root.command("npx")
        .args(["playwright", "test"])
        .folder(root.path("end2end"))
        .env("EASEL_BIN", root.path("target/release/easel"))
        .run()
}

/// A script of `end2end` against the release binary.
pub fn node(root: &Root, script: &str, arguments: &[String]) -> Result<(), Failure> {
    root.command("node")
        .arg(script)
        .args(arguments)
        .folder(root.path("end2end"))
        .env("EASEL_BIN", root.path("target/release/easel"))
        .run()
}
