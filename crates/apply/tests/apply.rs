//! The command on real folders: what it writes, what it refuses to touch, and that a file is whole at any moment.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use apply::{Options, Outcome, Style, apply};
use contract::{FileStatus, HunkStatus};
use tempfile::TempDir;

const BEFORE: &str = "export const a = 1;\nexport const b = 2;\nexport const c = 3;\n";
const EDIT: &str = "<file path=\"src/a.ts\">\n<diff>\n@@\n export const a = 1;\n-export const b = 2;\n+export const b = 20;\n \
                    export const c = 3;\n</diff>\n<why>More.</why>\n</file>\n";

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn run(dir: &Path, reply: &str) -> Outcome {
    apply(dir, reply.as_bytes(), Options::default(), Style::Json, &mut io::sink()).unwrap()
}

fn read(dir: &TempDir, path: &str) -> String {
    fs::read_to_string(dir.path().join(path)).unwrap()
}

fn content(path: &str, text: &str) -> String {
    format!("<file path=\"{path}\" op=\"write\">\n<content>\n{text}</content>\n</file>\n")
}

#[test]
fn edits_creates_renames_and_deletes() {
    let dir = folder(&[("src/a.ts", BEFORE.as_bytes()), ("old.md", b"# Old\n"), ("gone.txt", b"x\n")]);
    let reply = format!(
        "Sure.\n{EDIT}{}<rename from=\"old.md\" to=\"docs/new.md\"/>\n<delete path=\"gone.txt\"/>\n",
        content("src/deep/down/b.css", "a {}\n")
    );
    let outcome = run(dir.path(), &reply);
    assert!(outcome.ok, "{outcome:?}");
    assert_eq!(read(&dir, "src/a.ts"), BEFORE.replace("= 2", "= 20"));
    assert_eq!(read(&dir, "src/deep/down/b.css"), "a {}\n");
    assert_eq!(read(&dir, "docs/new.md"), "# Old\n");
    assert!(!dir.path().join("old.md").exists() && !dir.path().join("gone.txt").exists());
    // The same reply once more: the edit is there already, the rest has nothing to work on.
    let again = run(dir.path(), EDIT);
    assert_eq!((again.ok, again.files[0].status), (true, FileStatus::Unchanged));
}

#[test]
fn the_report_is_the_documented_json() {
    let dir = folder(&[("src/a.ts", BEFORE.as_bytes())]);
    let mut out = Vec::new();
    apply(dir.path(), EDIT.as_bytes(), Options::default(), Style::Json, &mut out).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(json["ok"], true);
    let file = &json["files"][0];
    assert_eq!(file["path"], "src/a.ts");
    assert_eq!(
        (&file["op"], &file["status"], &file["why"]),
        (&"edit".into(), &"applied".into(), &"More.".into())
    );
    assert_eq!((&file["to"], &file["complete"]), (&serde_json::Value::Null, &true.into()));
    assert_eq!((&file["added"], &file["removed"]), (&1.into(), &1.into()));
    let hunk = &file["hunks"][0];
    assert_eq!((&hunk["n"], &hunk["line"]), (&1.into(), &2.into()));
    assert_eq!((&hunk["stage"], &hunk["confidence"]), (&"exact".into(), &"high".into()));
    assert_eq!(json["warnings"], serde_json::json!([]));
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let dir = folder(&[("src/a.ts", BEFORE.as_bytes())]);
    let reply = format!(
        "{EDIT}{}{}",
        content("n.ts", "new\n"),
        EDIT.replace("= 2;", "= 20;").replace("+export const b = 20", "+export const b = 21")
    );
    let options = Options { dry_run: true, ..Options::default() };
    let told = apply(dir.path(), reply.as_bytes(), options, Style::Json, &mut io::sink()).unwrap();
    assert_eq!(read(&dir, "src/a.ts"), BEFORE);
    assert!(!dir.path().join("n.ts").exists());
    assert_eq!(told, run(dir.path(), &reply));
    assert_eq!(read(&dir, "src/a.ts"), BEFORE.replace("= 2", "= 21"));
}

