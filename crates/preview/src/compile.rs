//! One file to one module: what to do with each kind of file, and the pipeline for scripts.

use std::cell::Cell;
use std::path::Path;

use contract::{Diagnostic, Severity};
use oxc::allocator::Allocator;
use oxc::codegen::{Codegen, CodegenOptions, CodegenReturn, CommentOptions};
use oxc::diagnostics::{OxcDiagnostic, Severity as OxcSeverity};
use oxc::parser::Parser;
use oxc::semantic::SemanticBuilder;
use oxc::span::SourceType;
use oxc::transformer::{
    DecoratorOptions, HelperLoaderMode, HelperLoaderOptions, JsxOptions, ReactRefreshOptions,
    TransformOptions, Transformer,
};

use crate::position::line_column;
use crate::{assets, css, css_refs, document, link, locate, loops, rewrite, script, undeclared};

const KEPT_BYTES: usize = 1 << 20;

#[derive(Clone, Copy, Debug, Default)]
pub struct CompileOptions {
    /// Also make a source map (JSON), which only the long way can: it takes more than twice the time.
    pub source_map: bool,
    /// Leave out what only the interactive preview needs (`data-loc`, guards in loops).
    pub plain: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModuleKind {
    /// `code` is a generator function expression; see `link`.
    Script,
    /// `style` is text for a style element, and `code` exports the class names.
    Style,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DepKind {
    Static,
    /// `import("…")`: evaluated when the call runs.
    Dynamic,
    /// `url(…)` in a style sheet: only its address is wanted.
    Asset,
}

/// A style sheet and the places in it that stand for the addresses of other files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style {
    pub css: String,
    /// Byte ranges of `css`, in order, each with the dependency whose address belongs there.
    pub urls: Vec<(std::ops::Range<usize>, usize)>,
}

/// A name that a module takes from another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedName {
    pub name: String,
    pub line: u32,
    pub column: u32,
}

/// A specifier as written, once per module and kind. Dependency `n` is parameter `__easel{n}` of the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dep {
    pub specifier: String,
    pub kind: DepKind,
    pub names: Vec<ImportedName>,
    /// `export * from` it.
    pub star: bool,
    pub line: u32,
    pub column: u32,
}

#[derive(Clone, Debug)]
pub struct Compiled {
    pub kind: ModuleKind,
    pub code: String,
    pub style: Option<Style>,
    /// Source map v3 of `code`, when asked for.
    pub map: Option<String>,
    pub deps: Vec<Dep>,
    /// Own export names, without those that come through `export *`.
    pub exports: Vec<String>,
    /// Components and hooks that are used but neither declared nor imported. They fail only when that code
    /// runs, so the preview runs the module all the same.
    pub undeclared: Vec<ImportedName>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Compiled {
    pub fn failed(&self) -> bool {
        self.diagnostics.iter().any(|found| found.severity == Severity::Error)
    }

    fn new(kind: ModuleKind, code: String) -> Self {
        Self {
            kind,
            code,
            style: None,
            map: None,
            deps: Vec::new(),
            exports: vec!["default".to_owned()],
            undeclared: Vec::new(),
            diagnostics: Vec::new(),
        }
    }
}

/// Never fails: with errors in `diagnostics`, `code` is not to be run. `id` is a path, perhaps with `?raw`.
pub fn compile(id: &str, source: &str, options: &CompileOptions) -> Compiled {
    if id.contains('?') {
        return Compiled::new(ModuleKind::Script, script::text_module(source));
    }
    let name = id.rsplit('/').next().unwrap_or(id);
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "tsx" | "ts" | "jsx" | "js" | "mts" | "mjs" | "cts" | "cjs" => {
            compile_script(id, source, options, |_| ()).0
        }
        "json" => {
            let read = document::read(id, source);
            let code = script::json_module(source, &read.names);
            let mut compiled = Compiled::new(ModuleKind::Script, code);
            compiled.exports.extend(read.names);
            compiled.diagnostics.extend(read.fault);
            compiled
        }
        "css" if name.ends_with(".module.css") => {
            let module = css::scope_classes(id, source);
            let mut compiled = Compiled::new(ModuleKind::Style, script::class_names(&module.classes));
            compiled.exports.extend(module.classes.into_iter().map(|(class, _)| class));
            add_style(&mut compiled, &module.css);
            compiled
        }
        "css" => {
            let mut compiled = Compiled::new(ModuleKind::Style, script::text_module(""));
            add_style(&mut compiled, source);
            compiled
        }
        _ => {
            let address = assets::address(id, source);
            let text = address.as_deref().unwrap_or(source);
            Compiled::new(ModuleKind::Script, script::text_module(text))
        }
    }
}

