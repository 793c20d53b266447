//! Any reply to any file: no panic, no change that the report does not own up to, and lines that no hunk names stay.
#![no_main]

use contract::{FileChange, FileStatus, HunkStatus};
use edit::{Collector, Parser};
use libfuzzer_sys::fuzz_target;
use vfs::Vfs;

fuzz_target!(|data: &[u8]| {
    // A file, a zero byte, a reply.
    let text = String::from_utf8_lossy(data);
    let (file, reply) = text.split_once('\0').unwrap_or(("one\ntwo\n\nthree\n", &text));
    let mut files = Vfs::new();
    if files.insert("a.ts", file).is_err() || files.insert("src/b.css", "a {\n  b: c;\n}\n").is_err() {
        return;
    }
    let (mut parser, mut collector) = (Parser::new(), Collector::new());
    let mut events = parser.push(reply.as_bytes());
    events.extend(parser.finish());
    for event in &events {
        let block = collector.push(event);
        if let Some(open) = collector.open() {
            let base = edit::normalize_path(&open.head.path).ok().and_then(|path| files.get(&path));
            let _ = edit::preview_block(open, base);
        }
        let Some(block) = block else { continue };
        let applied = edit::apply_block(&block, &files);
        let report = &applied.report;
        let owned_up = matches!(report.status, FileStatus::Applied | FileStatus::Partial);
        assert!(applied.change.is_none() || (owned_up && block.complete), "{report:?}");
        assert!(report.status != FileStatus::Refused || report.reason.is_some(), "{report:?}");
        for hunk in &report.hunks {
            assert_eq!(hunk.status == HunkStatus::Refused, hunk.reason.is_some(), "{report:?}");
        }
        match applied.change {
            Some((path, FileChange::Written { content })) => assert!(files.insert(&path, content).is_ok()),
            Some((path, FileChange::Deleted)) => assert!(files.remove(&path).is_some()),
            Some((path, FileChange::Renamed { to, content })) => {
                assert!(files.remove(&path).is_some());
                assert!(files.insert(&to, content).is_ok());
            }
            Some((_, FileChange::Elided)) => unreachable!("nothing is elided here"),
            None => {}
        }
    }
});