#[test]
fn what_was_refused_is_not_ok_and_changes_nothing() {
    let dir = folder(&[("src/a.ts", BEFORE.as_bytes())]);
    let outcome = run(dir.path(), &EDIT.replace("const b = 2;", "let stale = 7;"));
    assert!(!outcome.ok);
    assert_eq!(outcome.files[0].hunks[0].status, HunkStatus::Refused);
    assert!(!outcome.files[0].hunks[0].nearest.is_empty());
    assert_eq!(read(&dir, "src/a.ts"), BEFORE);
    let cut = run(dir.path(), &EDIT[..60]);
    assert!(!cut.ok && !cut.files[0].complete);
    assert_eq!(read(&dir, "src/a.ts"), BEFORE);
}

#[test]
fn a_reply_without_files_says_so() {
    let dir = folder(&[]);
    let outcome = run(dir.path(), "I would rather not.\n");
    assert_eq!((outcome.ok, outcome.warnings[0].code.as_str()), (true, "no-files"));
}

#[test]
fn what_is_no_text_is_left_alone() {
    let dir = folder(&[("a.bin.ts", b"\xff\xfe\x00data"), ("src/x.ts", b"x\n")]);
    for reply in [
        content("a.bin.ts", "text\n"),
        "<delete path=\"a.bin.ts\"/>".to_owned(),
        "<rename from=\"a.bin.ts\" to=\"b.ts\"/>".to_owned(),
        "<rename from=\"src/x.ts\" to=\"a.bin.ts\"/>".to_owned(),
        content("src", "a folder\n"),
        content("src/x.ts/y.ts", "inside a file\n"),
    ] {
        let outcome = run(dir.path(), &reply);
        assert!(!outcome.ok && outcome.files[0].reason.is_some(), "{reply}: {outcome:?}");
    }
    assert_eq!(fs::read(dir.path().join("a.bin.ts")).unwrap(), b"\xff\xfe\x00data");
    assert_eq!(read(&dir, "src/x.ts"), "x\n");
}

#[cfg(unix)]
#[test]
fn nothing_outside_is_touched_through_links_or_dots() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("secret.txt", b"secret\n"), ("sub/keep.txt", b"keep\n")]);
    let dir = folder(&[("in/real.txt", b"real\n")]);
    symlink(outside.path().join("secret.txt"), dir.path().join("link.txt")).unwrap();
    symlink(outside.path(), dir.path().join("out")).unwrap();
    symlink(dir.path().join("in"), dir.path().join("loop")).unwrap();
    symlink(outside.path().join("not-there.txt"), dir.path().join("dangling.txt")).unwrap();
    let absolute = outside.path().join("secret.txt").display().to_string();
    for path in [
        "link.txt",
        "out/secret.txt",
        "out/new.txt",
        "out/sub/keep.txt",
        "loop/real.txt",
        "dangling.txt",
        "../secret.txt",
        "in/../../x",
        &absolute,
        ".git/config",
    ] {
        for reply in [
            content(path, "overwritten\n"),
            format!("<file path=\"{path}\">\n<diff>\n@@\n-secret\n+public\n</diff>\n</file>\n"),
            format!("<delete path=\"{path}\"/>\n"),
            format!("<rename from=\"{path}\" to=\"taken.txt\"/>\n"),
            format!("<rename from=\"in/real.txt\" to=\"{path}\"/>\n"),
        ] {
            let outcome = run(dir.path(), &reply);
            assert!(!outcome.ok, "{reply}: {outcome:?}");
        }
    }
    assert_eq!(read(&outside, "secret.txt"), "secret\n");
    assert_eq!(read(&outside, "sub/keep.txt"), "keep\n");
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 2);
    assert_eq!(read(&dir, "in/real.txt"), "real\n");
    assert!(!dir.path().join("taken.txt").exists());
}

#[cfg(unix)]
#[test]
fn permissions_stay() {
    use std::os::unix::fs::PermissionsExt;
    let dir = folder(&[("run.sh", b"echo 1\n")]);
    let path = dir.path().join("run.sh");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    assert!(run(dir.path(), &content("run.sh", "echo 2\n")).ok);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o755);
    assert!(run(dir.path(), "<rename from=\"run.sh\" to=\"go.sh\"/>\n").ok);
    assert_eq!(fs::metadata(dir.path().join("go.sh")).unwrap().permissions().mode() & 0o777, 0o755);
}

/// Gives a reply out byte by byte, and looks at the folder in between.
struct Slow<'a>(&'a [u8], Box<dyn FnMut() + 'a>);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        (self.1)();
        let n = self.0.len().min(1);
        buffer[..n].copy_from_slice(&self.0[..n]);
        self.0 = &self.0[n..];
        Ok(n)
    }
}

