//! What files take from each other, types included: the preview's own look at this ends where types begin.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use contract::{Diagnostic, Severity};
use oxc::ast::ast::{
    Declaration, ExportDefaultDeclarationKind, ImportDeclarationSpecifier, ImportOrExportKind,
    ModuleExportName, Statement,
};
use oxc::span::GetSpan;
use oxc::syntax::symbol::SymbolFlags;
use vfs::{Aliases, Resolution};

use crate::Files;
use crate::script::{Parsed, Script};

/// What a script offers and wants.
#[derive(Debug, Default)]
pub struct Shape {
    /// Name to whether there is a value behind it.
    exports: BTreeMap<String, bool>,
    /// Specifiers of `export * from`, and whether it is `export type *`.
    stars: Vec<(String, bool)>,
    wanted: Vec<Wanted>,
    /// Every specifier that is imported from, in whatever way.
    sources: BTreeSet<String>,
    /// It may export anything: `export =`.
    open: bool,
}

/// A name that is taken from another module.
#[derive(Debug)]
struct Wanted {
    specifier: String,
    name: String,
    /// Handed on by an `export { name } from` that does not say `type`.
    reexported: bool,
    /// Used as a value here, or handed on as one.
    value: bool,
    line: u32,
    column: u32,
}

pub fn shape(parsed: &Parsed<'_, '_>) -> Shape {
    let mut shape = Shape::default();
    for statement in &parsed.program.body {
        shape.read(parsed, statement);
    }
    shape
}

impl Shape {
    fn read(&mut self, parsed: &Parsed<'_, '_>, statement: &Statement<'_>) {
        match statement {
            Statement::ImportDeclaration(import) => {
                self.sources.insert(import.source.value.to_string());
                for specifier in import.specifiers.iter().flatten() {
                    self.import(parsed, &import.source.value, import.import_kind, specifier);
                }
            }
            Statement::ExportAllDeclaration(all) => {
                self.sources.insert(all.source.value.to_string());
                let types = all.export_kind.is_type();
                match &all.exported {
                    Some(name) => _ = self.exports.insert(name.name().to_string(), !types),
                    None => self.stars.push((all.source.value.to_string(), types)),
                }
            }
            Statement::ExportFromDeclaration(from) => {
                self.sources.insert(from.source.value.to_string());
                for specifier in &from.specifiers {
                    let value = !from.export_kind.is_type() && !specifier.export_kind.is_type();
                    self.exports.insert(specifier.exported.name().to_string(), value);
                    let (line, column) = parsed.at(specifier.span);
                    self.wanted.push(Wanted {
                        specifier: from.source.value.to_string(),
                        name: specifier.local.name().to_string(),
                        reexported: value,
                        value,
                        line,
                        column,
                    });
                }
            }
            Statement::ExportNamedDeclaration(named) => {
                for specifier in &named.specifiers {
                    let types = named.export_kind.is_type() || specifier.export_kind.is_type();
                    let value = !types && is_value(parsed, &specifier.local);
                    self.exports.insert(specifier.exported.name().to_string(), value);
                }
            }
            Statement::ExportDeclaration(export) => self.declare(&export.declaration),
            Statement::ExportDefaultDeclaration(export) => {
                let interface =
                    matches!(export.declaration, ExportDefaultDeclarationKind::TSInterfaceDeclaration(_));
                self.exports.insert("default".to_owned(), !interface);
            }
            Statement::TSExportAssignment(_) | Statement::TSNamespaceExportDeclaration(_) => self.open = true,
            _ => {}
        }
    }

