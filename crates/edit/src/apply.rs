//! One file block against the files as they stand: applied as a whole or hunk by hunk, or refused in words.

mod hunks;
mod paths;
mod whole;

use contract::{FileChange, FileOp, FileReport, FileStatus};

use crate::{DiffLine, FileBlock, Syntax, Wish};
use paths::{clean, no_such_file, obstacle, without_git_prefix};

/// The files of a project.
pub trait Tree {
    fn read(&self, path: &str) -> Option<String>;
    fn paths(&self) -> Vec<String>;
}

impl Tree for vfs::Vfs {
    fn read(&self, path: &str) -> Option<String> {
        self.get(path).map(str::to_owned)
    }

    fn paths(&self) -> Vec<String> {
        self.paths().map(str::to_owned).collect()
    }
}

/// What a block comes to. Without a change the files stay as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    pub report: FileReport,
    /// The path, relative and clean, and what becomes of it.
    pub change: Option<(String, FileChange)>,
}

/// What is known beside the block and the files.
#[derive(Clone, Copy, Default)]
pub struct Apply<'a> {
    /// Judges results that are in doubt.
    pub syntax: Option<&'a dyn Syntax>,
    /// Files do not lose what nobody asked to lose; none: every loss is taken for meant.
    pub wish: Option<Wish<'a>>,
    /// Hunks to leave out, by the numbers of the report.
    pub without: &'a [u32],
}

/// Applies `block` to `tree` by the text alone. Never panics; refuses with a reason.
pub fn apply_block(block: &FileBlock, tree: &dyn Tree) -> Applied {
    Apply::default().block(block, tree)
}

impl Apply<'_> {
    /// Applies `block` to `tree`. Never panics; refuses with a reason.
    pub fn block(&self, block: &FileBlock, tree: &dyn Tree) -> Applied {
        apply(block, tree, self)
    }
}

fn apply(block: &FileBlock, tree: &dyn Tree, with: &Apply) -> Applied {
    let mut report = FileReport {
        path: block.head.path.clone(),
        op: block.head.op.unwrap_or(FileOp::Edit),
        to: block.head.to.clone(),
        status: FileStatus::Refused,
        complete: block.complete,
        added: 0,
        removed: 0,
        why: block.why.clone(),
        reason: None,
        hunks: Vec::new(),
    };
    match change(block, tree, with, &mut report) {
        Ok(change) => {
            if change.is_none() && report.status == FileStatus::Applied {
                report.status = FileStatus::Unchanged;
            }
            Applied { report, change }
        }
        Err(reason) => {
            report.status = FileStatus::Refused;
            report.reason = Some(reason);
            report.added = 0;
            report.removed = 0;
            Applied { report, change: None }
        }
    }
}

type Change = Option<(String, FileChange)>;

/// A refusal is the sentence that says why.
fn change(
    block: &FileBlock,
    tree: &dyn Tree,
    with: &Apply,
    report: &mut FileReport,
) -> Result<Change, String> {
    let path = without_git_prefix(clean(&block.head.path)?, tree);
    report.path.clone_from(&path);
    if !block.complete {
        return Err("The end of this file is missing or unclear, so nothing of it was applied.".to_owned());
    }
    let is_empty = block.content.is_none() && block.hunks.is_empty();
    if is_empty && block.head.to.is_none() && block.head.op != Some(FileOp::Delete) {
        return Err("The block holds neither a diff nor a whole file.".to_owned());
    }
    let current = tree.read(&path);
    let target = block.head.to.as_deref().map(clean).transpose()?.filter(|to| *to != path);
    report.to.clone_from(&target);
    match block.head.op {
        Some(FileOp::Delete) => return delete(path, current.as_deref(), tree, report),
        Some(FileOp::Rename) if target.is_none() => {
            return Err("The rename does not say a new path: it needs to=\"…\".".to_owned());
        }
        Some(FileOp::Rename | FileOp::Edit | FileOp::Create | FileOp::Write) | None => {}
    }
    if current.is_none() && target.is_none() {
        obstacle(&path, tree).map_or(Ok(()), Err)?;
    }
    let text = match &block.content {
        Some(content) => whole::replace(content, &path, current.as_deref(), block, with, report)?,
        None if is_empty => None,
        None => diff(block, &path, current.as_deref(), tree, with, report)?,
    };
    if let Some(text) = &text {
        within_limit(text)?;
    }
    let Some(to) = target else {
        return Ok(text.map(|content| (path, FileChange::Written { content })));
    };
    let Some(current) = current else { return Err(no_such_file(&path, tree)) };
    if let Some(obstacle) = obstacle(&to, tree).filter(|_| !to.eq_ignore_ascii_case(&path)) {
        return Err(obstacle);
    }
    report.op = FileOp::Rename;
    match (is_empty, report.status) {
        // A file whose edit was refused keeps its name too: one cause, one refusal.
        (false, FileStatus::Refused) => return Ok(None),
        (false, FileStatus::Partial) => {}
        (true, _) | (false, FileStatus::Applied | FileStatus::Unchanged) => {
            report.status = FileStatus::Applied
        }
    }
    Ok(renamed(path, to, text.unwrap_or(current)))
}