fn add_style(compiled: &mut Compiled, css: &str) {
    let found = css_refs::references(css);
    let mut add = |specifier: String, kind: DepKind, offset: usize| {
        let (line, column) = line_column(css, offset);
        compiled.deps.push(Dep { specifier, kind, names: Vec::new(), star: false, line, column });
        compiled.deps.len() - 1
    };
    for (specifier, offset) in found.imports {
        add(specifier, DepKind::Static, offset);
    }
    let urls = found.urls.into_iter();
    let urls =
        urls.map(|(specifier, range, offset)| (range, add(specifier, DepKind::Asset, offset))).collect();
    compiled.style = Some(Style { css: found.css, urls });
}

/// Where a place in the generated code (line and column from 1) comes from, by compiling again: maps are
/// wanted only when something failed, so they are not kept.
pub fn original_position(path: &str, source: &str, line: u32, column: u32) -> Option<(u32, u32)> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, source_type(path)).parse();
    if parsed.diagnostics.is_empty()
        && let Some(done) = rewrite::rewrite(&allocator, path, &parsed.program, false, true)
    {
        return done.original(source, line.checked_sub(1)?, column);
    }
    let options = CompileOptions { source_map: true, plain: false };
    // The generated body starts on the second line, below the function's head.
    let wanted = (line.checked_sub(2)?, column.checked_sub(1)?);
    let (_, found) = compile_script(path, source, &options, |generated| {
        let mut found = None;
        for token in generated.map.as_ref()?.get_tokens() {
            if (token.get_dst_line(), token.get_dst_col()) > wanted {
                break;
            }
            if token.get_source_id().is_some() && token.get_dst_line() == wanted.0 {
                found = Some((token.get_src_line() + 1, token.get_src_col() + 1));
            }
        }
        found
    });
    found.flatten()
}

