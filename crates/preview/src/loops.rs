//! A call at the start of every loop's body, by which the runtime ends loops that never do: a frame that spins
//! cannot be stopped from outside, and whatever comes after it in the same process waits.

use oxc::allocator::{Allocator, TakeIn};
use oxc::ast::ast::*;
use oxc::ast::builder::AstBuilder;
use oxc::ast_visit::{VisitJsMut, walk_js_mut};
use oxc::span::{GetSpan, Span};

/// Runs on linked modules, which know the runtime as `__easel`.
pub fn guard<'a>(allocator: &'a Allocator, program: &mut Program<'a>) {
    Guard { allocator, builder: AstBuilder::new(allocator) }.visit_program(program);
}

struct Guard<'a> {
    allocator: &'a Allocator,
    builder: AstBuilder<'a>,
}

impl<'a> Guard<'a> {
    /// `__easel.tick();`, mapped to the loop.
    fn tick(&self, span: Span) -> Statement<'a> {
        let object = Expression::new_identifier(span, "__easel", &self.builder);
        let property = IdentifierName::new(span, "tick", &self.builder);
        let callee = Expression::new_static_member_expression(span, object, property, false, &self.builder);
        let call = Expression::new_call_expression(span, callee, None, [], false, &self.builder);
        Statement::new_expression_statement(span, call, &self.builder)
    }

    fn enter(&self, head: Span, body: &mut Statement<'a>) {
        // Codegen maps no empty spans; every such statement begins with a letter of its keyword.
        let tick = self.tick(Span::new(head.start, head.start + 1));
        if let Statement::BlockStatement(block) = body {
            block.body.insert(0, tick);
            return;
        }
        let span = body.span();
        let inner = body.take_in(&self.allocator);
        *body = Statement::new_block_statement(span, [tick, inner], &self.builder);
    }
}

impl<'a> VisitJsMut<'a> for Guard<'a> {
    fn visit_while_statement(&mut self, statement: &mut WhileStatement<'a>) {
        walk_js_mut::walk_while_statement(self, statement);
        self.enter(statement.span, &mut statement.body);
    }

    fn visit_do_while_statement(&mut self, statement: &mut DoWhileStatement<'a>) {
        walk_js_mut::walk_do_while_statement(self, statement);
        self.enter(statement.span, &mut statement.body);
    }

    fn visit_for_statement(&mut self, statement: &mut ForStatement<'a>) {
        walk_js_mut::walk_for_statement(self, statement);
        self.enter(statement.span, &mut statement.body);
    }

    fn visit_for_of_statement(&mut self, statement: &mut ForOfStatement<'a>) {
        walk_js_mut::walk_for_of_statement(self, statement);
        self.enter(statement.span, &mut statement.body);
    }
}
