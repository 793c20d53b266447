//! What is easily got wrong, by itself.

use super::{assert_none, compare, compare_places};

/// Both ways have to agree, and the short one has to be taken.
const SHORT: &[&str] = &[
    // Types in every place.
    "const f = <T,>(x: T): T => x;\nf<string>('a');",
    "const f = async <T extends object>(x: T, y?: number, ...z: string[]): Promise<T> => x;",
    "function f(this: Window, a: number) { return this; } function g(this: Window) {} function h(this: void, ...a: any[]) {}",
    "let a = b as unknown as string; let c = d!; let e = f!.g!.h![0]!; let i = { j: 1 } satisfies K;",
    "let a = (b as any)!.c; (d as any).e = 1; f!.g = 2; h.i!++; (j as K).l += 1; for (m!.n of o) p;",
    "a?.b!.c; a?.b!(); (a?.b)!.c; a?.[b as number]?.<string>(c);",
    "const x = y as const; const z = [1, 2] as const satisfies readonly number[];",
    "foo<string>(1); new Foo<string>(2); new Foo<A, B>; tag<string>`t${u as string}`; const g = make<string>;",
    "function f(a: string): void;\nfunction f(a: number): void;\nfunction f(a: any) {}",
    "export function f(a: string): void;\nexport function f(a: any) {}",
    "export default function f(a: string): void;\nexport default function f(a: any) {}",
    "interface A<T> extends B<T>, C { (a: T): void; m(x: T, y?: number): x is T; [k: string]: any; readonly p?: string }",
    "type A = { [K in keyof T as `x${K & string}`]?: T[K] } | [a: string, b?: number, ...c: any[]] | `a${string}`;",
    "type A<T> = T extends (a: string, ...b: any[]) => void ? T : never;",
    "function f(x: unknown): x is string { return true } function g(x: unknown): asserts x {}",
    "try { a(); } catch (e: unknown) { b(e as Error); } finally { c(); }",
    "let a: string, b: number = 1, c!: Date; const { d, e: { f } = {} }: Props = g;",
    "for (const a of b as string[]) c(a); for (const d in e as any) f; for (let i: number = 0, j = 1; i < j; i++) g;",
    "const o = { a(this: X, b?: string): void {}, get c(): number { return 1 }, set c(v: number) {}, async d<T>(x: T) {}, [e as string]: 1 };",
    "function f(a?, b? /* c */, d = 1 as number, { e }: E = {}, [g]: G = []) {}",
    "const f = (x?: number) => (y: string): string => y;",
    // Lines that were parted by a type.
    "const a = b as any\n(c || d)()",
    "const a = b as any\n[1].map(c)",
    "const a = b!\n`t`",
    "let a: string\n(b as any)()",
    "a()\ninterface I {}\n(b)()",
    "a()\ntype T = string\n[1].map(b)",
    "const f = (): \n number => 1; const g = (a): {\n b: string\n} => a; const h = (a: string): a is\n 'x' => true;",
    "const f = () => a as any\n(b)()",
    "const f = make<string>\n(b)",
    "if (a) b as any\nelse c as any\nwhile (d) e as any\ndo f as any\nwhile (g)",
    "function f() { return a as any\n}\nthrow b as any\n(c)",
    "a as any in b; const c = d as T[]in e;",
    // Lines that now begin with a bracket.
    "import { f } from './f';\nconst a = b\nf(a)\nf`x`\nf?.(1)\nlet c\nf!(2)",
    "import { f } from './f';\nif (a) f(1)\nelse f(2)\nfor (;;) f(3)\ndo f(4)\nwhile (b)",
    "const a = 1\n;<p/>\nif (a) <p/>",
    "() => {}\nfoo()",
    "a\n++b\nc\n--d",
    // Imports, used and not.
    "import a, { b, type C, type D as E } from './a';\nimport * as ns from './ns';\nimport type F from './f';\nb(a, ns);",
    "import { A } from './a'; const b: A = c; import d from './d';",
    "import { A } from './a'; export const b = (c: A): typeof A => c;",
    "import './side.css'; import {} from './empty'; import type {} from './none'; import { type T } from './t';",
    "import React from 'react'; export const a = <p/>;",
    "import React, { useState } from 'react'; export const a = 1;",
    "import { a } from './a'; import { b } from './a'; import * as c from './a'; b(a, c);",
    "import { a as b, 'odd name' as odd } from './a'; b.c(); new b(); typeof b; `${b}`; ({ b, odd, b: odd, [b]: 1, ...b });",
    "import * as ns from './ns'; ns.a(); ns(); ns`x`; ({ ns }); new ns.B();",
    "import { f } from './f'; (f)(1); (f as any)(2); ((f))`x`; f.call(null); (0, f)(3); f!?.(4);",
    "import { f } from './f'; f(f(f)); f`${f}`; x[f(1)](f); !f(2);",
    "import json from './a.json' with { type: 'json' }; json;",
    "import { x } from './x'; type Y = typeof x;",
    "import { X } from './x'; type Y = X; const X2 = 1;",
    "import { a } from './a'; export { a, a as b, a as default };",
    "import * as ns from './ns'; export { ns };",
    // Exports.
    "export const a = 1, { b, c: [d, ...e] } = f; export let g; export async function h() {} export type { I }; type I = 1;",
    "export { a as b, type C } from './x'; export type { D } from './y'; export {} from './z'; export {};",
    "export * from './a'; export * as ns from './b'; export type * from './c'; export * as default from './d';",
    "export default function () { return 1; }",
    "export default function <T>(a: T) { return a; }",
    "export default async function named() {}",
    "export default () => 1",
    "export default { a: 1 } as Config",
    "export default a\n(b)",
    "const a = 1; export default a; export { a as 'odd name' };",
    "import a from './a'; export default a;",
    "export default (1, 2);",
    "export default await a; for await (const b of c) d;",
    "const f = async () => { await a; for await (const b of c) d; };",
    // Files of the project.
    "const a = () => import('./a'); import(`./${b}`); import('./a'); const c = import('./' + d);",
    "new URL('./a.png', import.meta.url); new URL('./b.js', import.meta.url); new URL('./a.png', import.meta.url).href;",
    "import.meta.env.DEV; import.meta.hot?.accept();",
    // Elements.
    "<div/>; <div></div>; <div a b='c' d={e} {...f} g-h='i' j:k='l'>m</div>; <></>; <><a/>b</>;",
    "<a>{b}</a>; <a>{b}{c}</a>; <a> {b} </a>; <a>{/* c */}</a>; <a>{}</a>; <a>\n  b\n  c\n\n  {d}\n</a>;",
    "<a>  b  c  </a>; <a>\n</a>; <a>\n b </a>; <a> b\n</a>; <a>\t\u{a0}\n x\u{a0}\n</a>; <a>é \u{1F600}\u{2028}x</a>;",
    "<a>&amp; &lt;b&gt; &nbsp;&copy; &#169; &#xa9; &unknown; & &amp</a>; <a b='&quot;x&amp;' c=\"it's\" d='\"' e='\\n' f='x\n y'/>;",
    "<a>\"quotes\" 'and' `ticks` \\ {'}'}</a>; <a>a &amp;\n b &lt;</a>; <a>{\"&amp;\"}</a>;",
    "<A key='k'/>; <a key={b} c={d}>{e}</a>; <a b={c} key={f(g)}>h{i}</a>; <a key='&amp;' {...b}/>; <A key={b as string}/>;",
    "xs.map((x) => <li key={x.id as string} onClick={() => f(x!)}>{x.name}</li>);",
    "<A.B c={<d/>} e=<f/> g=<></>/>; <A.B.C>x</A.B.C>; <this.a/>; <A<string> b={c}/>; <A<string, number>>x</A>;",
    "<div\n  // one\n  a={1} /* two */\n  {...b /* three */} // four\n>\n  {/* five */}\n  {c /* six */}\n  {\n    // seven\n    d\n  }\n</div>;",
    "<a b={(c, d)} e={f ? <g/> : null}>{h && <i/>}{j as any}{(k)}</a>;",
    "import { A, b } from './a'; <A c={b} {...b}>{b}</A>; <A.C/>; <b/>; <A><A/></A>;",
    "import { A } from './a';\nexport const B = () => { const { C } = A; return <C><A/></C>; };",
    "const A = x; function f({ B }) { return <><A/><B/><C/><useD.E/></>; } useG(useG);",
    "<input disabled value={a} aria-label=\"b\" class=\"c\" for=\"d\" data-x={1}/>;",
    "<a style={{ b: 'c', d: e! }} f={async () => { await g; }} h={function () { return <i/>; }}/>;",
    // React's refresh.
    "export function App() { const [a, setA] = useState<number>(0); useEffect(() => {}, []); return <p>{a}</p>; }",
    "export default function App() { const r = useRef<HTMLDivElement | null>(null); return r; }",
    "export default function () { useState(0); }",
    "const App = () => { const { a, b } = useReducer(f, { c: 1 }); return a; }; export default App;",
    "export const App: FC<Props> = ({ a }) => { useMemo(() => a, [a]); return <p/>; }, B = 1;",
    "export const useThing = () => useState(1);",
    "export const useThing = (a?: string) => useContext(C) as any\n(b)",
    "import { useA, b } from './a'; function App() { useA(); const x = useA(1) as X; b.useB(2); b.c.useD(); React.useId(); }\nimport React from 'react';",
    "const useA = () => 1; function B() { const a = useA(); if (a) { useA(); } return () => { }; }",
    "function App() { const x = useState('it\\'s \"x\"\\n'); const y = useState(`a\n${b}`); }",
    "const A = memo(() => { useState(0); return <p/>; }); const B = memo(forwardRef((p, r) => <p/>)); const C = memo(A);",
    "export default memo(forwardRef(function Named(p: P, r) { useState(0); return <p/>; }))",
    "export default memo(() => <p/>)",
    "export default React.memo(App); function App() { return <p/>; }",
    "export default () => { useState(0); return <p/>; }",
    "const C = createContext<string | null>(null); const D = createContext(1); const E = styled.div`x`; const F = () => () => 1; <C.Provider value={1}><E/></C.Provider>;",
    "const C = createContext(1); const D = x(); const G = y(); const H = () => <p a={<D/>}>{createElement(G)}</p>;",
    "const Lazy = lazy(() => import('./lazy')); const Q = require('q'); const I = import('./i'); <Lazy/>;",
    "const A = function () { useState(1); }; const B = function Inner() { useState(1); }; const a = () => <p/>; function b() {}",
    "function App() { return <p/> }\nfunction Other() { return <p/> }\nexport { App, Other }",
    "let A = () => <p/>\nlet B = () => { useState(0) }\n[1].map(A)",
    "function A() { const f = useCallback(async () => { await g(); }, []); useEffect(() => { f(); }); }",
    // Names.
    "const a = 1; { const a = 2; { const a = 3; } } function f(a) { const b = a; } const g = (a) => { for (const a of b) { const a = 1; } };",
    "function f() { g(); function g() {} } switch (a) { case 1: const b = 1; break; default: break; }",
    "const s = 'use strict'; 'use client'; function f() { 'use server'; return 1; }",
    "'use client'\nimport { f } from './f';\nf()",
    // The rest of the language.
    "a ? b : c; a ?? b; a ||= b; a.b ??= c; a ** b; -a; void 0; typeof a; delete a.b; delete a['b']; !a; a++; --b.c; a--; [...a, , b]; f(...a);",
    "`a${b}c${`d${e}`}`; /re/gi.test(a); 1_000n; 0xff; 0b1; 0o7; .5; 1e3; '\\x41\\u{1F600}'; null; true; this;",
    "while (a) { if (b) break; continue; } do { a(); } while (b); for (;;) break; for (const a in b) continue; switch (a) { case 1: case 2: b(); break; }",
    "debugger; ;;; {} if (a) {} else if (b) c(); else { d(); } throw new Error('x');",
    "const { a, b: c, ...d } = e, [f, , g = 1, ...h] = i; (({ j }, [k]) => 1)(); async x => await x; ({ async l() {}, 'm': 1, 2: 3, [n]: 4 });",
    "new (foo())(); new (a.b()).c(); new a.b.c; (() => {})(); (function () {})(); (a, b); a?.b?.[c]?.(d);",
    "// a comment\n/* another */ const a = 1; // at the end",
    "const a = 1 // no line end",
    "",
    "interface Only {}",
    "export type Only = string",
];

