//! The real compiler, and programs in its place that misbehave.

use std::path::{Path, PathBuf};
use std::time::Duration;

use contract::Severity;
use verify::{Limits, Report, TypeScript, Verifier};

use super::{lines, project};

fn frontend() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frontend")
}

/// The compiler that `cargo xtask test` names, or the one in the repository. There must be one.
fn compiler() -> String {
    std::env::var("EASEL_TYPESCRIPT")
        .unwrap_or_else(|_| frontend().join("node_modules/.bin/tsc").display().to_string())
}

pub fn verifier() -> Verifier {
    with(&compiler(), Limits::default())
}

fn with(program: &str, limits: Limits) -> Verifier {
    Verifier::new(TypeScript::new(
        Some(program.to_owned()),
        None,
        || Ok(frontend().join("node_modules")),
        limits,
    ))
}

fn verify(files: &[(&str, &str)]) -> Report {
    let report = verifier().verify(&project(files));
    let skipped = report.checkers.iter().find_map(|checker| checker.skipped.clone());
    assert_eq!(skipped, None, "TypeScript 7 must be installed. Run `cd frontend && npm ci`, then test again");
    report
}

fn found(files: &[(&str, &str)]) -> Vec<String> {
    lines(&verify(files))
}

fn skipped(verifier: &Verifier) -> String {
    let report = verifier.verify(&project(&[("src/App.tsx", "export default () => <p/>;")]));
    assert!(report.ok, "{report:?}");
    assert_eq!(report.list_ran(), ["oxc", "imports", "names", "lint"]);
    report.checkers.last().unwrap().skipped.clone().unwrap()
}

#[test]
fn types_are_checked() {
    let app = "import { useState } from 'react';\nimport { Row } from './Row';\nexport default function App() {\n  \
               const [n, setN] = useState(0);\n  return <Row label={n} onClick={() => setN('x')}/>;\n}\n\
               /* \u{1F600} */ export const a: { b: string } = { b: 1 }; export const f: (x: string) => void = (x: number) => x;";
    let row =
        "export function Row({ label }: { label: string; onClick: () => void }) { return <p>{label}</p>; }";
    let report = verify(&[("src/App.tsx", app), ("src/Row.tsx", row)]);
    assert_eq!(
        lines(&report),
        [
            "src/App.tsx:5:15 Error TS2322",
            "src/App.tsx:5:45 Error TS2345",
            // Columns are counted in UTF-16 as everywhere else.
            "src/App.tsx:7:44 Error TS2322",
            "src/App.tsx:7:65 Error TS2322",
        ]
    );
    assert_eq!(report.diagnostics[0].message, "Type 'number' is not assignable to type 'string'.");
    assert_eq!(report.list_ran(), ["oxc", "imports", "names", "lint", "typescript"]);
    assert!(report.diagnostics[3].message.contains('\n') && !report.diagnostics[3].message.contains("/tmp"));
}

