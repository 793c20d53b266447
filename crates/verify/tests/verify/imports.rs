use super::found;

const KIT: (&str, &str) = (
    "src/kit.ts",
    "export interface Item { id: string }\nexport type Id = string;\nexport const one = 1;\nexport class Box {}\n\
     export enum Kind { A }\ninterface Hidden {}\nexport type { Hidden as Shown };",
);

fn app(text: &str) -> Vec<String> {
    found(&[("src/App.tsx", text), KIT])
}

#[test]
fn imported_types_are_there() {
    for (text, wanted) in [
        (
            "import type { Item, Nope } from './kit';\nexport default (i: Item, n: Nope) => [i, n];",
            "src/App.tsx:1:21 Error missing-export",
        ),
        (
            "import { type Nope } from './kit';\nexport default (n: Nope) => n;",
            "src/App.tsx:1:10 Error missing-export",
        ),
        (
            "import { Nope } from './kit';\nexport default (n: Nope) => n;",
            "src/App.tsx:1:10 Error missing-export",
        ),
        (
            "import { Hidden } from './kit';\nexport default (n: Hidden) => n;",
            "src/App.tsx:1:10 Error missing-export",
        ),
        (
            "import type Kit from './kit';\nexport default (n: Kit) => n;",
            "src/App.tsx:1:13 Error missing-default",
        ),
        (
            "import { Item } from './kit';\nexport default () => new Item();",
            "src/App.tsx:1:10 Error type-only-export",
        ),
        (
            "export { Item } from './kit';\nexport default () => null;",
            "src/App.tsx:1:10 Error type-only-export",
        ),
        (
            "import type { Box } from './kit';\nexport default () => new Box();",
            "src/App.tsx:2:26 Error type-import-as-value",
        ),
        (
            "import type { Box } from './kit';\nexport default () => <Box/>;",
            "src/App.tsx:2:23 Error type-import-as-value",
        ),
        ("interface Own {}\nexport default () => [Own];", "src/App.tsx:2:23 Error type-as-value"),
        (
            "import { type one } from './kit';\nexport default () => <p>{one}</p>;",
            "src/App.tsx:2:26 Error type-import-as-value",
        ),
    ] {
        assert_eq!(app(text), [wanted], "{text}");
    }
    for sound in [
        "import type { Item, Id, Shown, Box, Kind } from './kit';\nexport default (a: Item, b: Id, c: Shown, d: Box, e: Kind) => [a, b, c, d, e];",
        "import { Item, one, Kind } from './kit';\nexport default (a: Item) => [a, one, Kind.A];",
        "import type { one } from './kit';\nexport default (a: typeof one) => a;",
        "export type { Item } from './kit';\nexport default () => null;",
        "export { type Item, one } from './kit';\nexport default () => null;",
        "import type { Box } from './kit';\nclass Own implements Box {}\nexport default () => new Own();",
        "import * as kit from './kit';\nexport default (i: kit.Item) => [kit.one, i];",
        "import type { FC, ReactNode } from 'react';\nexport default ((p) => p.children) as FC<{ children: ReactNode }>;",
    ] {
        assert_eq!(app(sound), [""; 0], "{sound}");
    }
}

#[test]
fn names_are_followed_through_other_files() {
    let all = (
        "src/all.ts",
        "export * from './kit';\nexport type { Item as Row } from './kit';\nexport * as kit from './kit';",
    );
    let text = "import { one, kit, type Item, type Row } from './all';\nexport default (i: Item, r: Row) => [one, kit, i, r];";
    assert_eq!(found(&[("src/App.tsx", text), KIT, all]), [""; 0]);
    let wrong = "import { two, type Nope } from './all';\nexport default (n: Nope) => [two, n];";
    assert_eq!(
        found(&[("src/App.tsx", wrong), KIT, all]),
        ["src/App.tsx:1:10 Error missing-export", "src/App.tsx:1:15 Error missing-export"]
    );
    // A type stays one on its way.
    let value = "import { Item } from './all';\nexport default () => Item;";
    assert_eq!(found(&[("src/App.tsx", value), KIT, all]), ["src/App.tsx:1:10 Error type-only-export"]);
    // A circle ends, and a package may have everything.
    let circle = [
        ("src/App.tsx", "import type { A } from './a';\nexport default (a: A) => a;"),
        ("src/a.ts", "export * from './b';"),
        ("src/b.ts", "export * from './a';"),
    ];
    assert_eq!(found(&circle), ["src/App.tsx:1:15 Error missing-export"]);
    let open = [circle[0], ("src/a.ts", "export * from 'zod';")];
    assert_eq!(found(&open), [""; 0]);
}

#[test]
fn a_near_name_is_offered() {
    let files = super::project(&[
        ("src/App.tsx", "import type { item } from './kit';\nexport default (i: item) => i;"),
        KIT,
    ]);
    let report = verify::Verifier::default().verify(&files);
    assert_eq!(report.diagnostics[0].message, "\"src/kit.ts\" does not export \"item\", but \"Item\".");
}

#[test]
fn a_broken_file_hides_nothing_behind_guesses() {
    let broken = ("src/kit.ts", "export interface Item {");
    let text = "import type { Item, Other } from './kit';\nexport default (i: Item, o: Other) => [i, o];";
    assert_eq!(found(&[("src/App.tsx", text), broken]), ["src/kit.ts:1:24 Error syntax"]);
}
