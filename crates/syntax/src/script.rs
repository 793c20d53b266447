//! TypeScript and JavaScript.

use std::collections::BTreeSet;

use edit::Outline;
use oxc::allocator::Allocator;
use oxc::ast::ast::{
    BindingPattern, Declaration, ExportDefaultDeclarationKind, Expression, ImportDeclarationSpecifier,
    Program, Statement, VariableDeclarator,
};
use oxc::parser::Parser;
use oxc::semantic::SemanticBuilder;
use oxc::span::SourceType;

pub fn outline(path: &str, text: &str) -> Outline {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, source_type(path)).parse();
    let mut error = parsed.diagnostics.first().map(|found| message(text, found));
    if error.is_none() && !parsed.panicked {
        // Early errors of the language, such as a name declared twice.
        let built = SemanticBuilder::new().with_check_syntax_error(true).build(&parsed.program);
        error = built.diagnostics.first().map(|found| message(text, found));
    }
    let mut outline = Outline { error, ..Outline::default() };
    list(&parsed.program, path.ends_with('x'), &mut outline);
    outline
}

/// JavaScript files may hold JSX too, as bundlers allow it.
fn source_type(path: &str) -> SourceType {
    if path.ends_with(".d.ts") {
        SourceType::d_ts()
    } else if path.ends_with(".tsx") {
        SourceType::tsx()
    } else if path.ends_with("ts") {
        SourceType::ts()
    } else if path.ends_with(".cjs") {
        SourceType::cjs().with_jsx(true)
    } else {
        SourceType::jsx()
    }
}

fn message(text: &str, found: &oxc::diagnostics::OxcDiagnostic) -> String {
    let at = found.labels.first().map(|label| label.offset() as usize);
    let line =
        at.map(|at| text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1);
    match line {
        Some(line) => format!("line {line}: {}", found.message),
        None => found.message.to_string(),
    }
}

fn list(program: &Program<'_>, has_jsx: bool, outline: &mut Outline) {
    for statement in &program.body {
        match statement {
            Statement::ImportDeclaration(import) => {
                for specifier in import.specifiers.iter().flatten() {
                    let local = match specifier {
                        ImportDeclarationSpecifier::ImportSpecifier(one) => &one.local,
                        ImportDeclarationSpecifier::ImportDefaultSpecifier(one) => &one.local,
                        ImportDeclarationSpecifier::ImportNamespaceSpecifier(one) => &one.local,
                    };
                    outline.bound.insert(local.name.to_string());
                }
            }
            Statement::ExportNamedDeclaration(export) => {
                outline.exports.extend(export.specifiers.iter().map(|one| one.exported.name().to_string()));
            }
            Statement::ExportFromDeclaration(export) => {
                outline.exports.extend(export.specifiers.iter().map(|one| one.exported.name().to_string()));
            }
            Statement::ExportDeclaration(export) => {
                let mut names = BTreeSet::new();
                declared(&export.declaration, has_jsx, &mut names, &mut outline.components);
                outline.exports.extend(names.iter().cloned());
                outline.bound.extend(names);
            }
            Statement::ExportAllDeclaration(export) => {
                // Without a name it offers whatever the other file does.
                outline.exports.extend(export.exported.iter().map(|name| name.name().to_string()));
            }
            Statement::ExportDefaultDeclaration(export) => {
                outline.exports.insert("default".to_owned());
                let id = match &export.declaration {
                    ExportDefaultDeclarationKind::FunctionDeclaration(function) => function.id.as_ref(),
                    ExportDefaultDeclarationKind::ClassDeclaration(class) => class.id.as_ref(),
                    _ => None,
                };
                if let Some(id) = id {
                    outline.bound.insert(id.name.to_string());
                    component(&id.name, has_jsx, &mut outline.components);
                }
            }
            other => {
                if let Some(declaration) = other.as_declaration() {
                    declared(declaration, has_jsx, &mut outline.bound, &mut outline.components);
                }
            }
        }
    }
}

fn declared(
    declaration: &Declaration<'_>,
    has_jsx: bool,
    names: &mut BTreeSet<String>,
    components: &mut BTreeSet<String>,
) {
    match declaration {
        Declaration::VariableDeclaration(variables) => {
            for variable in &variables.declarations {
                bound(&variable.id, names);
                if let BindingPattern::BindingIdentifier(id) = &variable.id
                    && may_be_component(variable)
                {
                    component(&id.name, has_jsx, components);
                }
            }
        }
        Declaration::FunctionDeclaration(function) => {
            if let Some(id) = &function.id {
                names.insert(id.name.to_string());
                component(&id.name, has_jsx, components);
            }
        }
        Declaration::ClassDeclaration(class) => {
            if let Some(id) = &class.id {
                names.insert(id.name.to_string());
                component(&id.name, has_jsx, components);
            }
        }
        other => {
            if let Some(id) = other.id() {
                names.insert(id.name.to_string());
            }
        }
    }
}

/// `memo(…)` and `forwardRef(…)` make components too.
fn may_be_component(variable: &VariableDeclarator<'_>) -> bool {
    matches!(
        variable.init,
        Some(
            Expression::ArrowFunctionExpression(_)
                | Expression::FunctionExpression(_)
                | Expression::CallExpression(_)
                | Expression::ClassExpression(_)
        )
    )
}

/// By React's rule: a capital first, and not a constant.
fn component(name: &str, has_jsx: bool, components: &mut BTreeSet<String>) {
    if has_jsx && name.starts_with(char::is_uppercase) && name.chars().any(char::is_lowercase) {
        components.insert(name.to_owned());
    }
}

fn bound(pattern: &BindingPattern<'_>, names: &mut BTreeSet<String>) {
    names.extend(pattern.get_binding_identifiers().iter().map(|id| id.name.to_string()));
}
