//! Imports and exports, as `link` has them: imports go, exports become plain declarations.

use oxc::ast::ast::*;
use oxc::span::{GetSpan, Span};
use oxc::str::Ident;

use super::Rewriter;
use super::edits::Text;
use super::refresh::address_of;
use crate::link::DEFAULT;

/// A local name for what another module exports.
pub struct Import<'a> {
    pub local: Ident<'a>,
    /// None for all of it.
    pub name: Option<&'a str>,
    pub is_type: bool,
    pub used: bool,
    pub start: u32,
}

pub struct ImportDeclared<'a> {
    pub specifier: &'a str,
    pub start: u32,
    /// Only for what it does.
    pub bare: bool,
    /// Its names among all.
    pub names: std::ops::Range<usize>,
}

pub enum Export<'a> {
    Local {
        name: &'a str,
        value: &'a str,
    },
    Import {
        name: &'a str,
        import: u32,
    },
    From {
        name: &'a str,
        specifier: &'a str,
        start: u32,
        source_name: &'a str,
        source_start: u32,
    },
    All {
        name: Option<&'a str>,
        specifier: &'a str,
        start: u32,
    },
    /// For the specifier alone.
    Nothing {
        specifier: &'a str,
        start: u32,
    },
}

impl<'a> Rewriter<'a, '_> {
    /// Before anything is walked: an import may stand below its uses.
    pub fn collect_imports(&mut self, body: &[Statement<'a>]) {
        let mut others = false;
        for statement in body {
            let Statement::ImportDeclaration(import) = statement else {
                others = true;
                continue;
            };
            self.imports_first &= !others;
            self.doubt_if(import.phase.is_some());
            let first = self.imports.len();
            for specifier in import.specifiers.iter().flatten() {
                let (local, name, is_type) = match specifier {
                    ImportDeclarationSpecifier::ImportSpecifier(named) => {
                        (&named.local, Some(named.imported.name().as_str()), named.import_kind.is_type())
                    }
                    ImportDeclarationSpecifier::ImportDefaultSpecifier(default) => {
                        (&default.local, Some("default"), false)
                    }
                    ImportDeclarationSpecifier::ImportNamespaceSpecifier(namespace) => {
                        (&namespace.local, None, false)
                    }
                };
                let is_type = is_type || import.import_kind.is_type();
                let sound = super::is_ordinary(&local.name)
                    && self.scopes.import(local.name, self.imports.len() as u32);
                self.doubt |= !sound;
                let start = specifier.span().start;
                self.imports.push(Import { local: local.name, name, is_type, used: false, start });
            }
            let named = self.imports.len() > first;
            self.declared_imports.push(ImportDeclared {
                specifier: import.source.value.as_str(),
                start: import.source.span.start,
                bare: !named && !import.import_kind.is_type(),
                names: first..self.imports.len(),
            });
        }
    }

    pub fn module_statement(&mut self, statement: &Statement<'a>) {
        match statement {
            Statement::ImportDeclaration(import) => self.take_out(import.span),
            Statement::ExportAllDeclaration(all) => {
                if !all.export_kind.is_type() {
                    let name = all.exported.as_ref().map(|name| name.name().as_str());
                    let (specifier, start) = (all.source.value.as_str(), all.source.span.start);
                    self.exports.push(Export::All { name, specifier, start });
                }
                self.take_out(all.span);
            }
            Statement::ExportFromDeclaration(from) => self.export_from(from),
            Statement::ExportNamedDeclaration(named) => self.export_named(named),
            Statement::ExportDeclaration(export) => self.export_declaration(export),
            Statement::ExportDefaultDeclaration(export) => self.export_default(export),
            Statement::FunctionDeclaration(function) => {
                self.statement(statement, true);
                self.register_function(function, function.span.end);
            }
            Statement::VariableDeclaration(variables) => {
                self.statement(statement, true);
                self.register_variables(variables);
            }
            other => self.statement(other, true),
        }
    }

    fn export_from(&mut self, from: &ExportFromDeclaration<'a>) {
        self.take_out(from.span);
        if from.export_kind.is_type() {
            return;
        }
        let (specifier, start) = (from.source.value.as_str(), from.source.span.start);
        let mut values =
            from.specifiers.iter().filter(|specifier| !specifier.export_kind.is_type()).peekable();
        if from.specifiers.is_empty() {
            self.exports.push(Export::Nothing { specifier, start });
        }
        for value in values.by_ref() {
            let name = value.exported.name().as_str();
            let source_name = value.local.name().as_str();
            self.exports.push(Export::From {
                name,
                specifier,
                start,
                source_name,
                source_start: value.span.start,
            });
        }
    }

    fn export_named(&mut self, named: &ExportNamedDeclaration<'a>) {
        self.take_out(named.span);
        if named.export_kind.is_type() {
            return;
        }
        for specifier in named.specifiers.iter().filter(|specifier| !specifier.export_kind.is_type()) {
            let ModuleExportName::IdentifierReference(local) = &specifier.local else {
                self.doubt = true;
                return;
            };
            self.note_hook(local);
            let name = specifier.exported.name().as_str();
            match self.imported(local) {
                Some(import) => self.exports.push(Export::Import { name, import }),
                None => {
                    self.exported_values.push(local.name);
                    self.exports.push(Export::Local { name, value: local.name.as_str() });
                }
            }
        }
    }

    fn export_declaration(&mut self, export: &ExportDeclaration<'a>) {
        let span = export.span;
        match &export.declaration {
            Declaration::VariableDeclaration(variables) => {
                self.edits.erase(span.start, variables.span.start);
                for declarator in &variables.declarations {
                    for identifier in declarator.id.get_binding_identifiers() {
                        self.export_local(identifier.name);
                    }
                }
                self.variables(variables);
                self.end_statement(variables.span.end);
                self.register_variables(variables);
            }
            Declaration::FunctionDeclaration(function) => {
                if function.body.is_some() {
                    self.edits.erase(span.start, function.span.start);
                    if let Some(id) = &function.id {
                        self.export_local(id.name);
                    }
                }
                self.function_statement(function, span);
                self.register_function(function, span.end);
            }
            Declaration::TSTypeAliasDeclaration(alias) => self.type_alias(alias, span),
            Declaration::TSInterfaceDeclaration(interface) => self.interface(interface, span),
            _ => self.doubt = true,
        }
    }

    fn export_local(&mut self, name: Ident<'a>) {
        self.exports.push(Export::Local { name: name.as_str(), value: name.as_str() });
    }

    fn export_default(&mut self, export: &ExportDefaultDeclaration<'a>) {
        let span = export.span;
        match &export.declaration {
            ExportDefaultDeclarationKind::FunctionDeclaration(function) => {
                self.export_default_function(function, span);
            }
            ExportDefaultDeclarationKind::ClassDeclaration(_)
            | ExportDefaultDeclarationKind::TSInterfaceDeclaration(_) => self.doubt = true,
            expression => {
                let expression = expression.to_expression();
                let text = Text::Fixed("const __easel_default=");
                self.edits.replace(span.start, expression.span().start, text);
                if let Expression::Identifier(name) = expression {
                    self.exported_values.push(name.name);
                }
                self.exports.push(Export::Local { name: "default", value: DEFAULT });
                self.refresh.default_export = address_of(expression);
                self.expression(expression);
                self.end_statement(span.end);
                self.register_default(expression);
            }
        }
    }

    fn export_default_function(&mut self, function: &Function<'a>, span: Span) {
        if function.body.is_none() {
            self.overload(function, span);
            return;
        }
        self.edits.erase(span.start, function.span.start);
        let value = match &function.id {
            Some(id) => {
                self.declare(id.name, false);
                id.name.as_str()
            }
            None => {
                let parameters = function.type_parameters.as_ref().map(|parameters| parameters.span.start);
                let at = parameters.unwrap_or(function.params.span.start);
                self.edits.insert(at, " __easel_default");
                DEFAULT
            }
        };
        self.exports.push(Export::Local { name: "default", value });
        self.declared_function(function, span);
        self.register_function(function, span.end);
    }
}
