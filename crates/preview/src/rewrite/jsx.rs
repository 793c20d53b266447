//! Elements become calls of `jsx` and `jsxs`, in place; only a key moves, behind the children.

use oxc::ast::ast::*;
use oxc::span::{GetSpan, Span};
use oxc::syntax::identifier::is_white_space_single_line;
use oxc::syntax::line_terminator::is_line_terminator;
use oxc::syntax::xml_entities::decode_entities;

use super::Rewriter;
use super::edits::{Runtime, Text, Use};
use crate::json::{push_number, push_string};

/// How a list of properties goes on.
#[derive(Clone, Copy)]
struct Properties {
    /// The end of what is written.
    cursor: u32,
    any: bool,
}

impl<'a> Rewriter<'a, '_> {
    pub fn jsx_element(&mut self, element: &JSXElement<'a>) {
        self.has_element = true;
        let opening = &element.opening_element;
        let call = self.edits.list.len();
        let mut properties = self.element_name(element.span.start, opening);
        if let Some(arguments) = &opening.type_arguments {
            self.type_arguments(&opening.type_arguments);
            properties.cursor = arguments.span.end;
        }
        self.refresh.attribute_depth += 1;
        let mut key = None;
        let mut spread = false;
        for item in &opening.attributes {
            match item {
                JSXAttributeItem::SpreadAttribute(attribute) => {
                    spread = true;
                    let argument = &attribute.argument;
                    // The transformer takes such objects apart.
                    self.doubt_if(matches!(argument, Expression::ObjectExpression(_)) || is_list(argument));
                    let text = if properties.any { ",..." } else { "..." };
                    self.edits.replace(properties.cursor, argument.span().start, Text::Fixed(text));
                    self.expression(argument);
                    properties = Properties { cursor: argument.span().end, any: true };
                }
                JSXAttributeItem::Attribute(attribute) if attribute.is_key() => {
                    // Behind a spread it is a property like any other, of `createElement`.
                    self.doubt_if(spread || key.is_some());
                    self.edits.erase(properties.cursor, attribute.span.end);
                    key = self.key(attribute);
                    properties.cursor = attribute.span.end;
                }
                JSXAttributeItem::Attribute(attribute) => {
                    let text = if properties.any { "," } else { "" };
                    self.edits.replace(properties.cursor, attribute.span.start, Text::Fixed(text));
                    properties = Properties { cursor: self.attribute(attribute), any: true };
                }
            }
        }
        self.refresh.attribute_depth -= 1;
        self.children(call, properties, opening.span.end, &element.children, element.span.end, key);
    }

    pub fn jsx_fragment(&mut self, fragment: &JSXFragment<'a>) {
        self.has_element = true;
        let call = self.edits.list.len();
        let (start, opened) = (fragment.span.start, fragment.opening_fragment.span.end);
        self.edits.replace(start, opened, Text::Runtime(Runtime::Jsx));
        self.edits.replace(opened, opened, Text::Runtime(Runtime::Fragment));
        self.edits.insert(opened, ",{");
        let properties = Properties { cursor: opened, any: false };
        self.children(call, properties, opened, &fragment.children, fragment.span.end, None);
    }

    fn element_name(&mut self, start: u32, opening: &JSXOpeningElement<'a>) -> Properties {
        let name = opening.name.span();
        match &opening.name {
            JSXElementName::Identifier(identifier) => {
                self.edits.replace(start, name.end, Text::Runtime(Runtime::Jsx));
                let from = self.edits.made.len();
                self.edits.made.push('"');
                self.edits.made.push_str(&identifier.name);
                self.edits.made.push_str("\",{");
                if !self.plain {
                    self.push_place(start);
                }
                let text = self.edits.made_since(from);
                self.edits.replace(name.end, name.end, text);
                return Properties { cursor: name.end, any: !self.plain };
            }
            JSXElementName::IdentifierReference(reference) => {
                self.edits.replace(start, name.start, Text::Runtime(Runtime::Jsx));
                self.note(reference);
                self.element_reference(reference);
            }
            JSXElementName::MemberExpression(member) => {
                self.edits.replace(start, name.start, Text::Runtime(Runtime::Jsx));
                if let Some(reference) = member.get_identifier() {
                    self.note_hook(reference);
                    self.element_reference(reference);
                }
            }
            JSXElementName::ThisExpression(_) | JSXElementName::NamespacedName(_) => self.doubt = true,
        }
        self.edits.insert(name.end, ",{");
        Properties { cursor: name.end, any: false }
    }

    fn element_reference(&mut self, reference: &IdentifierReference<'a>) {
        // Elements in the attributes of this one are not counted, but it is.
        self.element(reference.name);
        if let Some(import) = self.imported(reference) {
            self.edits.replace(reference.span.start, reference.span.end, Text::Import(import, Use::Value));
        }
    }

    /// `"data-loc":"path:line:column"`
    fn push_place(&mut self, start: u32) {
        if self.place.is_empty() {
            self.place.push_str("\"data-loc\":");
            push_string(&mut self.place, self.path);
            self.place.pop();
        }
        let (line, column) = self.lines.at(start);
        let made = &mut self.edits.made;
        made.push_str(&self.place);
        for number in [line, column] {
            made.push(':');
            push_number(made, number as usize);
        }
        made.push('"');
    }

    fn key(&mut self, attribute: &JSXAttribute<'a>) -> Option<Span> {
        let span = match &attribute.value {
            Some(JSXAttributeValue::StringLiteral(literal)) => {
                self.attribute_string(literal);
                literal.span
            }
            Some(JSXAttributeValue::ExpressionContainer(container)) => {
                let expression = container.expression.as_expression()?;
                self.doubt_if(is_list(expression));
                self.expression(expression);
                expression.span()
            }
            _ => {
                self.doubt = true;
                return None;
            }
        };
        // What is put in just behind it would not move along.
        let behind = self.edits.list.last().is_some_and(|edit| edit.start >= span.end);
        self.doubt_if(behind);
        Some(span)
    }

    /// Answers where it ends.
    fn attribute(&mut self, attribute: &JSXAttribute<'a>) -> u32 {
        let name = attribute.name.span();
        match &attribute.name {
            JSXAttributeName::Identifier(identifier) if identifier.name.contains('-') => {
                self.replace_by_string(name, &identifier.name);
            }
            JSXAttributeName::Identifier(_) => {}
            JSXAttributeName::NamespacedName(namespaced) => {
                self.replace_by_string(name, &namespaced.to_string());
            }
        }
        let value = match &attribute.value {
            None => {
                self.edits.insert(name.end, ":true");
                return name.end;
            }
            Some(JSXAttributeValue::ExpressionContainer(container)) => {
                let Some(expression) = container.expression.as_expression() else {
                    self.doubt = true;
                    return attribute.span.end;
                };
                self.doubt_if(is_list(expression));
                self.edits.replace(name.end, expression.span().start, Text::Fixed(":"));
                self.expression(expression);
                return expression.span().end;
            }
            Some(value) => value,
        };
        self.edits.replace(name.end, value.span().start, Text::Fixed(":"));
        match value {
            JSXAttributeValue::StringLiteral(literal) => self.attribute_string(literal),
            JSXAttributeValue::Element(element) => self.jsx_element(element),
            JSXAttributeValue::Fragment(fragment) => self.jsx_fragment(fragment),
            JSXAttributeValue::ExpressionContainer(_) => {}
        }
        value.span().end
    }

    /// Stays as it is where it means the same in a script.
    fn attribute_string(&mut self, literal: &StringLiteral<'a>) {
        let raw = literal.span.source_text(self.source);
        if raw.bytes().any(|byte| matches!(byte, b'\\' | b'&' | b'\n' | b'\r')) {
            let mut decoded = None;
            decode_entities(&literal.value, &mut decoded, literal.value.len(), self.allocator);
            let decoded = decoded.as_ref().map_or(literal.value.as_str(), |decoded| decoded.as_str());
            self.replace_by_string(literal.span, decoded);
        }
    }

    fn replace_by_string(&mut self, span: Span, text: &str) {
        let from = self.edits.made.len();
        push_string(&mut self.edits.made, text);
        let text = self.edits.made_since(from);
        self.edits.replace(span.start, span.end, text);
    }

    fn children(
        &mut self,
        call: usize,
        properties: Properties,
        opened: u32,
        children: &[JSXChild<'a>],
        end: u32,
        key: Option<Span>,
    ) {
        let bracket = self.edits.list.len();
        self.edits.erase(properties.cursor, opened);
        let mut count = 0;
        for child in children {
            count += u32::from(self.child(child));
        }
        let lead = match (count, properties.any) {
            (0, _) => "",
            (1, false) => "children:",
            (1, true) => ",children:",
            (_, false) => "children:[",
            (_, true) => ",children:[",
        };
        self.edits.list[bracket].text = Text::Fixed(lead);
        let from = children.last().map_or(opened, |child| child.span().end);
        let close = match (count > 1, key.is_some()) {
            (false, false) => "})",
            (true, false) => "]})",
            (false, true) => "},",
            (true, true) => "]},",
        };
        self.edits.replace(from, end, Text::Fixed(close));
        if let Some(key) = key {
            self.edits.replace(end, end, Text::Moved(key.start, key.end));
            self.edits.insert(end, ")");
        }
        let runtime = if count > 1 { Runtime::Jsxs } else { Runtime::Jsx };
        if let Some(Text::Runtime(Runtime::Fragment)) = self.edits.list.get(call + 1).map(|edit| edit.text) {
            self.need(Runtime::Fragment);
        }
        self.need(runtime);
        self.edits.list[call].text = Text::Runtime(runtime);
    }

    fn need(&mut self, runtime: Runtime) {
        if !self.runtime.contains(&runtime) {
            self.runtime.push(runtime);
        }
    }

    /// Whether there is anything of it.
    fn child(&mut self, child: &JSXChild<'a>) -> bool {
        match child {
            JSXChild::Text(text) => return self.text(text),
            JSXChild::Element(element) => {
                self.jsx_element(element);
                self.edits.insert(element.span.end, ",");
            }
            JSXChild::Fragment(fragment) => {
                self.jsx_fragment(fragment);
                self.edits.insert(fragment.span.end, ",");
            }
            JSXChild::ExpressionContainer(container) => {
                let span = container.span;
                let Some(expression) = container.expression.as_expression() else {
                    self.edits.erase(span.start, span.end);
                    return false;
                };
                self.doubt_if(is_list(expression));
                self.edits.erase(span.start, expression.span().start);
                self.expression(expression);
                self.edits.replace(expression.span().end, span.end, Text::Fixed(","));
            }
            JSXChild::Spread(_) => self.doubt = true,
        }
        true
    }

    /// Lines are trimmed where they meet, and those with nothing on them are none. Entities are read line by line.
    fn text(&mut self, text: &JSXText<'a>) -> bool {
        let value = text.value.as_str();
        let mut only: Option<&str> = None;
        let mut joined: Option<String> = None;
        let mut add = |line: &'a str| match (&mut joined, only) {
            (Some(joined), _) => {
                joined.push(' ');
                self.push_decoded(joined, line);
            }
            (None, Some(first)) => {
                let mut both = String::with_capacity(value.len());
                self.push_decoded(&mut both, first);
                both.push(' ');
                self.push_decoded(&mut both, line);
                joined = Some(both);
            }
            (None, None) => only = Some(line),
        };
        let mut first = Some(0);
        let mut last = None;
        for (at, character) in value.char_indices() {
            if is_line_terminator(character) {
                // The first line may have its only text on an earlier turn: then nothing of it is left.
                if let (Some(first), Some(last)) = (first, last) {
                    add(&value[first..last]);
                }
                first = None;
            } else if !is_white_space_single_line(character) {
                last = Some(at + character.len_utf8());
                first = first.or(Some(at));
            }
        }
        if let Some(first) = first {
            add(&value[first..]);
        }
        let from = self.edits.made.len();
        match (joined, only) {
            (Some(joined), _) => push_string(&mut self.edits.made, &joined),
            (None, Some(line)) if line.contains('&') => {
                let mut decoded = String::new();
                self.push_decoded(&mut decoded, line);
                push_string(&mut self.edits.made, &decoded);
            }
            (None, Some(line)) => push_string(&mut self.edits.made, line),
            (None, None) => {
                self.edits.erase(text.span.start, text.span.end);
                return false;
            }
        }
        self.edits.made.push(',');
        let made = self.edits.made_since(from);
        self.edits.replace(text.span.start, text.span.end, made);
        true
    }

    fn push_decoded(&self, out: &mut String, line: &str) {
        let mut decoded = None;
        if line.contains('&') {
            decode_entities(line, &mut decoded, line.len(), self.allocator);
        }
        out.push_str(decoded.as_ref().map_or(line, |decoded| decoded.as_str()));
    }
}

/// Several expressions where a property has one value.
fn is_list(expression: &Expression<'_>) -> bool {
    matches!(expression, Expression::SequenceExpression(_))
}
