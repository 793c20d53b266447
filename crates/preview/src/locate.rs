//! `data-loc="path:line:column"` on every host element, for the element picker.

use oxc::allocator::Allocator;
use oxc::ast::ast::{
    JSXAttributeItem, JSXAttributeName, JSXAttributeValue, JSXElementName, JSXIdentifier, JSXOpeningElement,
    Program, StringLiteral,
};
use oxc::ast::builder::AstBuilder;
use oxc::ast_visit::{VisitJsMut, walk_js_mut};
use oxc::span::SPAN;
use oxc::str::Str;

use crate::position::Lines;

/// Runs on the parsed program, before JSX becomes calls.
pub fn mark_host_elements<'a>(allocator: &'a Allocator, path: &str, source: &str, program: &mut Program<'a>) {
    let mut marker =
        Marker { builder: AstBuilder::new(allocator), allocator, path, lines: Lines::new(source) };
    marker.visit_program(program);
}

struct Marker<'a, 's> {
    builder: AstBuilder<'a>,
    allocator: &'a Allocator,
    path: &'s str,
    lines: Lines<'s>,
}

impl<'a> VisitJsMut<'a> for Marker<'a, '_> {
    fn visit_jsx_opening_element(&mut self, element: &mut JSXOpeningElement<'a>) {
        if matches!(element.name, JSXElementName::Identifier(_)) {
            let (line, column) = self.lines.at(element.span.start);
            let text = format!("{}:{line}:{column}", self.path);
            let text = Str::from_str_in(&text, &self.allocator);
            let value = StringLiteral::boxed(SPAN, text, None, &self.builder);
            let name = JSXIdentifier::boxed(SPAN, "data-loc", &self.builder);
            // First, so that a spread or an attribute of the user's own wins.
            element.attributes.insert(
                0,
                JSXAttributeItem::new_attribute(
                    SPAN,
                    JSXAttributeName::Identifier(name),
                    Some(JSXAttributeValue::StringLiteral(value)),
                    &self.builder,
                ),
            );
        }
        walk_js_mut::walk_jsx_opening_element(self, element);
    }
}
