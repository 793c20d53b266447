//! What a parser for its language says about a file: whether it parses, and what it offers to others.
//!
//! The edit engine asks before it lets a doubtful change stand. Pure, for server, command line and browser.

mod script;
mod style;

use edit::{Outline, Syntax};

/// TypeScript and JavaScript by oxc, JSON with comments, and the structure of CSS. Other languages are not known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Languages;

impl Syntax for Languages {
    fn outline(&self, path: &str, text: &str) -> Option<Outline> {
        let (_, ending) = path.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "ts" | "tsx" | "mts" | "cts" | "js" | "jsx" | "mjs" | "cjs" => Some(script::outline(path, text)),
            "json" | "jsonc" => Some(Outline { error: json_error(text), ..Outline::default() }),
            "css" => Some(Outline { error: style::error(text), ..Outline::default() }),
            _ => None,
        }
    }
}

/// Comments and trailing commas are allowed: `tsconfig.json` has them.
fn json_error(text: &str) -> Option<String> {
    let parsed = jsonc_parser::parse_to_ast(text, &Default::default(), &Default::default());
    parsed.err().map(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(path: &str, text: &str) -> Outline {
        Languages.outline(path, text).unwrap_or_default()
    }

    #[test]
    fn what_does_not_parse_is_told() {
        for (path, text) in [
            ("a.tsx", "export const A = () => <p>hi</b>;"),
            ("a.ts", "function f( {"),
            ("a.ts", "const a = 1;\nconst a = 2;\n"),
            ("a.json", "{\"a\": 1,, \"b\": 2}"),
            ("a.json", "{\"a\": 1"),
            ("a.css", "a { color: red;"),
            ("a.css", "a { color: red; } }"),
            ("a.css", "a::after { content: \"x; }"),
            ("a.css", "/* a { }"),
        ] {
            assert!(outline(path, text).error.is_some(), "{text}");
        }
    }

    #[test]
    fn what_parses_is_left_alone() {
        for (path, text) in [
            ("a.tsx", "export const A = <T,>(p: { a: T }) => <p>{String(p.a)}</p>;"),
            ("a.js", "export default () => <p />;"),
            ("a.cjs", "module.exports = { a: 1 };"),
            ("a.d.ts", "declare module \"x\" { export const a: number; }"),
            ("tsconfig.json", "{ // why\n  \"a\": [1,],\n}"),
            (
                "a.css",
                "a::after { content: \"}\\\"\"; } /* } */ @media (width > 3px) { b { c: url(data:;{) } }",
            ),
            ("a.css", ""),
            ("a.json", "[]"),
        ] {
            assert_eq!(outline(path, text).error, None, "{text}");
        }
        assert_eq!(Languages.outline("a.py", "def ("), None);
    }

    #[test]
    fn exports_and_components_are_listed() {
        let text = "import { Gone } from './gone';\nexport { a as b, type T } from './x';\nexport * as ns from './y';\n\
                    export type Props = { a: 1 };\nexport interface Shape {}\nexport enum Kind { A }\n\
                    export const [one, { two }] = f();\nexport default function App() { return null }\n\
                    const Row = () => null;\nconst Memo = memo(() => null);\nfunction helper() {}\nclass Panel {}\nconst LIMIT = 3;\n";
        let outline = outline("a.tsx", text);
        assert_eq!(outline.error, None);
        let exports: Vec<&str> = outline.exports.iter().map(String::as_str).collect();
        assert_eq!(exports, ["Kind", "Props", "Shape", "T", "b", "default", "ns", "one", "two"]);
        let components: Vec<&str> = outline.components.iter().map(String::as_str).collect();
        assert_eq!(components, ["App", "Memo", "Panel", "Row"]);
        assert!(outline.bound.contains("Gone") && outline.bound.contains("helper"));
    }
}