    fn import(
        &mut self,
        parsed: &Parsed<'_, '_>,
        source: &str,
        kind: ImportOrExportKind,
        specifier: &ImportDeclarationSpecifier<'_>,
    ) {
        let (name, local, types) = match specifier {
            ImportDeclarationSpecifier::ImportSpecifier(named) => {
                let types = kind.is_type() || named.import_kind.is_type();
                (Some(named.imported.name().to_string()), &named.local, types)
            }
            ImportDeclarationSpecifier::ImportDefaultSpecifier(default) => {
                (Some("default".to_owned()), &default.local, kind.is_type())
            }
            ImportDeclarationSpecifier::ImportNamespaceSpecifier(all) => (None, &all.local, kind.is_type()),
        };
        let Some(name) = name else { return };
        let scoping = parsed.semantic.scoping();
        // In `typeof Name` nothing is asked of it when the code runs.
        let value = !types
            && scoping.get_resolved_references(local.symbol_id()).any(|reference| {
                let flags = reference.flags();
                flags.is_value() && !flags.is_value_as_type() && !flags.is_type()
            });
        let (line, column) = parsed.at(specifier.span());
        let specifier = source.to_owned();
        self.wanted.push(Wanted { specifier, name, reexported: false, value, line, column });
    }

    fn declare(&mut self, declaration: &Declaration<'_>) {
        let mut add = |name: &str, value: bool| {
            // An interface and a constant may share a name.
            *self.exports.entry(name.to_owned()).or_default() |= value;
        };
        match declaration {
            Declaration::VariableDeclaration(variables) => {
                for declarator in &variables.declarations {
                    declarator.id.get_binding_identifiers().iter().for_each(|id| add(&id.name, true));
                }
            }
            Declaration::TSInterfaceDeclaration(interface) => add(&interface.id.name, false),
            Declaration::TSTypeAliasDeclaration(alias) => add(&alias.id.name, false),
            other => {
                if let Some(id) = other.id() {
                    add(&id.name, true);
                }
            }
        }
    }
}

/// A local name that is exported: false only if it is certainly a type.
fn is_value(parsed: &Parsed<'_, '_>, local: &ModuleExportName<'_>) -> bool {
    let scoping = parsed.semantic.scoping();
    let ModuleExportName::IdentifierReference(reference) = local else { return true };
    let symbol = reference.reference_id.get().and_then(|id| scoping.get_reference(id).symbol_id());
    let types = SymbolFlags::TypeAlias | SymbolFlags::Interface | SymbolFlags::TypeImport;
    symbol.is_none_or(|symbol| !types.contains(scoping.symbol_flags(symbol) - SymbolFlags::Ambient))
}

/// How a module has a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Offer {
    Value,
    TypeOnly,
    Nothing,
}

struct Tree<'t> {
    scripts: &'t BTreeMap<String, Script>,
    files: &'t Files,
    aliases: &'t Aliases,
}

/// Missing types, and types taken for values.
pub fn check(scripts: &BTreeMap<String, Script>, files: &Files, aliases: &Aliases) -> Vec<Diagnostic> {
    let tree = Tree { scripts, files, aliases };
    let mut found = Vec::new();
    for (path, script) in scripts {
        for wanted in &script.shape.wanted {
            let Some(target) = tree.resolve(path, &wanted.specifier) else { continue };
            let (code, message) = match tree.offer(&target, &wanted.name, &mut HashSet::new()) {
                Offer::Value => continue,
                Offer::TypeOnly if wanted.reexported => (
                    "type-only-export",
                    format!(
                        "\"{}\" is only a type in \"{target}\": write `export type {{ … }} from`.",
                        wanted.name
                    ),
                ),
                Offer::TypeOnly if wanted.value => (
                    "type-only-export",
                    format!(
                        "\"{}\" is only a type in \"{target}\" and cannot be used as a value.",
                        wanted.name
                    ),
                ),
                Offer::TypeOnly => continue,
                Offer::Nothing if wanted.name == "default" => (
                    "missing-default",
                    format!("\"{target}\" has no default export: import a name in braces, or add one."),
                ),
                Offer::Nothing => ("missing-export", tree.missing(&target, &wanted.name)),
            };
            found.push(error(path, wanted.line, wanted.column, code, message));
        }
    }
    found
}

