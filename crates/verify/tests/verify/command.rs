//! `easel check` on real folders.

use std::io;
use std::path::Path;

use tempfile::TempDir;
use verify::{Style, Verifier, check, read_folder};

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

fn say(dir: &Path, verifier: &Verifier, style: Style) -> (bool, String) {
    let mut out = Vec::new();
    let report = check(dir, verifier, style, &mut out).unwrap();
    (report.ok, String::from_utf8(out).unwrap())
}

const APP: &[u8] = b"import logo from './logo.png';\nimport { a } from './a';\nexport default () => <img src={logo} class={a}/>;\n";

#[test]
fn lines_are_for_people() {
    let dir = folder(&[
        ("src/App.tsx", APP),
        ("src/logo.png", &[0x89, 0xff, 0]),
        ("src/a.ts", b"export const b = 1;\n"),
    ]);
    let (ok, text) = say(dir.path(), &Verifier::default(), Style::Text);
    assert!(!ok);
    let wanted = "src/App.tsx:2:10 error missing-export \"src/a.ts\" does not export \"a\": export it there, or import another name.\n\
                  src/App.tsx:3:38 warning attribute-name React calls \"class\" \"className\".\n\
                  typescript was skipped: No compiler was asked for.\n\
                  1 error, 1 warning (oxc, imports, names, lint)\n";
    assert_eq!(text, wanted);
    std::fs::write(dir.path().join("src/a.ts"), "\u{feff}export const a = 'x';\n").unwrap();
    let (ok, text) = say(dir.path(), &Verifier::default(), Style::Text);
    assert!(ok && text.ends_with("no errors, 1 warning (oxc, imports, names, lint)\n"), "{text}");
}

#[test]
fn the_report_is_the_documented_json() {
    let dir = folder(&[("src/App.tsx", b"export default (n: number): string => n;\n")]);
    let (ok, text) = say(dir.path(), &super::typescript::verifier(), Style::Json);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((ok, &json["ok"]), (false, &false.into()));
    let names: Vec<_> =
        json["checkers"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["oxc", "imports", "names", "lint", "typescript"]);
    let last = &json["checkers"][4];
    assert!(last["elapsed_ms"].as_u64().unwrap() > 0 && last["skipped"].is_null(), "{last}");
    let wanted = serde_json::json!([{
        "path": "src/App.tsx", "line": 1, "column": 39, "severity": "error", "code": "TS2322",
        "message": "Type 'number' is not assignable to type 'string'.", "source": "typescript",
    }]);
    assert_eq!(json["diagnostics"], wanted);
}

#[test]
fn a_folder_is_read_without_what_tools_make() {
    let dir = folder(&[
        ("src/App.tsx", b"export default () => null;"),
        ("node_modules/a/index.ts", b"("),
        ("packages/x/node_modules/b.ts", b"("),
        (".git/config", b""),
        ("dist/a.js", b"("),
        ("target/a.js", b"("),
        ("src/bytes.bin", &[0xff, 0xfe]),
        (".env", b"A=1"),
    ]);
    let files = read_folder(dir.path()).unwrap();
    assert_eq!(files.keys().collect::<Vec<_>>(), [".env", "src/App.tsx", "src/bytes.bin"]);
    assert_eq!(files["src/bytes.bin"], "");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("secret.ts", b"("), ("deep/secret.ts", b"(")]);
    let dir = folder(&[("src/App.tsx", b"export default () => null;")]);
    symlink(outside.path().join("secret.ts"), dir.path().join("src/secret.ts")).unwrap();
    symlink(outside.path().join("deep"), dir.path().join("src/deep")).unwrap();
    symlink(dir.path(), dir.path().join("src/around")).unwrap();
    assert_eq!(read_folder(dir.path()).unwrap().len(), 1);
}

#[test]
fn a_folder_that_is_none_is_wrong_usage() {
    let dir = folder(&[("file", b"")]);
    for path in [dir.path().join("none"), dir.path().join("file")] {
        let error = check(&path, &Verifier::default(), Style::Text, &mut io::sink()).unwrap_err();
        assert!(error.starts_with("The folder ") && error.contains("cannot be opened"), "{error}");
    }
    let empty = folder(&[]);
    let (ok, text) = say(empty.path(), &Verifier::default(), Style::Text);
    assert!(!ok && text.contains("missing-entry"), "{text}");
}

#[test]
fn too_much_is_no_project() {
    let dir = folder(&[]);
    let large = std::fs::File::create(dir.path().join("large.bin")).unwrap();
    large.set_len(65 << 20).unwrap();
    assert!(read_folder(dir.path()).unwrap_err().contains("too large"));
}
