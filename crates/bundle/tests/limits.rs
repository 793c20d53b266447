//! What the server does about a child that takes too much or does not answer.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use bundle::{BundleError, Bundled, Bundler, Job, Limits, PackagesJob};

fn job() -> Job {
    Job::Packages(PackagesJob {
        folder: "/nowhere".into(),
        tree: Vec::new(),
        entries: Vec::new(),
        shared: BTreeMap::new(),
        beside: BTreeSet::new(),
    })
}

fn limits() -> Limits {
    Limits { time: Duration::from_secs(20), memory_bytes: 60_000_000 }
}

/// `script` in the place of a bundler.
async fn run(script: &str, limits: Limits) -> Result<Bundled, BundleError> {
    Bundler::new("/bin/sh".into(), &["-c", script], limits).run(&job()).await
}

#[tokio::test]
async fn too_long_is_too_long() {
    let limits = Limits { time: Duration::from_millis(200), ..limits() };
    let error = run("exec sleep 60", limits).await.unwrap_err();
    assert!(matches!(error, BundleError::TooSlow(_)), "{error}");
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn too_much_memory_is_too_much() {
    let grow = r#"exec awk 'BEGIN { text = "x"; while (1) text = text text }'"#;
    let error = run(grow, limits()).await.unwrap_err();
    assert!(matches!(error, BundleError::TooLarge(60_000_000)), "{error}");
}

#[tokio::test]
async fn an_early_end_says_how() {
    let error = run("cat >/dev/null; echo 'out of order' >&2; exit 3", limits()).await.unwrap_err();
    assert!(error.to_string().contains("3") && error.to_string().contains("out of order"), "{error}");
    let error = run("kill -9 $$", limits()).await.unwrap_err();
    assert!(matches!(error, BundleError::Crashed(_)), "{error}");
    let missing = Bundler::new("/nowhere/easel".into(), &[], limits());
    assert!(matches!(missing.run(&job()).await, Err(BundleError::Start(_))));
}

#[tokio::test]
async fn the_child_sees_nothing_of_the_environment() {
    // PATH is Cargo's here, and is not handed on.
    assert!(std::env::var_os("PATH").is_some());
    let told = r#"cat >/dev/null; printf '{"Failed":{"message":"%s","path":null,"line":null}}' "$CARGO_PKG_NAME$HOME""#;
    match run(told, limits()).await {
        Err(BundleError::Refused(fault)) => assert_eq!(fault.message, ""),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_endless_answer_is_not_read_to_its_end() {
    let limits = Limits { time: Duration::from_secs(3), ..limits() };
    let error = run("exec cat /dev/zero", limits).await.unwrap_err();
    assert!(matches!(error, BundleError::TooSlow(_)), "{error}");
}

/// Nobody waits any more: the child goes, too.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_child_that_nobody_waits_for_ends() {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("pid");
    let script = format!("echo $$ > {}; exec sleep 60", note.display());
    let bundler = Bundler::new("/bin/sh".into(), &["-c", &script], limits());
    let running = tokio::spawn(async move { bundler.run(&job()).await });
    let pid = loop {
        match std::fs::read_to_string(&note) {
            Ok(text) if text.ends_with('\n') => break text.trim().to_owned(),
            _ => tokio::time::sleep(Duration::from_millis(5)).await,
        }
    };
    running.abort();
    let _ = running.await;
    let alive = || {
        let status = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        !status.is_empty() && !status.contains(") Z ")
    };
    while alive() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
