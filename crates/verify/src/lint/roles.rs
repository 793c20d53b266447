//! What the functions of a script are to React, told from where they stand.

use std::collections::HashMap;

use oxc::ast::ast::ExportDefaultDeclaration;
use oxc::ast::ast::{
    BindingPattern, CallExpression, Class, ExportDefaultDeclarationKind, Expression, Function, JSXAttribute,
    JSXAttributeName, JSXAttributeValue, ObjectProperty, VariableDeclarator,
};
use oxc::ast_visit::{Visit, walk};
use oxc::syntax::scope::ScopeFlags;

use super::{EFFECTS, bare, function_start, hook_name, is_hook};
use crate::script::Parsed;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A component or a hook: hooks belong here.
    Render,
    /// Runs when something happened: a handler of an event, an effect.
    Later,
    /// Part of a class.
    Method,
    /// Anything else: an argument of `map`, a function of one's own.
    Other,
}

/// Roles by where functions begin; what is not listed is `Other`.
pub fn roles(parsed: &Parsed<'_, '_>) -> HashMap<u32, Role> {
    let mut finder = Finder { roles: HashMap::new(), in_class: false };
    finder.visit_program(parsed.program);
    finder.roles
}

struct Finder {
    roles: HashMap<u32, Role>,
    in_class: bool,
}

impl Finder {
    fn name(&mut self, expression: &Expression<'_>, role: Role) {
        if let Some(start) = function_start(expression) {
            self.roles.insert(start, role);
        }
    }

    /// The function that `memo(…)` and its like are given, or the expression itself.
    fn named(&mut self, name: &str, expression: &Expression<'_>) {
        let role = role_of(name);
        match bare(expression) {
            Expression::CallExpression(call) if is_wrapper(call) => {
                if let Some(first) = super::first_argument(call) {
                    self.named(name, first);
                }
            }
            other => self.name(other, role),
        }
    }
}

fn role_of(name: &str) -> Role {
    if is_hook(name) || name == "use" || name.starts_with(char::is_uppercase) {
        Role::Render
    } else {
        Role::Other
    }
}

/// Higher-order components: known ones, and `with…` by custom.
fn is_wrapper(call: &CallExpression<'_>) -> bool {
    let name = match &call.callee {
        Expression::Identifier(callee) => callee.name.as_str(),
        Expression::StaticMemberExpression(member) => member.property.name.as_str(),
        _ => return false,
    };
    matches!(name, "memo" | "forwardRef" | "observer" | "styled" | "lazy") || name.starts_with("with")
}

impl<'a> Visit<'a> for Finder {
    fn visit_variable_declarator(&mut self, declarator: &VariableDeclarator<'a>) {
        if let (BindingPattern::BindingIdentifier(id), Some(init)) = (&declarator.id, &declarator.init) {
            self.named(&id.name, init);
        }
        walk::walk_variable_declarator(self, declarator);
    }

    fn visit_object_property(&mut self, property: &ObjectProperty<'a>) {
        if let Some(name) = property.key.static_name() {
            self.named(&name, &property.value);
        }
        walk::walk_object_property(self, property);
    }

    fn visit_export_default_declaration(&mut self, export: &ExportDefaultDeclaration<'a>) {
        match &export.declaration {
            ExportDefaultDeclarationKind::FunctionDeclaration(function) if function.id.is_none() => {
                self.roles.insert(function.span.start, Role::Render);
            }
            other => {
                if let Some(expression) = other.as_expression() {
                    self.named("Default", expression);
                }
            }
        }
        walk::walk_export_default_declaration(self, export);
    }

    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        if self.in_class {
            self.roles.insert(function.span.start, Role::Method);
        } else if let Some(id) = &function.id {
            let role = role_of(&id.name);
            // A named function given to `memo` keeps its better name.
            self.roles
                .entry(function.span.start)
                .and_modify(|known| {
                    if role == Role::Render {
                        *known = role;
                    }
                })
                .or_insert(role);
        }
        let outer = std::mem::replace(&mut self.in_class, false);
        walk::walk_function(self, function, flags);
        self.in_class = outer;
    }

    fn visit_class(&mut self, class: &Class<'a>) {
        let outer = std::mem::replace(&mut self.in_class, true);
        walk::walk_class(self, class);
        self.in_class = outer;
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        if is_wrapper(call)
            && let Some(first) = super::first_argument(call)
        {
            // Without a name of its own: `export default memo(function () { … })`, `lib.add(memo(() => …))`.
            if let Some(start) = function_start(first) {
                self.roles.entry(start).or_insert(Role::Render);
            }
        }
        if hook_name(call).is_some_and(|name| EFFECTS.contains(&name))
            && let Some(first) = super::first_argument(call)
        {
            self.name(first, Role::Later);
        }
        walk::walk_call_expression(self, call);
    }

    fn visit_jsx_attribute(&mut self, attribute: &JSXAttribute<'a>) {
        if let (JSXAttributeName::Identifier(name), Some(JSXAttributeValue::ExpressionContainer(value))) =
            (&attribute.name, &attribute.value)
            && is_handler(&name.name)
            && let Some(value) = value.expression.as_expression()
        {
            self.name(value, Role::Later);
        }
        walk::walk_jsx_attribute(self, attribute);
    }
}

/// `onClick` and the like.
pub fn is_handler(name: &str) -> bool {
    name.strip_prefix("on").is_some_and(|rest| rest.starts_with(char::is_uppercase))
}