#[test]
fn sound_projects_raise_no_alarm() {
    let app = r#"
import { useEffect, useRef, useState, type FC, type ReactNode } from "react";
import { motion } from "motion/react";
import { LineChart, Line, ResponsiveContainer } from "recharts";
import { Heart } from "lucide-react";
import { z } from "zod";
import { create } from "zustand";
import * as d3 from "d3";
import * as THREE from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import { debounce } from "lodash";
import { format } from "date-fns";
import { BrowserRouter, Link } from "react-router-dom";
import { useForm } from "react-hook-form";
import { zodResolver } from "@hookform/resolvers/zod";
import { Dialog } from "@headlessui/react";
import { DndContext } from "@dnd-kit/core";
import clsx from "clsx";
import axios from "axios";
import logo from "./logo.svg";
import styles, { title } from "./App.module.css";
import "./index.css";
import data from "@/data.json";
import raw from "./notes.md?raw";
import leaflet from "leaflet";
import type { Map as LeafletMap } from "leaflet";

const schema = z.object({ name: z.string() });
const useStore = create<{ n: number; add: () => void }>((set) => ({ n: 0, add: () => set((s) => ({ n: s.n + 1 })) }));
const Box: FC<{ children: ReactNode }> = ({ children }) => <motion.div animate={{ x: 1 }}>{children}</motion.div>;

export default function App(): JSX.Element {
  const timer = useRef<NodeJS.Timeout | null>(null);
  const map = useRef<LeafletMap | null>(null);
  const [items, setItems] = useState<React.ReactNode[]>([]);
  const { register, handleSubmit } = useForm({ resolver: zodResolver(schema) });
  const store = useStore();
  useEffect(() => {
    timer.current = setTimeout(() => setItems([data.title.length]), 10);
    map.current = leaflet.map("x", { onAdd: (event) => event.x });
    d3.select("svg").append("g");
    const controls = new OrbitControls(new THREE.PerspectiveCamera(), document.body);
    debounce(() => controls.update(), 3)();
    axios.get(import.meta.env.VITE_API ?? process.env.NODE_ENV);
  }, []);
  return (
    <BrowserRouter>
      <Link to="/" className={clsx(styles.a, title)} onClick={store.add}>{format(new Date(), "yyyy")}{raw}</Link>
      <form onSubmit={handleSubmit((value) => console.log(value.name.length))}><input {...register("name")} /></form>
      <img src={logo} alt="" /><Heart size={3} /><Box>{items}</Box>
      <Dialog open={false} onClose={() => {}} /><DndContext><p style={{ color: "red" }} /></DndContext>
      <ResponsiveContainer><LineChart data={[]}><Line dataKey="a" /></LineChart></ResponsiveContainer>
    </BrowserRouter>
  );
}
"#;
    let files = [
        ("src/App.tsx", app),
        ("src/logo.svg", "<svg/>"),
        ("src/App.module.css", ".a{} .title{}"),
        ("src/index.css", ""),
        ("src/data.json", "{\"title\": \"x\"}"),
        ("src/notes.md", "# x"),
        ("package.json", "{\"dependencies\": {\"leaflet\": \"1\"}}"),
        (
            "src/vite-env.d.ts",
            "/// <reference types=\"vite/client\" />\ndeclare module '*.svg' { const a: string; export default a; }",
        ),
        (
            "tsconfig.json",
            "{ // as Vite makes it\n \"compilerOptions\": { \"types\": [\"vite/client\"], \"strict\": true, \"baseUrl\": \".\", \"paths\": { \"@/*\": [\"./src/*\"] }, },\n \"references\": [{ \"path\": \"./x\" }] }",
        ),
        ("vite.config.ts", "import { defineConfig } from 'vite'; export default defineConfig({});"),
        ("src/App.test.tsx", "import { test } from 'vitest'; test('x', () => { const a: string = 1; });"),
        ("src/Old.jsx", "export default ({ a }) => <p>{a.b.c}</p>;"),
    ];
    assert_eq!(found(&files), [""; 0]);
}

#[test]
fn one_mistake_is_said_once() {
    let app = "import { Nope } from './kit';\nimport gone from './gone';\nimport type { Item } from './kit';\n\
               export default (i: Item, m: Missing) => [Nope, gone, i, m, undeclared];";
    let findings = found(&[("src/App.tsx", app), ("src/kit.ts", "export interface Item { a: 1 }")]);
    assert_eq!(
        findings,
        [
            "src/App.tsx:1:10 Error missing-export",
            "src/App.tsx:2:18 Error unresolved-import",
            "src/App.tsx:4:29 Error undeclared-type",
            "src/App.tsx:4:60 Error undeclared-name",
        ]
    );
}

