//! The compiler's configuration: what the project says about strictness, and all else as Easel runs projects.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use vfs::Aliases;

use super::copy::{ASSETS_NAME, SURROUNDINGS_NAME, stays_inside};
use crate::Files;

/// The files that may say it; the first that says anything about the compiler wins, as in the preview.
const CONFIGS: [&str; 2] = ["tsconfig.app.json", "tsconfig.json"];

/// What a project decides itself. Nothing that names files, packages or programs is among it.
const OWN: [&str; 22] = [
    "strict",
    "alwaysStrict",
    "noImplicitAny",
    "noImplicitThis",
    "strictNullChecks",
    "strictFunctionTypes",
    "strictBindCallApply",
    "strictPropertyInitialization",
    "strictBuiltinIteratorReturn",
    "useUnknownInCatchVariables",
    "exactOptionalPropertyTypes",
    "noFallthroughCasesInSwitch",
    "noImplicitOverride",
    "noImplicitReturns",
    "noPropertyAccessFromIndexSignature",
    "noUncheckedIndexedAccess",
    "noUnusedLocals",
    "noUnusedParameters",
    "allowUnreachableCode",
    "allowUnusedLabels",
    "experimentalDecorators",
    "useDefineForClassFields",
];

pub fn write(files: &Files, wanted: &BTreeSet<&String>, aliases: &Aliases) -> String {
    let mut options = own_options(files);
    let forced = json!({
        "target": "esnext",
        "lib": ["esnext", "dom", "dom.iterable", "dom.asynciterable"],
        "module": "esnext",
        "moduleResolution": "bundler",
        "moduleDetection": "force",
        "jsx": "react-jsx",
        "types": [],
        "noEmit": true,
        "skipLibCheck": true,
        "isolatedModules": true,
        "resolveJsonModule": true,
        "allowImportingTsExtensions": true,
        "forceConsistentCasingInFileNames": false,
        "paths": paths(aliases),
    });
    if let Value::Object(forced) = forced {
        options.extend(forced);
    }
    let wanted = wanted.iter().map(|path| path.as_str()).filter(|path| stays_inside(path));
    let names: Vec<String> =
        wanted.chain([SURROUNDINGS_NAME, ASSETS_NAME]).map(|path| format!("./{path}")).collect();
    json!({ "compilerOptions": options, "files": names }).to_string()
}

fn own_options(files: &Files) -> Map<String, Value> {
    let mut options = Map::new();
    let said = CONFIGS.iter().find_map(|config| {
        let read: Value =
            jsonc_parser::parse_to_serde_value(files.get(*config)?, &Default::default()).ok()?;
        read.get("compilerOptions")?.as_object().cloned()
    });
    for (name, value) in said.into_iter().flatten() {
        if OWN.contains(&name.as_str()) && value.is_boolean() {
            options.insert(name, value);
        }
    }
    options
}

/// Aliases as the preview resolves them.
fn paths(aliases: &Aliases) -> Map<String, Value> {
    let pairs = aliases.list().map(|(pattern, targets)| {
        let targets: Vec<String> = targets.iter().map(|target| format!("./{target}")).collect();
        (pattern.to_owned(), json!(targets))
    });
    let mut paths: Map<String, Value> = pairs.collect();
    // A leading slash is the project's folder, or what lies in `public`.
    paths.insert("/*".to_owned(), json!(["./*", "./public/*"]));
    if let Some(base) = aliases.base() {
        paths.entry("*").or_insert_with(|| json!([format!("./{base}/*")]));
    }
    paths
}
