use super::*;

fn map(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

/// What changes when files move, path and text.
fn moved(files: &[(&str, &str)], moves: &[(&str, &str)]) -> Vec<(String, String)> {
    follow_moves(&map(files), &map(moves)).into_iter().collect()
}

fn one(path: &str, text: &str) -> (String, String) {
    (path.to_owned(), text.to_owned())
}

#[test]
fn importers_follow_a_file() {
    let app = "import { Row } from \"./Row\";\nimport './Row.css'\nexport * from '@/Row'\nexport { Row as R } from \"./Row.tsx\";\n\
               const Lazy = lazy(() => import('./Row'));\ntype T = import(\"./Row\").Props;\nimport react from \"react\";\n";
    let files = [("src/App.tsx", app), ("src/Row.tsx", "export const Row = 1;\n"), ("src/Row.css", "")];
    assert_eq!(
        moved(&files, &[("src/Row.tsx", "src/ui/Line.tsx")]),
        [one(
            "src/App.tsx",
            "import { Row } from \"./ui/Line\";\nimport './Row.css'\nexport * from '@/ui/Line'\nexport { Row as R } from \
             \"./ui/Line.tsx\";\nconst Lazy = lazy(() => import('./ui/Line'));\ntype T = import(\"./ui/Line\").Props;\n\
             import react from \"react\";\n"
        )]
    );
}

#[test]
fn a_moved_file_keeps_what_it_imports() {
    let files = [
        ("src/Row.tsx", "import a from './lib/a';\nimport b from \"@/lib/a\";\nimport c from './none';\n"),
        ("src/lib/a.ts", "export default 1;"),
    ];
    assert_eq!(
        moved(&files, &[("src/Row.tsx", "src/ui/Row.tsx")]),
        [one(
            "src/ui/Row.tsx",
            "import a from '../lib/a';\nimport b from \"@/lib/a\";\nimport c from './none';\n"
        )]
    );
}

#[test]
fn a_folder_that_moves_as_a_whole_keeps_its_own_imports() {
    let files = [
        ("src/App.tsx", "import { Row } from './ui';\nimport './ui/row.css';\n"),
        ("src/ui/index.ts", "export * from './Row';\n"),
        ("src/ui/Row.tsx", "import './row.css';\nimport { x } from '../lib/x';\n"),
        ("src/ui/row.css", ".row { background: url(../img/a.png) }\n"),
        ("src/lib/x.ts", "export const x = 1;\n"),
        ("src/img/a.png", "data:image/png;base64,AQID"),
    ];
    let moves = [
        ("src/ui/index.ts", "src/a/ui/index.ts"),
        ("src/ui/Row.tsx", "src/a/ui/Row.tsx"),
        ("src/ui/row.css", "src/a/ui/row.css"),
    ];
    assert_eq!(
        moved(&files, &moves),
        [
            one("src/App.tsx", "import { Row } from './a/ui';\nimport './a/ui/row.css';\n"),
            one("src/a/ui/Row.tsx", "import './row.css';\nimport { x } from '../../lib/x';\n"),
            one("src/a/ui/row.css", ".row { background: url(../../img/a.png) }\n"),
        ]
    );
}

#[test]
fn pictures_sheets_and_pages_are_followed() {
    let files = [
        (
            "src/App.tsx",
            "import logo from './logo.png?url';\nconst a = <img src=\"/pic.png\" />, b = <a href=\"/about\">x</a>;\n\
             const u = new URL('./logo.png', import.meta.url);\nvi.mock('./logo.png');\n",
        ),
        (
            "src/index.css",
            "@import \"./base.css\";\n@font-face { src: url(\"logo.png\") } .a { b: url('/pic.png') }\n",
        ),
        ("src/base.css", "/* url(logo.png) */"),
        ("src/logo.png", "data:,"),
        ("public/pic.png", "data:,"),
        (
            "index.html",
            "<script type=\"module\" src=\"/src/App.tsx\"></script><a href=\"https://x.test/src\">x</a>",
        ),
    ];
    let moves = [
        ("src/logo.png", "src/img/logo.png"),
        ("public/pic.png", "public/img/pic.png"),
        ("src/base.css", "src/styles/base.css"),
    ];
    assert_eq!(
        moved(&files, &moves),
        [
            one(
                "src/App.tsx",
                "import logo from './img/logo.png?url';\nconst a = <img src=\"/img/pic.png\" />, b = <a href=\"/about\">x</a>;\n\
                 const u = new URL('./img/logo.png', import.meta.url);\nvi.mock('./img/logo.png');\n"
            ),
            one(
                "src/index.css",
                "@import \"./styles/base.css\";\n@font-face { src: url(\"img/logo.png\") } .a { b: url('/img/pic.png') }\n"
            ),
        ]
    );
    assert_eq!(
        moved(&files, &[("src/App.tsx", "src/app/App.tsx")]).last(),
        Some(&one(
            "src/app/App.tsx",
            "import logo from '../logo.png?url';\nconst a = <img src=\"/pic.png\" />, b = <a href=\"/about\">x</a>;\n\
             const u = new URL('../logo.png', import.meta.url);\nvi.mock('../logo.png');\n"
        ))
    );
    assert_eq!(
        moved(&files, &[("src/App.tsx", "src/app/App.tsx")]).first(),
        Some(&one(
            "index.html",
            "<script type=\"module\" src=\"/src/app/App.tsx\"></script><a href=\"https://x.test/src\">x</a>"
        ))
    );
}

#[test]
fn aliases_of_the_project_are_used() {
    let files = [
        ("tsconfig.json", "{ \"compilerOptions\": { \"paths\": { \"~/*\": [\"./app/*\"] } } } // yes"),
        ("app/main.tsx", "import { a } from '~/a';\n"),
        ("app/a.ts", "export const a = 1;\n"),
    ];
    assert_eq!(
        moved(&files, &[("app/a.ts", "app/lib/a.ts")]),
        [one("app/main.tsx", "import { a } from '~/lib/a';\n")]
    );
}

#[test]
fn nothing_else_changes() {
    let files = [
        ("src/App.tsx", "const text = './Row';\n// import './Row'\nimport './other';\n"),
        ("src/Row.tsx", "export {};\n"),
        ("src/other.ts", "export {};\n"),
        ("README.md", "See [Row](./src/Row.tsx)."),
        ("src/broken.ts", "import { from './Row';"),
    ];
    assert_eq!(moved(&files, &[("src/Row.tsx", "src/ui/Row.tsx")]), []);
    assert_eq!(moved(&files, &[]), []);
}

#[test]
fn a_copy_imports_what_its_original_imports() {
    let files = map(&[
        ("src/ui/Row.tsx", "import './row.css';\nimport { x } from '../x';\n"),
        ("src/ui/row.css", ""),
        ("src/x.ts", ""),
    ]);
    let alone = follow_copies(&files, &map(&[("src/ui/Row.tsx", "Row.tsx")]));
    assert_eq!(alone, map(&[("Row.tsx", "import './src/ui/row.css';\nimport { x } from './src/x';\n")]));
    let folder = map(&[("src/ui/Row.tsx", "src/a/b/Row.tsx"), ("src/ui/row.css", "src/a/b/row.css")]);
    assert_eq!(
        follow_copies(&files, &folder),
        map(&[("src/a/b/Row.tsx", "import './row.css';\nimport { x } from '../../x';\n")])
    );
    let beside = follow_copies(&files, &map(&[("src/ui/Row.tsx", "src/ui/Row copy.tsx")]));
    assert_eq!(beside, BTreeMap::new());
}
