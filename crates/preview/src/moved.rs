//! Imports that follow files to where they were moved or copied: in scripts, style sheets and pages.
//!
//! Only specifiers are replaced, each in the manner it was written in; every other byte stays. A specifier that still
//! leads to the right file is left alone, and so is one that led nowhere.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use oxc::allocator::Allocator;
use oxc::ast::ast::{
    Argument, CallExpression, ExportAllDeclaration, ExportFromDeclaration, Expression, ImportDeclaration,
    ImportExpression, JSXAttribute, JSXAttributeName, JSXAttributeValue, NewExpression, StringLiteral,
    TSExternalModuleReference, TSImportType,
};
use oxc::ast_visit::{Visit, walk};
use oxc::parser::Parser;
use vfs::{Aliases, Resolution};

use crate::compile::source_type;
use crate::css_refs::specifiers;
use crate::tsconfig;

type Files = BTreeMap<String, String>;
/// Old path to new path.
pub type Moves = BTreeMap<String, String>;

/// The texts that have to change when files go from one path to another, by their new paths. `files` are as before.
pub fn follow_moves(files: &Files, moves: &Moves) -> BTreeMap<String, String> {
    let aliases = aliases(files);
    let before = |path: &str| files.contains_key(path);
    let arrived: BTreeSet<&str> = moves.values().map(String::as_str).collect();
    let after = |path: &str| arrived.contains(path) || files.contains_key(path) && !moves.contains_key(path);
    let turn = Turn { aliases: &aliases, before: &before, after: &after, targets: moves };
    let changed = files.iter().filter_map(|(path, text)| {
        let to = moves.get(path).unwrap_or(path);
        Some((to.clone(), turn.text(path, to, text)?))
    });
    changed.collect()
}

/// The texts that copies need to import what the originals import, by the paths of the copies; what lies among the
/// copied files is imported from its copy. `files` are as before.
pub fn follow_copies(files: &Files, copies: &Moves) -> BTreeMap<String, String> {
    let aliases = aliases(files);
    let before = |path: &str| files.contains_key(path);
    let arrived: BTreeSet<&str> = copies.values().map(String::as_str).collect();
    let after = |path: &str| files.contains_key(path) || arrived.contains(path);
    let turn = Turn { aliases: &aliases, before: &before, after: &after, targets: copies };
    let changed = copies.iter().filter_map(|(path, to)| {
        let text = files.get(path)?;
        Some((to.clone(), turn.text(path, to, text)?))
    });
    changed.collect()
}

fn aliases(files: &Files) -> Aliases {
    let mut configs = tsconfig::CONFIGS.iter().filter_map(|config| files.get(*config));
    configs.find_map(|text| tsconfig::aliases(text)).unwrap_or_default()
}

struct Turn<'t> {
    aliases: &'t Aliases,
    /// Which files there were, and which there are.
    before: &'t dyn Fn(&str) -> bool,
    after: &'t dyn Fn(&str) -> bool,
    /// Where the files are that specifiers led to.
    targets: &'t Moves,
}

impl Turn<'_> {
    /// None if the text can stay as it is.
    fn text(&self, from: &str, to: &str, text: &str) -> Option<String> {
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for found in found(from, text) {
            if let Some(new) = self.specifier(from, to, &found) {
                edits.push((found.place, new));
            }
        }
        if edits.is_empty() {
            return None;
        }
        edits.sort_by_key(|(place, _)| place.start);
        let mut changed = String::with_capacity(text.len() + 64);
        let mut at = 0;
        for (place, new) in edits {
            // Two ways to the same place in the text: the first is enough.
            if place.start < at {
                continue;
            }
            changed.push_str(text.get(at..place.start)?);
            changed.push_str(&new);
            at = place.end;
        }
        changed.push_str(text.get(at..)?);
        Some(changed)
    }

    fn specifier(&self, from: &str, to: &str, found: &Found) -> Option<String> {
        let Resolution::Internal(target) = vfs::resolve(self.aliases, from, &found.specifier, self.before)
        else {
            return None;
        };
        // A path in the page is one of `public`, with its ending, or it is a route of the app.
        if found.kind == FoundKind::Address && target != format!("public{}", found.specifier) {
            return None;
        }
        let wanted = self.targets.get(&target).unwrap_or(&target);
        let leads = vfs::resolve(self.aliases, to, &found.specifier, self.after);
        if matches!(&leads, Resolution::Internal(path) if path == wanted) {
            return None;
        }
        let new = vfs::rename_specifier(self.aliases, to, &found.specifier, &target, wanted, self.after)?;
        // What needs quoting in one kind of string is not put into another.
        if new.contains(['"', '\'', '`', '\\', '\n'])
            || found.kind == FoundKind::Bare && new.contains([' ', ')'])
        {
            return None;
        }
        match found.plain {
            true => Some(new.strip_prefix("./").unwrap_or(&new).to_owned()),
            false => Some(new),
        }
    }
}

