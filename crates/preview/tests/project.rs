//! Whole projects: what the verifier finds, and what the frame is sent.

use std::collections::BTreeMap;

use preview::{Engine, check};

fn project(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect()
}

fn found(files: &[(&str, &str)]) -> Vec<String> {
    let found = check(&project(files));
    found.into_iter().map(|d| format!("{}:{}:{} {}", d.path, d.line, d.column, d.code)).collect()
}

const APP: &str = "import { Button } from './Button';\nexport default function App() { return <Button/>; }";
const BUTTON: &str = "export const Button = () => <button/>;\nexport interface Props { a: string }";

#[test]
fn a_sound_project_has_no_findings() {
    let none: [String; 0] = [];
    assert_eq!(found(&[("src/App.tsx", APP), ("src/Button.tsx", BUTTON)]), none);
    let main = "import { createRoot } from 'react-dom/client';\nimport App from '@/App';\nimport './index.css';\n\
                createRoot(document.body).render(<App/>);";
    assert_eq!(
        found(&[
            ("src/main.tsx", main),
            ("src/App.tsx", APP),
            ("src/Button.tsx", BUTTON),
            ("src/index.css", "a{}"),
            ("vite.config.ts", "import { defineConfig } from 'vite'; export default defineConfig({});"),
            ("src/App.test.tsx", "import { test } from 'vitest'; test('x', () => {});"),
        ]),
        none
    );
}

#[test]
fn each_fault_is_found_where_it_is() {
    let app = |text| [("src/App.tsx", text), ("src/Button.tsx", BUTTON)];
    for (files, wanted) in [
        (app("export default () => <div>;"), "src/App.tsx:1:27 syntax"),
        (app("import A from './A';\nexport default () => <A/>;"), "src/App.tsx:1:15 unresolved-import"),
        (app("import { B } from './Button';\nexport default () => <B/>;"), "src/App.tsx:1:10 missing-export"),
        (app("import B from './Button';\nexport default () => <B/>;"), "src/App.tsx:1:8 missing-default"),
        (app("export { B } from './Button';\nexport default () => null;"), "src/App.tsx:1:10 missing-export"),
        (app("import x from 'left-pad';\nexport default () => x;"), "src/App.tsx:1:15 unknown-package"),
        (app("export default () => <p><Row/></p>;"), "src/App.tsx:1:26 undeclared-name"),
        (app("export default () => useState<Row>(0)[0];"), "src/App.tsx:1:22 undeclared-name"),
        (app("export const a = 1;"), "src/App.tsx:1:1 missing-default"),
        (app("const a = 1; const a = 2; export default a;"), "src/App.tsx:1:7 syntax"),
    ] {
        assert_eq!(found(&files), [wanted], "{}", files[0].1);
    }
    assert_eq!(found(&[("src/Button.tsx", BUTTON)]), ["src/App.tsx:1:1 missing-entry"]);
    // Types are not there at run time: importing one without `type` is no fault.
    let types = "import { Props, Button } from './Button';\nexport default (p: Props) => <Button/>;";
    assert_eq!(found(&[("src/App.tsx", types), ("src/Button.tsx", BUTTON)]), [""; 0]);
    // Also in files that nothing imports yet.
    let files = [("src/App.tsx", APP), ("src/Button.tsx", BUTTON), ("src/Other.tsx", "export const a = ;")];
    assert_eq!(found(&files), ["src/Other.tsx:1:18 syntax"]);
    assert_eq!(
        found(&[("src/App.tsx", APP), ("src/Button.tsx", BUTTON), ("src/a.json", "{\"a\":}")]).len(),
        1
    );
}

#[test]
fn the_keys_of_a_document_are_exports() {
    let app = "import all, { name, 'two words' as two } from './a.json';\nimport { price } from './a.json';\n\
               export default () => all.name + name + two + price;";
    let document = "{\"name\": \"a\", \"two words\": 2, \"default\": 3}";
    assert_eq!(found(&[("src/App.tsx", app), ("src/a.json", document)]), ["src/App.tsx:2:10 missing-export"]);
}

