//! Elements and their attributes.

use oxc::ast::ast::*;
use oxc::ast_visit::{Visit, walk};

use super::roles::is_handler;
use super::state::States;
use super::{Findings, bare};

pub struct Elements<'s, 'f, 'p> {
    pub findings: &'f mut Findings<'p>,
    pub states: &'s States,
}

/// Names of HTML and SVG, and React's.
const NAMES: [(&str, &str); 32] = [
    ("class", "className"),
    ("for", "htmlFor"),
    ("onclick", "onClick"),
    ("onchange", "onChange"),
    ("onsubmit", "onSubmit"),
    ("oninput", "onInput"),
    ("onkeydown", "onKeyDown"),
    ("onkeyup", "onKeyUp"),
    ("onmouseover", "onMouseOver"),
    ("onblur", "onBlur"),
    ("onfocus", "onFocus"),
    ("onload", "onLoad"),
    ("tabindex", "tabIndex"),
    ("readonly", "readOnly"),
    ("maxlength", "maxLength"),
    ("minlength", "minLength"),
    ("autocomplete", "autoComplete"),
    ("autofocus", "autoFocus"),
    ("colspan", "colSpan"),
    ("rowspan", "rowSpan"),
    ("contenteditable", "contentEditable"),
    ("crossorigin", "crossOrigin"),
    ("srcset", "srcSet"),
    ("stroke-width", "strokeWidth"),
    ("stroke-linecap", "strokeLinecap"),
    ("stroke-linejoin", "strokeLinejoin"),
    ("stroke-dasharray", "strokeDasharray"),
    ("fill-rule", "fillRule"),
    ("clip-rule", "clipRule"),
    ("fill-opacity", "fillOpacity"),
    ("stroke-opacity", "strokeOpacity"),
    ("text-anchor", "textAnchor"),
];

const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// The name of an element of HTML or SVG; elements of the page's own, which have a hyphen, follow other rules.
fn host<'e>(element: &'e JSXOpeningElement<'_>) -> Option<&'e str> {
    match &element.name {
        JSXElementName::Identifier(name) if !name.name.contains('-') => Some(name.name.as_str()),
        _ => None,
    }
}

fn attribute<'e, 'a>(element: &'e JSXOpeningElement<'a>, wanted: &str) -> Option<&'e JSXAttribute<'a>> {
    element.attributes.iter().find_map(|item| match item {
        JSXAttributeItem::Attribute(attribute) if attribute.is_identifier(wanted) => Some(&**attribute),
        _ => None,
    })
}

fn has_spread(element: &JSXOpeningElement<'_>) -> bool {
    element.attributes.iter().any(|item| matches!(item, JSXAttributeItem::SpreadAttribute(_)))
}

fn is_content(child: &JSXChild<'_>) -> bool {
    match child {
        JSXChild::Text(text) => !text.value.trim().is_empty(),
        JSXChild::ExpressionContainer(container) => {
            !matches!(container.expression, JSXExpression::EmptyExpression(_))
        }
        JSXChild::Element(_) | JSXChild::Fragment(_) | JSXChild::Spread(_) => true,
    }
}

impl Elements<'_, '_, '_> {
    fn attribute(&mut self, element: &str, attribute: &JSXAttribute<'_>) {
        let JSXAttributeName::Identifier(name) = &attribute.name else { return };
        let text = name.name.as_str();
        if let Some((_, right)) = NAMES.iter().find(|(wrong, _)| *wrong == text) {
            self.findings.warn(
                attribute.span,
                "attribute-name",
                format!("React calls \"{text}\" \"{right}\"."),
            );
        }
        if text == "style" && matches!(attribute.value, Some(JSXAttributeValue::StringLiteral(_))) {
            let message = "style takes an object and throws for a text: write style={{ color: \"red\" }}.";
            self.findings.error(attribute.span, "style-text", message);
        }
        if is_handler(text) && matches!(attribute.value, Some(JSXAttributeValue::StringLiteral(_))) {
            let message = format!("{text} of <{element}> takes a function, not a text.");
            self.findings.error(attribute.span, "handler-text", message);
        }
        if text == "dangerouslySetInnerHTML" && !is_constant_html(attribute) {
            let message =
                "Text that is not constant becomes HTML: make sure that it is clean, or show it as text.";
            self.findings.warn(attribute.span, "dangerous-html", message);
        }
    }

    fn item(&mut self, expression: &Expression<'_>) {
        match bare(expression) {
            Expression::JSXElement(element) => {
                let opening = &element.opening_element;
                if attribute(opening, "key").is_none() && !has_spread(opening) {
                    let message =
                        "An element of a list needs a key: add key={…} with what tells it from the others.";
                    self.findings.warn(opening.span, "missing-key", message);
                }
            }
            Expression::JSXFragment(fragment) => {
                let message = "An element of a list needs a key: write <Fragment key={…}>.";
                self.findings.warn(fragment.opening_fragment.span, "missing-key", message);
            }
            Expression::ConditionalExpression(either) => {
                self.item(&either.consequent);
                self.item(&either.alternate);
            }
            Expression::LogicalExpression(both) => self.item(&both.right),
            _ => {}
        }
    }

    fn items(&mut self, statements: &[Statement<'_>]) {
        for statement in statements {
            match statement {
                Statement::ReturnStatement(answer) => answer.argument.iter().for_each(|it| self.item(it)),
                Statement::BlockStatement(block) => self.items(&block.body),
                Statement::IfStatement(either) => {
                    self.items(std::slice::from_ref(&either.consequent));
                    self.items(either.alternate.as_slice());
                }
                Statement::SwitchStatement(switch) => {
                    switch.cases.iter().for_each(|case| self.items(&case.consequent));
                }
                _ => {}
            }
        }
    }
}

