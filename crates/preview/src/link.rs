//! From an ES module to a function body, on the syntax tree.
//!
//! A sandboxed frame cannot import files that exist only in memory, and one script for all modules loads
//! faster than one blob each. So each module becomes a generator function with its dependencies' namespace
//! objects as parameters:
//!
//! ```js
//! function*(__easel,$RefreshReg$,$RefreshSig$,__easel0){__easel.exports({App:()=>App});yield;
//! function App() { return (0, __easel0.jsx)("p", …) }}
//! ```
//!
//! Up to the `yield` the module is instantiated: its exports are there as getters, its functions are hoisted,
//! its variables are in their dead zone. The second call runs the body. Cycles, live bindings and dead zones
//! therefore behave as in the browser's own modules. An `await` outside functions makes it an async generator.

use std::collections::HashMap;

use oxc::allocator::{Allocator, ArenaVec, TakeIn};
use oxc::ast::ast::*;
use oxc::ast::builder::AstBuilder;
use oxc::ast_visit::{VisitJsMut, walk_js_mut};
use oxc::semantic::{Scoping, SymbolId};
use oxc::span::{GetSpan, SPAN, Span};
use oxc::str::Str;
use oxc::syntax::scope::ScopeFlags;

use crate::assets::is_asset;
use crate::compile::{Dep, DepKind, ImportedName};
use crate::json::{push_number, push_string};
use crate::position::Lines;

/// What the default export is called where it has no name.
pub const DEFAULT: &str = "__easel_default";

pub struct Linked {
    /// The function's first line, to stand before the generated body.
    pub head: String,
    pub deps: Vec<Dep>,
    pub exports: Vec<String>,
}

pub fn link<'a>(
    allocator: &'a Allocator,
    scoping: Scoping,
    source: &str,
    program: &mut Program<'a>,
) -> Linked {
    let mut linker = Linker {
        allocator,
        builder: AstBuilder::new(allocator),
        scoping,
        lines: Lines::new(source),
        bindings: HashMap::new(),
        deps: Vec::new(),
        exports: Vec::new(),
        function_depth: 0,
        is_async: false,
    };
    linker.collect_imports(&program.body);
    let statements = program.body.take_in(&allocator);
    let mut body = ArenaVec::with_capacity_in(statements.len(), &allocator);
    for statement in statements {
        linker.link_statement(statement, &mut body);
    }
    program.body = body;
    linker.visit_program(program);
    linker.finish()
}

/// What a local name stands for: a whole namespace, or one name of it.
struct Binding<'a> {
    dep: usize,
    name: Option<Str<'a>>,
}

struct Linker<'a, 's> {
    allocator: &'a Allocator,
    builder: AstBuilder<'a>,
    scoping: Scoping,
    lines: Lines<'s>,
    bindings: HashMap<SymbolId, Binding<'a>>,
    deps: Vec<Dep>,
    /// Exported name and the expression its getter answers.
    exports: Vec<(String, String)>,
    function_depth: u32,
    is_async: bool,
}

