//! Variables that must not be assigned to: React's state, constants, imports.

use std::collections::HashMap;

use oxc::ast::ast::{
    AssignmentExpression, AssignmentTarget, BindingPattern, CallExpression, Expression, MemberExpression,
    VariableDeclarator,
};
use oxc::ast_visit::{Visit, walk};
use oxc::semantic::{Scoping, SymbolId};
use oxc::syntax::symbol::SymbolFlags;

use super::{Findings, bare, hook_name};
use crate::script::Parsed;

/// The pairs of `useState` and `useReducer`.
#[derive(Default)]
pub struct States {
    /// State to the name of what sets it.
    values: HashMap<SymbolId, String>,
    setters: Vec<SymbolId>,
}

impl States {
    pub fn collect(parsed: &Parsed<'_, '_>) -> Self {
        let mut collector = Collector(Self::default());
        collector.visit_program(parsed.program);
        collector.0
    }

    /// `set…(…)` of a state.
    pub fn is_setter_call(&self, scoping: &Scoping, call: &CallExpression<'_>) -> bool {
        symbol_of(scoping, &call.callee).is_some_and(|symbol| self.setters.contains(&symbol))
    }

    fn setter_of(&self, scoping: &Scoping, expression: &Expression<'_>) -> Option<&str> {
        self.values.get(&symbol_of(scoping, expression)?).map(String::as_str)
    }
}

struct Collector(States);

impl<'a> Visit<'a> for Collector {
    fn visit_variable_declarator(&mut self, declarator: &VariableDeclarator<'a>) {
        if let (BindingPattern::ArrayPattern(pair), Some(Expression::CallExpression(call))) =
            (&declarator.id, declarator.init.as_ref().map(bare))
            && matches!(hook_name(call), Some("useState" | "useReducer"))
        {
            let mut ids = pair.elements.iter().map(|element| match element {
                Some(BindingPattern::BindingIdentifier(id)) => Some(id),
                _ => None,
            });
            let (value, setter) = (ids.next().flatten(), ids.next().flatten());
            if let Some(value) = value {
                let setter = setter.map_or_else(String::new, |setter| setter.name.to_string());
                self.0.values.insert(value.symbol_id(), setter);
            }
            if let (Some(setter), Some("useState")) = (setter, hook_name(call)) {
                self.0.setters.push(setter.symbol_id());
            }
        }
        walk::walk_variable_declarator(self, declarator);
    }
}

fn symbol_of(scoping: &Scoping, expression: &Expression<'_>) -> Option<SymbolId> {
    let Expression::Identifier(reference) = bare(expression) else { return None };
    scoping.get_reference(reference.reference_id.get()?).symbol_id()
}

pub fn check(states: &States, findings: &mut Findings<'_>) {
    let parsed = findings.parsed;
    let scoping = parsed.semantic.scoping();
    for symbol in scoping.symbol_ids() {
        let flags = scoping.symbol_flags(symbol);
        let constant = flags.contains(SymbolFlags::ConstVariable);
        let import = flags.contains(SymbolFlags::Import);
        let state = states.values.get(&symbol);
        if !constant && !import && state.is_none() {
            continue;
        }
        let name = scoping.symbol_name(symbol);
        for write in scoping.get_resolved_references(symbol).filter(|reference| reference.is_write()) {
            let span = parsed.semantic.reference_span(write);
            match state {
                Some(setter) => {
                    let message = format!("\"{name}\" is state, and is changed {}.", by(setter));
                    if constant {
                        findings.error(span, "state-assignment", message);
                    } else {
                        findings.warn(span, "state-assignment", message);
                    }
                }
                None if import => {
                    let message = format!(
                        "\"{name}\" is imported and cannot be assigned to: change it where it is declared."
                    );
                    findings.error(span, "import-assignment", message);
                }
                None => {
                    let message = format!("\"{name}\" is a constant: declare it with let to assign to it.");
                    findings.error(span, "const-assignment", message);
                }
            }
        }
    }
    Mutations { states, findings }.visit_program(parsed.program);
}

fn by(setter: &str) -> String {
    if setter.is_empty() {
        "by a setter, which is missing here".to_owned()
    } else {
        format!("by calling {setter}")
    }
}

/// State that is changed in place: React does not notice.
struct Mutations<'s, 'f, 'p> {
    states: &'s States,
    findings: &'f mut Findings<'p>,
}

const MUTATORS: [&str; 9] =
    ["push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "copyWithin"];

impl Mutations<'_, '_, '_> {
    fn note(&mut self, span: oxc::span::Span, object: &Expression<'_>) {
        let Some(setter) = self.states.setter_of(self.findings.scoping(), root(object)) else { return };
        let message = format!(
            "State is changed in place, which React does not see: make a copy and change it {}.",
            by(setter)
        );
        self.findings.warn(span, "state-mutation", message);
    }
}

/// `a` of `a.b[0].c`; in `items.slice().sort()` a copy is sorted, and there is no such name.
fn root<'e, 'a>(expression: &'e Expression<'a>) -> &'e Expression<'a> {
    let mut expression = bare(expression);
    while let Some(member) = expression.as_member_expression() {
        expression = bare(member.object());
    }
    expression
}

impl<'a> Visit<'a> for Mutations<'_, '_, '_> {
    fn visit_assignment_expression(&mut self, assignment: &AssignmentExpression<'a>) {
        let target = match &assignment.left {
            AssignmentTarget::StaticMemberExpression(member) => Some(&member.object),
            AssignmentTarget::ComputedMemberExpression(member) => Some(&member.object),
            _ => None,
        };
        if let Some(object) = target {
            // What a reference holds is meant to be changed.
            let current = matches!(&assignment.left, AssignmentTarget::StaticMemberExpression(member) if member.property.name == "current");
            if !current {
                self.note(assignment.span, object);
            }
        }
        walk::walk_assignment_expression(self, assignment);
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        if let Some(MemberExpression::StaticMemberExpression(member)) = call.callee.as_member_expression()
            && MUTATORS.contains(&member.property.name.as_str())
        {
            self.note(call.span, &member.object);
        }
        walk::walk_call_expression(self, call);
    }
}
