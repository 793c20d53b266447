//! What one file becomes, and that it still means the same: generated code is run by Node.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::io::Write as _;
use std::process::{Command, Stdio};

use preview::{CompileOptions, Compiled, DepKind, compile};

const PLAIN: CompileOptions = CompileOptions { plain: true, source_map: false };

fn compiled(path: &str, source: &str) -> Compiled {
    let compiled = compile(path, source, &PLAIN);
    assert_eq!(compiled.diagnostics, [], "{source}");
    compiled
}

/// Everything after the head line, by the short way and by the long one.
fn bodies(source: &str) -> [String; 2] {
    [false, true].map(|source_map| {
        let code = compile("src/a.ts", source, &CompileOptions { source_map, plain: true }).code;
        code.split_once('\n').unwrap().1.strip_suffix('}').unwrap().trim().to_owned()
    })
}

#[test]
fn imported_names_become_members() {
    let source = "import def, { x as y, 'odd-name' as odd } from './x';\nimport * as all from './all';\n";
    for (before, short, long) in [
        ("y(1);", ";(0,__easel0.x)(1);", "(0, __easel0.x)(1);"),
        ("y?.(1);", ";(0,__easel0.x)?.(1);", "(0, __easel0.x)?.(1);"),
        ("y`t`;", ";(0,__easel0.x)`t`;", "(0, __easel0.x)`t`;"),
        ("(y as any)(1);", "((0,__easel0.x) )(1);", "(0, __easel0.x)(1);"),
        ("y.z();", "__easel0.x.z();", "__easel0.x.z();"),
        ("new y();", "new __easel0.x();", "new __easel0.x();"),
        ("all.a();", "__easel1.a();", "__easel1.a();"),
        (
            "f({ y, def, k: odd });",
            "f({ y:__easel0.x, def:__easel0.default, k: __easel0[\"odd-name\"] });",
            "f({\n\ty: __easel0.x,\n\tdef: __easel0.default,\n\tk: __easel0[\"odd-name\"]\n});",
        ),
        ("(z: number) => y;", "(z) => __easel0.x;", "(z) => __easel0.x;"),
        ("import.meta.env;", "__easel.meta.env;", "__easel.meta.env;"),
        ("import('./lazy');", "__easel.import(2);", "__easel.import(2);"),
        ("import('./' + y);", "__easel.import('./' + __easel0.x);", "__easel.import(\"./\" + __easel0.x);"),
        // These are only for the long way.
        ("(y: number) => y;", "(y) => y;", "(y) => y;"),
        (
            "class A extends y { [y] = y; }",
            "class A extends __easel0.x {\n\t[__easel0.x] = __easel0.x;\n}",
            "class A extends __easel0.x {\n\t[__easel0.x] = __easel0.x;\n}",
        ),
    ] {
        let used = format!("{source}[def, y, odd, all];\n{before}");
        let ends = bodies(&used).map(|body| body.rsplit_once("];\n").unwrap().1.to_owned());
        assert_eq!(ends, [short, long], "{before}");
    }
}

#[test]
fn dependencies_and_exports_are_listed() {
    let module = compiled(
        "src/a.tsx",
        "import { useState, type FC } from 'react';\nimport type { T } from './t';\nimport './side.css';\n\
         export * from './star';\nexport { a as b } from './re';\nexport const [one, { two }] = useState() as any;\n\
         export enum Color { Red }\nexport interface Gone {}\nexport default <p/>;\nconst l = () => import('./lazy');",
    );
    let deps: Vec<_> = module.deps.iter().map(|dep| (dep.specifier.as_str(), dep.kind, dep.star)).collect();
    assert_eq!(
        deps,
        [
            ("react", DepKind::Static, false),
            ("./side.css", DepKind::Static, false),
            ("react/jsx-runtime", DepKind::Static, false),
            ("./star", DepKind::Static, true),
            ("./re", DepKind::Static, false),
            ("./lazy", DepKind::Dynamic, false),
        ]
    );
    assert_eq!(module.exports, ["b", "one", "two", "Color", "default"]);
    let name = &module.deps[0].names[0];
    assert_eq!((name.name.as_str(), name.line, name.column), ("useState", 1, 10));
}

#[test]
fn react_gets_its_refresh_and_its_places() {
    let source = "export function App() { const [n] = useState(0); return <p title='x'>{n}</p>; }";
    let code = compile("src/App.tsx", source, &CompileOptions::default()).code;
    assert!(code.contains("$RefreshReg$(_c,\"App\")"), "{code}");
    assert!(code.contains("$RefreshSig$()"));
    assert!(code.contains("\"data-loc\":\"src/App.tsx:1:57\""));
    assert!(code.contains("(0,__easel0.jsx)(\"p\""));
}

#[test]
fn faults_have_a_place() {
    let found = |path, source| {
        let module = compile(path, source, &PLAIN);
        assert!(module.failed(), "{source}");
        (module.diagnostics[0].line, module.diagnostics[0].column)
    };
    assert_eq!(found("src/a.ts", "const a = 1;\nconst é = \u{1F600};"), (2, 11));
    assert_eq!(found("src/a.ts", "let a; let a;"), (1, 5));
    assert_eq!(found("src/a.json", "{\"a\":1,\n oops}"), (2, 2));
    assert_eq!(found("src/a.json", "{\"a\":[1,}"), (1, 9));
    assert_eq!(found("src/a.json", "[alert()]"), (1, 2));
    assert_eq!(found("src/a.tsx", "export default () => <a></b>;").0, 1);
}

