use super::found_in;

/// A component with `body` in it, whose lines start at 3.
fn component(body: &str) -> String {
    format!(
        "import React, {{ useState, useEffect, useMemo, useRef, memo, forwardRef, Children, use }} from 'react';\n\
         export default function App({{ items, open }}: {{ items: string[]; open: boolean }}) {{\n{body}\n}}"
    )
}

fn check(rows: &[(&str, &[&str])]) {
    for (body, wanted) in rows {
        assert_eq!(found_in(&component(body)), *wanted, "{body}");
    }
}

#[test]
fn hooks_stand_at_the_top_of_components() {
    let none: &[&str] = &[];
    check(&[
        ("const [a, setA] = useState(0); useEffect(() => { setA(1); }, []); return <p>{a}</p>;", none),
        ("if (open) { useEffect(() => {}); }\nreturn null;", &["3:13 Warning conditional-hook"]),
        ("const a = open ? useMemo(() => 1, []) : 2; return <p>{a}</p>;", &["3:18 Warning conditional-hook"]),
        ("open && useEffect(() => {}); return null;", &["3:9 Warning conditional-hook"]),
        ("for (const i of items) useRef(i);\nreturn null;", &["3:24 Warning conditional-hook"]),
        (
            "if (!open) return null;\nconst r = useRef(0); return <p>{r.current}</p>;",
            &["4:11 Warning conditional-hook"],
        ),
        ("if (!open) return null;\nconst r = use(Promise.resolve(1)); return <p>{r}</p>;", none),
        ("items.forEach(() => { useRef(0); }); return null;", &["3:23 Warning hook-in-function"]),
        (
            "return <p onClick={() => { const [a] = useState(0); return a; }}/>;",
            &["3:40 Error hook-outside-component"],
        ),
        ("useEffect(() => { useRef(0); }); return null;", &["3:19 Error hook-outside-component"]),
        ("useEffect(async () => {}, []); return null;", &["3:11 Warning async-effect"]),
        ("const id = React.useId(); return <p id={id}/>;", none),
        // What returns inside of another function leaves that one.
        ("const f = () => { if (open) return 1; return 2; };\nuseRef(f()); return null;", none),
        ("if (open) { items.map((i) => { return i; }); }\nuseRef(0); return null;", none),
    ]);
    let elsewhere = |text: &str| {
        let app = "import { useState, useRef, memo, forwardRef } from 'react';\nexport default () => null;\n";
        found_in(&format!("{app}{text}"))
    };
    assert_eq!(elsewhere("const [a] = useState(0);\nexport { a };"), ["3:13 Error hook-outside-component"]);
    assert_eq!(
        elsewhere("class A { render() { return useRef(0); } }\nexport { A };"),
        ["3:29 Error hook-outside-component"]
    );
    for sound in [
        "export const useOpen = () => useState(false);",
        "export const Row = memo(() => { const [a] = useState(0); return a; });",
        "export const Row = forwardRef<HTMLElement, {}>(function Row(_, ref) { useRef(ref); return null; });",
        "export const Row = memo(forwardRef((_: {}, ref) => { useRef(ref); return null; }));",
        "export const hooks = { useOpen() { return useState(0); }, useShut: () => useState(1) };",
        "function useless() { return useState; }\nexport { useless };",
    ] {
        assert_eq!(elsewhere(sound), [""; 0], "{sound}");
    }
}

#[test]
fn state_is_changed_by_its_setter() {
    let none: &[&str] = &[];
    check(&[
        (
            "const [a, setA] = useState(0);\nreturn <p onClick={() => { a = 1; setA(2); }}/>;",
            &["4:28 Error state-assignment"],
        ),
        (
            "let [a, setA] = useState(0);\nreturn <p onClick={() => { a++; setA(2); }}/>;",
            &["4:28 Warning state-assignment"],
        ),
        (
            "const [a, setA] = useState<string[]>([]);\nreturn <p onClick={() => { a.push('x'); setA(a); }}/>;",
            &["4:28 Warning state-mutation"],
        ),
        (
            "const [a, setA] = useState({ b: { c: 1 } });\nreturn <p onClick={() => { a.b.c = 2; setA(a); }}/>;",
            &["4:28 Warning state-mutation"],
        ),
        (
            "const [a, setA] = useState<string[]>([]);\nreturn <p onClick={() => setA([...a, 'x'].sort())}>{a.slice().sort()}</p>;",
            none,
        ),
        (
            "const [a] = useState(() => ({ current: 0 }));\nreturn <p onClick={() => { a.current = 1; }}/>;",
            none,
        ),
        ("const a = 1;\nreturn <p onClick={() => { a = 2; }}/>;", &["4:28 Error const-assignment"]),
        ("memo = null;\nreturn null;", &["3:1 Error import-assignment"]),
        ("let a = 1; a = 2; for (const b of items) { a += b.length; }\nreturn <p>{a}</p>;", none),
        (
            "const [a, setA] = useState(0);\nsetA(a + 1); return null;",
            &["4:1 Error state-set-while-rendering"],
        ),
        ("const [a, setA] = useState(0);\nif (a < 3) setA(a + 1); return null;", none),
        (
            "const [a, setA] = useState(0);\nreturn <p onClick={setA(a + 1)}/>;",
            &["4:20 Error called-handler"],
        ),
        (
            "const [a, setA] = useState(0);\nreturn open && <p onClick={setA(a + 1)}/>;",
            &["4:28 Error called-handler"],
        ),
        ("const [a, setA] = useState(0);\nconst add = () => setA(a + 1); return <p onClick={add}/>;", none),
    ]);
}