fn renamed(path: String, to: String, content: String) -> Change {
    Some((path, FileChange::Renamed { to, content }))
}

fn delete(
    path: String,
    current: Option<&str>,
    tree: &dyn Tree,
    report: &mut FileReport,
) -> Result<Change, String> {
    let Some(current) = current else { return Err(no_such_file(&path, tree)) };
    report.status = FileStatus::Applied;
    report.removed = number(crate::changes::lines(current).len());
    Ok(Some((path, FileChange::Deleted)))
}

/// A diff changes a file that is there. It makes one that is not if it has nothing but new lines, and replaces
/// one if it says so: else a hunk that lost its context would cost a file.
fn diff(
    block: &FileBlock,
    path: &str,
    current: Option<&str>,
    tree: &dyn Tree,
    with: &Apply,
    report: &mut FileReport,
) -> Result<Option<String>, String> {
    let lines = || block.hunks.iter().flat_map(|hunk| &hunk.lines);
    let all_new = lines().all(|line| matches!(line, DiffLine::Added(_)));
    let rewrites = matches!(block.head.op, Some(FileOp::Create | FileOp::Write));
    match current {
        None if all_new || is_plain_text(block) => {
            whole::replace(&new_text(block), path, None, block, with, report)
        }
        None => Err(no_such_file(path, tree)),
        Some(current) if all_new && (rewrites || current.trim().is_empty()) => {
            whole::replace(&new_text(block), path, Some(current), block, with, report)
        }
        Some(_) if all_new => {
            Err("Every line is new and none says where it belongs. Give two or three unchanged \
                                   lines around the change, or replace the file with op=\"write\"."
                .to_owned())
        }
        Some(current) => hunks::apply(block, path, current, with, report),
    }
}

/// New lines and lines without a marker: a new file whose author forgot some or all of the `+`. Indented lines
/// without one look like context, so these count if no line has a marker.
fn is_plain_text(block: &FileBlock) -> bool {
    let lines = || block.hunks.iter().flat_map(|hunk| &hunk.lines);
    let without_context = lines().all(|line| match line {
        DiffLine::Added(_) | DiffLine::Bare(_) => true,
        DiffLine::Context(text) => text.trim().is_empty(),
        DiffLine::Removed(_) => false,
    });
    let without_marker = lines().all(|line| matches!(line, DiffLine::Bare(_) | DiffLine::Context(_)))
        && lines().any(|line| matches!(line, DiffLine::Bare(text) if !text.is_empty()));
    without_context || without_marker
}

fn new_text(block: &FileBlock) -> String {
    let mut text = String::new();
    for line in block.hunks.iter().flat_map(|hunk| &hunk.lines) {
        match line {
            DiffLine::Added(line) | DiffLine::Bare(line) | DiffLine::Removed(line) => text.push_str(line),
            DiffLine::Context(line) if line.trim().is_empty() => {}
            // What looked like the marker was the first blank of the line.
            DiffLine::Context(line) => {
                text.push(' ');
                text.push_str(line);
            }
        }
        text.push('\n');
    }
    text
}

fn within_limit(text: &str) -> Result<(), String> {
    if text.len() <= contract::MAX_FILE_BYTES {
        return Ok(());
    }
    let most = contract::MAX_FILE_BYTES / 1024;
    Err(format!("The file would be larger than {most} KB. Split it into smaller files."))
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
