//! `easel apply`: a model's reply from a file or a pipe, applied to a folder while it arrives.
//!
//! Nothing outside of the folder is read or written, not through symbolic links either, and each file is replaced in
//! one step: whatever happens, it is the old one or the new one.

mod folder;
mod report;

use std::io::{self, Read, Write};
use std::path::Path;

use contract::{FileChange, FileReport, FileStatus};
use edit::{Apply, Collector, FileBlock, ParseEvent, Parser, Tree, Wish};

pub use folder::Folder;
pub use report::{Outcome, Style};

/// How to apply a reply.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// Say what would be done, and do nothing.
    pub dry_run: bool,
    /// What the model was asked; with it a loss that was asked for is no accident.
    pub prompt: &'a str,
}

const CHUNK: usize = 64 * 1024;

/// Applies all of `reply` to the folder `dir`, each file as soon as its element closes, and tells `out` in the given
/// style. The error is a sentence: the folder cannot be used.
pub fn apply(
    dir: &Path,
    mut reply: impl Read,
    options: Options,
    style: Style,
    out: &mut dyn Write,
) -> Result<Outcome, String> {
    let mut run = Run { folder: Folder::open(dir, options.dry_run)?, options, outcome: Outcome::default() };
    let (mut parser, mut collector) = (Parser::new(), Collector::new());
    let mut chunk = vec![0; CHUNK];
    loop {
        let events = match reply.read(&mut chunk) {
            Ok(0) => break,
            Ok(n) => parser.push(&chunk[..n]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => {
                run.outcome
                    .warn("reply-unreadable", format!("The reply could not be read to its end: {error}."));
                run.outcome.ok = false;
                break;
            }
        };
        run.take(events, &mut collector, style, out);
    }
    run.take(parser.finish(), &mut collector, style, out);
    if run.outcome.files.is_empty() {
        run.outcome.warn("no-files", "The reply holds no file.".to_owned());
    }
    style.end(&run.outcome, out);
    Ok(run.outcome)
}

struct Run<'a> {
    folder: Folder,
    options: Options<'a>,
    outcome: Outcome,
}

impl Run<'_> {
    fn take(
        &mut self,
        events: Vec<ParseEvent>,
        collector: &mut Collector,
        style: Style,
        out: &mut dyn Write,
    ) {
        for event in events {
            if let ParseEvent::Warning(warning) = &event {
                self.outcome.warnings.push(warning.clone());
            }
            if let Some(block) = collector.push(&event) {
                let report = self.block(&block);
                style.file(&report, out);
                self.outcome.add(report);
            }
        }
    }

    fn block(&mut self, block: &FileBlock) -> FileReport {
        let wish = Some(Wish { prompt: self.options.prompt });
        let with = Apply { syntax: Some(&syntax::Languages), wish, without: &[] };
        let mut applied = with.block(block, &self.folder);
        let report = &mut applied.report;
        if let Some(to) = &report.to {
            // Only the old name was looked at so far.
            let _ = self.folder.read(to);
        }
        let paths = std::iter::once(&report.path).chain(&report.to);
        let obstacle = paths.filter_map(|path| self.folder.obstacle(path)).next();
        let problem = match (obstacle, applied.change) {
            (Some(obstacle), _) => Some(obstacle),
            (None, Some((path, change))) => self.folder.change(&path, change).err(),
            (None, None) => None,
        };
        if let Some(problem) = problem {
            report.status = FileStatus::Refused;
            report.reason = Some(problem);
            (report.added, report.removed) = (0, 0);
        }
        applied.report
    }
}

/// What a change leaves at its path, and what else it writes.
fn parts(change: FileChange) -> (Option<String>, Option<(String, String)>) {
    match change {
        FileChange::Written { content } => (Some(content), None),
        FileChange::Renamed { to, content } => (None, Some((to, content))),
        FileChange::Deleted | FileChange::Elided => (None, None),
    }
}
