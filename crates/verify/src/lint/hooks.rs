//! Where hooks are called, and state that is set while a component renders.

use std::collections::HashMap;

use oxc::ast::ast::*;
use oxc::ast_visit::{Visit, walk};
use oxc::span::{GetSpan, Span};
use oxc::syntax::scope::ScopeFlags;

use super::roles::{Role, roles};
use super::state::States;
use super::{EFFECTS, Findings, REACT_HOOKS, hook_name};

pub fn check(states: &States, findings: &mut Findings<'_>) {
    let roles = roles(findings.parsed);
    let top = Frame { role: None, doubt: 0, left: false, is_async: false };
    let mut hooks = Hooks { states, findings, roles, frames: vec![top] };
    hooks.visit_program(hooks.findings.parsed.program);
}

/// A function that is being read; the first stands for the module.
struct Frame {
    role: Option<Role>,
    /// Conditions and loops around this place.
    doubt: u32,
    /// A condition above this place may have left the function.
    left: bool,
    is_async: bool,
}

struct Hooks<'s, 'f, 'p> {
    states: &'s States,
    findings: &'f mut Findings<'p>,
    roles: HashMap<u32, Role>,
    frames: Vec<Frame>,
}

impl Hooks<'_, '_, '_> {
    fn frame(&mut self) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push(Frame { role: None, doubt: 0, left: false, is_async: false });
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    fn enter(&mut self, span: Span, is_async: bool) {
        let role = self.roles.get(&span.start).copied().unwrap_or(Role::Other);
        self.frames.push(Frame { role: Some(role), doubt: 0, left: false, is_async });
    }

    fn doubtful(&mut self, walk: impl FnOnce(&mut Self)) {
        self.frame().doubt += 1;
        walk(self);
        let frame = self.frame();
        frame.doubt = frame.doubt.saturating_sub(1);
    }

    fn statements<'a>(&mut self, statements: &[Statement<'a>]) {
        for statement in statements {
            self.visit_statement(statement);
            if may_leave(statement) {
                self.frame().left = true;
            }
        }
    }

    fn hook(&mut self, call: &CallExpression<'_>, name: &str) {
        let (role, doubt, left) = {
            let frame = self.frame();
            (frame.role, frame.doubt, frame.left)
        };
        let certain = REACT_HOOKS.contains(&name);
        let span = call.span;
        match role {
            Some(Role::Render) if doubt > 0 => self.findings.warn(
                span,
                "conditional-hook",
                format!("{name} is called in a condition or a loop: call it at the top of the component, always."),
            ),
            Some(Role::Render) if left => self.findings.warn(
                span,
                "conditional-hook",
                format!("{name} is called after a return that may come first: move it above that."),
            ),
            Some(Role::Render) => {}
            Some(Role::Later) if certain => self.findings.error(
                span,
                "hook-outside-component",
                format!("{name} cannot be called in an event handler or an effect: call it at the top of the component."),
            ),
            Some(Role::Method) if certain => self.findings.error(
                span,
                "hook-outside-component",
                format!("{name} cannot be called in a class: make the component a function."),
            ),
            None if certain => self.findings.error(
                span,
                "hook-outside-component",
                format!("{name} cannot be called outside of a component: move it into one."),
            ),
            Some(Role::Later | Role::Method | Role::Other) => self.findings.warn(
                span,
                "hook-in-function",
                format!("{name} is called in a function that is neither a component nor a hook: call it at the top of the component, or name the function use…."),
            ),
            // A function of the project's own may have such a name.
            None => {}
        }
    }
}

