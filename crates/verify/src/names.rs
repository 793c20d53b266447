//! Names that are used and that nobody declares: not the file, not the project, not the browser.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use contract::{Diagnostic, Severity};
use oxc::ast::AstKind;
use oxc::ast::ast::{Declaration, Statement};
use oxc::semantic::ReferenceId;
use oxc::syntax::operator::UnaryOperator;
use oxc::syntax::symbol::SymbolFlags;

use crate::Files;
use crate::script::{Parsed, Script};

/// What TypeScript's own libraries declare for browsers and their workers, one name a line, with `value` or `type` after it unless it is
/// both. Written by the test `the_list_is_what_the_compiler_declares`.
const GLOBALS: &str = include_str!("names/globals.txt");

/// Names that a value may have without being in those libraries: what the language itself knows in functions, and what
/// bundlers put in the place of a name.
const MORE_VALUES: [&str; 4] = ["arguments", "undefined", "globalThis", "process"];
/// Namespaces and types that the usual packages of types declare for everybody.
const MORE_TYPES: [&str; 9] =
    ["React", "JSX", "NodeJS", "Buffer", "const", "globalThis", "undefined", "ImportMetaEnv", "ImportMeta"];

#[derive(Clone, Debug)]
pub struct FreeName {
    name: String,
    /// Used as a value somewhere; otherwise only in types.
    value: bool,
    /// The file has a type of this name, and how.
    r#type: Option<Local>,
    line: u32,
    column: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Local {
    /// `import type`, which is gone when the code runs.
    Imported,
    Declared,
}

/// Every name that `parsed` uses and does not declare, at its first use.
pub fn free(parsed: &Parsed<'_, '_>) -> Vec<FreeName> {
    let (scoping, nodes) = (parsed.semantic.scoping(), parsed.semantic.nodes());
    let is_guard = |id: &ReferenceId| {
        let parent = nodes.parent_kind(scoping.get_reference(*id).node_id());
        matches!(parent, AstKind::UnaryExpression(unary) if unary.operator == UnaryOperator::Typeof)
    };
    let mut found = Vec::new();
    for (name, ids) in scoping.root_unresolved_references() {
        // `typeof x === "undefined"` asks whether it is there: the file knows what it does.
        if ids.iter().any(is_guard) {
            continue;
        }
        let place = |id: &&ReferenceId| parsed.semantic.reference_span(scoping.get_reference(**id)).start;
        let is_value = |id: &&ReferenceId| {
            let flags = scoping.get_reference(**id).flags();
            flags.is_value() && !flags.is_value_as_type()
        };
        let values = ids.iter().filter(is_value).min_by_key(place);
        let Some(first) = values.or_else(|| ids.iter().min_by_key(place)) else { continue };
        let (line, column) = parsed.at(parsed.semantic.reference_span(scoping.get_reference(*first)));
        let r#type = scoping.get_root_binding(*name).map(|symbol| {
            let imported = scoping.symbol_flags(symbol).contains(SymbolFlags::TypeImport);
            if imported { Local::Imported } else { Local::Declared }
        });
        found.push(FreeName { name: name.to_string(), value: values.is_some(), r#type, line, column });
    }
    found
}

/// Names that this file declares for the whole project: at the top of a file without imports and exports, or in
/// `declare global`.
pub fn ambient(parsed: &Parsed<'_, '_>) -> Vec<String> {
    let mut names = Vec::new();
    let is_module = parsed.program.body.iter().any(Statement::is_module_declaration);
    if !is_module && crate::is_declaration(parsed.path) {
        parsed.program.body.iter().for_each(|statement| declared(statement, &mut names));
    }
    for statement in &parsed.program.body {
        if let Statement::TSGlobalDeclaration(global) = statement {
            global.body.body.iter().for_each(|statement| declared(statement, &mut names));
        }
    }
    names
}

fn declared(statement: &Statement<'_>, names: &mut Vec<String>) {
    let declaration = match statement {
        Statement::ExportDeclaration(export) => Some(&export.declaration),
        other => other.as_declaration(),
    };
    match declaration {
        Some(Declaration::VariableDeclaration(variables)) => {
            for declarator in &variables.declarations {
                names.extend(declarator.id.get_binding_identifiers().iter().map(|id| id.name.to_string()));
            }
        }
        Some(declaration) => names.extend(declaration.id().map(|id| id.name.to_string())),
        None => {}
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Value,
    Type,
    Both,
}

fn globals() -> &'static HashMap<&'static str, Kind> {
    static KNOWN: LazyLock<HashMap<&str, Kind>> = LazyLock::new(|| {
        let lines = GLOBALS.lines().map(|line| match line.split_once(' ') {
            Some((name, "value")) => (name, Kind::Value),
            Some((name, _)) => (name, Kind::Type),
            None => (line, Kind::Both),
        });
        lines.collect()
    });
    &KNOWN
}

fn is_known(free: &FreeName) -> bool {
    let kind = globals().get(free.name.as_str());
    match free.value {
        true => matches!(kind, Some(Kind::Value | Kind::Both)) || MORE_VALUES.contains(&free.name.as_str()),
        // A value's type may be asked for with `typeof`, so its name is known in types as well.
        false => kind.is_some() || MORE_TYPES.contains(&free.name.as_str()),
    }
}

/// Names without a declaration. A page that loads further scripts may have them from there: then it is a warning.
pub fn check(scripts: &std::collections::BTreeMap<String, Script>, files: &Files) -> Vec<Diagnostic> {
    let ambient: HashSet<&str> =
        scripts.values().flat_map(|script| &script.ambient).map(String::as_str).collect();
    let loads_more = files.iter().any(|(path, text)| path.ends_with(".html") && loads_scripts(text));
    let mut found = Vec::new();
    for (path, script) in scripts {
        for free in script.free.iter().filter(|free| !is_known(free) && !ambient.contains(free.name.as_str()))
        {
            let severity = if free.value && loads_more { Severity::Warning } else { Severity::Error };
            let (code, message) = explain(free);
            found.push(Diagnostic {
                path: path.clone(),
                line: free.line,
                column: free.column,
                severity,
                code: code.to_owned(),
                message,
                source: "names".to_owned(),
            });
        }
    }
    found
}

/// Code and sentence.
fn explain(free: &FreeName) -> (&'static str, String) {
    let name = &free.name;
    match (name.as_str(), free.value, free.r#type) {
        (_, true, Some(Local::Imported)) => (
            "type-import-as-value",
            format!(
                "\"{name}\" is imported as a type only and is not there when this runs: import it without \"type\"."
            ),
        ),
        (_, true, Some(Local::Declared)) => {
            ("type-as-value", format!("\"{name}\" is only a type and is not there when this runs."))
        }
        ("require" | "module" | "exports", true, _) => {
            ("undeclared-name", format!("\"{name}\" is not there in a browser: use import and export."))
        }
        ("global", true, _) => {
            ("undeclared-name", "\"global\" is not there in a browser: use globalThis.".to_owned())
        }
        (_, true, None) => (
            "undeclared-name",
            format!("\"{name}\" is neither declared nor imported here: import or declare it."),
        ),
        (_, false, _) => (
            "undeclared-type",
            format!("The type \"{name}\" is neither declared nor imported here: import or declare it."),
        ),
    }
}

/// A script from elsewhere, which may leave names behind.
fn loads_scripts(html: &str) -> bool {
    html.match_indices("<script").any(|(at, _)| {
        let tag = html[at..].split('>').next().unwrap_or_default();
        tag.contains("src=") && (tag.contains("//") || !tag.contains("module"))
    })
}

/// For the list of names: what the library files `texts` declare, in the form of `GLOBALS`.
#[cfg(test)]
fn list_declared(texts: &[String]) -> String {
    use oxc::allocator::Allocator;
    use oxc::ast::ast::TSNamespaceDeclarationBody;
    use oxc::parser::Parser;
    use oxc::span::SourceType;
    use std::collections::BTreeMap;

    let mut names: BTreeMap<String, (bool, bool)> = BTreeMap::new();
    for text in texts {
        let allocator = Allocator::default();
        let parsed = Parser::new(&allocator, text, SourceType::d_ts()).parse();
        for statement in &parsed.program.body {
            let (value, r#type) = match statement.as_declaration() {
                Some(Declaration::TSInterfaceDeclaration(_) | Declaration::TSTypeAliasDeclaration(_)) => {
                    (false, true)
                }
                Some(Declaration::TSNamespaceDeclaration(module)) => {
                    // One that holds types alone is no value.
                    let body = match &module.body {
                        TSNamespaceDeclarationBody::TSModuleBlock(block) => block.body.as_slice(),
                        TSNamespaceDeclarationBody::TSNamespaceDeclaration(_) => &[],
                    };
                    let has_value = body.iter().any(|statement| {
                        let declaration = match statement {
                            Statement::ExportDeclaration(export) => Some(&export.declaration),
                            other => other.as_declaration(),
                        };
                        declaration.is_some_and(|it| {
                            !matches!(
                                it,
                                Declaration::TSInterfaceDeclaration(_)
                                    | Declaration::TSTypeAliasDeclaration(_)
                            )
                        })
                    });
                    (has_value, true)
                }
                Some(Declaration::ClassDeclaration(_)) => (true, true),
                Some(_) => (true, false),
                None => continue,
            };
            let mut found = Vec::new();
            declared(statement, &mut found);
            for name in found {
                let known = names.entry(name).or_default();
                *known = (known.0 | value, known.1 | r#type);
            }
        }
    }
    names
        .into_iter()
        .map(|(name, kind)| match kind {
            (true, true) => format!("{name}\n"),
            (true, false) => format!("{name} value\n"),
            _ => format!("{name} type\n"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With `EASEL_WRITE_NAMES` set, the list is written anew: after another TypeScript was installed.
    #[test]
    fn the_list_is_what_the_compiler_declares() {
        let compiler = crate::typescript::installed_for_tests();
        let folder = compiler.parent().unwrap();
        let mut files: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            name.starts_with("lib.") && !name.contains("scripthost")
        });
        let texts: Vec<_> = files.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
        let now = list_declared(&texts);
        if std::env::var_os("EASEL_WRITE_NAMES").is_some() {
            let list = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/names/globals.txt");
            std::fs::write(list, &now).unwrap();
            return;
        }
        assert_eq!(now, GLOBALS, "run this test with EASEL_WRITE_NAMES=1");
        assert!(globals().len() > 1000);
    }
}