#[test]
fn files_are_written_as_they_close() {
    let dir = folder(&[("src/a.ts", BEFORE.as_bytes())]);
    let reply = format!("{EDIT}{}", content("n.ts", "new\n"));
    let mut seen = Vec::new();
    let look = Box::new(|| {
        let state = (read(&dir, "src/a.ts") != BEFORE, dir.path().join("n.ts").exists());
        if seen.last() != Some(&state) {
            seen.push(state);
        }
    });
    apply(dir.path(), Slow(reply.as_bytes(), look), Options::default(), Style::Text, &mut io::sink())
        .unwrap();
    assert_eq!(seen, [(false, false), (true, false), (true, true)]);
}

#[test]
fn a_reader_never_sees_half_a_file() {
    let big = |c: char| format!("{}\n", String::from(c).repeat(99)).repeat(9_000);
    let dir = folder(&[("big.txt", big('a').as_bytes())]);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut torn = 0;
            while !done.load(Ordering::Relaxed) {
                let text = read(&dir, "big.txt");
                let first = text.as_bytes().first().copied();
                torn += usize::from(
                    text.len() != 900_000 || text.bytes().any(|b| b != b'\n' && Some(b) != first),
                );
            }
            assert_eq!(torn, 0);
        });
        for round in 0..20_u32 {
            let letter = char::from_digit(round % 6 + 10, 36).unwrap();
            assert!(run(dir.path(), &content("big.txt", &big(letter))).ok);
        }
        done.store(true, Ordering::Relaxed);
    });
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left behind");
}

#[test]
fn a_folder_that_is_not_there_is_a_sentence() {
    let error =
        apply(Path::new("/nowhere/at/all"), &b""[..], Options::default(), Style::Text, &mut io::sink());
    assert!(error.unwrap_err().contains("/nowhere/at/all cannot be opened"));
}

#[test]
fn loss_that_nobody_asked_for_is_refused() {
    let rows: String = (0..30).map(|i| format!("export const row{i} = {i};\n")).collect();
    let dir = folder(&[("rows.ts", rows.as_bytes())]);
    let short = content("rows.ts", &rows[..rows.len() / 4 / 25 * 25]);
    let outcome = run(dir.path(), &short);
    assert!(!outcome.ok && outcome.files[0].reason.as_ref().unwrap().contains("shrink"), "{outcome:?}");
    let one_less = content("rows.ts", &rows.replace("export const row7 = 7;\n", ""));
    let outcome = run(dir.path(), &one_less);
    assert!(outcome.files[0].reason.as_ref().unwrap().contains("the export row7"), "{outcome:?}");
    assert_eq!(read(&dir, "rows.ts"), rows);
    let options = Options { prompt: "Please remove row 7", ..Options::default() };
    assert!(apply(dir.path(), one_less.as_bytes(), options, Style::Text, &mut io::sink()).unwrap().ok);
    // A diff names what it removes.
    let diff = "<file path=\"rows.ts\">\n<diff>\n@@\n export const row3 = 3;\n-export const row4 = 4;\n export const row5 = 5;\n</diff>\n</file>\n";
    assert!(run(dir.path(), diff).ok);
}

#[test]
fn a_guess_that_breaks_the_file_is_taken_back() {
    let before = "export function total(items: Item[]) {\n  let sum = 0;\n  for (const item of items) {\n    sum += item.price * item.count;\n  }\n  return sum;\n}\n\nexport function mean(items: Item[]) {\n  return total(items) / items.length;\n}\n";
    let dir = folder(&[("a.ts", before.as_bytes())]);
    // The last context line is not what the file has, so the place is a guess; the new line opens a brace.
    let hunk = |new: &str| {
        format!(
            "<file path=\"a.ts\">\n<diff>\n@@\n   for (const item of items) {{\n-    sum += item.price * item.count;\n+{new}\n   }}\n   return summ;\n</diff>\n</file>\n"
        )
    };
    let outcome = run(dir.path(), &hunk("    if (item.count > 0) {"));
    assert!(!outcome.ok, "{outcome:?}");
    assert!(outcome.files[0].hunks[0].reason.as_ref().unwrap().contains("parse"), "{outcome:?}");
    assert_eq!(read(&dir, "a.ts"), before);
    let outcome = run(dir.path(), &hunk("    sum += item.price;"));
    assert!(outcome.ok, "{outcome:?}");
    assert_eq!(outcome.files[0].hunks[0].confidence, contract::Confidence::Low);
}