/// A specifier in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub specifier: String,
    /// Where it stands, without its quotes.
    pub place: Range<usize>,
    pub kind: FoundKind,
    /// Written without `./`, which the specifier has all the same.
    pub plain: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundKind {
    Import,
    /// `src="/logo.png"`
    Address,
    /// `url(logo.png)`
    Bare,
}

fn found(path: &str, text: &str) -> Vec<Found> {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending {
        "tsx" | "ts" | "jsx" | "js" | "mts" | "mjs" | "cts" | "cjs" => in_script(path, text),
        "css" | "scss" | "less" => specifiers(text),
        "html" => in_page(text),
        _ => Vec::new(),
    }
}

fn in_script(path: &str, text: &str) -> Vec<Found> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, source_type(path)).parse();
    let mut specifiers = Specifiers { text, found: Vec::new() };
    specifiers.visit_program(&parsed.program);
    specifiers.found
}

struct Specifiers<'t> {
    text: &'t str,
    found: Vec<Found>,
}

impl Specifiers<'_> {
    fn add(&mut self, literal: &StringLiteral<'_>, kind: FoundKind) {
        let place = literal.span.start as usize + 1..(literal.span.end as usize).saturating_sub(1);
        // With an escape in it, the text is not what it says; hardly anybody writes that.
        if self.text.get(place.clone()) == Some(literal.value.as_str()) {
            self.found.push(Found { specifier: literal.value.to_string(), place, kind, plain: false });
        }
    }

    fn add_expression(&mut self, expression: &Expression<'_>) {
        if let Expression::StringLiteral(literal) = expression {
            self.add(literal, FoundKind::Import);
        }
    }
}

/// Functions whose first argument names a module.
fn takes_module(callee: &Expression<'_>) -> bool {
    match callee {
        Expression::Identifier(name) => name.name == "require",
        Expression::StaticMemberExpression(member) => {
            matches!(&member.object, Expression::Identifier(object) if object.name == "vi" || object.name == "jest")
                && matches!(
                    member.property.name.as_str(),
                    "mock" | "unmock" | "doMock" | "importActual" | "importMock" | "requireActual"
                )
        }
        _ => false,
    }
}

impl<'a> Visit<'a> for Specifiers<'_> {
    fn visit_import_declaration(&mut self, import: &ImportDeclaration<'a>) {
        self.add(&import.source, FoundKind::Import);
    }

    fn visit_export_all_declaration(&mut self, all: &ExportAllDeclaration<'a>) {
        self.add(&all.source, FoundKind::Import);
    }

    fn visit_export_from_declaration(&mut self, from: &ExportFromDeclaration<'a>) {
        self.add(&from.source, FoundKind::Import);
    }

    fn visit_import_expression(&mut self, import: &ImportExpression<'a>) {
        self.add_expression(&import.source);
        walk::walk_import_expression(self, import);
    }

    fn visit_ts_import_type(&mut self, import: &TSImportType<'a>) {
        self.add(&import.source, FoundKind::Import);
        walk::walk_ts_import_type(self, import);
    }

    fn visit_ts_external_module_reference(&mut self, reference: &TSExternalModuleReference<'a>) {
        self.add(&reference.expression, FoundKind::Import);
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        if let Some(Argument::StringLiteral(literal)) = call.arguments.first()
            && takes_module(&call.callee)
        {
            self.add(literal, FoundKind::Import);
        }
        walk::walk_call_expression(self, call);
    }

    /// `new URL("./logo.png", import.meta.url)`
    fn visit_new_expression(&mut self, new: &NewExpression<'a>) {
        if let [Argument::StringLiteral(path), Argument::StaticMemberExpression(base)] =
            new.arguments.as_slice()
            && matches!(base.object, Expression::ImportMeta(_))
            && base.property.name == "url"
            && path.value.starts_with('.')
        {
            self.add(path, FoundKind::Import);
        }
        walk::walk_new_expression(self, new);
    }

    fn visit_jsx_attribute(&mut self, attribute: &JSXAttribute<'a>) {
        if let (JSXAttributeName::Identifier(name), Some(JSXAttributeValue::StringLiteral(value))) =
            (&attribute.name, &attribute.value)
            && matches!(name.name.as_str(), "src" | "href" | "poster")
            && value.value.starts_with('/')
        {
            self.add(value, FoundKind::Address);
        }
        walk::walk_jsx_attribute(self, attribute);
    }
}

/// `src` and `href` of an HTML page that name files of the project.
fn in_page(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for name in ["src=", "href="] {
        for (at, _) in text.match_indices(name) {
            let open = at + name.len();
            let Some(quote) = text[open..].chars().next().filter(|sign| matches!(sign, '"' | '\'')) else {
                continue;
            };
            let Some(length) = text[open + 1..].find(quote) else { continue };
            let place = open + 1..open + 1 + length;
            let specifier = text[place.clone()].to_owned();
            if specifier.starts_with('/') || specifier.starts_with('.') {
                found.push(Found { specifier, place, kind: FoundKind::Import, plain: false });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
