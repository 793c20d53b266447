//! One file block against the files as they stand: applied as a whole or hunk by hunk, or refused in words.

use contract::{Confidence, FileChange, FileOp, FileReport, FileStatus, HunkReport, HunkStatus, MatchStage};

use crate::elision::is_elision;
use crate::hunk::Plan;
use crate::locate::{Located, Outcome, Place, locate};
use crate::nearest::nearest;
use crate::text::Text;
use crate::{DiffLine, FileBlock};

/// The files of a project.
pub trait Tree {
    fn read(&self, path: &str) -> Option<String>;
    fn paths(&self) -> Vec<String>;
}

/// What a block comes to. Without a change the files stay as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    pub report: FileReport,
    /// The path, relative and clean, and what becomes of it.
    pub change: Option<(String, FileChange)>,
}

/// Applies `block` to `tree`. Never panics; refuses with a reason.
pub fn apply_block(block: &FileBlock, tree: &dyn Tree) -> Applied {
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
    match change(block, tree, &mut report) {
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

fn change(block: &FileBlock, tree: &dyn Tree, report: &mut FileReport) -> Result<Change, String> {
    let path = clean(&block.head.path)?;
    report.path.clone_from(&path);
    if !block.complete {
        return Err("The reply ended inside this file, so nothing of it was applied.".to_owned());
    }
    let current = tree.read(&path);
    let target = match &block.head.to {
        Some(to) => Some(clean(to)?),
        None => None,
    };
    report.to.clone_from(&target);
    match block.head.op {
        Some(FileOp::Delete) => {
            let Some(current) = current else { return Err(no_such_file(&path, tree)) };
            report.status = FileStatus::Applied;
            report.removed = count(current.lines().count());
            return Ok(Some((path, FileChange::Deleted)));
        }
        Some(FileOp::Rename) if target.is_none() => {
            return Err("The rename does not say the new path: it needs to=\"…\".".to_owned());
        }
        _ => {}
    }
    let changed = match (&block.content, block.hunks.is_empty()) {
        (Some(content), _) => Some(whole(content, &path, current.as_deref(), block, report)?),
        (None, false) => Some(hunks(block, &path, current.as_deref(), tree, report)?),
        (None, true) if target.is_some() => None,
        (None, true) => return Err("The block holds neither a diff nor a whole file.".to_owned()),
    };
    if let Some(to) = target.filter(|to| *to != path) {
        let Some(current) = current else { return Err(no_such_file(&path, tree)) };
        if tree.read(&to).is_some() {
            return Err(format!("{path} cannot become {to}: there is a file of that name already."));
        }
        report.op = FileOp::Rename;
        if changed.is_none() {
            report.status = FileStatus::Applied;
        }
        let content = changed.flatten().unwrap_or(current);
        return Ok(Some((path, FileChange::Renamed { to, content })));
    }
    Ok(changed.flatten().map(|content| (path, FileChange::Written { content })))
}

fn clean(raw: &str) -> Result<String, String> {
    crate::normalize_path(raw).map_err(|problem| format!("The path \"{raw}\" was refused: {problem}."))
}

/// A whole file; none when it already reads so.
fn whole(
    content: &str,
    path: &str,
    current: Option<&str>,
    block: &FileBlock,
    report: &mut FileReport,
) -> Result<Option<String>, String> {
    if content.contains('\0') {
        return Err("The content is not text. Assets come by upload.".to_owned());
    }
    let markdown = path.to_ascii_lowercase().ends_with(".md");
    let body = if markdown { content } else { unfenced(content) };
    if let Some((i, line)) = body.lines().enumerate().find(|(_, line)| is_elision(line)) {
        return Err(format!("Line {} stands for code that was left out: \"{}\".", i + 1, line.trim()));
    }
    report.status = FileStatus::Applied;
    report.op = match (current, block.head.op) {
        (None, _) => FileOp::Create,
        (Some(_), _) => FileOp::Write,
    };
    let text = current.map_or_else(|| body.to_owned(), |current| Text::new(current).restyle(body));
    if current == Some(text.as_str()) {
        return Ok(None);
    }
    let diff = similar::TextDiff::from_lines(current.unwrap_or_default(), &text);
    for change in diff.iter_all_changes() {
        match change.tag() {
            similar::ChangeTag::Insert => report.added += 1,
            similar::ChangeTag::Delete => report.removed += 1,
            similar::ChangeTag::Equal => {}
        }
    }
    Ok(Some(text))
}

/// One fence around the whole content is decoration.
fn unfenced(content: &str) -> &str {
    let trimmed = content.trim();
    let inner = trimmed.strip_prefix("```").and_then(|rest| rest.strip_suffix("```"));
    match inner.and_then(|inner| inner.split_once('\n')) {
        Some((_, body)) if !body.contains("\n```") => body,
        _ => content,
    }
}

fn hunks(
    block: &FileBlock,
    path: &str,
    current: Option<&str>,
    tree: &dyn Tree,
    report: &mut FileReport,
) -> Result<Option<String>, String> {
    let lines = || block.hunks.iter().flat_map(|hunk| &hunk.lines);
    let only_new = lines().all(|line| matches!(line, DiffLine::Added(_) | DiffLine::Bare(_)));
    let only_added = lines().all(|line| matches!(line, DiffLine::Added(_)));
    let rewrites = matches!(block.head.op, Some(FileOp::Create | FileOp::Write));
    let all_text = || {
        let mut text = String::new();
        for line in lines() {
            let (DiffLine::Added(line) | DiffLine::Bare(line) | DiffLine::Context(line) | DiffLine::Removed(line)) = line;
            text.push_str(line);
            text.push('\n');
        }
        text
    };
    let Some(current) = current else {
        if !only_new {
            return Err(no_such_file(path, tree));
        }
        return whole(&all_text(), path, None, block, report);
    };
    if only_added && (rewrites || current.trim().is_empty()) {
        return whole(&all_text(), path, Some(current), block, report);
    }
    if only_added {
        return Err("Every line is new and none says where it belongs. Give two or three unchanged lines around \
                    the change, or replace the file with op=\"write\"."
            .to_owned());
    }
    let mut text = Text::new(current);
    let mut cursor = 0;
    for (i, hunk) in block.hunks.iter().enumerate() {
        let entry = one_hunk(count(i + 1), &Plan::new(hunk), &mut text, &mut cursor, report);
        report.hunks.push(entry);
    }
    let refused = report.hunks.iter().filter(|hunk| hunk.status == HunkStatus::Refused).count();
    let applied = report.hunks.iter().any(|hunk| hunk.status == HunkStatus::Applied);
    report.status = match (refused, applied) {
        (0, true) => FileStatus::Applied,
        (0, false) => FileStatus::Unchanged,
        (_, true) => FileStatus::Partial,
        (_, false) => FileStatus::Refused,
    };
    if report.status == FileStatus::Refused {
        report.reason = report.hunks.iter().find_map(|hunk| hunk.reason.clone());
        return Ok(None);
    }
    let text = text.into_string();
    Ok((text != current).then_some(text))
}

fn one_hunk(n: u32, plan: &Plan, text: &mut Text, cursor: &mut usize, report: &mut FileReport) -> HunkReport {
    let mut entry = HunkReport {
        n,
        status: HunkStatus::Refused,
        stage: None,
        confidence: Confidence::High,
        line: None,
        reason: None,
        nearest: Vec::new(),
    };
    if !plan.changes() {
        entry.status = HunkStatus::Already;
        return entry;
    }
    if let Some(line) = plan.added().find(|line| is_elision(line)) {
        entry.reason = Some(format!("A new line stands for code that was left out: \"{}\".", line.trim()));
        return entry;
    }
    match locate(plan, &Place { lines: &text.lines, cursor: *cursor }) {
        Outcome::Found(located) => take(located, text, cursor, report, &mut entry),
        Outcome::Already(at) => {
            entry.status = HunkStatus::Already;
            entry.stage = Some(MatchStage::AlreadyApplied);
            entry.line = Some(count(at + 1));
        }
        Outcome::Ambiguous(places) => {
            entry.reason = Some(format!("The lines to change stand in {places} places. More lines around them would tell which."));
        }
        Outcome::Missing => {
            // 7. A hunk that jumps to another place without saying so.
            let groups = plan.groups();
            if groups.len() > 1
                && let Some(all) = split(&groups, text, *cursor)
            {
                for located in all {
                    take(located, text, cursor, report, &mut entry);
                }
                entry.stage = Some(MatchStage::Split);
                entry.confidence = Confidence::Low;
                return entry;
            }
            entry.reason = Some(if plan.before().is_empty() {
                "No unchanged line says where the new ones belong.".to_owned()
            } else {
                "The lines to change are not in the file as written.".to_owned()
            });
            entry.nearest = nearest(&text.lines, plan);
        }
    }
    entry
}

fn take(located: Located, text: &mut Text, cursor: &mut usize, report: &mut FileReport, entry: &mut HunkReport) {
    entry.status = HunkStatus::Applied;
    entry.stage = Some(located.stage);
    entry.confidence = located.confidence;
    entry.line = entry.line.or(Some(count(located.range.start + 1)));
    report.added += located.added;
    report.removed += located.removed;
    *cursor = located.range.start + located.lines.len();
    text.replace(located.range, located.lines);
}

/// All groups in order, each in one strict place, or none of them. Ranges are for application one after the
/// other.
fn split(groups: &[Plan], text: &Text, cursor: usize) -> Option<Vec<Located>> {
    let mut scratch = text.clone();
    let mut at = cursor;
    let mut all = Vec::new();
    for group in groups {
        match locate(group, &Place { lines: &scratch.lines, cursor: at }) {
            Outcome::Found(located) if located.stage < MatchStage::EdgeFuzz && located.confidence == Confidence::High => {
                at = located.range.start + located.lines.len();
                scratch.replace(located.range.clone(), located.lines.clone());
                all.push(located);
            }
            _ => return None,
        }
    }
    Some(all)
}

fn no_such_file(path: &str, tree: &dyn Tree) -> String {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let near = tree.paths().into_iter().find(|other| {
        other.eq_ignore_ascii_case(path) || other.rsplit('/').next().is_some_and(|other| other.to_lowercase() == name)
    });
    match near {
        Some(near) => format!("There is no file {path}. Was {near} meant?"),
        None => format!("There is no file {path}."),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
