//! Code that cannot run, keys that are lost, text that is run.

use std::collections::HashMap;

use oxc::ast::ast::*;
use oxc::ast_visit::{Visit, walk};
use oxc::span::GetSpan;

use super::{Findings, bare};

pub struct Statements<'f, 'p> {
    pub findings: &'f mut Findings<'p>,
}

impl Statements<'_, '_> {
    fn list(&mut self, statements: &[Statement<'_>]) {
        let mut left = false;
        for statement in statements {
            if left && runs(statement) {
                let message = "This never runs: what stands above leaves here. Remove it, or move it up.";
                self.findings.warn(statement.span(), "unreachable-code", message);
                return;
            }
            left |= matches!(
                statement,
                Statement::ReturnStatement(_)
                    | Statement::ThrowStatement(_)
                    | Statement::BreakStatement(_)
                    | Statement::ContinueStatement(_)
            );
        }
    }

    fn is_global(&self, callee: &Expression<'_>, name: &str) -> bool {
        match bare(callee) {
            Expression::Identifier(callee) => {
                let scoping = self.findings.scoping();
                let resolved = callee.reference_id.get().and_then(|id| scoping.get_reference(id).symbol_id());
                callee.name == name && resolved.is_none()
            }
            _ => false,
        }
    }
}

/// Declarations of functions and types hold anywhere; a last `break` is a habit.
fn runs(statement: &Statement<'_>) -> bool {
    match statement {
        Statement::FunctionDeclaration(_)
        | Statement::TSTypeAliasDeclaration(_)
        | Statement::TSInterfaceDeclaration(_)
        | Statement::EmptyStatement(_)
        | Statement::BreakStatement(_) => false,
        Statement::VariableDeclaration(variables) => {
            !variables.kind.is_var() || variables.declarations.iter().any(|it| it.init.is_some())
        }
        _ => true,
    }
}

const EVAL: &str =
    "Text is run as code: whoever can write that text can do anything here. Write the code itself.";

impl<'a> Visit<'a> for Statements<'_, '_> {
    fn visit_program(&mut self, program: &Program<'a>) {
        self.list(&program.body);
        walk::walk_program(self, program);
    }

    fn visit_function_body(&mut self, body: &FunctionBody<'a>) {
        self.list(&body.statements);
        walk::walk_function_body(self, body);
    }

    fn visit_block_statement(&mut self, block: &BlockStatement<'a>) {
        self.list(&block.body);
        walk::walk_block_statement(self, block);
    }

    fn visit_switch_case(&mut self, case: &SwitchCase<'a>) {
        self.list(&case.consequent);
        walk::walk_switch_case(self, case);
    }

    fn visit_object_expression(&mut self, object: &ObjectExpression<'a>) {
        let mut seen = HashMap::new();
        for property in &object.properties {
            let ObjectPropertyKind::ObjectProperty(property) = property else {
                // What is spread in may be meant to be written over.
                seen.clear();
                continue;
            };
            if property.computed || property.kind != PropertyKind::Init {
                continue;
            }
            if let Some(name) = property.key.static_name()
                && seen.insert(name.to_string(), ()).is_some()
            {
                let message = format!("\"{name}\" is there twice, and the first is lost: remove one.");
                self.findings.warn(property.key.span(), "duplicate-key", message);
            }
        }
        walk::walk_object_expression(self, object);
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        if self.is_global(&call.callee, "eval") || self.is_global(&call.callee, "Function") {
            self.findings.warn(call.span, "eval", EVAL);
        }
        walk::walk_call_expression(self, call);
    }

    fn visit_new_expression(&mut self, new: &NewExpression<'a>) {
        if self.is_global(&new.callee, "Function") {
            self.findings.warn(new.span, "eval", EVAL);
        }
        walk::walk_new_expression(self, new);
    }
}