/// Not for the short way, which has to see that.
const LONG: &[&str] = &[
    "enum E { A }",
    "const enum E { A } E.A;",
    "namespace N { export const a = 1; }",
    "declare const a: string; declare function f(): void; declare module 'x' {}",
    "class A { constructor(private a: string) {} }",
    "abstract class A { abstract b(): void; declare c: string; d!: number; }",
    "@dec class A {}",
    "import a = require('a'); a;",
    "export = a;",
    "export default class {}",
    "export default interface A {}",
    "function* g() { yield 1; }",
    "var a = 1;",
    "a: for (;;) break a;",
    "[a, b] = [b, a]; ({ c } = d);",
    "import { a } from './a'; function f(a) { return a; }",
    "import { a } from './a'; a = 1;",
    "import { a } from './a'; a++;",
    "import { a } from './a'; ({ a } = b);",
    "import type { A } from './a'; export { A };",
    "type A = 1; export { A };",
    "interface A {} export default A;",
    "interface A {} interface A {}",
    "type A = 1; const A = 2;",
    "type X = A extends infer B ? B : never;",
    "let x = <any>y;",
    "#!/usr/bin/env node\na();",
    "/** @jsx h */ <p/>;",
    "//# sourceMappingURL=a.js.map",
    "<a {...b} key='c'/>",
    "<a key='b' key='c'/>",
    "<a {...{ b: 1 }}/>",
    "<a>{...b}</a>",
    "memo(() => { useState(1); }, other());",
    "a = '\\0';",
    "({ __proto__: a, b: 1 });",
    "const _c = 1; function App() { return <p/>; }",
    "function f() { function useA() { useState(1); } }",
    "const o = { useA() { useState(1); } };",
    "useA(); function B() { unknown.useC(); }",
    "if (a <!--b) c;",
    "while (a --> b) c;",
    "<p/>; import './late';",
    "eval('a'); f(arguments);",
    // Faults that the long way says.
    "const a = 1; const a = 2;",
    "function f(a, a) {}",
    "function f(a) { const a = 1; }",
    "break;",
    "return 1;",
    "delete a;",
    "const f = (a = await b) => a;",
    "const package = 1;",
    "'\\01'; 010;",
    "<a:b/>",
    "<a key/>",
    "let a: ?string;",
    "let a: b is string;",
    "type F = (a: string, a: string) => void;",
    "export { nowhere };",
    "import { a } from './a'; import { a } from './b';",
];

