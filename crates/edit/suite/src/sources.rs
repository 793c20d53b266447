//! Real sources to edit: this project's own, in the languages that its users' models write.

use include_dir::{Dir, include_dir};

static KINDS: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../llm/src/demo/kinds");
static STYLE: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../../style");
static APP: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../../app/src");
static SCRIPTS: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../../frontend/js");
static ENGINE: Dir = include_dir!("$CARGO_MANIFEST_DIR/../src");

/// Shorter files have no room for a change with lines around it.
const LEAST_LINES: usize = 24;

pub struct Source {
    pub path: String,
    pub lines: Vec<&'static str>,
}

/// By path, so that a seed chooses alike everywhere.
pub fn sources() -> Vec<Source> {
    let mut all = Vec::new();
    for (folder, dir) in
        [("kinds", &KINDS), ("style", &STYLE), ("app", &APP), ("js", &SCRIPTS), ("engine", &ENGINE)]
    {
        collect(folder, dir, &mut all);
    }
    all.sort_by(|a, b| a.path.cmp(&b.path));
    all
}

fn collect(folder: &str, dir: &'static Dir, all: &mut Vec<Source>) {
    for file in dir.files() {
        let path = format!("{folder}/{}", file.path().display());
        let Some(text) = file.contents_utf8().filter(|text| text.ends_with('\n')) else { continue };
        let lines: Vec<&str> = text.lines().collect();
        let known = [".tsx", ".ts", ".css", ".rs"].iter().any(|ending| path.ends_with(ending));
        if known && lines.len() >= LEAST_LINES {
            all.push(Source { path, lines });
        }
    }
    dir.dirs().for_each(|dir| collect(folder, dir, all));
}
