//! What declares names, and what is assigned to.

use oxc::ast::ast::*;
use oxc::span::GetSpan;

use super::Rewriter;

impl<'a> Rewriter<'a, '_> {
    pub fn pattern(&mut self, pattern: &BindingPattern<'a>) {
        match pattern {
            BindingPattern::BindingIdentifier(identifier) => self.declare(identifier.name, false),
            BindingPattern::ObjectPattern(object) => {
                for property in &object.properties {
                    self.property_key(&property.key);
                    self.pattern(&property.value);
                }
                if let Some(rest) = &object.rest {
                    self.pattern(&rest.argument);
                }
            }
            BindingPattern::ArrayPattern(array) => {
                array.elements.iter().flatten().for_each(|element| self.pattern(element));
                if let Some(rest) = &array.rest {
                    self.pattern(&rest.argument);
                }
            }
            BindingPattern::AssignmentPattern(assignment) => {
                self.pattern(&assignment.left);
                self.expression(&assignment.right);
            }
        }
    }

    pub fn property_key(&mut self, key: &PropertyKey<'a>) {
        match key {
            PropertyKey::StaticIdentifier(_) => {}
            PropertyKey::PrivateIdentifier(_) => self.doubt = true,
            key => self.expression(key.to_expression()),
        }
    }

    pub fn target(&mut self, target: &AssignmentTarget<'a>) {
        match target.as_simple_assignment_target() {
            Some(target) => self.simple_target(target),
            None => self.doubt = true,
        }
    }

    pub fn simple_target(&mut self, target: &SimpleAssignmentTarget<'a>) {
        match target {
            SimpleAssignmentTarget::AssignmentTargetIdentifier(reference) => {
                // An import cannot be assigned to; what happens then is for the long way.
                let imported = self.scopes.import_of(&reference.name).is_some();
                self.doubt_if(imported || !super::is_ordinary(&reference.name));
                self.note_hook(reference);
            }
            SimpleAssignmentTarget::TSNonNullExpression(target) => {
                self.expression(&target.expression);
                self.edits.erase(target.expression.span().end, target.span.end);
                self.doubt_if(matches!(target.expression.get_inner_expression(), Expression::Identifier(_)));
            }
            target => match target.as_member_expression() {
                Some(member) => self.member(member),
                None => self.doubt = true,
            },
        }
    }
}