#[test]
fn what_the_short_way_takes() {
    let mut faults = Vec::new();
    for source in SHORT {
        match compare("src/a.tsx", source) {
            Ok(true) => {}
            Ok(false) => faults.push(format!("goes the long way:\n{source}")),
            Err(fault) => faults.push(fault),
        }
        faults.extend(compare("src/a.js", source).err());
        if !source.contains('<') {
            faults.extend(compare("src/a.ts", source).err());
        }
    }
    assert_none(&faults);
}

#[test]
fn what_it_leaves_alone() {
    let short = |source| super::short("src/a.tsx", source, false).or(super::short("src/a.tsx", source, true));
    let taken: Vec<_> = LONG.iter().filter(|source| short(source).is_some()).collect();
    assert!(taken.is_empty(), "{taken:#?}");
}

/// Each behind, before and inside of others: edits that touch, and statements that do not end.
#[test]
fn together() {
    let mut faults = Vec::new();
    for source in SHORT.iter().chain(LONG) {
        for wrapped in [
            format!("before()\n{source}"),
            format!("{source}\n(after)()"),
            format!("{source}\n[after].map(f)"),
            format!("{source}\n`after`"),
            format!("{{ {source} }}"),
            format!("function Wrapped(p) {{ {source} }}"),
            format!("const wrapped = async (p) => {{\n{source}\n}}"),
            format!("export const W = () => <p a={{() => {{ {source} }}}}>{{() => {{\n{source}\n}}}}</p>;"),
            format!("import {{ a, b, f, useState, App, A }} from './all';\n{source}"),
        ] {
            faults.extend(compare("src/a.tsx", &wrapped).err());
            faults.extend(compare("src/a.jsx", &wrapped).err());
        }
    }
    assert_none(&faults);
}

#[test]
fn places() {
    for source in [
        "type A = string;\n\nexport const a = (b: A) => {\n  throw mark(b as string);\n};",
        "import { mark } from './mark';\nexport function App() { useState<string>('é\u{1F600}'); return <p key={x.mark}>\n  é {y.mark}\n</p>; }",
        "const é = '\u{1F600}' as string; é!.mark();\nfor (const a of b) c.mark;",
        "class A { x: string = a.mark; }",
    ] {
        compare_places("src/a.tsx", source);
    }
}
