//! Aliases from a project's `tsconfig.json`, read by the parser of scripts: its comments and trailing commas are
//! JavaScript too.

use oxc::allocator::Allocator;
use oxc::ast::ast::{Expression, ObjectExpression, ObjectPropertyKind, Statement};
use oxc::parser::Parser;
use oxc::span::SourceType;
use vfs::Aliases;

/// The files that may say it, the first that does wins.
pub const CONFIGS: [&str; 3] = ["tsconfig.app.json", "tsconfig.json", "jsconfig.json"];

/// None if the text says nothing about paths, or is not to be read.
pub fn aliases(source: &str) -> Option<Aliases> {
    let allocator = Allocator::default();
    read(&allocator, source, aliases_of)?
}

fn aliases_of(config: &ObjectExpression<'_>) -> Option<Aliases> {
    let options = object(member(config, "compilerOptions")?)?;
    let base = member(options, "baseUrl").and_then(text);
    let paths = member(options, "paths").and_then(object);
    if base.is_none() && paths.is_none() {
        return None;
    }
    let pairs = paths.into_iter().flat_map(|paths| &paths.properties).filter_map(|property| {
        let ObjectPropertyKind::ObjectProperty(property) = property else { return None };
        let Expression::ArrayExpression(targets) = &property.value else { return None };
        let targets = targets.elements.iter().filter_map(|target| text(target.as_expression()?));
        Some((property.key.static_name()?.into_owned(), targets.map(str::to_owned).collect()))
    });
    Some(Aliases::new(base, pairs))
}

/// What `look` finds in the object that the text is.
pub fn read<T>(
    allocator: &Allocator,
    source: &str,
    look: impl FnOnce(&ObjectExpression<'_>) -> T,
) -> Option<T> {
    let wrapped = format!("({source}\n)");
    let parsed = Parser::new(allocator, &wrapped, SourceType::mjs()).parse();
    let [Statement::ExpressionStatement(statement)] = parsed.program.body.as_slice() else { return None };
    let Expression::ParenthesizedExpression(outer) = &statement.expression else { return None };
    Some(look(object(&outer.expression)?))
}

pub fn object<'p, 'a>(value: &'p Expression<'a>) -> Option<&'p ObjectExpression<'a>> {
    match value {
        Expression::ObjectExpression(object) => Some(object),
        _ => None,
    }
}

pub fn text<'p>(value: &'p Expression<'_>) -> Option<&'p str> {
    match value {
        Expression::StringLiteral(literal) => Some(literal.value.as_str()),
        _ => None,
    }
}

pub fn member<'p, 'a>(object: &'p ObjectExpression<'a>, name: &str) -> Option<&'p Expression<'a>> {
    object.properties.iter().find_map(|property| match property {
        ObjectPropertyKind::ObjectProperty(property)
            if property.key.static_name().as_deref() == Some(name) =>
        {
            Some(&property.value)
        }
        _ => None,
    })
}
