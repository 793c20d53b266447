//! Both ways lead to the same program, or the short one is not taken.

mod corpus;
mod snippets;

use std::fmt::Debug;

use oxc::allocator::Allocator;
use oxc::ast::ast::{Expression, Program, Statement};
use oxc::ast_visit::{VisitMut, walk_mut};
use oxc::codegen::{Codegen, CodegenOptions, CommentOptions};
use oxc::parser::{ParseOptions, Parser};
use oxc::span::SourceType;

use super::{Rewritten, rewrite};
use crate::compile::{CompileOptions, Compiled, Dep, compile, original_position, source_type};

/// None if the file goes the long way.
fn short(path: &str, source: &str, plain: bool) -> Option<Rewritten> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, source_type(path)).parse();
    if parsed.panicked || !parsed.diagnostics.is_empty() {
        return None;
    }
    rewrite(&allocator, path, &parsed.program, plain, false)
}

fn long(path: &str, source: &str, plain: bool) -> Compiled {
    // Only the long way makes maps.
    compile(path, source, &CompileOptions { source_map: true, plain })
}

/// Without parentheses, blanks, and statements that do nothing.
fn normal(code: &str) -> String {
    struct Tidy;
    impl<'a> VisitMut<'a> for Tidy {
        fn visit_statements(&mut self, statements: &mut oxc::allocator::ArenaVec<'a, Statement<'a>>) {
            statements.retain(|statement| {
                let nothing = matches!(statement, Statement::ExpressionStatement(only)
                    if matches!(only.expression, Expression::StringLiteral(_)));
                !nothing && !matches!(statement, Statement::EmptyStatement(_))
            });
            walk_mut::walk_statements(self, statements);
        }
    }
    let allocator = Allocator::default();
    let code = format!("use({code})");
    // What a frame runs is a script.
    let options = ParseOptions { preserve_parens: false, ..ParseOptions::default() };
    let parsed = Parser::new(&allocator, &code, SourceType::cjs()).with_options(options).parse();
    if let Some(fault) = parsed.diagnostics.first() {
        return format!("{fault:?}\n{code}");
    }
    let mut program: Program<'_> = parsed.program;
    Tidy.visit_program(&mut program);
    let options = CodegenOptions { comments: CommentOptions::disabled(), ..CodegenOptions::default() };
    Codegen::new().with_options(options).build(&program).code
}

/// The names of a dependency are a set.
fn names(deps: &[Dep]) -> Vec<String> {
    let sorted = deps.iter().cloned().map(|mut dep| {
        dep.names.sort_by(|a, b| a.name.cmp(&b.name));
        format!("{dep:?}")
    });
    sorted.collect()
}

/// Whether the short way was taken. An error is a difference between what the two lead to.
fn compare(path: &str, source: &str) -> Result<bool, String> {
    let mut taken = false;
    for plain in [false, true] {
        let Some(short) = short(path, source, plain) else { continue };
        taken = true;
        let long = long(path, source, plain);
        let code = format!("{}\n{}}}", short.linked.head, short.body);
        let fault = |what: &str, short: &dyn Debug, long: &dyn Debug| {
            format!("{path}: {what}\n{source}\n- short: {short:?}\n- long: {long:?}\n{code}\n")
        };
        if !long.diagnostics.is_empty() {
            return Err(fault("faults", &"none", &long.diagnostics));
        }
        if names(&short.linked.deps) != names(&long.deps) {
            return Err(fault("imports", &names(&short.linked.deps), &names(&long.deps)));
        }
        if short.linked.exports != long.exports {
            return Err(fault("exports", &short.linked.exports, &long.exports));
        }
        if short.undeclared != long.undeclared {
            return Err(fault("undeclared", &short.undeclared, &long.undeclared));
        }
        let (short, long) = (normal(&code), normal(&long.code));
        if short != long {
            return Err(format!("{path}: code\n{source}\n- short:\n{short}\n- long:\n{long}\n{code}\n"));
        }
    }
    Ok(taken)
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} differences\n{}", faults.len(), faults[..faults.len().min(12)].join("\n"));
}

/// Places in the code lead back to the same words in the source, or to what they came from.
fn compare_places(path: &str, source: &str) {
    let code = compile(path, source, &CompileOptions::default()).code;
    for (number, line) in code.lines().enumerate().skip(1) {
        for (at, _) in line.match_indices("mark") {
            let column = line[..at].encode_utf16().count() as u32 + 1;
            let found = original_position(path, source, number as u32 + 1, column);
            let (line, column) = found.unwrap();
            let text: Vec<u16> = source.lines().nth(line as usize - 1).unwrap().encode_utf16().collect();
            let text = String::from_utf16(&text[column as usize - 1..]).unwrap();
            assert!(text.starts_with("mark"), "{line}:{column} of\n{source}\n{code}");
        }
    }
}