impl<'a> Linker<'a, '_> {
    fn dep(&mut self, specifier: &str, kind: DepKind, span: Span) -> usize {
        if let Some(at) = self.deps.iter().position(|dep| dep.specifier == specifier && dep.kind == kind) {
            return at;
        }
        let (line, column) = self.lines.at(span.start);
        let specifier = specifier.to_owned();
        self.deps.push(Dep { specifier, kind, names: Vec::new(), star: false, line, column });
        self.deps.len() - 1
    }

    fn need(&mut self, dep: usize, name: &str, span: Span) {
        let (line, column) = self.lines.at(span.start);
        let names = &mut self.deps[dep].names;
        if !names.iter().any(|known| known.name == name) {
            names.push(ImportedName { name: name.to_owned(), line, column });
        }
    }

    /// Before anything is rewritten: an import may stand below its uses.
    fn collect_imports(&mut self, body: &[Statement<'a>]) {
        for statement in body {
            let Statement::ImportDeclaration(import) = statement else { continue };
            let dep = self.dep(&import.source.value, DepKind::Static, import.source.span);
            for specifier in import.specifiers.iter().flatten() {
                let (local, name) = match specifier {
                    ImportDeclarationSpecifier::ImportSpecifier(named) => {
                        (&named.local, Some(named.imported.name()))
                    }
                    ImportDeclarationSpecifier::ImportDefaultSpecifier(default) => {
                        (&default.local, Some(Str::from("default")))
                    }
                    ImportDeclarationSpecifier::ImportNamespaceSpecifier(namespace) => {
                        (&namespace.local, None)
                    }
                };
                if let Some(name) = name {
                    self.need(dep, &name, specifier.span());
                }
                self.bindings.insert(local.symbol_id(), Binding { dep, name });
            }
        }
    }

    fn link_statement(&mut self, statement: Statement<'a>, body: &mut ArenaVec<'a, Statement<'a>>) {
        match statement {
            Statement::ImportDeclaration(_) => {}
            Statement::ExportAllDeclaration(all) => {
                let dep = self.dep(&all.source.value, DepKind::Static, all.source.span);
                match &all.exported {
                    Some(name) => self.exports.push((name.name().to_string(), format!("__easel{dep}"))),
                    None => self.deps[dep].star = true,
                }
            }
            Statement::ExportFromDeclaration(from) => {
                let dep = self.dep(&from.source.value, DepKind::Static, from.source.span);
                for specifier in &from.specifiers {
                    let name = specifier.local.name();
                    self.need(dep, &name, specifier.span);
                    self.exports.push((specifier.exported.name().to_string(), member_text(dep, &name)));
                }
            }
            Statement::ExportNamedDeclaration(named) => {
                for specifier in &named.specifiers {
                    let value = self.local_value(&specifier.local);
                    self.exports.push((specifier.exported.name().to_string(), value));
                }
            }
            Statement::ExportDeclaration(export) => {
                let declaration = export.unbox().declaration;
                self.export_declared(&declaration);
                body.push(Statement::from(declaration));
            }
            Statement::ExportDefaultDeclaration(export) => {
                let export = export.unbox();
                self.link_default(export.declaration, export.span, body);
            }
            other => body.push(other),
        }
    }

    fn export_declared(&mut self, declaration: &Declaration<'a>) {
        let mut declared = |identifier: &BindingIdentifier<'a>| {
            self.exports.push((identifier.name.to_string(), identifier.name.to_string()));
        };
        match declaration {
            Declaration::VariableDeclaration(variables) => {
                for declarator in &variables.declarations {
                    for identifier in declarator.id.get_binding_identifiers() {
                        declared(identifier);
                    }
                }
            }
            Declaration::FunctionDeclaration(function) => function.id.iter().for_each(declared),
            Declaration::ClassDeclaration(class) => class.id.iter().for_each(declared),
            // Types are gone by now; enums and namespaces have become variables.
            _ => {}
        }
    }

    fn link_default(
        &mut self,
        declaration: ExportDefaultDeclarationKind<'a>,
        span: Span,
        body: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let name = match declaration {
            ExportDefaultDeclarationKind::FunctionDeclaration(mut function) => {
                let id =
                    function.id.get_or_insert_with(|| BindingIdentifier::new(SPAN, DEFAULT, &self.builder));
                let name = id.name.to_string();
                body.push(Statement::FunctionDeclaration(function));
                name
            }
            ExportDefaultDeclarationKind::ClassDeclaration(mut class) => {
                let id = class.id.get_or_insert_with(|| BindingIdentifier::new(SPAN, DEFAULT, &self.builder));
                let name = id.name.to_string();
                body.push(Statement::ClassDeclaration(class));
                name
            }
            ExportDefaultDeclarationKind::TSInterfaceDeclaration(_) => return,
            mut expression => {
                let expression = expression.to_expression_mut().take_in(&self.allocator);
                let id = BindingPattern::new_binding_identifier(SPAN, DEFAULT, &self.builder);
                let declarator =
                    VariableDeclarator::new(span, id, None, Some(expression), false, &self.builder);
                body.push(Statement::new_variable_declaration(
                    span,
                    VariableDeclarationKind::Const,
                    [declarator],
                    false,
                    &self.builder,
                ));
                DEFAULT.to_owned()
            }
        };
        self.exports.push(("default".to_owned(), name));
    }

    /// The text that reads a local name of `export { name }`.
    fn local_value(&self, local: &ModuleExportName<'a>) -> String {
        if let ModuleExportName::IdentifierReference(reference) = local
            && let Some(binding) = self.binding(reference)
        {
            return match &binding.name {
                Some(name) => member_text(binding.dep, name),
                None => format!("__easel{}", binding.dep),
            };
        }
        local.name().to_string()
    }

    fn binding(&self, reference: &IdentifierReference<'a>) -> Option<&Binding<'a>> {
        let id = reference.reference_id.get()?;
        self.bindings.get(&self.scoping.get_reference(id).symbol_id()?)
    }

    /// The expression that an imported name becomes.
    fn access(&self, binding: &Binding<'a>, span: Span) -> Expression<'a> {
        let object = Str::from_str_in(&format!("__easel{}", binding.dep), &self.allocator);
        let Some(name) = binding.name else {
            return Expression::new_identifier(span, object, &self.builder);
        };
        let object = Expression::new_identifier(span, object, &self.builder);
        if is_plain_name(&name) {
            let property = IdentifierName::new(span, name, &self.builder);
            Expression::new_static_member_expression(span, object, property, false, &self.builder)
        } else {
            let property = Expression::new_string_literal(span, name, None, &self.builder);
            Expression::new_computed_member_expression(span, object, property, false, &self.builder)
        }
    }

    /// `__easel.name`
    fn runtime(&self, name: &'static str, span: Span) -> Expression<'a> {
        let object = Expression::new_identifier(span, "__easel", &self.builder);
        let property = IdentifierName::new(span, name, &self.builder);
        Expression::new_static_member_expression(span, object, property, false, &self.builder)
    }

    /// A called import must not get its namespace as `this`: `(0, ns.name)(…)`.
    fn detach(&self, callee: &mut Expression<'a>) {
        let Expression::Identifier(reference) = callee.without_parentheses() else { return };
        let Some(binding) = self.binding(reference) else { return };
        let member = self.access(binding, reference.span);
        *callee = if binding.name.is_none() {
            member
        } else {
            let zero = Expression::new_numeric_literal(SPAN, 0.0, None, NumberBase::Decimal, &self.builder);
            Expression::new_sequence_expression(SPAN, [zero, member], &self.builder)
        };
    }

    /// `new URL("./logo.png", import.meta.url)` names a file of the project: its address takes the path's place.
    fn link_asset_url(&mut self, new: &mut NewExpression<'a>) {
        let Expression::Identifier(callee) = &new.callee else { return };
        let [Argument::StringLiteral(path), Argument::StaticMemberExpression(base)] =
            new.arguments.as_slice()
        else {
            return;
        };
        let meta = matches!(base.object, Expression::ImportMeta(_)) && base.property.name == "url";
        if callee.name != "URL" || !meta || !path.value.starts_with('.') || !is_asset(&path.value) {
            return;
        }
        let (name, span) = (path.value, path.span);
        let dep = self.dep(&name, DepKind::Static, span);
        self.need(dep, "default", span);
        let address = self.access(&Binding { dep, name: Some(Str::from("default")) }, span);
        new.arguments[0] = Argument::from(address);
    }

    fn finish(self) -> Linked {
        let head = head(self.is_async, self.deps.len(), &self.exports);
        let exports = self.exports.into_iter().map(|(name, _)| name).collect();
        Linked { head, deps: self.deps, exports }
    }
}

impl<'a> VisitJsMut<'a> for Linker<'a, '_> {
    fn visit_expression(&mut self, expression: &mut Expression<'a>) {
        match expression {
            Expression::Identifier(reference) => {
                if let Some(binding) = self.binding(reference) {
                    *expression = self.access(binding, reference.span);
                }
                return;
            }
            Expression::ImportMeta(meta) => {
                *expression = self.runtime("meta", meta.span);
                return;
            }
            Expression::ImportExpression(import) => {
                let span = import.span;
                let argument = match &mut import.source {
                    Expression::StringLiteral(literal) => {
                        let dep = self.dep(&literal.value.clone(), DepKind::Dynamic, literal.span);
                        Expression::new_numeric_literal(
                            literal.span,
                            dep as f64,
                            None,
                            NumberBase::Decimal,
                            &self.builder,
                        )
                    }
                    source => {
                        self.visit_expression(source);
                        source.take_in(&self.allocator)
                    }
                };
                let callee = self.runtime("import", span);
                *expression = Expression::new_call_expression(
                    span,
                    callee,
                    None,
                    [Argument::from(argument)],
                    false,
                    &self.builder,
                );
                return;
            }
            Expression::NewExpression(new) => self.link_asset_url(new),
            Expression::AwaitExpression(_) if self.function_depth == 0 => self.is_async = true,
            _ => {}
        }
        walk_js_mut::walk_expression(self, expression);
    }

    fn visit_call_expression(&mut self, call: &mut CallExpression<'a>) {
        self.detach(&mut call.callee);
        walk_js_mut::walk_call_expression(self, call);
    }

    fn visit_tagged_template_expression(&mut self, template: &mut TaggedTemplateExpression<'a>) {
        self.detach(&mut template.tag);
        walk_js_mut::walk_tagged_template_expression(self, template);
    }

    fn visit_object_property(&mut self, property: &mut ObjectProperty<'a>) {
        if property.shorthand
            && let Expression::Identifier(reference) = &property.value
            && self.binding(reference).is_some()
        {
            property.shorthand = false;
        }
        walk_js_mut::walk_object_property(self, property);
    }

    fn visit_for_of_statement(&mut self, statement: &mut ForOfStatement<'a>) {
        self.is_async |= statement.r#await && self.function_depth == 0;
        walk_js_mut::walk_for_of_statement(self, statement);
    }

    fn visit_function(&mut self, function: &mut Function<'a>, flags: ScopeFlags) {
        self.function_depth += 1;
        walk_js_mut::walk_function(self, function, flags);
        self.function_depth -= 1;
    }

    fn visit_arrow_function_expression(&mut self, arrow: &mut ArrowFunctionExpression<'a>) {
        self.function_depth += 1;
        walk_js_mut::walk_arrow_function_expression(self, arrow);
        self.function_depth -= 1;
    }
}

/// The first line: parameters, then the getters of the exports.
pub fn head(is_async: bool, deps: usize, exports: &[(String, String)]) -> String {
    let mut head = String::from(if is_async { "async function*(__easel" } else { "function*(__easel" });
    head.push_str(",$RefreshReg$,$RefreshSig$");
    for at in 0..deps {
        head.push(',');
        push_member(&mut head, at, None);
    }
    head.push_str("){__easel.exports({");
    for (name, value) in exports {
        push_string(&mut head, name);
        head.push_str(":()=>");
        head.push_str(value);
        head.push(',');
    }
    head.push_str("});yield;");
    head
}

pub fn member_text(dep: usize, name: &str) -> String {
    let mut text = String::from("__easel");
    push_number(&mut text, dep);
    text.push('[');
    push_string(&mut text, name);
    text.push(']');
    text
}

/// A dependency's namespace, or one name of it.
pub fn push_member(out: &mut String, dep: usize, name: Option<&str>) {
    out.push_str("__easel");
    push_number(out, dep);
    match name {
        Some(name) if is_plain_name(name) => {
            out.push('.');
            out.push_str(name);
        }
        Some(name) => {
            out.push('[');
            push_string(out, name);
            out.push(']');
        }
        None => {}
    }
}

fn is_plain_name(name: &str) -> bool {
    let ascii = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$');
    name.starts_with(|first: char| first.is_alphabetic() || first == '_' || first == '$')
        && (name.bytes().all(ascii)
            || name.chars().all(|part| part.is_alphanumeric() || part == '_' || part == '$'))
}
