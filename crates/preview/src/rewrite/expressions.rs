//! Expressions: types go, imported names become members of their module.

use oxc::ast::ast::*;
use oxc::span::GetSpan;
use oxc::syntax::operator::{UnaryOperator, UpdateOperator};

use super::edits::{Text, Use};
use super::{Candidate, Rewriter, is_ordinary};
use crate::assets::is_asset;
use crate::compile::DepKind;
use crate::undeclared::is_hook;

impl<'a> Rewriter<'a, '_> {
    pub fn expression(&mut self, expression: &Expression<'a>) {
        match expression {
            Expression::Identifier(reference) => {
                let called = self.called == Some(reference.span.start);
                self.reference(reference, if called { Use::Called } else { Use::Value });
            }
            Expression::BooleanLiteral(_)
            | Expression::NullLiteral(_)
            | Expression::BigIntLiteral(_)
            | Expression::RegExpLiteral(_)
            | Expression::ThisExpression(_) => {}
            Expression::StringLiteral(literal) => self.string(literal),
            Expression::NumericLiteral(literal) => self.number(literal),
            Expression::TemplateLiteral(template) => self.all(&template.expressions),
            Expression::CallExpression(call) => self.call(call),
            Expression::StaticMemberExpression(member) => self.expression(&member.object),
            Expression::ComputedMemberExpression(member) => {
                self.expression(&member.object);
                self.expression(&member.expression);
            }
            Expression::ChainExpression(chain) => match &chain.expression {
                ChainElement::CallExpression(call) => self.call(call),
                ChainElement::TSNonNullExpression(inner) => self.non_null(inner),
                element => match element.as_member_expression() {
                    Some(member) => self.member(member),
                    None => self.doubt = true,
                },
            },
            Expression::ArrowFunctionExpression(arrow) => self.arrow(arrow),
            Expression::FunctionExpression(function) => self.function_expression(function),
            Expression::JSXElement(element) => self.jsx_element(element),
            Expression::JSXFragment(fragment) => self.jsx_fragment(fragment),
            Expression::ObjectExpression(object) => self.object(object),
            Expression::ArrayExpression(array) => {
                for element in &array.elements {
                    match element {
                        ArrayExpressionElement::SpreadElement(spread) => self.expression(&spread.argument),
                        ArrayExpressionElement::Elision(_) => {}
                        element => self.expression(element.to_expression()),
                    }
                }
            }
            Expression::ConditionalExpression(conditional) => {
                self.expression(&conditional.test);
                self.expression(&conditional.consequent);
                self.expression(&conditional.alternate);
            }
            Expression::LogicalExpression(logical) => {
                self.expression(&logical.left);
                self.expression(&logical.right);
            }
            Expression::BinaryExpression(binary) => {
                self.expression(&binary.left);
                self.expression(&binary.right);
            }
            Expression::UnaryExpression(unary) => {
                let deletes = unary.operator == UnaryOperator::Delete;
                let plain = matches!(unary.argument.get_inner_expression(), Expression::Identifier(_));
                self.doubt_if(deletes && plain);
                self.expression(&unary.argument);
            }
            Expression::UpdateExpression(update) => self.update(update),
            Expression::AssignmentExpression(assignment) => {
                self.target(&assignment.left);
                self.expression(&assignment.right);
            }
            Expression::AwaitExpression(wait) => {
                self.is_async |= self.function_depth == 0;
                self.doubt_if(self.parameter_depth > 0);
                self.expression(&wait.argument);
            }
            Expression::ParenthesizedExpression(inner) => self.expression(&inner.expression),
            Expression::SequenceExpression(sequence) => self.all(&sequence.expressions),
            Expression::NewExpression(new) => self.new_expression(new),
            Expression::TaggedTemplateExpression(template) => {
                self.callee(&template.tag);
                self.type_arguments(&template.type_arguments);
                self.all(&template.quasi.expressions);
            }
            Expression::ImportMeta(meta) => {
                self.edits.replace(meta.span.start, meta.span.end, Text::Fixed("__easel.meta"));
            }
            Expression::ImportExpression(import) => self.import_expression(import),
            Expression::TSAsExpression(cast) => {
                self.expression(&cast.expression);
                self.cast(cast.expression.span().end, cast.span.end, &cast.type_annotation);
            }
            Expression::TSSatisfiesExpression(cast) => {
                self.expression(&cast.expression);
                self.cast(cast.expression.span().end, cast.span.end, &cast.type_annotation);
            }
            Expression::TSNonNullExpression(inner) => self.non_null(inner),
            Expression::TSInstantiationExpression(inner) => {
                self.expression(&inner.expression);
                self.edits.replace(inner.expression.span().end, inner.span.end, Text::Fixed(" "));
                inner.type_arguments.params.iter().for_each(|argument| self.ts_type(argument));
            }
            // Classes, generators, what only exists in them, and a cast before an expression, whose brackets it needs.
            _ => self.doubt = true,
        }
    }

    fn all(&mut self, expressions: &[Expression<'a>]) {
        expressions.iter().for_each(|expression| self.expression(expression));
    }

    /// A blank, for the next word may follow directly.
    fn cast(&mut self, start: u32, end: u32, ts_type: &TSType<'a>) {
        self.edits.replace(start, end, Text::Fixed(" "));
        self.ts_type(ts_type);
    }

    fn non_null(&mut self, inner: &TSNonNullExpression<'a>) {
        self.expression(&inner.expression);
        self.edits.replace(inner.expression.span().end, inner.span.end, Text::Fixed(" "));
    }

    pub fn member(&mut self, member: &MemberExpression<'a>) {
        match member {
            MemberExpression::StaticMemberExpression(member) => self.expression(&member.object),
            MemberExpression::ComputedMemberExpression(member) => {
                self.expression(&member.object);
                self.expression(&member.expression);
            }
            MemberExpression::PrivateFieldExpression(_) => self.doubt = true,
        }
    }

    pub fn reference(&mut self, reference: &IdentifierReference<'a>, used: Use) {
        self.note_hook(reference);
        if let Some(import) = self.imported(reference) {
            let (start, end) = (reference.span.start, reference.span.end);
            match used {
                Use::Shorthand => self.edits.replace(end, end, Text::Import(import, used)),
                _ => self.edits.replace(start, end, Text::Import(import, used)),
            }
        }
    }

    pub fn note_hook(&mut self, reference: &IdentifierReference<'a>) {
        if is_hook(&reference.name) {
            self.note(reference);
        }
    }

    pub fn note(&mut self, reference: &IdentifierReference<'a>) {
        let scope = self.scopes.current();
        self.candidates.push(Candidate { name: reference.name, scope, start: reference.span.start });
    }

    /// The import that a value's name stands for.
    pub fn imported(&mut self, reference: &IdentifierReference<'a>) -> Option<u32> {
        self.doubt_if(!is_ordinary(&reference.name));
        let import = self.scopes.import_of(&reference.name)?;
        let known = &mut self.imports[import as usize];
        known.used = true;
        self.doubt |= known.is_type;
        Some(import)
    }

    fn callee(&mut self, callee: &Expression<'a>) {
        let outer = self.called.take();
        if let Expression::Identifier(reference) = callee.get_inner_expression() {
            self.called = Some(reference.span.start);
        }
        self.expression(callee);
        self.called = outer;
    }

    fn call(&mut self, call: &CallExpression<'a>) {
        let context = self.refresh.context_of(call);
        self.enter_call(call);
        self.callee(&call.callee);
        self.type_arguments(&call.type_arguments);
        self.arguments(&call.arguments, true);
        self.leave_call(context, call.span);
    }

    fn arguments(&mut self, arguments: &[Argument<'a>], of_call: bool) {
        for argument in arguments {
            match argument {
                Argument::SpreadElement(spread) => self.expression(&spread.argument),
                argument => {
                    let argument = argument.to_expression();
                    if of_call {
                        self.refresh.expect_argument(argument);
                    }
                    self.expression(argument);
                }
            }
        }
    }

    fn new_expression(&mut self, new: &NewExpression<'a>) {
        self.expression(&new.callee);
        self.type_arguments(&new.type_arguments);
        let url = matches!(&new.callee, Expression::Identifier(callee) if callee.name == "URL");
        if let [first, second] = new.arguments.as_slice()
            && url
        {
            let typed = |argument: &Argument<'a>| {
                argument.as_expression().is_some_and(|bare| bare.is_typescript_syntax())
            };
            self.doubt_if(typed(first) || typed(second));
            if let (Argument::StringLiteral(path), Argument::StaticMemberExpression(base)) = (first, second)
                && matches!(base.object, Expression::ImportMeta(_))
                && base.property.name == "url"
                && path.value.starts_with('.')
                && is_asset(&path.value)
            {
                let text = self.found(path, DepKind::Static);
                self.edits.replace(path.span.start, path.span.end, text);
                self.expression(&base.object);
                return;
            }
        }
        self.arguments(&new.arguments, false);
    }

    fn import_expression(&mut self, import: &ImportExpression<'a>) {
        let typed = import.source.is_typescript_syntax();
        self.doubt_if(import.options.is_some() || import.phase.is_some() || typed);
        let start = import.span.start;
        if let Expression::StringLiteral(literal) = &import.source {
            self.edits.replace(start, literal.span.start, Text::Fixed("__easel.import("));
            let text = self.found(literal, DepKind::Dynamic);
            self.edits.replace(literal.span.start, import.span.end, text);
            self.edits.insert(import.span.end, ")");
            return;
        }
        self.edits.replace(start, start + "import".len() as u32, Text::Fixed("__easel.import"));
        self.expression(&import.source);
    }

    fn object(&mut self, object: &ObjectExpression<'a>) {
        for property in &object.properties {
            match property {
                ObjectPropertyKind::SpreadProperty(spread) => self.expression(&spread.argument),
                ObjectPropertyKind::ObjectProperty(property) => {
                    self.doubt_if(property.key.static_name().is_some_and(|name| name == "__proto__"));
                    match &property.value {
                        Expression::Identifier(reference) if property.shorthand => {
                            self.reference(reference, Use::Shorthand);
                        }
                        value => {
                            self.property_key(&property.key);
                            self.expression(value);
                        }
                    }
                }
            }
        }
    }

    /// `<!--` and `-->` are comments in scripts, which is what modules become.
    fn update(&mut self, update: &UpdateExpression<'a>) {
        if update.operator == UpdateOperator::Decrement {
            let (before, after) = self.source.split_at(update.span.start as usize);
            let rest = after.get(update.span.size() as usize..).unwrap_or_default();
            self.doubt_if(before.ends_with('!') || rest.starts_with('>'));
        }
        self.simple_target(&update.argument);
    }

    /// Numbers that begin with a zero, and are of another base or are none in modules.
    pub fn number(&mut self, literal: &NumericLiteral<'a>) {
        let bytes = literal.raw.as_ref().map_or(&[][..], |raw| raw.as_bytes());
        self.doubt_if(matches!(bytes, [b'0', second, ..] if second.is_ascii_digit()));
    }

    /// A backslash before a digit.
    pub fn string(&mut self, literal: &StringLiteral<'a>) {
        // Without quotes as long as its value: nothing in it is escaped.
        if literal.span.size() as usize == literal.value.len() + 2 && !literal.lone_surrogates {
            return;
        }
        let raw = literal.span.source_text(self.source).as_bytes();
        self.doubt_if(raw.windows(2).any(|pair| pair[0] == b'\\' && pair[1].is_ascii_digit()));
    }
}
