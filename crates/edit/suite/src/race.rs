//! How fast the engine is, beside crates that do part of the same. Figures are medians of many runs.

use edit::{Collector, FileBlock, ParseEvent, Parser, apply_block};
use serde_json::{Value, json};
use similar::TextDiff;
use vfs::Vfs;

use crate::clock::now_ms;
use crate::sources::{Source, sources};

const REPLY_BYTES: usize = 4 * 1024 * 1024;
const CHUNK: usize = 64 * 1024;
const LINES: usize = 2_000;
const HUNKS: usize = 5;
const RUNS: usize = 41;

/// `{"parse_mb_per_s", "parse_small_chunks_mb_per_s", "apply_ms": {task: {engine: ms or null}}}`
pub fn run() -> Value {
    let sources = sources();
    let reply = reply(&sources);
    let throughput = |chunk: usize| {
        let ms = median(|| {
            let mut parser = Parser::new();
            let events: usize = reply.as_bytes().chunks(chunk).map(|chunk| parser.push(chunk).len()).sum();
            assert!(events + parser.finish().len() > 0);
        });
        reply.len() as f64 / 1e6 / (ms / 1e3)
    };
    json!({
        "reply_mb": reply.len() as f64 / 1e6,
        "parse_mb_per_s": throughput(CHUNK),
        "parse_small_chunks_mb_per_s": throughput(24),
        "apply_ms": {
            "exact": apply(&sources, Task::Exact),
            "one context line altered": apply(&sources, Task::Altered),
            "needs the last stage": apply(&sources, Task::LastStage),
        },
    })
}

/// Milliseconds.
fn median(mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = now_ms();
            work();
            now_ms() - start
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Half whole files, half diffs, as models write them.
fn reply(sources: &[Source]) -> String {
    let mut reply = String::with_capacity(REPLY_BYTES + 100_000);
    for (i, source) in sources.iter().cycle().enumerate() {
        if reply.len() >= REPLY_BYTES {
            break;
        }
        let path = &source.path;
        reply.push_str("Here is the next file.\n\n");
        if i % 2 == 0 {
            let text = source.lines.join("\n");
            reply.push_str(&format!(
                "<file path=\"{path}\">\n<content>\n{text}\n</content>\n<why>New.</why>\n</file>\n"
            ));
        } else {
            let lines: String = source
                .lines
                .iter()
                .enumerate()
                .map(|(n, line)| format!("{}{line}\n", [" ", " ", "-", "+"][n % 4]))
                .collect();
            reply.push_str(&format!(
                "<file path=\"{path}\">\n<diff>\n@@\n{lines}</diff>\n<why>Changed.</why>\n</file>\n"
            ));
        }
    }
    reply
}

#[derive(Clone, Copy, PartialEq)]
enum Task {
    Exact,
    Altered,
    LastStage,
}

fn apply(sources: &[Source], task: Task) -> Value {
    // Each line once, or the places of hunks would be a matter of taste.
    let mut seen = std::collections::HashSet::new();
    let lines = sources.iter().flat_map(|source| &source.lines);
    let before: Vec<&str> = lines
        .copied()
        .filter(|line| line.trim().len() > 12 && seen.insert(line.trim()))
        .take(LINES)
        .collect();
    let mut after: Vec<String> = before.iter().map(|line| (*line).to_owned()).collect();
    for i in 0..HUNKS {
        let at = (i + 1) * before.len() / (HUNKS + 1);
        after[at] = format!("{} // changed", before[at]);
        after.insert(at + 1, format!("    let added{i} = {i};"));
        // Two changes with lines between them cannot be taken apart at an end.
        after[at + 5] = format!("{} // changed too", before[at + 5]);
    }
    let (old, new) = (before.join("\n") + "\n", after.join("\n") + "\n");
    let unified = garble(
        &TextDiff::from_lines(&old, &new)
            .unified_diff()
            .context_radius(3)
            .header("a/a.rs", "b/a.rs")
            .to_string(),
        task,
    );
    let numberless: String = unified
        .lines()
        .skip(2)
        .map(|line| if line.starts_with("@@") { "@@\n".to_owned() } else { format!("{line}\n") })
        .collect();
    let element = format!("<file path=\"a.rs\">\n<diff>\n{numberless}</diff>\n</file>\n");
    let mut files = Vfs::new();
    files.insert("a.rs", old.clone()).unwrap();
    let easel = median(|| {
        let block = block(&element);
        let applied = apply_block(&block, &files);
        assert!(applied.change.is_some());
    });
    let applied = apply_block(&block(&element), &files);
    let stages: Vec<_> = applied.report.hunks.iter().map(|hunk| hunk.stage).collect();
    let right =
        matches!(&applied.change, Some((_, contract::FileChange::Written { content })) if *content == new);
    let mut row = json!({ "easel": easel, "easel_stages": stages, "easel_right": right });
    peers(&unified, &old, &new, task, &mut row);
    row
}

fn block(element: &str) -> FileBlock {
    let (mut parser, mut collector) = (Parser::new(), Collector::new());
    let mut events: Vec<ParseEvent> = parser.push(element.as_bytes());
    events.extend(parser.finish());
    events.iter().find_map(|event| collector.push(event)).unwrap()
}

/// The same mistake in every hunk: a context line at its beginning reworded, or one in its middle.
fn garble(unified: &str, task: Task) -> String {
    let (mut out, mut context) = (String::new(), 0);
    for line in unified.lines() {
        context = if line.starts_with("@@") { 0 } else { context + usize::from(line.starts_with(' ')) };
        let chosen = match task {
            Task::Exact => false,
            Task::Altered => context == 1,
            Task::LastStage => context == 5,
        };
        if chosen && line.starts_with(' ') {
            out.push_str(&format!("{line} again\n"));
        } else {
            out.push_str(&format!("{line}\n"));
        }
    }
    out
}

#[cfg(not(target_family = "wasm"))]
fn peers(unified: &str, old: &str, new: &str, task: Task, row: &mut Value) {
    let options = mpatch::ApplyOptions::new();
    let patched = mpatch::patch_content_str(unified, Some(old), &options);
    row["mpatch"] = json!(median(|| drop(mpatch::patch_content_str(unified, Some(old), &options))));
    row["mpatch_right"] = json!(patched.is_ok_and(|text| text == new));
    // Strict: it can do the first task only.
    if task == Task::Exact {
        let patched = diffy::Patch::from_str(unified).ok().and_then(|patch| diffy::apply(old, &patch).ok());
        row["diffy_right"] = json!(patched.is_some_and(|text| text == new));
        row["diffy"] = json!(median(|| {
            let patch = diffy::Patch::from_str(unified).unwrap();
            drop(diffy::apply(old, &patch));
        }));
    }
}

#[cfg(target_family = "wasm")]
fn peers(_: &str, _: &str, _: &str, _: Task, _: &mut Value) {}
