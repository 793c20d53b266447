use super::{found, found_in};

#[test]
fn names_that_nobody_declares_are_found() {
    for (app, wanted) in [
        ("export default () => <p>{cout}</p>;", "1:26 Error undeclared-name"),
        ("export default () => { save(1); return null; };", "1:24 Error undeclared-name"),
        ("export default () => React.useState(0)[0];", "1:22 Error undeclared-name"),
        ("export default () => { total += 1; return null; };", "1:24 Error undeclared-name"),
        ("const a = require('a');\nexport default () => a;", "1:11 Error undeclared-name"),
        ("export default (p: Props) => p;", "1:20 Error undeclared-type"),
        ("export default (p: Array<Item | null>) => p;", "1:26 Error undeclared-type"),
        ("interface A extends Base {}\nexport default (a: A) => a;", "1:21 Error undeclared-type"),
        ("export default () => { const a: typeof nowhere = 1; return a; };", "1:40 Error undeclared-type"),
        ("export default () => <Row/>;", "1:23 Error undeclared-name"),
        ("class A extends Base {}\nexport default () => <p>{String(A)}</p>;", "1:17 Error undeclared-name"),
        // An interface of the browser is no value.
        ("export default () => new RequestInit();", "1:26 Error undeclared-name"),
    ] {
        assert_eq!(found_in(app), [wanted], "{app}");
    }
}

#[test]
fn names_of_browsers_and_of_types_are_known() {
    for app in [
        "export default () => { fetch('/a').then(console.log); localStorage.setItem('a', JSON.stringify({})); return null; };",
        "export default () => { new AbortController(); structuredClone(1); queueMicrotask(() => {}); return crypto.randomUUID(); };",
        "export default () => { requestAnimationFrame(() => {}); new ResizeObserver(() => {}); return window.innerWidth; };",
        "export default () => { new Intl.NumberFormat('de'); new Audio(); new Image(); alert(NaN, Infinity, undefined); return null; };",
        "export default () => navigator.clipboard.writeText(location.href + document.title + history.length + performance.now());",
        "export default () => { new Worker('a'); new WebSocket('b'); new URLSearchParams(); new FormData(); return null; };",
        "export default () => import.meta.env.DEV && process.env.NODE_ENV;",
        "export default function App() { return arguments.length; }",
        "export default () => typeof google === 'undefined' ? null : google.maps;",
        "export default (p: React.FC<{ a: JSX.Element; t: NodeJS.Timeout }>) => p;",
        "export default (e: MouseEvent | KeyboardEvent | CustomEvent<string>, b: Blob, f: File, n: Node) => [e, b, f, n];",
        "type A<T> = T extends (infer U)[] ? U : never;\nexport default (a: A<Partial<Record<string, Readonly<Pick<Date, 'getTime'>>>>>) => a;",
        "type M<T> = { [K in keyof T as `get${Capitalize<string & K>}`]: () => T[K] };\nexport default (m: M<{ a: 1 }>) => m;",
        "const a = ['x', 'y'] as const;\ntype B = (typeof a)[number];\nexport default (b: B) => b;",
        "function is(x: unknown): x is string { return typeof x === 'string'; }\nexport default () => is(1);",
        "function sure(x: unknown): asserts x is string { if (!x) throw new Error(); }\nexport default () => sure(1);",
        "enum A { X = 1, Y = X << 1, Z = X | Y }\nexport default () => A.Z;",
        "abstract class A<T> { static #n = 0; declare x: T; n() { return A.#n; } }\nexport default () => A;",
        "namespace N { export const a = 1; export type T = string; }\nexport default (t: N.T) => N.a + t;",
        "export default <T extends { id: string }>(rows: T[], f: (this: Window, row: T) => void) => [rows, f];",
        "try { JSON.parse(''); } catch (error) { console.error(error); }\nlabel: for (;;) { break label; }\nexport default () => null;",
        "declare const VERSION: string;\nexport default () => VERSION;",
        "declare global { interface Window { dataLayer: unknown[] } var __APP__: string; }\nexport default () => __APP__ + window.dataLayer;",
        "export default (a: [first: string, rest?: number], b: Iterator<string>, c: Promise<void>, d: PromiseSettledResult<1>) => [a, b, c, d];",
        "const scope = self as unknown as DedicatedWorkerGlobalScope;\nimportScripts('a');\nexport default () => scope;",
        "export default (e: globalThis.MouseEvent, c: CSSStyleDeclaration, h: HTMLDivElement, s: SVGSVGElement) => [e, c, h, s];",
    ] {
        assert_eq!(found_in(app), [""; 0], "{app}");
    }
}

#[test]
fn what_a_project_declares_for_all_is_known() {
    let app = ("src/App.tsx", "export default (c: Config) => BUILD + c;");
    assert_eq!(found(&[app]).len(), 2);
    let declared = ("src/env.d.ts", "declare const BUILD: string;\ninterface Config { a: string }");
    assert_eq!(found(&[app, declared]), [""; 0]);
    let global =
        ("types/all.d.ts", "export {};\ndeclare global { const BUILD: string; type Config = string }");
    assert_eq!(found(&[app, global]), [""; 0]);
    let own = ("src/env.d.ts", "export declare const BUILD: string;\nexport interface Config {}");
    assert_eq!(found(&[app, own]).len(), 2);
}

/// A page's own script may leave names behind.
#[test]
fn a_page_with_scripts_makes_it_a_warning() {
    let app = ("src/App.tsx", "export default () => Chart;");
    let page = |script: &str| format!("<html><body><div id=root></div>{script}</body></html>");
    let with = page("<script src=\"https://cdn.example/chart.js\"></script>");
    assert_eq!(found(&[app, ("index.html", &with)]), ["src/App.tsx:1:22 Warning undeclared-name"]);
    let own = page("<script type=\"module\" src=\"/src/main.tsx\"></script>");
    assert_eq!(found(&[app, ("index.html", &own)]), ["src/App.tsx:1:22 Error undeclared-name"]);
}
