//! The arrows of ARCHITECTURE.md, read from the manifests: who may depend on whom, and on what from outside.

use std::path::{Path, PathBuf};

/// A crate, the crates of ours it may name, and test-only ones after them.
const ALLOWED: [(&str, &str, &str, &str); 23] = [
    ("contract", "crates/contract", "", ""),
    ("vfs", "crates/vfs", "contract", ""),
    ("edit", "crates/edit", "contract vfs", ""),
    ("edit_suite", "crates/edit/suite", "contract edit vfs", ""),
    ("syntax", "crates/syntax", "edit", ""),
    ("apply", "crates/apply", "contract edit syntax", ""),
    ("export", "crates/export", "vfs", ""),
    ("preview", "crates/preview", "contract vfs", ""),
    ("preview_worker", "crates/preview/worker", "contract preview", ""),
    ("verify", "crates/verify", "contract preview vfs", ""),
    ("agent", "crates/agent", "contract edit vfs", ""),
    // The demo model writes its replies in the grammar of `edit`.
    ("llm", "crates/llm", "contract edit", ""),
    // Asks a registry, and nothing else.
    ("npm", "crates/npm", "", ""),
    // Asks the hosts of repositories, and nothing else.
    ("forge", "crates/forge", "", ""),
    // Draws, and knows nothing of what it draws for.
    ("card", "crates/card", "", ""),
    ("bundle", "crates/bundle", "contract export preview vfs", ""),
    ("store", "crates/store", "contract", "test_support"),
    (
        "backend",
        "crates/backend",
        "agent bundle contract edit export forge llm npm preview store syntax verify vfs",
        "test_support",
    ),
    ("test_support", "crates/test_support", "contract llm store", ""),
    ("app", "app", "backend contract edit vfs", ""),
    ("frontend", "frontend", "app", ""),
    ("server", "server", "app apply backend bundle card contract llm npm verify", "store test_support"),
    ("xtask", "xtask", "", ""),
];

/// What only some crates may name: SQL in one place, providers in one place, HTTP at the edge.
const OUTSIDE: [(&str, &str); 6] = [
    ("sqlx", "store"),
    ("reqwest", "forge llm npm"),
    ("async-openai", "llm"),
    ("axum", "server app"),
    ("leptos", "app server"),
    ("web-sys", "app"),
];

/// No runtime, no framework: these also run in the browser and in any test.
const PURE: [&str; 6] = ["contract", "edit", "vfs", "agent", "syntax", "export"];
const HEAVY: [&str; 7] = ["tokio", "futures", "leptos", "sqlx", "axum", "reqwest", "async-openai"];

struct Manifest {
    name: &'static str,
    ours: &'static str,
    ours_in_tests: &'static str,
    dependencies: Vec<String>,
    in_tests: Vec<String>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn manifests() -> Vec<Manifest> {
    ALLOWED
        .iter()
        .map(|&(name, folder, ours, ours_in_tests)| {
            let text = std::fs::read_to_string(root().join(folder).join("Cargo.toml")).unwrap();
            let dependencies = section(&text, "[dependencies]");
            let in_tests = section(&text, "[dev-dependencies]");
            Manifest { name, ours, ours_in_tests, dependencies, in_tests }
        })
        .collect()
}

/// The keys of a table of a manifest. Values that span lines are indented.
fn section(text: &str, header: &str) -> Vec<String> {
    text.lines()
        .skip_while(|line| *line != header)
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split(['.', ' ', '=']).next().map(str::to_owned))
        .collect()
}

fn says(list: &str, name: &str) -> bool {
    list.split_whitespace().any(|word| word == name)
}

#[test]
fn every_member_is_listed() {
    let mut folders = vec!["app".to_owned(), "frontend".to_owned(), "server".to_owned(), "xtask".to_owned()];
    for entry in std::fs::read_dir(root().join("crates")).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        if entry.path().join("Cargo.toml").is_file() {
            folders.push(format!("crates/{name}"));
        }
    }
    for folder in folders {
        assert!(
            ALLOWED.iter().any(|(_, listed, _, _)| *listed == folder),
            "{folder} has no arrows in this test"
        );
    }
}

#[test]
fn arrows_go_down_only() {
    for manifest in manifests() {
        for (ours, _, _, _) in ALLOWED {
            let named = |list: &[String]| list.iter().any(|name| name == ours);
            let allowed = says(manifest.ours, ours);
            assert!(!named(&manifest.dependencies) || allowed, "{} must not depend on {ours}", manifest.name);
            let allowed = allowed || says(manifest.ours_in_tests, ours);
            assert!(!named(&manifest.in_tests) || allowed, "tests of {} must not use {ours}", manifest.name);
        }
    }
}

#[test]
fn outside_crates_stay_where_they_belong() {
    for manifest in manifests() {
        for (outside, at_home) in OUTSIDE {
            let named = manifest.dependencies.iter().any(|name| name == outside);
            assert!(!named || says(at_home, manifest.name), "{} must not depend on {outside}", manifest.name);
        }
        for heavy in HEAVY {
            let named = manifest.dependencies.iter().any(|name| name == heavy);
            assert!(!named || !PURE.contains(&manifest.name), "{} must not depend on {heavy}", manifest.name);
        }
    }
}