/// `{ __html: "…" }`
fn is_constant_html(attribute: &JSXAttribute<'_>) -> bool {
    let Some(JSXAttributeValue::ExpressionContainer(container)) = &attribute.value else { return false };
    let Some(Expression::ObjectExpression(object)) = container.expression.as_expression().map(bare) else {
        return false;
    };
    object.properties.iter().all(|property| match property {
        ObjectPropertyKind::ObjectProperty(property) => match bare(&property.value) {
            Expression::StringLiteral(_) => true,
            Expression::TemplateLiteral(template) => template.expressions.is_empty(),
            _ => false,
        },
        ObjectPropertyKind::SpreadProperty(_) => false,
    })
}

/// The function that makes elements of a list, in `items.map(…)`, `items.flatMap(…)` and `Array.from(…, …)`.
fn maker<'c, 'a>(call: &'c CallExpression<'a>) -> Option<&'c Expression<'a>> {
    let Expression::StaticMemberExpression(member) = bare(&call.callee) else { return None };
    let at = match member.property.name.as_str() {
        // React gives keys itself in `Children.map`.
        "map" | "flatMap" if !is_children(&member.object) => 0,
        "from" if matches!(&member.object, Expression::Identifier(object) if object.name == "Array") => 1,
        _ => return None,
    };
    call.arguments.get(at).and_then(Argument::as_expression).map(bare)
}

fn is_children(object: &Expression<'_>) -> bool {
    match object {
        Expression::Identifier(object) => object.name == "Children",
        Expression::StaticMemberExpression(member) => member.property.name == "Children",
        _ => false,
    }
}

impl<'a> Visit<'a> for Elements<'_, '_, '_> {
    fn visit_jsx_element(&mut self, element: &JSXElement<'a>) {
        let opening = &element.opening_element;
        if let Some(name) = host(opening) {
            for item in &opening.attributes {
                if let JSXAttributeItem::Attribute(attribute) = item {
                    self.attribute(name, attribute);
                }
            }
            let children =
                element.children.iter().any(is_content) || attribute(opening, "children").is_some();
            let html = attribute(opening, "dangerouslySetInnerHTML");
            if children && VOID.contains(&name) {
                let message =
                    format!("<{name}> cannot have children, and React throws for them: write <{name} />.");
                self.findings.error(opening.span, "void-children", message);
            } else if let (true, Some(html)) = (children, html) {
                let message =
                    "With dangerouslySetInnerHTML there can be no children, and React throws for them.";
                self.findings.error(html.span, "html-and-children", message);
            }
        }
        walk::walk_jsx_element(self, element);
    }

    fn visit_jsx_attribute(&mut self, attribute: &JSXAttribute<'a>) {
        if let (JSXAttributeName::Identifier(name), Some(JSXAttributeValue::ExpressionContainer(value))) =
            (&attribute.name, &attribute.value)
            && is_handler(&name.name)
            && let Some(Expression::CallExpression(call)) = value.expression.as_expression().map(bare)
            && self.states.is_setter_call(self.findings.scoping(), call)
        {
            let message =
                format!("This is called while rendering, which never ends: write {}={{() => …}}.", name.name);
            self.findings.error(call.span, "called-handler", message);
        }
        walk::walk_jsx_attribute(self, attribute);
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        match maker(call) {
            Some(Expression::ArrowFunctionExpression(arrow)) => match &arrow.body {
                ArrowFunctionBody::FunctionBody(body) => self.items(&body.statements),
                body => body.as_expression().into_iter().for_each(|answer| self.item(answer)),
            },
            Some(Expression::FunctionExpression(function)) => {
                function.body.iter().for_each(|body| self.items(&body.statements));
            }
            _ => {}
        }
        walk::walk_call_expression(self, call);
    }
}
