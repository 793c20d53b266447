//! JSON documents: the parser of scripts checks them, so that no second one is in the download.

use contract::{Diagnostic, Severity};
use oxc::allocator::Allocator;
use oxc::ast::ast::{Expression, ObjectPropertyKind, Program, PropertyKey, Statement, UnaryOperator};
use oxc::parser::Parser;
use oxc::span::{GetSpan, SourceType};

use crate::position::line_column;

/// What a script may import from a document.
pub struct Document {
    /// The keys of the outermost object; Vite has them as exports too.
    pub names: Vec<String>,
    pub fault: Option<Diagnostic>,
}

/// Reads a document up to its first fault.
pub fn read(path: &str, source: &str) -> Document {
    const BEFORE: &str = "export default (";
    let allocator = Allocator::default();
    let wrapped = format!("{BEFORE}{source}\n)");
    let parsed = Parser::new(&allocator, &wrapped, SourceType::mjs()).parse();
    let offset = match parsed.diagnostics.errors().next() {
        Some(found) => Some(found.labels.first().map_or(0, |label| label.offset())),
        None => fault_in(&parsed.program),
    };
    let fault = offset.map(|offset| {
        let (line, column) = line_column(source, (offset as usize).saturating_sub(BEFORE.len()));
        Diagnostic {
            path: path.to_owned(),
            line,
            column,
            severity: Severity::Error,
            code: "syntax".to_owned(),
            message: "This is not valid JSON.".to_owned(),
            source: "oxc".to_owned(),
        }
    });
    let names = if fault.is_none() { names_in(&parsed.program) } else { Vec::new() };
    Document { names, fault }
}

fn value_in<'a>(program: &'a Program<'a>) -> Option<&'a Expression<'a>> {
    let [Statement::ExportDefaultDeclaration(export)] = program.body.as_slice() else { return None };
    match export.declaration.as_expression()? {
        Expression::ParenthesizedExpression(outer) => Some(&outer.expression),
        _ => None,
    }
}

fn names_in(program: &Program<'_>) -> Vec<String> {
    let Some(Expression::ObjectExpression(object)) = value_in(program) else { return Vec::new() };
    let keys = object.properties.iter().filter_map(|property| match property {
        ObjectPropertyKind::ObjectProperty(property) => match &property.key {
            PropertyKey::StringLiteral(key) => Some(key.value.to_string()),
            _ => None,
        },
        ObjectPropertyKind::SpreadProperty(_) => None,
    });
    let mut names: Vec<String> = keys.filter(|key| key != "default").collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Where JavaScript allows what JSON does not.
fn fault_in(program: &Program<'_>) -> Option<u32> {
    match value_in(program) {
        Some(value) => value_fault(value),
        None => Some(program.span.end),
    }
}

fn value_fault(value: &Expression<'_>) -> Option<u32> {
    match value {
        Expression::NullLiteral(_)
        | Expression::BooleanLiteral(_)
        | Expression::NumericLiteral(_)
        | Expression::StringLiteral(_) => None,
        Expression::UnaryExpression(minus) if minus.operator == UnaryOperator::UnaryNegation => {
            let number = matches!(minus.argument, Expression::NumericLiteral(_));
            (!number).then_some(minus.span.start)
        }
        Expression::ArrayExpression(array) => array
            .elements
            .iter()
            .find_map(|element| element.as_expression().map_or(Some(element.span().start), value_fault)),
        Expression::ObjectExpression(object) => {
            object.properties.iter().find_map(|property| match property {
                ObjectPropertyKind::ObjectProperty(property)
                    if matches!(property.key, PropertyKey::StringLiteral(_)) && !property.computed =>
                {
                    value_fault(&property.value)
                }
                other => Some(other.span().start),
            })
        }
        other => Some(other.span().start),
    }
}
