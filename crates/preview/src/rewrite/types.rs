//! Types: taken out, and looked at only for the faults that make a file go the long way.

use oxc::allocator::ArenaBox;
use oxc::ast::ast::*;
use oxc::span::{GetSpan, Span};

use super::{Rewriter, is_ordinary};

impl<'a> Rewriter<'a, '_> {
    /// Takes out everything from `start`, the end of what has the type: a mark may stand before the colon.
    pub fn annotation(&mut self, start: u32, annotation: &TSTypeAnnotation<'a>) {
        self.edits.erase(start, annotation.span.end);
        self.ts_type(&annotation.type_annotation);
    }

    pub fn type_arguments(&mut self, arguments: &Option<ArenaBox<'a, TSTypeParameterInstantiation<'a>>>) {
        if let Some(arguments) = arguments {
            self.edits.erase(arguments.span.start, arguments.span.end);
            arguments.params.iter().for_each(|argument| self.ts_type(argument));
        }
    }

    fn only_arguments(&mut self, arguments: &Option<ArenaBox<'a, TSTypeParameterInstantiation<'a>>>) {
        arguments.iter().flat_map(|arguments| &arguments.params).for_each(|argument| self.ts_type(argument));
    }

    /// Of a function or an arrow: its parameters hide nothing, and are hidden by nothing.
    pub fn type_parameters(&mut self, parameters: &Option<ArenaBox<'a, TSTypeParameterDeclaration<'a>>>) {
        if let Some(parameters) = parameters {
            self.edits.erase(parameters.span.start, parameters.span.end);
            for parameter in &parameters.params {
                self.declare(parameter.name.name, true);
            }
            self.only_parameters(&Some(parameters));
        }
    }

    fn only_parameters(&mut self, parameters: &Option<&ArenaBox<'a, TSTypeParameterDeclaration<'a>>>) {
        let Some(parameters) = parameters else { return };
        for (at, parameter) in parameters.params.iter().enumerate() {
            let name = parameter.name.name;
            let twice = parameters.params[..at].iter().any(|other| other.name.name == name);
            self.doubt_if(twice || !is_ordinary(&name));
            for bound in [&parameter.constraint, &parameter.default].into_iter().flatten() {
                self.ts_type(bound);
            }
        }
    }

    pub fn type_alias(&mut self, alias: &TSTypeAliasDeclaration<'a>, span: Span) {
        self.doubt_if(alias.declare);
        self.declare(alias.id.name, true);
        self.only_parameters(&alias.type_parameters.as_ref());
        self.ts_type(&alias.type_annotation);
        self.take_out(span);
    }

    pub fn interface(&mut self, interface: &TSInterfaceDeclaration<'a>, span: Span) {
        self.doubt_if(interface.declare);
        self.declare(interface.id.name, true);
        self.only_parameters(&interface.type_parameters.as_ref());
        for heritage in &interface.extends {
            self.type_name(&heritage.type_name);
            self.only_arguments(&heritage.type_arguments);
        }
        self.members(&interface.body.body);
        self.take_out(span);
    }

    /// A function without a body.
    pub fn overload(&mut self, function: &Function<'a>, span: Span) {
        self.doubt_if(function.declare || function.generator);
        self.only_parameters(&function.type_parameters.as_ref());
        self.signature(&function.params, function.return_type.as_deref());
        self.take_out(span);
    }

    /// The one place where a type may say what a parameter is.
    pub fn result_type(&mut self, annotation: &TSTypeAnnotation<'a>) {
        match &annotation.type_annotation {
            TSType::TSTypePredicate(predicate) => {
                if let Some(annotation) = &predicate.type_annotation {
                    self.ts_type(&annotation.type_annotation);
                }
            }
            other => self.ts_type(other),
        }
    }

    fn signature(&mut self, parameters: &FormalParameters<'a>, result: Option<&TSTypeAnnotation<'a>>) {
        let mut names: Vec<&str> = Vec::new();
        for parameter in &parameters.items {
            match &parameter.pattern {
                BindingPattern::BindingIdentifier(identifier) => {
                    self.doubt_if(names.contains(&identifier.name.as_str()));
                    names.push(identifier.name.as_str());
                }
                _ => self.doubt = true,
            }
            if let Some(annotation) = &parameter.type_annotation {
                self.ts_type(&annotation.type_annotation);
            }
            self.doubt_if(parameter.initializer.is_some());
        }
        if let Some(rest) = &parameters.rest {
            let name = rest.rest.argument.get_binding_identifier().map(|identifier| identifier.name.as_str());
            self.doubt_if(name.is_none_or(|name| names.contains(&name)));
            if let Some(annotation) = &rest.type_annotation {
                self.ts_type(&annotation.type_annotation);
            }
        }
        if let Some(annotation) = result {
            self.result_type(annotation);
        }
    }

    fn members(&mut self, members: &[TSSignature<'a>]) {
        for member in members {
            match member {
                TSSignature::TSIndexSignature(index) => {
                    self.ts_type(&index.parameter.type_annotation.type_annotation);
                    self.ts_type(&index.type_annotation.type_annotation);
                }
                TSSignature::TSPropertySignature(property) => {
                    self.doubt_if(property.computed);
                    if let Some(annotation) = &property.type_annotation {
                        self.ts_type(&annotation.type_annotation);
                    }
                }
                TSSignature::TSCallSignatureDeclaration(call) => {
                    self.only_parameters(&call.type_parameters.as_ref());
                    self.doubt_if(call.this_param.is_some());
                    self.signature(&call.params, call.return_type.as_deref());
                }
                TSSignature::TSMethodSignature(method) if method.kind == TSMethodSignatureKind::Method => {
                    self.doubt_if(method.computed || method.this_param.is_some());
                    self.only_parameters(&method.type_parameters.as_ref());
                    self.signature(&method.params, method.return_type.as_deref());
                }
                _ => self.doubt = true,
            }
        }
    }

    fn type_name(&mut self, name: &TSTypeName<'a>) {
        match name {
            TSTypeName::IdentifierReference(reference) => self.doubt_if(!is_ordinary(&reference.name)),
            TSTypeName::QualifiedName(qualified) => self.type_name(&qualified.left),
            TSTypeName::ThisExpression(_) => {}
        }
    }

    fn tuple_element(&mut self, element: &TSTupleElement<'a>) {
        match element {
            TSTupleElement::TSOptionalType(optional) => self.ts_type(&optional.type_annotation),
            TSTupleElement::TSRestType(rest) => self.ts_type(&rest.type_annotation),
            element => self.ts_type(element.to_ts_type()),
        }
    }

    pub fn ts_type(&mut self, ts_type: &TSType<'a>) {
        match ts_type {
            TSType::TSAnyKeyword(_)
            | TSType::TSBigIntKeyword(_)
            | TSType::TSBooleanKeyword(_)
            | TSType::TSNeverKeyword(_)
            | TSType::TSNullKeyword(_)
            | TSType::TSNumberKeyword(_)
            | TSType::TSObjectKeyword(_)
            | TSType::TSStringKeyword(_)
            | TSType::TSSymbolKeyword(_)
            | TSType::TSUndefinedKeyword(_)
            | TSType::TSUnknownKeyword(_)
            | TSType::TSVoidKeyword(_)
            | TSType::TSThisType(_) => {}
            TSType::TSArrayType(array) => self.ts_type(&array.element_type),
            TSType::TSConditionalType(conditional) => {
                self.ts_type(&conditional.check_type);
                self.ts_type(&conditional.extends_type);
                self.ts_type(&conditional.true_type);
                self.ts_type(&conditional.false_type);
            }
            TSType::TSFunctionType(function) => {
                self.doubt_if(function.this_param.is_some());
                self.only_parameters(&function.type_parameters.as_ref());
                self.signature(&function.params, Some(&function.return_type));
            }
            TSType::TSIndexedAccessType(access) => {
                self.ts_type(&access.object_type);
                self.ts_type(&access.index_type);
            }
            TSType::TSIntersectionType(types) => types.types.iter().for_each(|part| self.ts_type(part)),
            TSType::TSUnionType(types) => types.types.iter().for_each(|part| self.ts_type(part)),
            TSType::TSLiteralType(literal) => self.literal_type(&literal.literal),
            TSType::TSMappedType(mapped) => {
                self.ts_type(&mapped.constraint);
                for part in [&mapped.name_type, &mapped.type_annotation].into_iter().flatten() {
                    self.ts_type(part);
                }
            }
            TSType::TSNamedTupleMember(member) => self.tuple_element(&member.element_type),
            TSType::TSTemplateLiteralType(template) => {
                template.types.iter().for_each(|part| self.ts_type(part))
            }
            TSType::TSTupleType(tuple) => {
                tuple.element_types.iter().for_each(|part| self.tuple_element(part))
            }
            TSType::TSTypeLiteral(literal) => self.members(&literal.members),
            TSType::TSTypeOperatorType(operator) => self.ts_type(&operator.type_annotation),
            TSType::TSTypeQuery(query) => {
                match query.expr_name.as_ts_type_name() {
                    Some(name) => self.type_name(name),
                    None => self.doubt = true,
                }
                self.only_arguments(&query.type_arguments);
            }
            TSType::TSTypeReference(reference) => {
                self.type_name(&reference.type_name);
                self.only_arguments(&reference.type_arguments);
            }
            TSType::TSParenthesizedType(inner) => self.ts_type(&inner.type_annotation),
            // Among them `infer`, which has its own places, and what only comments may use.
            _ => self.doubt = true,
        }
    }

    fn literal_type(&mut self, literal: &TSLiteral<'a>) {
        match literal {
            TSLiteral::BooleanLiteral(_) | TSLiteral::BigIntLiteral(_) => {}
            TSLiteral::NumericLiteral(number) => self.number(number),
            TSLiteral::StringLiteral(string) => self.string(string),
            TSLiteral::UnaryExpression(unary) => {
                let number =
                    matches!(unary.argument, Expression::NumericLiteral(_) | Expression::BigIntLiteral(_));
                self.doubt_if(!number);
            }
            TSLiteral::TemplateLiteral(template) => self.doubt_if(!template.expressions.is_empty()),
        }
    }

    /// From the end of the parameters, so that the colon goes along.
    pub fn return_type(
        &mut self,
        parameters: &FormalParameters<'a>,
        annotation: &Option<ArenaBox<'a, TSTypeAnnotation<'a>>>,
    ) {
        if let Some(annotation) = annotation {
            self.edits.erase(parameters.span().end, annotation.span.end);
            self.result_type(annotation);
        }
    }
}
