//! Components and hooks that are used without being declared or imported.
//!
//! Any other free name may be a global of the browser; these two kinds never are, and a forgotten import of one
//! is the mistake that generated code makes most.

use oxc::ast::ast::{IdentifierReference, JSXElementName, Program};
use oxc::ast_visit::{VisitJs, walk_js};
use oxc::semantic::Scoping;

use crate::compile::ImportedName;
use crate::position::line_column;

/// Each name once, at its first use.
pub fn find(scoping: &Scoping, source: &str, program: &Program<'_>) -> Vec<ImportedName> {
    // Most files have no such name, and need no walk.
    let free = scoping.root_unresolved_references();
    if !free.keys().any(|name| is_hook(name) || name.starts_with(char::is_uppercase)) {
        return Vec::new();
    }
    let mut finder = Finder { scoping, source, found: Vec::new() };
    finder.visit_program(program);
    finder.found
}

pub fn is_hook(name: &str) -> bool {
    // Asked of every name.
    name.as_bytes().first() == Some(&b'u')
        && name.strip_prefix("use").is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

struct Finder<'s> {
    scoping: &'s Scoping,
    source: &'s str,
    found: Vec<ImportedName>,
}

impl Finder<'_> {
    fn note(&mut self, reference: &IdentifierReference<'_>) {
        let Some(id) = reference.reference_id.get() else { return };
        let known = self.scoping.get_reference(id);
        let name = reference.name.as_str();
        if known.symbol_id().is_none()
            && known.is_value()
            && self.found.iter().all(|found| found.name != name)
        {
            let (line, column) = line_column(self.source, reference.span.start as usize);
            self.found.push(ImportedName { name: name.to_owned(), line, column });
        }
    }
}

impl<'a> VisitJs<'a> for Finder<'_> {
    fn visit_identifier_reference(&mut self, reference: &IdentifierReference<'a>) {
        if is_hook(&reference.name) {
            self.note(reference);
        }
    }

    fn visit_jsx_element_name(&mut self, name: &JSXElementName<'a>) {
        match name {
            JSXElementName::IdentifierReference(reference) => self.note(reference),
            other => walk_js::walk_jsx_element_name(self, other),
        }
    }
}
