//! Nothing takes longer than its length. Generous bounds: they are to find squares, not milliseconds.

use crate::clock::now_ms;
use crate::reply::{apply, parse, tree};

const MOST_MS: f64 = if cfg!(debug_assertions) { 40_000.0 } else { 15_000.0 };

fn timed(name: &str, reply: &str) {
    let start = now_ms();
    let lines: String = (0..20_000).map(|i| format!("const line{i} = {};\n", i % 7)).collect();
    let mut files = tree([("a.ts", lines.as_str()), ("same.ts", "same\n".repeat(100_000).as_str())]);
    apply(&parse([reply.as_bytes()]), &mut files);
    let took = now_ms() - start;
    assert!(took < MOST_MS, "{name} took {took} ms");
}

/// Without optimisation the same lengths would take minutes, and so they do in a browser on a slow machine.
const MB: usize = if cfg!(any(debug_assertions, target_family = "wasm")) { 1024 * 128 } else { 1024 * 1024 };

pub fn long_lines_and_many_tags() {
    for piece in [
        "x",
        "<",
        "`<",
        "</",
        "<file ",
        "<file a=\u{201c}",
        "<file path=\"a.ts\"/>",
        "</content",
        "</diff>",
        " ",
    ] {
        let line = piece.repeat(10 * MB / piece.len());
        timed(piece, &line);
        for opening in
            ["<file path=\"n.ts\">\n", "<file path=\"n.ts\">\n<diff>\n", "<file path=\"n.ts\">\n<content>\n"]
        {
            timed(&format!("{opening}{piece}"), &format!("{opening}{line}\n</file>"));
        }
    }
}

pub fn many_lines() {
    for line in [
        "<file path=\"a.ts\">\n",
        "<file\n",
        "<\n",
        "@@\n",
        "</content>\n",
        "\n",
        "```\n",
        "<diff>\n",
        "<why>\n",
        "...\n",
        "src/App.tsx\n",
        "```tsx a.ts\n",
        "<<<<<<< SEARCH\n",
        "--- a/a.ts\n",
        "*** Update File: a.ts\n",
        "<dyad-write path=\"a.ts\">\n",
    ] {
        let lines = line.repeat(MB / 5);
        timed(line, &lines);
        for opening in
            ["<file path=\"a.ts\">\n", "<file path=\"a.ts\">\n<diff>\n", "<file path=\"n.ts\">\n<content>\n"]
        {
            timed(&format!("{opening}{line}"), &format!("{opening}{lines}</file>"));
        }
    }
}

pub fn many_lines_in_other_grammars() {
    for line in ["```\n", "--- a/a.ts\n", "=======\n", "</dyad-write> x\n"] {
        let lines = line.repeat(MB / 5);
        for opening in [
            "```tsx n.ts\n",
            "```md n.md\n",
            "```diff\n--- a/n.ts\n+++ b/n.ts\n",
            "n.ts\n<<<<<<< SEARCH\n",
            "*** Begin Patch\n*** Add File: n.ts\n",
            "<dyad-write path=\"n.ts\">\n",
        ] {
            timed(&format!("{opening}{line}"), &format!("{opening}{lines}"));
        }
    }
    let marks = "`".repeat(MB);
    timed("long marks", &format!("{marks}diff\n--- a/n.ts\n+++ b/n.ts\n{}{marks}\n", "+x\n".repeat(MB / 5)));
}

pub fn hostile_hunks() {
    let hunks = |hunk: &str, path: &str, n: usize| {
        format!("<file path=\"{path}\">\n<diff>\n{}</diff>\n</file>\n", hunk.repeat(n))
    };
    timed("many hunks", &hunks("@@\n-const line7 = 0;\n+changed\n", "a.ts", 100_000));
    timed("many refusals", &hunks("@@\n context that is not there\n-gone\n+changed\n", "a.ts", 20_000));
    timed("equal lines", &hunks(&format!("@@\n{}+changed\n", " same\n".repeat(50_000)), "same.ts", 1));
    timed(
        "nearly equal",
        &hunks(&format!("@@\n{}-other\n+changed\n", " same\n".repeat(50_000)), "same.ts", 1),
    );
    let long = "y".repeat(MB / 2);
    timed("long lines", &hunks(&format!("@@\n {long}\n-{long}\n+{long}\n"), "a.ts", 8));
    timed("anchors", &hunks("@@ const\n const line7 = 0;\n+changed\n", "a.ts", 20_000));
    timed(
        "one long hunk",
        &hunks(&format!("@@\n{}", " const lineX = 1;\n-const lineY = 2;\n+z\n".repeat(500)), "a.ts", 1),
    );
}