fn compile_script<T>(
    path: &str,
    source: &str,
    options: &CompileOptions,
    with_map: impl FnOnce(&CodegenReturn<'_>) -> T,
) -> (Compiled, Option<T>) {
    let mut compiled = Compiled::new(ModuleKind::Script, String::new());
    compiled.exports.clear();
    let arena = Arena::take();
    let allocator = &arena.0;
    let parsed = Parser::new(allocator, source, source_type(path)).parse();
    let mut program = parsed.program;
    report(&mut compiled, path, source, parsed.diagnostics.into_vec());
    if compiled.failed() || parsed.panicked {
        return (compiled, None);
    }
    // The parser takes TypeScript without imports and exports for a script, in which the transformer would write
    // `require`.
    program.source_type = program.source_type.with_module(true);
    if !options.source_map
        && compiled.diagnostics.is_empty()
        && let Some(done) = rewrite::rewrite(allocator, path, &program, options.plain, false)
    {
        compiled.deps = done.linked.deps;
        compiled.exports = done.linked.exports;
        compiled.undeclared = done.undeclared;
        compiled.code = done.linked.head;
        compiled.code.push('\n');
        compiled.code.push_str(&done.body);
        compiled.code.push('}');
        return (compiled, None);
    }
    if !options.plain {
        locate::mark_host_elements(allocator, path, source, &mut program);
    }
    let semantic = SemanticBuilder::new()
        .with_check_syntax_error(true)
        .with_enum_eval(true)
        .with_excess_capacity(2.0)
        .build(&program);
    report(&mut compiled, path, source, semantic.diagnostics.into_vec());
    if compiled.failed() {
        return (compiled, None);
    }
    compiled.undeclared = undeclared::find(semantic.semantic.scoping(), source, &program);
    let transformed = Transformer::new(allocator, Path::new(path), &transform_options())
        .build_with_scoping(semantic.semantic.into_scoping(), &mut program);
    report(&mut compiled, path, source, transformed.diagnostics.into_vec());
    if compiled.failed() {
        return (compiled, None);
    }
    // The transformer keeps its own scoping up to date, but a fresh one is what linking can rely on: every
    // reference in the program it sees has its symbol.
    let scoping = SemanticBuilder::new().build(&program).semantic.into_scoping();
    let linked = link::link(allocator, scoping, source, &mut program);
    if !options.plain {
        loops::guard(allocator, &mut program);
    }
    compiled.deps = linked.deps;
    compiled.exports = linked.exports;
    let codegen = Codegen::new().with_options(CodegenOptions {
        comments: CommentOptions::disabled(),
        source_map_path: options.source_map.then(|| Path::new(path).to_path_buf()),
        ..CodegenOptions::default()
    });
    let generated = codegen.build(&program);
    let mapped = with_map(&generated);
    compiled.map = generated.map.map(|map| map.to_json_string());
    compiled.code = linked.head;
    compiled.code.push('\n');
    compiled.code.push_str(&generated.code);
    compiled.code.push('}');
    (compiled, Some(mapped))
}

/// The memory for one file's syntax tree, handed on from file to file: to ask for it anew takes a good part of the time.
struct Arena(Allocator);

thread_local! {
    static ARENA: Cell<Option<Allocator>> = const { Cell::new(None) };
}

impl Arena {
    fn take() -> Self {
        Self(ARENA.take().unwrap_or_default())
    }
}

impl Drop for Arena {
    fn drop(&mut self) {
        let mut allocator = std::mem::take(&mut self.0);
        allocator.reset();
        // What one large file needed is not kept for all the small ones.
        if allocator.capacity() <= KEPT_BYTES {
            ARENA.set(Some(allocator));
        }
    }
}

/// JavaScript files may hold JSX too, as bundlers allow it.
pub fn source_type(path: &str) -> SourceType {
    if path.ends_with(".tsx") {
        SourceType::tsx()
    } else if path.ends_with("ts") {
        SourceType::ts()
    } else {
        SourceType::jsx()
    }
}

fn transform_options() -> TransformOptions {
    let jsx = JsxOptions {
        // React 19 does in the development build of `jsx` all that `jsxDEV` did, and no longer reads the places that are
        // written for the latter; to find them took a tenth of the time. Elements have theirs in `data-loc`.
        development: false,
        jsx_plugin: true,
        pure: false,
        refresh: Some(ReactRefreshOptions { emit_full_signatures: true, ..ReactRefreshOptions::default() }),
        ..JsxOptions::enable()
    };
    // What TypeScript calls experimental is what frameworks use; browsers have neither kind. The helpers are the
    // frame's `babelHelpers`.
    let decorator =
        DecoratorOptions { legacy: true, emit_decorator_metadata: false, ..DecoratorOptions::default() };
    let helper_loader =
        HelperLoaderOptions { mode: HelperLoaderMode::External, ..HelperLoaderOptions::default() };
    TransformOptions { jsx, decorator, helper_loader, ..TransformOptions::default() }
}

fn report(compiled: &mut Compiled, path: &str, source: &str, found: Vec<OxcDiagnostic>) {
    compiled.diagnostics.extend(found.iter().map(|found| {
        let offset = found.labels.first().map_or(0, |label| label.offset() as usize);
        let (line, column) = line_column(source, offset);
        let message = match &found.help {
            Some(help) => format!("{} {help}", found.message),
            None => found.message.to_string(),
        };
        Diagnostic {
            path: path.to_owned(),
            line,
            column,
            severity: match found.severity {
                OxcSeverity::Error => Severity::Error,
                OxcSeverity::Warning | OxcSeverity::Advice => Severity::Warning,
            },
            code: "syntax".to_owned(),
            message,
            source: "oxc".to_owned(),
        }
    }));
}
