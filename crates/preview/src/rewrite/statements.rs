//! Statements: what is only a type is taken out, loops tell the runtime of each turn.

use oxc::ast::ast::*;
use oxc::span::{GetSpan, Span};

use super::Rewriter;
use super::edits::{Text, Use};
use super::refresh::Declarator;

impl<'a> Rewriter<'a, '_> {
    pub fn statements(&mut self, statements: &[Statement<'a>]) {
        for statement in statements {
            self.statement(statement, true);
        }
    }

    /// `listed`: among statements, and not the only one behind a condition or a loop's head.
    pub fn statement(&mut self, statement: &Statement<'a>, listed: bool) {
        match statement {
            Statement::BlockStatement(block) => {
                self.scopes.enter(false);
                self.statements(&block.body);
                self.scopes.leave();
            }
            Statement::ExpressionStatement(statement) => {
                let first = self.edits.list.len();
                self.expression(&statement.expression);
                if listed {
                    self.part_from_before(first, statement.span.start);
                }
                self.end_statement(statement.span.end);
            }
            Statement::IfStatement(branch) => {
                self.expression(&branch.test);
                self.statement(&branch.consequent, false);
                if let Some(alternate) = &branch.alternate {
                    self.statement(alternate, false);
                }
            }
            Statement::ReturnStatement(statement) => {
                if let Some(argument) = &statement.argument {
                    self.expression(argument);
                    self.end_statement(statement.span.end);
                }
                self.doubt_if(self.function_depth == 0);
            }
            Statement::ThrowStatement(statement) => {
                self.expression(&statement.argument);
                self.end_statement(statement.span.end);
            }
            Statement::TryStatement(statement) => self.try_statement(statement),
            Statement::SwitchStatement(switch) => self.switch(switch),
            Statement::ForStatement(_)
            | Statement::ForInStatement(_)
            | Statement::ForOfStatement(_)
            | Statement::WhileStatement(_)
            | Statement::DoWhileStatement(_) => self.any_loop(statement),
            Statement::BreakStatement(statement) => {
                self.doubt_if(self.breakable == 0 || statement.label.is_some());
            }
            Statement::ContinueStatement(statement) => {
                self.doubt_if(self.loops == 0 || statement.label.is_some());
            }
            Statement::DebuggerStatement(_) | Statement::EmptyStatement(_) => {}
            Statement::VariableDeclaration(variables) if listed => {
                self.variables(variables);
                self.end_statement(variables.span.end);
            }
            Statement::FunctionDeclaration(function) if listed => {
                self.function_statement(function, function.span)
            }
            Statement::TSTypeAliasDeclaration(alias) if listed => self.type_alias(alias, alias.span),
            Statement::TSInterfaceDeclaration(interface) if listed => {
                self.interface(interface, interface.span)
            }
            _ => self.doubt = true,
        }
    }

    /// What now begins with a bracket must not continue a statement that ends without a semicolon.
    fn part_from_before(&mut self, first: usize, start: u32) {
        let Some(edit) = self.edits.list.get(first) else { return };
        let opens = matches!(edit.text, Text::Import(_, Use::Called) | Text::Runtime(_));
        if edit.start == start && opens {
            self.edits.list.insert(first, super::edits::Edit { start, end: start, text: Text::Fixed(";") });
        }
    }

    /// A type or an element that ended a statement parted it from the next line.
    pub fn end_statement(&mut self, end: u32) {
        if self.edits.list.last().is_some_and(|edit| edit.end == end) {
            self.edits.insert(end, ";");
        }
    }

    /// Types and interfaces leave a semicolon, for the lines around them are statements of their own.
    pub fn take_out(&mut self, span: Span) {
        self.edits.replace(span.start, span.end, Text::Fixed(";"));
    }

    pub fn variables(&mut self, variables: &VariableDeclaration<'a>) {
        let lexical = matches!(variables.kind, VariableDeclarationKind::Const | VariableDeclarationKind::Let);
        self.doubt_if(!lexical || variables.declare);
        for declarator in &variables.declarations {
            self.pattern(&declarator.id);
            if let Some(annotation) = &declarator.type_annotation {
                self.annotation(declarator.id.span().end, annotation);
            }
            if let Some(init) = &declarator.init {
                let declared = Declarator::new(bare(init), &declarator.id);
                let before = std::mem::replace(&mut self.refresh.declarator, declared);
                self.expression(init);
                self.refresh.declarator = before;
            }
        }
        self.end_signatures(variables.span.end);
    }

    pub fn function_statement(&mut self, function: &Function<'a>, span: Span) {
        if let Some(id) = &function.id {
            if function.body.is_none() {
                self.overload(function, span);
                return;
            }
            self.declare(id.name, false);
            self.declared_function(function, span);
        } else {
            self.doubt = true;
        }
    }

    fn try_statement(&mut self, statement: &TryStatement<'a>) {
        self.scopes.enter(false);
        self.statements(&statement.block.body);
        self.scopes.leave();
        if let Some(handler) = &statement.handler {
            self.scopes.enter(false);
            if let Some(parameter) = &handler.param {
                self.pattern(&parameter.pattern);
                if let Some(annotation) = &parameter.type_annotation {
                    self.annotation(parameter.pattern.span().end, annotation);
                }
            }
            self.statements(&handler.body.body);
            self.scopes.leave();
        }
        if let Some(finalizer) = &statement.finalizer {
            self.scopes.enter(false);
            self.statements(&finalizer.body);
            self.scopes.leave();
        }
    }

    fn switch(&mut self, switch: &SwitchStatement<'a>) {
        self.expression(&switch.discriminant);
        self.scopes.enter(false);
        self.breakable += 1;
        for case in &switch.cases {
            if let Some(test) = &case.test {
                self.expression(test);
            }
            self.statements(&case.consequent);
        }
        self.breakable -= 1;
        self.scopes.leave();
    }

    fn any_loop(&mut self, statement: &Statement<'a>) {
        match statement {
            Statement::ForStatement(statement) => {
                self.scopes.enter(false);
                match &statement.init {
                    Some(ForStatementInit::VariableDeclaration(variables)) => self.variables(variables),
                    Some(init) => self.expression(init.to_expression()),
                    None => {}
                }
                for part in [&statement.test, &statement.update].into_iter().flatten() {
                    self.expression(part);
                }
                self.loop_body(&statement.body, true);
                self.scopes.leave();
            }
            Statement::ForInStatement(statement) => {
                self.scopes.enter(false);
                self.loop_left(&statement.left);
                self.expression(&statement.right);
                self.loop_body(&statement.body, false);
                self.scopes.leave();
            }
            Statement::ForOfStatement(statement) => {
                self.is_async |= statement.r#await && self.function_depth == 0;
                self.scopes.enter(false);
                self.loop_left(&statement.left);
                self.expression(&statement.right);
                self.loop_body(&statement.body, true);
                self.scopes.leave();
            }
            Statement::WhileStatement(statement) => {
                self.expression(&statement.test);
                self.loop_body(&statement.body, true);
            }
            Statement::DoWhileStatement(statement) => {
                self.loop_body(&statement.body, true);
                self.expression(&statement.test);
            }
            _ => {}
        }
    }

    fn loop_left(&mut self, left: &ForStatementLeft<'a>) {
        match left {
            ForStatementLeft::VariableDeclaration(variables) => {
                let typed = |declarator: &VariableDeclarator<'_>| {
                    declarator.type_annotation.is_some() || declarator.init.is_some()
                };
                self.doubt_if(variables.declarations.iter().any(typed));
                self.variables(variables);
            }
            left => self.target(left.to_assignment_target()),
        }
    }

    /// `in` loops over what is there, and so ends.
    fn loop_body(&mut self, body: &Statement<'a>, guarded: bool) {
        self.loops += 1;
        self.breakable += 1;
        let guarded = guarded && !self.plain;
        let span = body.span();
        match body {
            Statement::BlockStatement(_) if guarded => self.edits.insert(span.start + 1, "__easel.tick();"),
            _ if guarded => self.edits.insert(span.start, "{__easel.tick();"),
            _ => {}
        }
        self.statement(body, false);
        if guarded && !matches!(body, Statement::BlockStatement(_)) {
            self.edits.insert(span.end, "}");
        }
        self.loops -= 1;
        self.breakable -= 1;
    }
}

/// What the transformer sees: it takes types off before it looks at an expression.
pub fn bare<'e, 'a>(expression: &'e Expression<'a>) -> &'e Expression<'a> {
    if expression.is_typescript_syntax() { expression.get_inner_expression() } else { expression }
}
