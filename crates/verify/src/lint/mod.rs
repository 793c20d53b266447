//! A short list of mistakes that generated React makes. An error is what certainly breaks; the rest are warnings.

mod hooks;
mod jsx;
mod roles;
mod state;
mod statements;

use contract::{Diagnostic, Severity};
use oxc::ast::ast::{Argument, CallExpression, Expression};
use oxc::ast_visit::Visit;
use oxc::semantic::Scoping;
use oxc::span::Span;

use crate::script::Parsed;

pub fn check(parsed: &Parsed<'_, '_>) -> Vec<Diagnostic> {
    let mut findings = Findings { parsed, found: Vec::new() };
    let states = state::States::collect(parsed);
    state::check(&states, &mut findings);
    let mut elements = jsx::Elements { findings: &mut findings, states: &states };
    elements.visit_program(parsed.program);
    hooks::check(&states, &mut findings);
    let mut statements = statements::Statements { findings: &mut findings };
    statements.visit_program(parsed.program);
    findings.found
}

struct Findings<'p> {
    parsed: &'p Parsed<'p, 'p>,
    found: Vec<Diagnostic>,
}

impl Findings<'_> {
    fn error(&mut self, span: Span, code: &str, message: impl Into<String>) {
        self.add(span, Severity::Error, code, message.into());
    }

    fn warn(&mut self, span: Span, code: &str, message: impl Into<String>) {
        self.add(span, Severity::Warning, code, message.into());
    }

    fn add(&mut self, span: Span, severity: Severity, code: &str, message: String) {
        let (line, column) = self.parsed.at(span);
        // The first rule to speak about a place knows it best.
        if self.found.iter().any(|known| (known.line, known.column) == (line, column)) {
            return;
        }
        let path = self.parsed.path.to_owned();
        let (code, source) = (code.to_owned(), "lint".to_owned());
        self.found.push(Diagnostic { path, line, column, severity, code, message, source });
    }

    fn scoping(&self) -> &Scoping {
        self.parsed.semantic.scoping()
    }
}

/// `useState` of `useState(…)` and `React.useState(…)`.
fn hook_name<'c>(call: &'c CallExpression<'_>) -> Option<&'c str> {
    let name = match &call.callee {
        Expression::Identifier(callee) => callee.name.as_str(),
        Expression::StaticMemberExpression(member) => match &member.object {
            Expression::Identifier(object) if object.name.starts_with(char::is_uppercase) => {
                member.property.name.as_str()
            }
            _ => return None,
        },
        _ => return None,
    };
    is_hook(name).then_some(name)
}

fn is_hook(name: &str) -> bool {
    name.strip_prefix("use")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
}

/// React's own, of which is known for certain what they do.
const REACT_HOOKS: [&str; 14] = [
    "useState",
    "useReducer",
    "useEffect",
    "useLayoutEffect",
    "useInsertionEffect",
    "useMemo",
    "useCallback",
    "useRef",
    "useContext",
    "useId",
    "useTransition",
    "useDeferredValue",
    "useSyncExternalStore",
    "useImperativeHandle",
];

const EFFECTS: [&str; 3] = ["useEffect", "useLayoutEffect", "useInsertionEffect"];

/// Without parentheses, `as`, `satisfies` and `!`.
fn bare<'e, 'a>(mut expression: &'e Expression<'a>) -> &'e Expression<'a> {
    loop {
        expression = match expression {
            Expression::ParenthesizedExpression(inner) => &inner.expression,
            Expression::TSAsExpression(inner) => &inner.expression,
            Expression::TSSatisfiesExpression(inner) => &inner.expression,
            Expression::TSNonNullExpression(inner) => &inner.expression,
            other => return other,
        };
    }
}

fn first_argument<'c, 'a>(call: &'c CallExpression<'a>) -> Option<&'c Expression<'a>> {
    call.arguments.first().and_then(Argument::as_expression).map(bare)
}

/// Where a function begins, if the expression is one.
fn function_start(expression: &Expression<'_>) -> Option<u32> {
    match bare(expression) {
        Expression::ArrowFunctionExpression(arrow) => Some(arrow.span.start),
        Expression::FunctionExpression(function) => Some(function.span.start),
        _ => None,
    }
}
