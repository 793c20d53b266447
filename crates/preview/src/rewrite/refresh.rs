//! React's refresh: which components a module has, and which hooks they call, as the transformer tells it.
//!
//! Only functions among the module's own statements get a signature; a hook that is called in another one is doubted.

use oxc::ast::ast::*;
use oxc::span::{GetSpan, Span};
use oxc::str::Ident;

use super::Rewriter;
use super::edits::{Text, Use};
use super::statements::bare;
use crate::json::{push_number, push_string};

#[derive(Default)]
pub struct Refresh<'a> {
    frames: Vec<Frame<'a>>,
    pub declarator: Declarator<'a>,
    /// The next argument of a call, and the default export, by address.
    argument: usize,
    pub default_export: usize,
    /// Of the function that just ended.
    signed: Option<Signature>,
    /// Of a function that is an argument: the call around it has the same.
    passed_on: Option<Signature>,
    /// Of functions that get their name from a declaration which has not ended.
    named: Vec<(Ident<'a>, Signature)>,
    pub signatures: u32,
    pub registrations: Vec<Registration<'a>>,
    /// Names of elements, apart from those inside of attributes, with their scopes.
    pub elements: Vec<(Ident<'a>, u32)>,
    pub attribute_depth: u32,
    /// What custom hooks belong to, and where it has to be known.
    pub hooks: Vec<(Ident<'a>, u32)>,
}

#[derive(Default)]
struct Frame<'a> {
    key: String,
    hooks: Vec<(Ident<'a>, String)>,
}

#[derive(Clone)]
struct Signature {
    number: u32,
    /// What stands behind the function in the call: its key, and its custom hooks.
    rest: Vec<Text>,
}

pub struct Registration<'a> {
    pub id: String,
    pub name: Option<Ident<'a>>,
    /// Only a component if it is an element somewhere.
    pub if_element: bool,
}

/// The declaration whose value is being walked.
#[derive(Clone, Copy, Default)]
pub struct Declarator<'a> {
    address: usize,
    id: Span,
    name: Option<Ident<'a>>,
}

impl<'a> Declarator<'a> {
    pub fn new(init: &Expression<'a>, id: &BindingPattern<'a>) -> Self {
        let name = id.get_binding_identifier().map(|id| id.name);
        Self { address: address_of(init), id: id.span(), name }
    }
}

#[derive(Clone, Copy)]
pub enum Context<'a> {
    Declared(Ident<'a>),
    Argument,
    Default,
    Other,
}

pub enum Body {
    /// Where the first statement may stand.
    Statements(u32),
    Expression(Span),
    /// Nothing can be put in.
    Closed,
}

fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node) as usize
}

/// Of what is inside the expression, for calls and functions.
pub fn address_of(expression: &Expression<'_>) -> usize {
    match expression {
        Expression::CallExpression(call) => address(&**call),
        Expression::ArrowFunctionExpression(arrow) => address(&**arrow),
        Expression::FunctionExpression(function) => address(&**function),
        _ => 0,
    }
}

impl<'a> Refresh<'a> {
    pub fn enter(&mut self) {
        self.frames.push(Frame::default());
    }

    pub fn expect_argument(&mut self, argument: &Expression<'a>) {
        self.argument = address_of(bare(argument));
    }

    pub fn context_of<T>(&self, node: &T) -> Context<'a> {
        let address = address(node);
        match self.declarator.name {
            Some(name) if self.declarator.address == address => Context::Declared(name),
            _ if self.argument == address => Context::Argument,
            _ if self.default_export == address => Context::Default,
            _ => Context::Other,
        }
    }
}

/// `_s`, `_s2`, `_s3`…
pub fn push_numbered(out: &mut String, letter: char, number: u32) {
    out.push('_');
    out.push(letter);
    if number > 1 {
        push_number(out, number as usize);
    }
}