#[test]
fn star_exports_are_followed() {
    let files = [
        ("src/App.tsx", "import { a, b } from './all';\nexport default () => a + b;"),
        ("src/all.ts", "export * from './a';\nexport * from './all';"),
        ("src/a.ts", "export const a = 1; export default 2;"),
    ];
    assert_eq!(found(&files), ["src/App.tsx:1:13 missing-export"]);
}

fn write_all(engine: &mut Engine, files: &[(&str, &str)]) {
    files.iter().for_each(|(path, text)| engine.write(path, text));
}

#[test]
fn only_what_changed_is_sent() {
    let mut engine = Engine::default();
    write_all(&mut engine, &[("src/App.tsx", APP), ("src/Button.tsx", BUTTON), ("src/unused.ts", "x(")]);
    let cold = engine.build();
    assert!(cold.meta.contains(r#""changed":["src/App.tsx","src/Button.tsx"]"#), "{}", cold.meta);
    assert!(cold.meta.contains(r#""cold":true"#));
    assert!(engine.build().script.is_empty());

    engine.write("src/Button.tsx", &BUTTON.replace("button", "i"));
    let hot = engine.build();
    assert!(hot.meta.contains(r#""changed":["src/Button.tsx"]"#), "{}", hot.meta);
    assert!(hot.script.contains("easel:///1.js"));

    engine.write("src/Button.tsx", "export const Button = (");
    let broken = engine.build();
    assert!(broken.script.is_empty());
    assert!(broken.meta.starts_with(r#"{"errors":[{"kind":"syntax""#), "{}", broken.meta);
    // Taken back: the frame has it already.
    engine.write("src/Button.tsx", &BUTTON.replace("button", "i"));
    let good = engine.build();
    assert!(good.script.is_empty() && good.meta.contains(r#""errors":[]"#));

    // A file that wins the resolution sends the importer again, with its new link.
    engine.remove("src/Button.tsx");
    engine.write("src/Button/index.tsx", BUTTON);
    let moved = engine.build();
    assert!(
        moved
            .meta
            .contains(r#""changed":["src/App.tsx","src/Button/index.tsx"],"removed":["src/Button.tsx"]"#)
    );
}

#[test]
fn styles_are_swapped_without_their_module() {
    let mut engine = Engine::default();
    let app =
        "import './a.css';\nimport m from './b.module.css';\nexport default () => <i className={m.x}/>;";
    write_all(&mut engine, &[("src/App.tsx", app), ("src/a.css", "a{}"), ("src/b.module.css", ".x{top:0}")]);
    assert!(engine.build().meta.contains(r#"["src/a.css","a{}"]"#));
    engine.write("src/a.css", "b{}");
    engine.write("src/b.module.css", ".x{top:1px}");
    let swap = engine.build();
    assert!(swap.script.is_empty() && swap.meta.contains(r#"["src/a.css","b{}"]"#), "{}", swap.meta);
    engine.write("src/b.module.css", ".x{top:1px}.y{}");
    assert!(engine.build().meta.contains(r#""changed":["src/b.module.css"]"#));
}

#[test]
fn generated_places_lead_back_to_the_source() {
    let mut engine = Engine::default();
    let button = "interface A {}\n\nexport const Button = () => {\n  throw new Error('x');\n};";
    write_all(&mut engine, &[("src/App.tsx", APP), ("src/Button.tsx", button)]);
    let script = engine.build().script;
    let (line, text) = script.lines().enumerate().find(|(_, text)| text.contains("throw new")).unwrap();
    let column = text.find("new").unwrap();
    let place = engine.original(0, line as u32 + 1, column as u32 + 1).unwrap();
    assert_eq!(place, ("src/Button.tsx".to_owned(), 4, 9));
    assert_eq!(engine.original(7, 1, 1), None);
    assert_eq!(engine.original(0, 1, 1), None);
}
