//! Single rules that need no folder.

use contract::{FileOp, FileStatus, HunkStatus, MatchStage};
use edit::{Collector, ParseEvent, Parser};

use crate::reply::{apply, parse, tree};

pub fn what_was_received_is_all_prose_says() {
    let reply = "Hello <b>you</b> & <file> `<file path=\"x\">`\n\n< 3 and </p>\n```html\n<p>\n<file path=\"y\">\n```\nBye";
    let events = parse([reply.as_bytes()]);
    let prose: String = events
        .iter()
        .filter_map(|event| if let ParseEvent::Prose(text) = event { Some(text.as_str()) } else { None })
        .collect();
    assert_eq!(prose, reply);
    assert!(!events.iter().any(|event| matches!(event, ParseEvent::FileOpen(_))));
}

pub fn every_prefix_of_a_reply_leaves_files_whole() {
    let before = "export const a = 1;\nexport const b = 2;\nexport const c = 3;\n";
    let rest = "<file path=\"a.ts\">\n<diff>\n@@\n export const a = 1;\n-export const b = 2;\n+export const b = 20;\n \
                export const c = 3;\n</diff>\n</file>\n<file path=\"b.ts\" op=\"write\">\n<content>\nnew\n</content>\n</file>\n";
    let mut seen = std::collections::BTreeSet::new();
    for cut in 0..=rest.len() {
        let mut files = tree([("a.ts", before), ("b.ts", "old\n")]);
        apply(&parse([&rest.as_bytes()[..cut]]), &mut files);
        seen.insert((files.get("a.ts").unwrap().to_owned(), files.get("b.ts").unwrap().to_owned()));
    }
    let edited = before.replace("= 2", "= 20");
    let wanted = [(before, "old\n"), (edited.as_str(), "old\n"), (edited.as_str(), "new\n")];
    assert_eq!(seen, wanted.map(|(a, b)| (a.to_owned(), b.to_owned())).into());
}

pub fn paths_that_leave_the_project_are_refused() {
    for path in
        ["../x", "/etc/passwd", "C:\\x", ".git/config", "node_modules/a.js", "a\u{0}b", "", "src/..", "NUL"]
    {
        for element in [
            format!("<file path=\"{path}\">\n<content>\nx\n</content>\n</file>"),
            format!("<delete path=\"{path}\"/>"),
            format!("<rename from=\"a.ts\" to=\"{path}\"/>"),
        ] {
            let before = tree([("a.ts", "a\n")]);
            let mut files = before.clone();
            let (reports, _) = apply(&parse([element.as_bytes()]), &mut files);
            assert_eq!(files, before, "{element}");
            assert!(reports.iter().all(|report| report.status == FileStatus::Refused), "{element}");
        }
    }
}

pub fn a_file_has_a_largest_size() {
    let line = "x".repeat(1023) + "\n";
    for (kb, status) in [(1024, FileStatus::Applied), (1025, FileStatus::Refused)] {
        let reply = format!("<file path=\"a.txt\">\n<content>\n{}</content>\n</file>", line.repeat(kb));
        let (reports, _) = apply(&parse([reply.as_bytes()]), &mut tree([]));
        assert_eq!(reports[0].status, status);
    }
}

pub fn an_open_block_is_shown_as_it_grows() {
    let base = "one\ntwo\nthree\n";
    let reply = "<file path=\"a.ts\">\n<diff>\n@@\n one\n-two\n+2\n+zwei\n three\n";
    let (mut parser, mut collector, mut shown) = (Parser::new(), Collector::new(), Vec::new());
    for line in reply.split_inclusive('\n') {
        for event in parser.push(line.as_bytes()) {
            collector.push(&event);
        }
        if let Some(block) = collector.open() {
            shown.extend(edit::preview_block(block, Some(base)));
        }
    }
    assert_eq!(shown.last().unwrap(), "one\n2\nzwei\nthree\n");
    assert!(shown.contains(&"one\n2\nthree\n".to_owned()) && shown.contains(&base.to_owned()));
}