#[test]
fn elements_are_as_react_takes_them() {
    let none: &[&str] = &[];
    check(&[
        ("return <ul>{items.map((i) => <li>{i}</li>)}</ul>;", &["3:30 Warning missing-key"]),
        (
            "return <ul>{items.map((i) => { if (open) { return <li>{i}</li>; } return null; })}</ul>;",
            &["3:51 Warning missing-key"],
        ),
        (
            "return <ul>{items.map((i) => open ? <li>{i}</li> : <b key={i}/>)}</ul>;",
            &["3:37 Warning missing-key"],
        ),
        ("return <ul>{items.map(function (i) { return (<>{i}</>); })}</ul>;", &["3:46 Warning missing-key"]),
        (
            "return <ul>{Array.from({ length: 3 }, (_, i) => <li>{i}</li>)}</ul>;",
            &["3:49 Warning missing-key"],
        ),
        ("return <ul>{items.map((i) => <li key={i}>{i}</li>)}</ul>;", none),
        ("return <ul>{items.map((i) => <li {...{ key: i }}/>)}</ul>;", none),
        ("return <ul>{Children.map(items, (i) => <li>{i}</li>)}</ul>;", none),
        ("return <ul>{items.map((i) => i.length).join()}</ul>;", none),
        (
            "return <p class=\"a\"><label for=\"b\"/></p>;",
            &["3:11 Warning attribute-name", "3:28 Warning attribute-name"],
        ),
        ("return <svg><path stroke-width=\"2\"/></svg>;", &["3:19 Warning attribute-name"]),
        ("return <p className=\"a\" aria-label=\"b\" data-for=\"c\"/>;", none),
        ("return <my-box class=\"a\"/>;", none),
        ("return <p style=\"color: red\"/>;", &["3:11 Error style-text"]),
        ("return <p style={{ color: 'red' }}/>;", none),
        ("return <p onClick=\"go()\"/>;", &["3:11 Error handler-text"]),
        ("return <img alt=\"\">x</img>;", &["3:8 Error void-children"]),
        ("return <div><br/><input/></div>;", none),
        ("return <p dangerouslySetInnerHTML={{ __html: items[0] }}/>;", &["3:11 Warning dangerous-html"]),
        ("return <p dangerouslySetInnerHTML={{ __html: '<b>a</b>' }}/>;", none),
        ("return <p dangerouslySetInnerHTML={{ __html: `a` }}>x</p>;", &["3:11 Error html-and-children"]),
        ("return <a href=\"/\" target=\"_blank\">x</a>;", none),
    ]);
}

#[test]
fn code_that_cannot_run_or_is_lost() {
    let none: &[&str] = &[];
    check(&[
        ("return null;\nconsole.log(1);", &["4:1 Warning unreachable-code"]),
        ("throw new Error('x');\nreturn null;", &["4:1 Warning unreachable-code"]),
        ("return <p onClick={f}/>;\nfunction f() {}", none),
        ("switch (items.length) { case 0: return null; break; default: return open; }", none),
        ("if (open) return null;\nreturn null;", none),
        ("const a = { b: 1, c: 2, b: 3 };\nreturn <p>{a.b}</p>;", &["3:25 Warning duplicate-key"]),
        (
            "const a = { b: 1, ...items, b: 3, get c() { return 1; }, set c(_) {}, ['d']: 1, d: 2 };\nreturn <p>{a.b}</p>;",
            none,
        ),
        ("return <p>{eval('1')}</p>;", &["3:12 Warning eval"]),
        ("return <p>{new Function('return 1')()}</p>;", &["3:12 Warning eval"]),
        ("const eval2 = (x: string) => x; return <p>{eval2('1')}</p>;", none),
    ]);
}
