//! Jobs as the child gets them, on packages and projects made here.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bundle::{Bundled, Fault, Job, PackagesJob, Placed, SiteJob, SiteOutline};
use flate2::Compression;
use flate2::write::GzEncoder;

fn run(job: &Job) -> Bundled {
    let mut answer = Vec::new();
    bundle::child::run(serde_json::to_vec(job).unwrap().as_slice(), &mut answer).unwrap();
    serde_json::from_slice(&answer).unwrap()
}

fn tarball(folder: &Path, place: &str, files: &[(&str, &str)]) -> Placed {
    let path = folder.join(format!("{}.tgz", place.replace('/', "_")));
    let file = std::fs::File::create(&path).unwrap();
    let mut builder = tar::Builder::new(GzEncoder::new(file, Compression::fast()));
    for (name, text) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, format!("package/{name}"), text.as_bytes()).unwrap();
    }
    builder.into_inner().unwrap().finish().unwrap();
    Placed { place: place.to_owned(), tarball: path }
}

struct Work {
    _temporary: tempfile::TempDir,
    folder: PathBuf,
}

impl Work {
    fn new() -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().canonicalize().unwrap().join("job");
        std::fs::create_dir(&folder).unwrap();
        Self { _temporary: temporary, folder }
    }

    fn place(&self, place: &str, files: &[(&str, &str)]) -> Placed {
        tarball(self.folder.parent().unwrap(), place, files)
    }

    fn out(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.join("out").join(name)).unwrap()
    }

    fn packages(&self, tree: Vec<Placed>, entries: &[&str], beside: &[&str]) -> Bundled {
        let shared = [("react", "/assets/react.js"), ("three", "/assets/three.js")];
        run(&Job::Packages(PackagesJob {
            folder: self.folder.clone(),
            tree,
            entries: entries.iter().map(|&entry| entry.to_owned()).collect(),
            shared: shared.map(|(name, address)| (name.to_owned(), address.to_owned())).into(),
            beside: beside.iter().map(|&name| name.to_owned()).collect::<BTreeSet<_>>(),
        }))
    }
}

fn modules(bundled: Bundled) -> BTreeMap<String, String> {
    match bundled {
        Bundled::Packages(modules) => modules,
        other => panic!("{other:?}"),
    }
}

fn fault(bundled: Bundled) -> Fault {
    match bundled {
        Bundled::Failed(fault) => fault,
        other => panic!("{other:?}"),
    }
}