pub fn a_diff_sent_twice_changes_nothing_the_second_time() {
    let before = "function a() {\n  const first = 1;\n  return first;\n}\n\nfunction b() {\n  return 2;\n}\n";
    for hunk in [
        // An insertion with context on one side only, then on the other.
        "@@\n   const first = 1;\n+  const second = 2;\n",
        "@@\n+  const zero = 0;\n   const first = 1;\n",
        "@@\n   const first = 1;\n-  return first;\n+  return first + 1;\n }\n",
        "@@\n function a() {\n-  const first = 1;\n   return first;\n",
        // Outdented, so that a lenient stage finds it.
        "@@\n const first = 1;\n-return first;\n+return 7 + first;\n",
    ] {
        let reply = format!("<file path=\"a.ts\">\n<diff>\n{hunk}</diff>\n</file>\n");
        let mut files = tree([("a.ts", before)]);
        let (first, _) = apply(&parse([reply.as_bytes()]), &mut files);
        assert_eq!(first[0].status, FileStatus::Applied, "{hunk}");
        let once = files.clone();
        let (second, _) = apply(&parse([reply.as_bytes()]), &mut files);
        assert_eq!(files, once, "{hunk}");
        assert_eq!(second[0].status, FileStatus::Unchanged, "{hunk}");
        assert_eq!(second[0].hunks[0].status, HunkStatus::Already);
        assert_eq!(second[0].hunks[0].stage, Some(MatchStage::AlreadyApplied));
    }
}

pub fn a_removal_sent_twice_takes_no_other_line() {
    let reply = "<file path=\"a.ts\">\n<diff>\n@@\n-console.log(value);\n const a = 1;\n const b = 2;\n</diff>\n</file>\n";
    let mut files =
        tree([("a.ts", "console.log(value);\nconst a = 1;\nconst b = 2;\nconsole.log(value);\n")]);
    apply(&parse([reply.as_bytes()]), &mut files);
    let once = files.clone();
    assert_eq!(once.get("a.ts"), Some("const a = 1;\nconst b = 2;\nconsole.log(value);\n"));
    let (again, _) = apply(&parse([reply.as_bytes()]), &mut files);
    assert_eq!((files, again[0].status), (once, FileStatus::Refused));
    let run = "}\n".repeat(9);
    let fewer = edit::write_diff("a.ts", &run, &"}\n".repeat(8), "");
    let mut files = tree([("a.ts", run.as_str())]);
    for _ in 0..2 {
        apply(&parse([fewer.as_bytes()]), &mut files);
        assert_eq!(files.get("a.ts").map(str::len), Some(16));
    }
}

pub fn nothing_is_replaced_by_pattern() {
    let reply = "<file path=\"a.ts\">\n<diff>\n@@\n-const a = 1;\n+const a = '$& $1 \\\\0 $`';\n const b = 2;\n</diff>\n</file>";
    let mut files = tree([("a.ts", "const a = 1;\nconst b = 2;\n")]);
    apply(&parse([reply.as_bytes()]), &mut files);
    assert_eq!(files.get("a.ts"), Some("const a = '$& $1 \\\\0 $`';\nconst b = 2;\n"));
}

pub fn a_plan_is_steps_and_not_prose() {
    let events = parse(["Hi.\n<plan>\n- src/a.ts: Draw\n- Check\n</plan>\nNow.\n".as_bytes()]);
    let texts: Vec<_> = events
        .iter()
        .filter_map(|event| match event {
            ParseEvent::PlanStep(step) => Some((step.path.as_deref(), step.text.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(texts, [(Some("src/a.ts"), "Draw"), (None, "Check")]);
    assert!(events.contains(&ParseEvent::PlanEnd));
    let op = parse(["<rename from=\"a\" to=\"b\"/>".as_bytes()]);
    assert!(matches!(&op[0], ParseEvent::FileOpen(head) if head.op == Some(FileOp::Rename)));
}
