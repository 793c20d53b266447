//! `tests/scenarios/NNN_name/{input/,reply.txt,expected/,report.json}`: a reply, the files it meets and what
//! becomes of them. Each is run whole, byte by byte and in every cut in two. With UPDATE_SCENARIOS=1 the
//! report is written instead of compared; the expected files never are.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use vfs::Vfs;

use super::{apply, parse};

/// Longer replies are cut in about as many places.
const MOST_CUTS: usize = 3_000;

#[test]
fn every_scenario_comes_out_however_it_is_cut() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut folders: Vec<PathBuf> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() >= 120);
    let failed: Vec<String> = folders.iter().filter_map(|folder| run(folder).err()).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

fn run(folder: &Path) -> Result<(), String> {
    let name = folder.file_name().unwrap().to_string_lossy();
    let reply = fs::read(folder.join("reply.txt")).unwrap();
    let input = read_tree(&folder.join("input"));
    let expected = read_tree(&folder.join("expected"));

    let events = parse([&reply[..]]);
    let mut files = input.clone();
    let (reports, warnings) = apply(&events, &mut files);
    if files != expected {
        let shown = |tree: &Vfs| format!("{:#?}", tree.iter().collect::<Vec<_>>());
        return Err(format!(
            "{name}: files are\n{}\nbut should be\n{}\n{reports:#?}",
            shown(&files),
            shown(&expected)
        ));
    }
    let report = json!({ "files": reports, "warnings": warnings });
    let place = folder.join("report.json");
    if std::env::var_os("UPDATE_SCENARIOS").is_some() {
        fs::write(&place, format!("{}\n", serde_json::to_string_pretty(&report).unwrap())).unwrap();
    }
    let wanted: Value = serde_json::from_slice(&fs::read(&place).unwrap_or_default()).unwrap_or_default();
    if report != wanted {
        return Err(format!("{name}: the report is\n{report:#}\nbut should be\n{wanted:#}"));
    }

    if parse(reply.chunks(1)) != events {
        return Err(format!("{name}: byte by byte it is another reply"));
    }
    let step = reply.len().div_ceil(MOST_CUTS).max(1);
    for cut in (0..=reply.len()).step_by(step) {
        if parse([&reply[..cut], &reply[cut..]]) != events {
            return Err(format!("{name}: cut at byte {cut} it is another reply"));
        }
    }
    Ok(())
}

fn read_tree(folder: &Path) -> Vfs {
    let mut tree = Vfs::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        // A project without files has no folder in the repository.
        for entry in fs::read_dir(&next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                tree.insert(&name, fs::read_to_string(&path).unwrap()).unwrap();
            }
        }
    }
    tree
}
