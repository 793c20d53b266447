//! One script, parsed once for all checkers that read scripts.

use std::collections::{BTreeMap, BTreeSet};

use contract::Diagnostic;
use oxc::allocator::Allocator;
use oxc::ast::ast::Program;
use oxc::parser::Parser;
use oxc::semantic::{Semantic, SemanticBuilder};
use oxc::span::{SourceType, Span};
use preview::Lines;

use crate::imports::Shape;
use crate::names::FreeName;
use crate::{Files, declarations, imports, is_declaration, is_script, lint, names};

/// What the checkers keep of a script, without its syntax tree.
#[derive(Debug)]
pub struct Script {
    pub shape: Shape,
    pub free: Vec<FreeName>,
    pub lint: Vec<Diagnostic>,
    /// Names that this file declares for all others.
    pub ambient: Vec<String>,
}

/// A script while its syntax tree is there.
pub struct Parsed<'p, 'a> {
    pub path: &'p str,
    pub program: &'p Program<'a>,
    pub semantic: &'p Semantic<'a>,
    lines: &'p Lines<'p>,
}

impl Parsed<'_, '_> {
    /// Line and column of a place.
    pub fn at(&self, span: Span) -> (u32, u32) {
        self.lines.at(span.start)
    }
}

/// The checked modules and the project's declaration files. What does not parse is left out: `oxc` has said so.
pub fn read_all(files: &Files, paths: &BTreeSet<String>) -> BTreeMap<String, Script> {
    let paths = paths.iter().chain(declarations(files)).filter(|path| is_script(path));
    paths.filter_map(|path| Some((path.clone(), read(path, files.get(path)?)?))).collect()
}

fn read(path: &str, source: &str) -> Option<Script> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, source_type(path)).parse();
    if parsed.panicked || parsed.diagnostics.has_errors() {
        return None;
    }
    let semantic = SemanticBuilder::new().with_build_nodes(true).build(&parsed.program).semantic;
    let lines = Lines::new(source);
    let parsed = Parsed { path, program: &parsed.program, semantic: &semantic, lines: &lines };
    let declaration = is_declaration(path);
    Some(Script {
        shape: imports::shape(&parsed),
        free: if declaration { Vec::new() } else { names::free(&parsed) },
        lint: if declaration { Vec::new() } else { lint::check(&parsed) },
        ambient: names::ambient(&parsed),
    })
}

/// JavaScript files may hold JSX too, as bundlers allow it.
fn source_type(path: &str) -> SourceType {
    if is_declaration(path) {
        SourceType::d_ts()
    } else if path.ends_with(".tsx") {
        SourceType::tsx()
    } else if path.ends_with("ts") {
        SourceType::ts()
    } else {
        SourceType::jsx()
    }
}