#[test]
fn what_comes_from_packages_without_types_is_doubted() {
    let map = "import { Map, type Options } from 'leaflet';\nexport interface Props extends Options { zoom: number }\n\
               export const View = (props: Props) => { const map = new Map(props.center, (e) => e.x); return map.y.z; };";
    let app = "import { View } from './View';\nimport { n } from './n';\nexport default () => <p>{View({ zoom: 1, center: 2 })}{n}</p>;";
    let files = [
        ("src/App.tsx", app),
        ("src/View.ts", map),
        ("src/n.ts", "export const n: number = 'x';"),
        ("package.json", "{\"dependencies\": {\"leaflet\": \"1\"}}"),
    ];
    let report = verify(&files);
    let errors: Vec<_> =
        report.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert_eq!(errors.len(), 1, "{report:?}");
    assert_eq!((errors[0].path.as_str(), errors[0].code.as_str()), ("src/n.ts", "TS2322"));
}

#[test]
fn what_only_could_be_better_is_a_warning() {
    let strict = ("tsconfig.json", "{\"compilerOptions\": {\"noUnusedLocals\": true, \"strict\": true}}");
    let app = (
        "src/App.tsx",
        "export default function App() { const unused = 1; const f = (a) => a; return <p>{f(1)}</p>; }",
    );
    assert_eq!(found(&[app, strict]), ["src/App.tsx:1:39 Warning TS6133", "src/App.tsx:1:62 Warning TS7006"]);
    // Strictness is the project's own affair.
    let lax = ("tsconfig.json", "{\"compilerOptions\": {\"strict\": false}}");
    assert_eq!(found(&[app, lax]), [""; 0]);
}

#[test]
fn a_project_cannot_reach_out_of_its_folder() {
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("secret.ts");
    std::fs::write(&secret, "export const key = 'hush' as const;").unwrap();
    let path = secret.with_extension("").display().to_string();
    for app in [
        format!("/// <reference path=\"{path}.ts\" />\nexport default () => null;"),
        format!("const a: import('../../../../../../../..{path}').key = 1;\nexport default () => a;"),
    ] {
        let report = verifier().verify(&project(&[("src/App.tsx", &app)]));
        let reason = report.checkers.last().unwrap().skipped.clone().unwrap_or_default();
        assert!(reason.contains("outside"), "{report:?}");
        assert!(!format!("{report:?}").contains("hush"));
    }
    // Its configuration names no files and no programs.
    let config = format!(
        "{{\"extends\": \"{path}\", \"files\": [\"{path}.ts\"], \"include\": [\"/\"], \"compilerOptions\": {{\"plugins\": \
         [{{\"name\": \"x\"}}], \"typeRoots\": [\"/\"], \"rootDirs\": [\"/\"], \"outDir\": \"/\", \"noEmit\": false}}}}"
    );
    assert_eq!(found(&[("src/App.tsx", "export default () => <p/>;"), ("tsconfig.json", &config)]), [""; 0]);
    // Paths come from a model or a folder's owner.
    let files =
        [("src/App.tsx", "export default () => <p/>;"), ("../../evil.d.ts", "declare const evil: 1;")];
    assert_eq!(found(&files), [""; 0]);
}

/// A program in the place of the compiler.
fn stand_in(script: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("typescript/bin");
    let processor = if cfg!(target_arch = "aarch64") { "arm64" } else { "x64" };
    let system = if cfg!(target_os = "macos") { "darwin" } else { "linux" };
    let native = folder.path().join(format!("@typescript/typescript-{system}-{processor}/lib"));
    for (folder, text) in [(&place, "#!/usr/bin/env node\n"), (&native, script)] {
        std::fs::create_dir_all(folder).unwrap();
        let program = folder.join("tsc");
        let text = if text.starts_with("#!") {
            text.to_owned()
        } else {
            format!("#!/bin/sh\n[ \"$1\" = --version ] && echo Version 7.9.9 && exit\n{text}\n")
        };
        std::fs::write(&program, text).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    }
    let launcher = place.join("tsc").display().to_string();
    (folder, launcher)
}