#[test]
fn react_is_shared_by_modules_of_both_kinds() {
    let work = Work::new();
    let tree = vec![
        work.place(
            "modern",
            &[
                ("package.json", r#"{"name":"modern","module":"index.mjs"}"#),
                ("index.mjs", "import { useState } from 'react';\nexport const use = () => useState(1);\n"),
            ],
        ),
        work.place(
            "old",
            &[
                ("package.json", r#"{"name":"old","main":"index.js","scripts":{"postinstall":"touch /tmp/owned"}}"#),
                ("index.js", "var React = require('react');\nvar fs = require('fs');\nexports.make = function () { return React.createElement('p', null, typeof fs); };\n"),
                ("style.css", ".old { color: red }\n"),
            ],
        ),
    ];
    let modules = modules(work.packages(tree, &["modern", "old", "old/style.css"], &[]));
    let modern = work.out(&modules["modern"]);
    assert!(modern.contains("/assets/react.js") && modern.contains("as use"), "{modern}");
    let old = work.out(&modules["old"]);
    assert!(old.contains("/assets/react.js") && !old.contains("require("), "{old}");
    // Its members become known when it runs.
    assert!(old.contains("as __easelAll"), "{old}");
    let style = work.out(&modules["old/style.css"]);
    assert!(style.contains(".old { color: red }") && style.contains("document"), "{style}");
}

#[test]
fn another_version_lies_beside_and_further_parts_share_the_first() {
    let work = Work::new();
    let tree = vec![
        work.place(
            "scene",
            &[
                ("package.json", r#"{"name":"scene","main":"index.js","type":"module"}"#),
                ("index.js", "export { version } from 'three';\n"),
            ],
        ),
        work.place(
            "scene/node_modules/three",
            &[
                ("package.json", r#"{"name":"three","main":"index.js","type":"module"}"#),
                ("index.js", "export const version = 'an older one';\n"),
            ],
        ),
        work.place(
            "three",
            &[
                ("package.json", r#"{"name":"three","main":"index.js","type":"module"}"#),
                ("index.js", "export const version = 'whole';\n"),
                ("addons/loader.js", "import { Mesh } from 'three';\nexport class Loader extends Mesh {}\n"),
            ],
        ),
    ];
    let modules = modules(work.packages(tree, &["scene", "three/addons/loader.js"], &["three"]));
    assert!(work.out(&modules["scene"]).contains("an older one"));
    let loader = work.out(&modules["three/addons/loader.js"]);
    assert!(loader.contains("/assets/three.js") && !loader.contains("whole"), "{loader}");
}

#[test]
fn what_is_missing_is_named() {
    let work = Work::new();
    let package = r#"{"name":"half","main":"index.js"}"#;
    let tree = vec![work.place("half", &[("package.json", package), ("index.js", "import './gone.js';\n")])];
    let fault = fault(work.packages(tree, &["half"], &[]));
    assert!(fault.message.contains("gone.js"), "{}", fault.message);
    let machine = work.folder.display().to_string();
    assert!(!fault.message.contains(&machine), "{}", fault.message);
}

const APP: &str = r#"import logo from "./logo.svg";
import styles from "./card.module.css";
import "./plain.css";
export default function App() {
  const where = new URL("./photo.png", import.meta.url).href;
  return <p className={styles.card} data-mode={import.meta.env.MODE}><img src={logo} /><img src="/hello.txt" />{where}</p>;
}
"#;

fn site(work: &Work, files: &[(&str, &str)]) -> Bundled {
    // What stands for the library: enough to see what is imported of it.
    let modules = work.folder.parent().unwrap().join("node_modules");
    for (path, text) in [
        ("react/package.json", r#"{"name":"react","main":"index.js"}"#),
        (
            "react/index.js",
            "module.exports = process.env.NODE_ENV === 'production' ? { createElement: () => 'lean react' } : { createElement: () => 'chatty react' };\n",
        ),
        ("react/jsx-runtime.js", "exports.jsx = exports.jsxs = () => 'lean jsx'; exports.Fragment = 1;\n"),
        ("react-dom/package.json", r#"{"name":"react-dom"}"#),
        ("react-dom/client.js", "exports.createRoot = (place) => ({ render: () => place });\n"),
    ] {
        let path = modules.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    run(&Job::Site(SiteJob {
        folder: work.folder.clone(),
        tree: Vec::new(),
        files: files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect(),
        tailwind: String::new(),
    }))
}

fn outline(bundled: Bundled) -> SiteOutline {
    match bundled {
        Bundled::Site(outline) => outline,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_project_becomes_files_with_hashed_names() {
    let work = Work::new();
    let outline = outline(site(
        &work,
        &[
            ("src/App.tsx", APP),
            ("src/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
            ("src/photo.png", "data:image/png;base64,iVBORw0KGgo="),
            ("src/card.module.css", ".card { background: url(./logo.svg); margin: 0px }\n"),
            ("src/plain.css", "body { color: black }\n"),
            ("public/hello.txt", "hello"),
        ],
    ));
    let script = work.out(&outline.script);
    assert!(script.contains("lean react") || script.contains("lean jsx"), "{script}");
    assert!(!script.contains("chatty react") && !script.contains("node_modules"), "{script}");
    assert!(script.contains("production") && script.contains("__easelPublic"), "{script}");
    let style = work.out(outline.style.as_ref().unwrap());
    let class = style.split('.').nth(1).unwrap().split('{').next().unwrap();
    assert!(script.contains(class), "the class {class:?} in {script}");
    assert!(style.contains("url(\"./logo-") && style.contains("body{color: black}"), "{style}");
    assert!(script.contains("./photo-") && script.contains("./logo-"), "{script}");
    assert_eq!(work.out(&outline.public["/hello.txt"]), "hello");
    for name in [&outline.script, outline.style.as_ref().unwrap()] {
        let hash = name.rsplit_once('-').unwrap().1.split('.').next().unwrap();
        assert!(hash.len() >= 8, "{name}");
    }
}

#[test]
fn the_same_files_make_the_same_names() {
    let files = [("src/App.tsx", "export default () => <p>one</p>;\n")];
    let name = |files: &[(&str, &str)]| {
        let work = Work::new();
        outline(site(&work, files)).script
    };
    assert_eq!(name(&files), name(&files));
    assert_ne!(name(&files), name(&[("src/App.tsx", "export default () => <p>two</p>;\n")]));
}

#[test]
fn a_fault_of_the_project_has_its_place() {
    let work = Work::new();
    let fault =
        fault(site(&work, &[("src/App.tsx", "\nimport x from './gone';\nexport default () => x;\n")]));
    assert_eq!((fault.path.as_deref(), fault.line), (Some("src/App.tsx"), Some(2)));
    assert!(fault.sentence().starts_with("src/App.tsx, line 2: ") && fault.sentence().ends_with('.'));
    let fault = fault_of_package(&Work::new());
    assert!(fault.message.contains("left-pad"), "{}", fault.message);
}

fn fault_of_package(work: &Work) -> Fault {
    fault(site(work, &[("src/App.tsx", "import pad from 'left-pad';\nexport default () => pad('x');\n")]))
}