impl<'a> Rewriter<'a, '_> {
    pub fn enter_call(&mut self, call: &CallExpression<'a>) {
        let (base, middle, name) = match &call.callee {
            Expression::Identifier(name) => (Some(name), None, name.name.as_str()),
            Expression::StaticMemberExpression(member) => {
                let name = member.property.name.as_str();
                match &member.object {
                    Expression::Identifier(base) => (Some(base), None, name),
                    Expression::StaticMemberExpression(inner) => match &inner.object {
                        Expression::Identifier(base) => {
                            (Some(base), Some(inner.property.name.as_str()), name)
                        }
                        _ => (None, None, name),
                    },
                    _ => (None, None, name),
                }
            }
            _ => return,
        };
        if name.starts_with(['c', 'j'])
            && matches!(name, "createElement" | "jsx" | "jsxDEV" | "jsxs")
            && let Some(Argument::Identifier(element)) = call.arguments.first()
        {
            self.element(element.name);
        }
        let hook = name.starts_with('u')
            && name
                .strip_prefix("use")
                .is_some_and(|rest| rest.as_bytes().first().is_none_or(u8::is_ascii_uppercase));
        if !hook || !self.scopes.in_function() {
            return;
        }
        let mut callee = None;
        if !is_of_react(name)
            && let Some(base) = base
        {
            self.refresh.hooks.push((base.name, self.scopes.parent()));
            let mut rest = String::new();
            if matches!(call.callee, Expression::StaticMemberExpression(_)) {
                for part in middle.into_iter().chain([name]) {
                    rest.push('.');
                    rest.push_str(part);
                }
            }
            callee = Some((base.name, rest));
        }
        let declarator = self.refresh.declarator;
        let Some(frame) = self.refresh.frames.last_mut() else { return };
        frame.hooks.extend(callee);
        if !frame.key.is_empty() {
            frame.key.push_str("\\n");
        }
        frame.key.push_str(name);
        frame.key.push('{');
        if declarator.address == address(call) {
            frame.key.push_str(declarator.id.source_text(self.source));
        }
        let keyed = match (name, call.arguments.as_slice()) {
            ("useState", [first, ..]) => Some(first),
            ("useReducer", [_, second, ..]) => Some(second),
            _ => None,
        };
        if let Some(argument) = keyed {
            frame.key.push('(');
            frame.key.push_str(argument.span().source_text(self.source));
            frame.key.push(')');
        }
        frame.key.push('}');
    }

    pub fn element(&mut self, name: Ident<'a>) {
        if self.refresh.attribute_depth == 0 {
            self.refresh.elements.push((name, self.scopes.current()));
        }
    }

    pub fn leave_call(&mut self, context: Context<'a>, span: Span) {
        let Some(signature) = self.refresh.passed_on.take() else { return };
        self.wrap(signature, matches!(context, Context::Argument), span);
        self.doubt_if(matches!(context, Context::Other));
    }

    /// The function's scope is still open.
    pub fn leave_function(&mut self, body: Body) {
        let Some(frame) = self.refresh.frames.pop() else { return };
        if frame.key.is_empty() {
            return;
        }
        self.refresh.signatures += 1;
        let number = self.refresh.signatures;
        let (begin, end) = match body {
            Body::Statements(at) => ((at, "", "();"), None),
            Body::Expression(span) => ((span.start, "{", "();return "), Some(span.end)),
            Body::Closed => {
                self.doubt = true;
                return;
            }
        };
        let from = self.edits.made.len();
        self.edits.made.push_str(begin.1);
        push_numbered(&mut self.edits.made, 's', number);
        self.edits.made.push_str(begin.2);
        let text = self.edits.made_since(from);
        self.edits.insert_before(begin.0, text);
        if let Some(end) = end {
            self.edits.insert(end, "}");
        }
        self.refresh.signed = Some(Signature { number, rest: self.signature_rest(&frame) });
    }

    /// `,"key",false,function(){return[useOne,two.useTwo,]})`
    fn signature_rest(&mut self, frame: &Frame<'a>) -> Vec<Text> {
        let mut from = self.edits.made.len();
        self.edits.made.push(',');
        push_string(&mut self.edits.made, &frame.key);
        let mut rest = Vec::new();
        if frame.hooks.is_empty() {
            self.edits.made.push(')');
            rest.push(self.edits.made_since(from));
            return rest;
        }
        self.edits.made.push_str(",false,function(){return[");
        for (base, members) in &frame.hooks {
            match self.scopes.import_of(base) {
                Some(import) => {
                    rest.push(self.edits.made_since(from));
                    rest.push(Text::Import(import, Use::Value));
                    from = self.edits.made.len();
                }
                None => self.edits.made.push_str(base),
            }
            self.edits.made.push_str(members);
            self.edits.made.push(',');
        }
        self.edits.made.push_str("]})");
        rest.push(self.edits.made_since(from));
        rest
    }

    pub fn end_declared(&mut self, function: &Function<'a>, statement: Span) {
        let Some(signature) = self.refresh.signed.take() else { return };
        self.doubt_if(self.scopes.current() != 0);
        if let Some(id) = &function.id {
            self.sign(id.name, &signature, statement.end);
        }
    }

    pub fn end_expression(&mut self, context: Context<'a>, span: Span) {
        let Some(signature) = self.refresh.signed.take() else { return };
        self.doubt_if(self.scopes.current() != 0);
        match context {
            Context::Declared(name) => self.refresh.named.push((name, signature)),
            Context::Argument => self.wrap(signature, true, span),
            Context::Default => self.wrap(signature, false, span),
            Context::Other => self.doubt = true,
        }
    }

    pub fn end_signatures(&mut self, end: u32) {
        for (name, signature) in std::mem::take(&mut self.refresh.named) {
            self.sign(name, &signature, end);
        }
    }

    /// `;_s(Name,"key");` behind a statement.
    fn sign(&mut self, name: Ident<'a>, signature: &Signature, at: u32) {
        let from = self.edits.made.len();
        self.edits.made.push(';');
        push_numbered(&mut self.edits.made, 's', signature.number);
        self.edits.made.push('(');
        self.edits.made.push_str(&name);
        let text = self.edits.made_since(from);
        self.edits.replace(at, at, text);
        signature.rest.iter().for_each(|text| self.edits.replace(at, at, *text));
        self.edits.insert(at, ";");
    }

    /// `_s(…,"key")` around an expression.
    fn wrap(&mut self, signature: Signature, passed_on: bool, span: Span) {
        let from = self.edits.made.len();
        push_numbered(&mut self.edits.made, 's', signature.number);
        self.edits.made.push('(');
        let text = self.edits.made_since(from);
        self.edits.insert_before(span.start, text);
        signature.rest.iter().for_each(|text| self.edits.replace(span.end, span.end, *text));
        if passed_on {
            self.refresh.passed_on = Some(signature);
        }
    }

    pub fn register_function(&mut self, function: &Function<'a>, end: u32) {
        if let Some(id) = &function.id
            && is_component(&id.name)
            && function.body.is_some()
        {
            self.register(id.name, false, end);
        }
    }

    pub fn register_variables(&mut self, variables: &VariableDeclaration<'a>) {
        let [declarator] = variables.declarations.as_slice() else { return };
        let Some(init) = declarator.init.as_ref().map(Expression::without_parentheses) else { return };
        let Some(id) = declarator.id.get_binding_identifier() else { return };
        if !is_component(&id.name) {
            return;
        }
        let found = match init {
            Expression::ArrowFunctionExpression(arrow) => {
                if gives_arrow(arrow) {
                    return;
                }
                true
            }
            Expression::FunctionExpression(_) => true,
            Expression::TaggedTemplateExpression(_) => false,
            Expression::CallExpression(call) => {
                let required = match call.callee.get_inner_expression() {
                    Expression::ImportExpression(_) => true,
                    Expression::Identifier(callee) => callee.name.starts_with("require"),
                    _ => false,
                };
                if required {
                    return;
                }
                self.inner_components(&id.name, init, true)
            }
            _ => return,
        };
        self.register(id.name, !found, variables.span.end);
    }

    pub fn register_default(&mut self, expression: &Expression<'a>) {
        if matches!(expression, Expression::CallExpression(_)) {
            self.inner_components("%default%", expression, false);
        }
    }

    fn register(&mut self, name: Ident<'a>, if_element: bool, end: u32) {
        let number = self.refresh.registrations.len() as u32;
        self.refresh.registrations.push(Registration { id: name.to_string(), name: Some(name), if_element });
        self.edits.replace(end, end, Text::Registered(number));
    }

    /// Functions that are given to functions that make components of them.
    fn inner_components(&mut self, inferred: &str, expression: &Expression<'a>, declared: bool) -> bool {
        match expression {
            // It is registered where it is declared.
            Expression::Identifier(name) => return is_component(&name.name),
            Expression::FunctionExpression(_) => {}
            Expression::ArrowFunctionExpression(arrow) => {
                if gives_arrow(arrow) {
                    return false;
                }
            }
            Expression::CallExpression(call) => {
                let known = matches!(
                    call.callee,
                    Expression::Identifier(_)
                        | Expression::ComputedMemberExpression(_)
                        | Expression::StaticMemberExpression(_)
                );
                let Some(argument) =
                    call.arguments.first().and_then(Argument::as_expression).filter(|_| known)
                else {
                    return false;
                };
                let inner = format!("{inferred}${}", call.callee.span().source_text(self.source));
                if !self.inner_components(&inner, argument, false) {
                    return false;
                }
                if declared {
                    return true;
                }
            }
            _ => return false,
        }
        if !declared {
            let number = self.refresh.registrations.len() as u32;
            self.refresh.registrations.push(Registration {
                id: inferred.to_owned(),
                name: None,
                if_element: false,
            });
            self.edits.insert_before(expression.span().start, Text::Registering(number));
        }
        true
    }
}

fn gives_arrow(arrow: &ArrowFunctionExpression<'_>) -> bool {
    arrow.get_expression().is_some_and(|body| matches!(body, Expression::ArrowFunctionExpression(_)))
}

fn is_component(name: &str) -> bool {
    name.as_bytes().first().is_some_and(u8::is_ascii_uppercase)
}

fn is_of_react(hook: &str) -> bool {
    matches!(
        hook,
        "useState"
            | "useReducer"
            | "useEffect"
            | "useLayoutEffect"
            | "useMemo"
            | "useCallback"
            | "useRef"
            | "useContext"
            | "useImperativeHandle"
            | "useDebugValue"
            | "useId"
            | "useDeferredValue"
            | "useTransition"
            | "useInsertionEffect"
            | "useSyncExternalStore"
            | "useFormStatus"
            | "useFormState"
            | "useActionState"
            | "useOptimistic"
    )
}