/// The files `of` and everything that imports them, over any number of steps.
pub fn importers(
    scripts: &BTreeMap<String, Script>,
    files: &Files,
    aliases: &Aliases,
    of: &BTreeSet<String>,
) -> BTreeSet<String> {
    let tree = Tree { scripts, files, aliases };
    let mut importers: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    // Nearly always there is nothing to be found.
    for (path, script) in scripts.iter().filter(|_| !of.is_empty()) {
        for target in script.shape.sources.iter().filter_map(|specifier| tree.resolve(path, specifier)) {
            importers.entry(target).or_default().push(path);
        }
    }
    let mut found = of.clone();
    let mut waiting: Vec<String> = of.iter().cloned().collect();
    while let Some(path) = waiting.pop() {
        for importer in importers.get(&path).into_iter().flatten() {
            if found.insert((*importer).clone()) {
                waiting.push((*importer).clone());
            }
        }
    }
    found
}

impl Tree<'_> {
    /// The checked script that a specifier leads to.
    fn resolve(&self, importer: &str, specifier: &str) -> Option<String> {
        // With a query it is another module: `./a.ts?raw` is a text.
        if specifier.contains('?') {
            return None;
        }
        let exists = |path: &str| self.files.contains_key(path);
        match vfs::resolve(self.aliases, importer, specifier, &exists) {
            Resolution::Internal(path) => self.scripts.contains_key(&path).then_some(path),
            Resolution::Package { .. } | Resolution::Missing { .. } => None,
        }
    }

    fn offer(&self, path: &str, name: &str, seen: &mut HashSet<String>) -> Offer {
        let Some(shape) = self.scripts.get(path).map(|script| &script.shape) else { return Offer::Value };
        if shape.open {
            return Offer::Value;
        }
        if let Some(value) = shape.exports.get(name) {
            return if *value { self.handed_on(path, shape, name, seen) } else { Offer::TypeOnly };
        }
        if name == "default" || !seen.insert(path.to_owned()) {
            return Offer::Nothing;
        }
        let mut best = Offer::Nothing;
        for (specifier, types) in &shape.stars {
            let offer = match self.resolve(path, specifier) {
                Some(target) => self.offer(&target, name, seen),
                // A package may have it, and a file that does not parse.
                None => Offer::Value,
            };
            match (offer, *types) {
                (Offer::Value, false) => return Offer::Value,
                (Offer::Value | Offer::TypeOnly, _) => best = Offer::TypeOnly,
                (Offer::Nothing, _) => {}
            }
        }
        best
    }

    /// A name that `path` hands on under another one is what it is at its origin, if that is a type.
    fn handed_on(&self, path: &str, shape: &Shape, name: &str, seen: &mut HashSet<String>) -> Offer {
        let from = shape.wanted.iter().find(|wanted| wanted.reexported && wanted.name == name);
        let target = from.and_then(|from| self.resolve(path, &from.specifier));
        match target {
            Some(target) if seen.insert(format!("{path} {name}")) => {
                match self.offer(&target, name, seen) {
                    Offer::TypeOnly => Offer::TypeOnly,
                    // That it is missing there is said there.
                    Offer::Value | Offer::Nothing => Offer::Value,
                }
            }
            _ => Offer::Value,
        }
    }

    fn missing(&self, target: &str, name: &str) -> String {
        let exports = self.scripts.get(target).map(|script| &script.shape.exports);
        let mut names = exports.into_iter().flat_map(BTreeMap::keys).filter(|other| *other != "default");
        let folded = name.to_lowercase();
        match names.find(|other| other.to_lowercase() == folded) {
            Some(other) => format!("\"{target}\" does not export \"{name}\", but \"{other}\"."),
            None => {
                format!("\"{target}\" does not export \"{name}\": export it there, or import another name.")
            }
        }
    }
}

fn error(path: &str, line: u32, column: u32, code: &str, message: String) -> Diagnostic {
    Diagnostic {
        path: path.to_owned(),
        line,
        column,
        severity: Severity::Error,
        code: code.to_owned(),
        message,
        source: "imports".to_owned(),
    }
}
