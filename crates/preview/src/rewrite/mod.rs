//! The quick way from a file to the body of its module: edits of the text, found in one walk over the parsed file.
//!
//! Most files of an app need nothing but types taken out, JSX written as calls, imported names written as members, and
//! React's refresh told of components. The result means what the long way (transform, link, print) makes of the file;
//! `tests` compares the two. Where this cannot be said for certain the file is doubted, and goes the long way: classes,
//! enums, namespaces, decorators, generators, `var`, labels, destructuring without a declaration, an import's name
//! declared again, and whatever else the walk does not list. A fault in the code is a doubt, too: the long way says it.

mod edits;
mod expressions;
mod functions;
mod jsx;
mod modules;
mod outcome;
mod patterns;
mod refresh;
mod scopes;
mod statements;
#[cfg(test)]
mod tests;
mod types;

use oxc::allocator::Allocator;
use oxc::ast::ast::{Program, StringLiteral};
use oxc::str::Ident;

use crate::compile::{DepKind, ImportedName};
use crate::link::Linked;
use crate::position::{Lines, line_column};
use edits::{Edits, Piece, Runtime, Text};
use modules::{Export, Import, ImportDeclared};
use refresh::Refresh;
use scopes::Scopes;

pub struct Rewritten {
    pub linked: Linked,
    pub body: String,
    pub undeclared: Vec<ImportedName>,
    /// Where the parts of `body` come from, if that was asked for.
    places: Option<Vec<Piece>>,
}

impl Rewritten {
    /// The place in the source behind one in the body; lines and columns from 1.
    pub fn original(&self, source: &str, line: u32, column: u32) -> Option<(u32, u32)> {
        let start = match line.checked_sub(1)? {
            0 => 0,
            line => self.body.match_indices('\n').nth(line as usize - 1)?.0 + 1,
        };
        let text = self.body[start..].lines().next()?;
        let mut units = column.checked_sub(1)? as usize;
        let within = text.chars().take_while(|character| {
            let wanted = units > 0;
            units = units.saturating_sub(character.len_utf16());
            wanted
        });
        let offset = (start + within.map(char::len_utf8).sum::<usize>()) as u32;
        let places = self.places.as_ref()?;
        let piece = places.get(places.partition_point(|piece| piece.result <= offset).checked_sub(1)?)?;
        let inside = if piece.copied { offset - piece.result } else { 0 };
        Some(line_column(source, (piece.source + inside) as usize))
    }
}

/// None if the file has to go the long way. The program is as parsed, without faults.
pub fn rewrite<'a>(
    allocator: &'a Allocator,
    path: &str,
    program: &Program<'a>,
    plain: bool,
    with_places: bool,
) -> Option<Rewritten> {
    let mut rewriter = Rewriter::new(allocator, path, program, plain);
    rewriter.program(program);
    if rewriter.doubt { None } else { rewriter.finish(with_places) }
}

/// A dependency that is named in the code.
struct Found {
    specifier: String,
    kind: DepKind,
    start: u32,
}

/// A use of a name that is a component's or a hook's, and so has to be declared.
struct Candidate<'a> {
    name: Ident<'a>,
    scope: u32,
    start: u32,
}

struct Rewriter<'a, 'p> {
    allocator: &'a Allocator,
    source: &'a str,
    path: &'p str,
    plain: bool,
    typescript: bool,
    doubt: bool,
    is_async: bool,
    edits: Edits,
    lines: Lines<'a>,
    scopes: Scopes<'a>,
    imports: Vec<Import<'a>>,
    declared_imports: Vec<ImportDeclared<'a>>,
    /// All imports stand before everything else.
    imports_first: bool,
    exports: Vec<Export<'a>>,
    /// Names whose values are exported: they must not be types.
    exported_values: Vec<Ident<'a>>,
    found: Vec<Found>,
    /// In the order of the first use.
    runtime: Vec<Runtime>,
    candidates: Vec<Candidate<'a>>,
    refresh: Refresh<'a>,
    function_depth: u32,
    parameter_depth: u32,
    /// Loops around, and loops and switches around, up to the next function.
    loops: u32,
    breakable: u32,
    /// Where the name of a called function starts.
    called: Option<u32>,
    has_element: bool,
    /// What the places of all host elements begin with.
    place: String,
}

impl<'a, 'p> Rewriter<'a, 'p> {
    fn new(allocator: &'a Allocator, path: &'p str, program: &Program<'a>, plain: bool) -> Self {
        let source = program.source_text;
        Self {
            allocator,
            source,
            path,
            plain,
            typescript: program.source_type.is_typescript(),
            doubt: false,
            is_async: false,
            edits: Edits {
                list: Vec::with_capacity(source.len() / 16),
                made: String::with_capacity(source.len() / 2),
            },
            lines: Lines::new(source),
            scopes: Scopes::new(),
            imports: Vec::new(),
            declared_imports: Vec::new(),
            imports_first: true,
            exports: Vec::new(),
            exported_values: Vec::new(),
            found: Vec::new(),
            runtime: Vec::new(),
            candidates: Vec::new(),
            refresh: Refresh::default(),
            function_depth: 0,
            parameter_depth: 0,
            loops: 0,
            breakable: 0,
            called: None,
            has_element: false,
            place: String::new(),
        }
    }

    fn program(&mut self, program: &Program<'a>) {
        // Comments stay, and some of them speak to the browser or to the transformer.
        let speaks = |text: &str| {
            text.contains("@jsx") || text.contains("sourceURL") || text.contains("sourceMapping")
        };
        let comments = program.comments.iter();
        let spoken = comments.map(|comment| comment.span.source_text(self.source)).any(speaks);
        self.doubt |= spoken || program.hashbang.is_some();
        self.collect_imports(&program.body);
        for statement in &program.body {
            self.module_statement(statement);
            if self.doubt {
                return;
            }
        }
    }

    fn doubt_if(&mut self, doubtful: bool) {
        self.doubt |= doubtful;
    }

    fn declare(&mut self, name: Ident<'a>, is_type: bool) {
        let sound = is_ordinary(&name) && self.scopes.declare(name, is_type);
        self.doubt |= !sound;
    }

    fn found(&mut self, literal: &StringLiteral<'a>, kind: DepKind) -> Text {
        let specifier = literal.value.as_str();
        let known = self.found.iter().position(|found| found.specifier == specifier && found.kind == kind);
        let at = known.unwrap_or_else(|| {
            let start = literal.span.start;
            self.found.push(Found { specifier: specifier.to_owned(), kind, start });
            self.found.len() - 1
        });
        Text::Found(at as u32)
    }
}

/// Not reserved in modules, and not one of the names that the refresh makes up.
fn is_ordinary(name: &str) -> bool {
    // Asked of every name: most are told by their first letter and their length.
    let reserved = match (name.as_bytes().first(), name.len()) {
        (Some(b'a'), 5 | 9) => matches!(name, "arguments" | "await"),
        (Some(b'e'), 4) => name == "eval",
        (Some(b'i'), 9 | 10) => matches!(name, "implements" | "interface"),
        (Some(b'l'), 3) => name == "let",
        (Some(b'p'), 6 | 7 | 9) => matches!(name, "package" | "private" | "protected" | "public"),
        (Some(b's'), 6) => name == "static",
        (Some(b'y'), 5) => name == "yield",
        (Some(b'_'), _) => {
            let rest = name.strip_prefix("_c").or_else(|| name.strip_prefix("_s"));
            rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
        }
        _ => false,
    };
    !reserved
}
