//! Functions: parameters without their types, and a place to begin for what the refresh puts in.

use oxc::ast::ast::*;
use oxc::span::{GetSpan, Span};

use super::Rewriter;
use super::refresh::Body;

impl<'a> Rewriter<'a, '_> {
    pub fn declared_function(&mut self, function: &Function<'a>, statement: Span) {
        self.function(function);
        self.end_declared(function, statement);
    }

    pub fn function_expression(&mut self, function: &Function<'a>) {
        let context = self.refresh.context_of(function);
        // Its own name is known inside of it only.
        self.scopes.enter(false);
        if let Some(id) = &function.id {
            self.declare(id.name, false);
        }
        self.function(function);
        self.scopes.leave();
        self.end_expression(context, function.span);
    }

    fn function(&mut self, function: &Function<'a>) {
        let Some(body) = &function.body else {
            self.doubt = true;
            return;
        };
        self.doubt_if(function.generator || function.declare);
        self.scopes.enter(true);
        self.refresh.enter();
        let outside = self.step_in();
        self.type_parameters(&function.type_parameters);
        if let Some(this) = &function.this_param {
            let next = function.params.items.first().map(|item| item.span.start);
            let next = next.or(function.params.rest.as_ref().map(|rest| rest.span.start));
            self.edits.erase(this.span.start, next.unwrap_or(function.params.span.end - 1));
            if let Some(annotation) = &this.type_annotation {
                self.ts_type(&annotation.type_annotation);
            }
        }
        self.parameters(&function.params);
        self.return_type(&function.params, &function.return_type);
        self.body(body);
        self.step_out(outside);
        let statements = Body::Statements(body.span.start + 1);
        self.leave_function(if body.directives.is_empty() { statements } else { Body::Closed });
        self.scopes.leave();
    }

    pub fn arrow(&mut self, arrow: &ArrowFunctionExpression<'a>) {
        let context = self.refresh.context_of(arrow);
        self.scopes.enter(true);
        self.refresh.enter();
        let outside = self.step_in();
        self.type_parameters(&arrow.type_parameters);
        self.parameters(&arrow.params);
        self.return_type(&arrow.params, &arrow.return_type);
        let place = match &arrow.body {
            ArrowFunctionBody::FunctionBody(body) => {
                self.body(body);
                if body.directives.is_empty() { Body::Statements(body.span.start + 1) } else { Body::Closed }
            }
            body => {
                let expression = body.to_expression();
                self.expression(expression);
                Body::Expression(expression.span())
            }
        };
        self.step_out(outside);
        self.leave_function(place);
        self.scopes.leave();
        self.end_expression(context, arrow.span);
    }

    fn body(&mut self, body: &FunctionBody<'a>) {
        // Whether it may stand here is for the long way to say.
        self.doubt_if(body.directives.iter().any(|directive| directive.directive == "use strict"));
        for directive in &body.directives {
            self.string(&directive.expression);
        }
        self.statements(&body.statements);
    }

    fn step_in(&mut self) -> (u32, u32) {
        self.function_depth += 1;
        (std::mem::take(&mut self.loops), std::mem::take(&mut self.breakable))
    }

    fn step_out(&mut self, (loops, breakable): (u32, u32)) {
        self.function_depth -= 1;
        (self.loops, self.breakable) = (loops, breakable);
    }

    fn parameters(&mut self, parameters: &FormalParameters<'a>) {
        self.parameter_depth += 1;
        for parameter in &parameters.items {
            let becomes_property =
                parameter.accessibility.is_some() || parameter.readonly || parameter.r#override;
            self.doubt_if(becomes_property || !parameter.decorators.is_empty());
            self.pattern(&parameter.pattern);
            let end = parameter.pattern.span().end;
            match &parameter.type_annotation {
                Some(annotation) => self.annotation(end, annotation),
                None if parameter.optional => self.question_mark(end),
                None => {}
            }
            if let Some(initializer) = &parameter.initializer {
                self.expression(initializer);
            }
        }
        if let Some(rest) = &parameters.rest {
            self.doubt_if(!rest.decorators.is_empty());
            self.pattern(&rest.rest.argument);
            if let Some(annotation) = &rest.type_annotation {
                self.annotation(rest.rest.span.end, annotation);
            }
        }
        self.parameter_depth -= 1;
    }

    fn question_mark(&mut self, from: u32) {
        let rest = &self.source[from as usize..];
        let blanks = rest.len() - rest.trim_start().len();
        if rest[blanks..].starts_with('?') {
            self.edits.erase(from, from + blanks as u32 + 1);
        } else {
            self.doubt = true;
        }
    }
}