/// A condition that returns. What functions inside of it do is their own matter.
fn may_leave(statement: &Statement<'_>) -> bool {
    struct Leaves(bool);
    impl<'a> Visit<'a> for Leaves {
        fn visit_return_statement(&mut self, _: &ReturnStatement<'a>) {
            self.0 = true;
        }
        fn visit_function(&mut self, _: &Function<'a>, _: ScopeFlags) {}
        fn visit_arrow_function_expression(&mut self, _: &ArrowFunctionExpression<'a>) {}
        fn visit_class(&mut self, _: &Class<'a>) {}
    }
    if !matches!(
        statement,
        Statement::IfStatement(_) | Statement::SwitchStatement(_) | Statement::TryStatement(_)
    ) {
        return false;
    }
    let mut leaves = Leaves(false);
    leaves.visit_statement(statement);
    leaves.0
}

impl<'a> Visit<'a> for Hooks<'_, '_, '_> {
    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        self.enter(function.span, function.r#async);
        walk::walk_function(self, function, flags);
        self.frames.pop();
    }

    fn visit_arrow_function_expression(&mut self, arrow: &ArrowFunctionExpression<'a>) {
        self.enter(arrow.span, arrow.r#async);
        walk::walk_arrow_function_expression(self, arrow);
        self.frames.pop();
    }

    fn visit_function_body(&mut self, body: &FunctionBody<'a>) {
        self.statements(&body.statements);
    }

    fn visit_if_statement(&mut self, statement: &IfStatement<'a>) {
        self.visit_expression(&statement.test);
        self.doubtful(|this| {
            this.visit_statement(&statement.consequent);
            if let Some(alternate) = &statement.alternate {
                this.visit_statement(alternate);
            }
        });
    }

    fn visit_conditional_expression(&mut self, expression: &ConditionalExpression<'a>) {
        self.visit_expression(&expression.test);
        self.doubtful(|this| {
            this.visit_expression(&expression.consequent);
            this.visit_expression(&expression.alternate);
        });
    }

    fn visit_logical_expression(&mut self, expression: &LogicalExpression<'a>) {
        self.visit_expression(&expression.left);
        self.doubtful(|this| this.visit_expression(&expression.right));
    }

    fn visit_switch_case(&mut self, case: &SwitchCase<'a>) {
        self.doubtful(|this| walk::walk_switch_case(this, case));
    }

    fn visit_for_statement(&mut self, statement: &ForStatement<'a>) {
        self.doubtful(|this| walk::walk_for_statement(this, statement));
    }

    fn visit_for_in_statement(&mut self, statement: &ForInStatement<'a>) {
        self.doubtful(|this| walk::walk_for_in_statement(this, statement));
    }

    fn visit_for_of_statement(&mut self, statement: &ForOfStatement<'a>) {
        self.doubtful(|this| walk::walk_for_of_statement(this, statement));
    }

    fn visit_while_statement(&mut self, statement: &WhileStatement<'a>) {
        self.doubtful(|this| walk::walk_while_statement(this, statement));
    }

    fn visit_do_while_statement(&mut self, statement: &DoWhileStatement<'a>) {
        self.doubtful(|this| walk::walk_do_while_statement(this, statement));
    }

    fn visit_property_definition(&mut self, property: &PropertyDefinition<'a>) {
        self.frames.push(Frame { role: Some(Role::Method), doubt: 0, left: false, is_async: false });
        walk::walk_property_definition(self, property);
        self.frames.pop();
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        if let Some(name) = hook_name(call) {
            self.hook(call, name);
            let effect = EFFECTS.contains(&name).then(|| super::first_argument(call)).flatten();
            if let Some(Expression::ArrowFunctionExpression(arrow)) = effect
                && arrow.r#async
            {
                self.findings.warn(
                    arrow.span(),
                    "async-effect",
                    format!("{name} takes no async function: declare one inside and call it."),
                );
            }
        }
        let setter = self.states.is_setter_call(self.findings.scoping(), call);
        let frame = self.frame();
        if setter && frame.role == Some(Role::Render) && frame.doubt == 0 && !frame.left && !frame.is_async {
            self.findings.error(
                call.span,
                "state-set-while-rendering",
                "State is set each time the component renders, which never ends: set it in a handler or an effect.",
            );
        }
        walk::walk_call_expression(self, call);
    }
}
