//! `crates/edit/tests/scenarios/NNN_name/{input/,reply.txt,expected/,report.json}`: a reply, the files it meets and
//! what becomes of them. Each is run whole, byte by byte and in every cut in two.

use include_dir::{Dir, DirEntry, include_dir};
use serde_json::{Value, json};
use vfs::Vfs;

use crate::reply::{apply, parse};

static FOLDERS: Dir = include_dir!("$CARGO_MANIFEST_DIR/../tests/scenarios");

/// Longer replies are cut in about as many places.
const MOST_CUTS: usize = 3_000;

pub fn every_scenario_comes_out_however_it_is_cut() {
    assert!(FOLDERS.dirs().count() >= 170);
    let failed: Vec<String> = FOLDERS.dirs().filter_map(|folder| run(folder).err()).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

/// The name of each scenario, and the report as it is now.
pub fn reports() -> Vec<(String, Value)> {
    let report = |folder: &Dir| {
        let mut files = read_tree(folder, "input");
        let (reports, warnings) = apply(&parse([read(folder, "reply.txt")]), &mut files);
        (name(folder), json!({ "files": reports, "warnings": warnings }))
    };
    FOLDERS.dirs().map(report).collect()
}

fn name(folder: &Dir) -> String {
    folder.path().display().to_string()
}

fn read<'a>(folder: &'a Dir, file: &str) -> &'a [u8] {
    folder.get_file(folder.path().join(file)).map(|file| file.contents()).unwrap_or_default()
}

fn run(folder: &Dir) -> Result<(), String> {
    let name = name(folder);
    let reply = read(folder, "reply.txt");
    let input = read_tree(folder, "input");
    let expected = read_tree(folder, "expected");

    let events = parse([reply]);
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
    let wanted: Value = serde_json::from_slice(read(folder, "report.json")).unwrap_or_default();
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

/// A project without files has no folder in the repository.
fn read_tree(folder: &Dir, name: &str) -> Vfs {
    let mut tree = Vfs::new();
    let root = folder.path().join(name);
    let mut folders: Vec<&Dir> = folder.get_dir(&root).into_iter().collect();
    while let Some(next) = folders.pop() {
        for entry in next.entries() {
            match entry {
                DirEntry::Dir(dir) => folders.push(dir),
                DirEntry::File(file) => {
                    let path = file.path().strip_prefix(&root).unwrap().to_str().unwrap();
                    tree.insert(path, file.contents_utf8().unwrap()).unwrap();
                }
            }
        }
    }
    tree
}
