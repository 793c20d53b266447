//! Everything a change must pass, in the order in which it fails fastest.

use std::time::{Duration, Instant};

use crate::shell::{Failure, Root, Run, fail};
use crate::wasm_target::{TARGET, Toolchain};
use crate::{apt, browser, npm, setup};

/// Crates for the browser alone: built and linted for wasm32.
const BROWSER_ONLY: [&str; 2] = ["frontend", "preview_worker"];
/// Two TLS stacks in one process end in a panic at the first connection; regular expressions in C are not
/// memory-safe.
const BANNED: [&str; 4] = ["aws-lc-sys", "openssl-sys", "native-tls", "onig_sys"];

/// Each answers how many tests it ran; a check that is no test runner counts as one.
type Step = (&'static str, fn(&Root, &Toolchain) -> Result<u64, Failure>);

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
        _ => {
            return fail(format!(
                "usage: cargo xtask test [--only {}]",
                STEPS.map(|(name, _)| name).join("|")
            ));
        }
    };
    let toolchain = setup::setup(root)?;
    let mut done: Vec<(&str, u64, Duration)> = Vec::new();
    for (name, work) in STEPS.iter().filter(|(name, _)| only.is_none_or(|only| only == *name)) {
        println!("\n== {name}");
        let started = Instant::now();
        let passed =
            work(root, &toolchain).map_err(|Failure(cause)| Failure(format!("{name} failed. {cause}")))?;
        let took = started.elapsed();
        println!("== {name} took {:.1} s", took.as_secs_f64());
        done.push((name, passed, took));
    }
    println!("\n{:<16} {:>8} {:>10}", "step", "passed", "time");
    for (name, passed, time) in &done {
        println!("{name:<16} {passed:>8} {:>8.1} s", time.as_secs_f64());
    }
    let total: u64 = done.iter().map(|(_, passed, _)| passed).sum();
    println!("{total} passed, 0 failed");
    Ok(())
}

fn cargo(root: &Root, arguments: &[&str]) -> Run {
    root.command("cargo").args(arguments)
}

/// The crates that run on this machine.
fn native(run: Run) -> Run {
    BROWSER_ONLY.iter().fold(run.arg("--workspace"), |run, name| run.args(["--exclude", name]))
}

fn format(root: &Root, _: &Toolchain) -> Result<u64, Failure> {
    cargo(root, &["fmt", "--all", "--check"]).run().map(|()| 1)
}

fn dependencies(root: &Root, _: &Toolchain) -> Result<u64, Failure> {
    for name in BANNED {
        // Cargo fails when nothing matches, which is what is wanted.
        let listed = cargo(root, &["tree", "--quiet", "--workspace", "--invert", name]).quiet();
        if listed.is_ok_and(|text| !text.trim().is_empty()) {
            return fail(format!(
                "{name} must stay out: `cargo tree --workspace --invert {name}` shows who brings it."
            ));
        }
    }
    Ok(1)
}

fn build(root: &Root, _: &Toolchain) -> Result<u64, Failure> {
    crate::build(root).map(|()| 1)
}

fn lint(root: &Root, _: &Toolchain) -> Result<u64, Failure> {
    native(cargo(root, &["clippy", "--quiet", "--release", "--all-targets"]))
        .args(["--", "-D", "warnings"])
        .run()?;
    Ok(1)
}

fn lint_browser(root: &Root, toolchain: &Toolchain) -> Result<u64, Failure> {
    let run = toolchain.cargo(root, "clippy").args(["--quiet", "--profile", "browser", "--target", TARGET]);
    BROWSER_ONLY
        .iter()
        .chain(&["edit_suite"])
        .fold(run, |run, name| run.args(["--package", name]))
        .args(["--lib", "--", "-D", "warnings"])
        .run()?;
    npm::install(root, "frontend")?;
    root.command("node").arg("node_modules/typescript/bin/tsc").folder(root.path("frontend")).run()?;
    Ok(1)
}

fn rust(root: &Root, _: &Toolchain) -> Result<u64, Failure> {
    apt::ensure(root, "PostgreSQL", &["postgresql"], postgres_present)?;
    // The models' clients are tested against an independent server, which is a package of it.
    npm::install(root, "end2end")?;
    let mut passed = 0;
    native(cargo(root, &["test", "--release"]))
        .env("EASEL_TYPESCRIPT", npm::typescript(root))
        .watch(|line| passed += passed_in(line))?;
    Ok(passed)
}

/// The number before the word `passed` in the last line of a test runner.
fn passed_in(line: &str) -> u64 {
    let summary = line.starts_with("test result:") || line.starts_with("  ");
    let Some(before) = line.split(" passed").next().filter(|before| summary && before.len() < line.len())
    else {
        return 0;
    };
    before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn postgres_present() -> bool {
    std::fs::read_dir("/usr/lib/postgresql")
        .is_ok_and(|versions| versions.flatten().any(|version| version.path().join("bin/postgres").is_file()))
}

/// Chromium and the packages of `end2end`.
pub fn prepare_browser(root: &Root) -> Result<(), Failure> {
    let chosen = std::env::var_os("CHROMIUM").is_some();
    apt::ensure(root, "Chromium", &["chromium"], || {
        chosen || std::path::Path::new("/usr/bin/chromium").is_file()
    })?;
    npm::install(root, "end2end")
}

fn browser_tests(root: &Root, toolchain: &Toolchain) -> Result<u64, Failure> {
    prepare_browser(root)?;
    browser::build_suite(root, toolchain)?;
    root.command("node")
        .arg("node_modules/typescript/bin/tsc")
        .args(["--noEmit", "--project", "tsconfig.json"])
        .folder(root.path("end2end"))
        .run()?;
    let mut passed = 0;
    root.command("node")
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .folder(root.path("end2end"))
        .env("EASEL_BIN", root.path("target/release/easel"))
        .env("EASEL_TYPESCRIPT", npm::typescript(root))
        // Escape sequences would hide the closing line.
        .env("FORCE_COLOR", "0")
        .watch(|line| passed += passed_in(line))?;
    Ok(passed)
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

/// The edit engine beside its peers on this machine, and alone in the browser.
pub fn bench_edit(root: &Root) -> Result<(), Failure> {
    let toolchain = setup::setup(root)?;
    prepare_browser(root)?;
    cargo(root, &["build", "--quiet", "--release", "--package", "edit_suite", "--bin", "edit_tool"]).run()?;
    browser::build_suite(root, &toolchain)?;
    node(root, "bench/edit.mjs", &[])
}

#[cfg(test)]
mod tests {
    use super::passed_in;

    #[test]
    fn closing_lines_are_counted() {
        assert_eq!(passed_in("test result: ok. 12 passed; 0 failed; 0 ignored; finished in 0.02s"), 12);
        assert_eq!(passed_in("  38 passed (1.2m)"), 38);
        assert_eq!(passed_in("test text::two_passed ... ok"), 0);
        assert_eq!(passed_in("  ok 3 tests/a.spec.ts:9:1 > is passed on (1s)"), 0);
    }
}