#[test]
fn a_compiler_that_fails_is_skipped_and_says_why() {
    let limits = Limits { time: Duration::from_millis(300), memory_bytes: 60_000_000 };
    for (script, reason) in [
        ("exec sleep 60", "It took longer than 0.3 s."),
        ("echo 'panic: out of order' >&2; exit 3", "panic: out of order"),
        ("kill -9 $$", "It ended early (signal: 9 (SIGKILL)): "),
        ("exec cat /dev/zero", ""),
        (
            "echo 'error TS5023: Unknown compiler option.'; exit 1",
            "It does not take the configuration: TS5023",
        ),
        ("echo /etc/passwd", "The project refers to files outside"),
    ] {
        let (_folder, launcher) = stand_in(script);
        let said = skipped(&with(&launcher, limits));
        assert!(said.contains(reason), "{script}: {said}");
    }
    #[cfg(target_os = "linux")]
    {
        let (_folder, launcher) = stand_in(r#"exec awk 'BEGIN { text = "x"; while (1) text = text text }'"#);
        let limits = Limits { time: Duration::from_secs(20), ..limits };
        assert_eq!(skipped(&with(&launcher, limits)), "It took more than 60 MB of memory.");
    }
}

#[test]
fn the_compiler_sees_nothing_of_the_environment_and_leaves_nothing_behind() {
    assert!(std::env::var_os("PATH").is_some());
    let (folder, launcher) = stand_in(
        "pwd > \"${0%/*}/place\"; /usr/bin/env > \"${0%/*}/environment\"; ls > \"${0%/*}/files\"; exit 9",
    );
    skipped(&with(&launcher, Limits::default()));
    let read = |name: &str| {
        let found = std::fs::read_dir(folder.path().join("@typescript")).unwrap().next().unwrap().unwrap();
        std::fs::read_to_string(found.path().join("lib").join(name)).unwrap()
    };
    let environment = read("environment");
    let names: Vec<_> = environment.lines().filter_map(|line| line.split('=').next()).collect();
    assert!(!names.contains(&"HOME") && !names.contains(&"CARGO_PKG_NAME"), "{names:?}");
    assert!(read("files").contains("tsconfig.json"));
    assert!(!Path::new(read("place").trim()).exists());
}

#[test]
fn what_is_installed_is_found_or_named() {
    let none = |setting: Option<&str>, path: Option<&Path>| {
        let path = path.map(|path| path.as_os_str().to_owned());
        skipped(&Verifier::new(TypeScript::new(
            setting.map(str::to_owned),
            path,
            || Ok(frontend().join("node_modules")),
            Limits::default(),
        )))
    };
    assert_eq!(none(Some("off"), None), "It is turned off by EASEL_TYPESCRIPT.");
    assert!(none(None, None).starts_with("TypeScript 7 is not installed. Install it with `npm"));
    assert!(none(Some("/nowhere/tsc"), None).starts_with("/nowhere/tsc is not TypeScript 7."));
    assert!(none(Some("/bin/true"), None).contains("is not TypeScript 7."));
    // An older one in the path is passed over.
    let (folder, _) = stand_in("exit 0");
    std::fs::remove_dir_all(folder.path().join("@typescript")).unwrap();
    assert!(
        none(None, Some(&folder.path().join("typescript/bin"))).starts_with("TypeScript 7 is not installed.")
    );
    let bin = frontend().join("node_modules/.bin");
    let found = TypeScript::new(
        None,
        Some(bin.into_os_string()),
        || Ok(frontend().join("node_modules")),
        Limits::default(),
    );
    let report = Verifier::new(found).verify(&project(&[("src/App.tsx", "export default () => <p/>;")]));
    assert_eq!(report.list_ran().last().unwrap(), "typescript");
    let untyped =
        TypeScript::new(Some(compiler()), None, || Err("There are no types.".to_owned()), Limits::default());
    assert_eq!(skipped(&Verifier::new(untyped)), "There are no types.");
}

#[test]
fn syntax_errors_come_first() {
    let report = verifier().verify(&project(&[("src/App.tsx", "export default () => <p>;")]));
    assert!(report.checkers.last().unwrap().skipped.as_ref().unwrap().contains("syntax errors"));
    assert_eq!(report.count(Severity::Error), 1);
}