#[test]
fn other_files_become_values() {
    assert!(compiled("src/a.json", "{\"a\": [1]}").code.contains("JSON.parse(\"{\\\"a\\\": [1]}\")"));
    assert!(compiled("src/a.svg", "<svg/>").code.contains("data:image/svg+xml,%3Csvg/%3E"));
    assert!(compiled("README.md", "# A `b` ${c}\n").code.contains("\"# A `b` ${c}\\n\""));
    assert_eq!(compiled("src/a.css", "a{}").style.map(|style| style.css).as_deref(), Some("a{}"));
    let module = compiled("src/a.module.css", ".x{}");
    assert_eq!(module.exports, ["default", "x"]);
}

/// A registry as small as can be, in the form the frame's has: instantiate all, then run in order.
const RUNTIME: &str = "const defs = {}, mods = {};
const mod = (id) => mods[id] ??= { exports: {}, ...defs[id] };
const link = (id) => { const m = mod(id); if (m.body) return; const ns = m.links.map((l) => mod(l).exports);
  m.body = m.make.call(undefined, { exports: (g) => { for (const k in g) Object.defineProperty(m.exports, k, { get: g[k], enumerable: true }) } },
    () => {}, () => (x) => x, ...ns); m.body.next(); m.links.forEach(link); };
const run = (id) => { const m = mod(id); if (m.ran) return; m.ran = true; m.links.forEach(run); m.body.next(); };
";

/// Runs `src/main.ts` of the files and answers what it printed. `None` where there is no Node.
fn printed(files: &[(&str, &str)]) -> Option<String> {
    let mut script = RUNTIME.to_owned();
    for (path, source) in files {
        let module = compiled(path, source);
        let links: Vec<String> = module
            .deps
            .iter()
            .map(|dep| format!("'src{}.ts'", dep.specifier.trim_start_matches('.')))
            .collect();
        script.push_str(&format!(
            "defs['{path}'] = {{ links: [{}], make: {} }};\n",
            links.join(","),
            module.code
        ));
    }
    script.push_str("link('src/main.ts'); run('src/main.ts');");
    let node = Command::new("node")
        .args(["--input-type=module", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut node = node.ok()?;
    node.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "{}\n{script}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap().trim().to_owned())
}

#[test]
fn bindings_are_live_and_cycles_work() {
    let counter = "export let n = 0; export function bump() { n++; }";
    let main = "import { n, bump } from './counter'; bump(); bump(); console.log(n);";
    if let Some(output) = printed(&[("src/main.ts", main), ("src/counter.ts", counter)]) {
        assert_eq!(output, "2");
    }
    // `b` runs first and calls a function of `a`, which has not run: functions are hoisted across the cycle.
    let a = "import { b } from './b'; export function early() { return 'early'; } export const late = b;";
    let b = "import { early, late } from './a'; export const b = early(); let seen = 'no';\n\
             try { seen = late; } catch (e) { seen = e.name; } export { seen };";
    let main = "import { late } from './a'; import { seen } from './b'; console.log(late, seen);";
    if let Some(output) = printed(&[("src/main.ts", main), ("src/a.ts", a), ("src/b.ts", b)]) {
        assert_eq!(output, "early ReferenceError");
    }
}

#[test]
fn typescript_runs_as_javascript() {
    let main = "enum E { A, B = 'b' } namespace N { export const q = E.A; } const enum C { X = 3 }\n\
        class P { constructor(private readonly x: number) {} get() { return this.x; } }\n\
        const v = { k: 1 } satisfies Record<string, number>; abstract class Q { declare y: string; }\n\
        function f(this: void, a?: number): asserts a is number {} f(1);\n\
        console.log(E.B, N.q, C.X, new P(4).get(), v!.k as any, typeof this);";
    if let Some(output) = printed(&[("src/main.ts", main)]) {
        assert_eq!(output, "b 0 3 4 1 undefined");
    }
}

#[test]
fn defaults_of_every_form() {
    for (source, wanted) in [
        ("export default function named() { return 1; }", "1"),
        ("export default function () { return 2; }", "2"),
        ("export default () => 3;", "3"),
        ("const f = () => 4; export default f;", "4"),
        ("const f = () => 5; export { f as default };", "5"),
    ] {
        let main = "import f from './d'; console.log(f());";
        if let Some(output) = printed(&[("src/main.ts", main), ("src/d.ts", source)]) {
            assert_eq!(output, wanted, "{source}");
        }
    }
}

#[test]
fn loops_are_guarded() {
    let source = "for (const a of b) a;\nwhile (x) { y(); }\ndo z(); while (z);\nfor (;;) for (;;) q();";
    let [short, long] = [false, true].map(|source_map| {
        let code = compile("src/a.ts", source, &CompileOptions { plain: false, source_map }).code;
        assert_eq!(code.matches("__easel.tick();").count(), 5, "{code}");
        code
    });
    assert!(short.contains("for (const a of b) {__easel.tick();a;}\n"), "{short}");
    assert!(long.contains("for (const a of b) {\n\t__easel.tick();\n\ta;\n}"), "{long}");
}

#[test]
fn scripts_without_imports_are_modules() {
    // TypeScript's parser takes them for scripts, and the transformer would write `require`.
    for source_map in [false, true] {
        let module = compile("src/main.tsx", "show(<p/>);", &CompileOptions { plain: true, source_map });
        assert_eq!(module.deps.len(), 1, "{}", module.code);
    }
}
