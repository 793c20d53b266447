//! Every script in this repository, and every text in its tests that is one.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{assert_none, compare};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        if name.starts_with('.') || name.starts_with("target") || name == "node_modules" {
            continue;
        }
        if path.is_dir() {
            files(&path, found);
        } else if [".ts", ".tsx", ".js", ".jsx", ".mjs", ".rs"].iter().any(|end| name.ends_with(end)) {
            found.push(path);
        }
    }
}

/// What stands between quotes, without saying which of it is code.
fn texts(source: &str, quote: char) -> Vec<String> {
    let mut texts = Vec::new();
    let mut current: Option<String> = None;
    let mut characters = source.chars();
    while let Some(character) = characters.next() {
        match &mut current {
            None if character == quote => current = Some(String::new()),
            None => {}
            Some(_) if character == quote => texts.extend(current.take()),
            Some(text) if character == '\\' => match characters.next() {
                Some('n') => text.push('\n'),
                Some('t') => text.push('\t'),
                Some('\n') => {
                    let rest = characters.as_str();
                    characters = rest.trim_start().chars();
                }
                other => text.extend(other),
            },
            Some(text) => text.push(character),
        }
    }
    texts
}

#[test]
fn scripts_of_this_repository() {
    let mut found = Vec::new();
    files(&root(), &mut found);
    let (mut taken, mut all) = (0, 0);
    let mut faults = Vec::new();
    for path in found {
        let source = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".rs") {
            for text in texts(&source, '"').into_iter().chain(source.split("r#\"").map(str::to_owned)) {
                let text = text.split("\"#").next().unwrap().to_owned();
                faults.extend(compare("src/text.tsx", &text).err());
                faults.extend(compare("src/text.ts", &text).err());
            }
            continue;
        }
        all += 1;
        match compare(&format!("src/{name}"), &source) {
            Ok(short) => taken += u32::from(short),
            Err(fault) => faults.push(fault),
        }
        for text in texts(&source, '`') {
            faults.extend(compare("src/text.tsx", &text).err());
        }
    }
    assert_none(&faults);
    assert!(all > 100 && taken * 2 > all, "{taken} of {all}");
}

/// As the benchmark makes them.
#[test]
fn generated_projects() {
    let script = "import { generate } from './project.mjs';\n\
        for (const [path, text] of Object.entries(generate(40)))\n\
        if (/\\.tsx?$/.test(path)) console.log(`\\u0000${path}\\u0001${text}`);";
    let folder = root().join("end2end/bench/preview");
    let node = Command::new("node").args(["--input-type=module", "-e", script]).current_dir(folder).output();
    // There may be no Node.
    let Ok(output) = node else { return };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let output = String::from_utf8(output.stdout).unwrap();
    let files: Vec<_> = output.split('\0').filter_map(|file| file.split_once('\u{1}')).collect();
    assert!(files.len() > 35);
    for (path, text) in files {
        assert_eq!(compare(path, text), Ok(true), "{path}");
    }
}
