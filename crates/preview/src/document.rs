//! JSON documents: the parser of scripts checks them, so that no second one is in the download.

use contract::{Diagnostic, Severity};
use oxc::allocator::Allocator;
use oxc::ast::ast::{Expression, ObjectPropertyKind, Program, PropertyKey, Statement, UnaryOperator};
use oxc::parser::Parser;
use oxc::span::{GetSpan, SourceType};

use crate::position::line_column;

/// The first fault, if any.
pub fn json_fault(path: &str, source: &str) -> Option<Diagnostic> {
    const BEFORE: &str = "export default (";
    let allocator = Allocator::default();
    let wrapped = format!("{BEFORE}{source}\n)");
    let parsed = Parser::new(&allocator, &wrapped, SourceType::mjs()).parse();
    let offset = match parsed.diagnostics.errors().next() {
        Some(found) => found.labels.first().map_or(0, |label| label.offset()),
        None => fault_in(&parsed.program)?,
    };
    let (line, column) = line_column(source, (offset as usize).saturating_sub(BEFORE.len()));
    Some(Diagnostic {
        path: path.to_owned(),
        line,
        column,
        severity: Severity::Error,
        code: "syntax".to_owned(),
        message: "This is not valid JSON.".to_owned(),
        source: "oxc".to_owned(),
    })
}

/// Where JavaScript allows what JSON does not.
fn fault_in(program: &Program<'_>) -> Option<u32> {
    let [Statement::ExportDefaultDeclaration(export)] = program.body.as_slice() else {
        return Some(program.span.end);
    };
    let value = export.declaration.as_expression()?;
    let Expression::ParenthesizedExpression(outer) = value else { return Some(value.span().start) };
    value_fault(&outer.expression)
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
