//! The verifier's look at a whole project, without running it.

use std::collections::{BTreeMap, BTreeSet};

use contract::Diagnostic;
use vfs::Aliases;

use crate::compile::CompileOptions;
use crate::graph::{Graph, Link, error, file_of};

/// What `inspect` learned about a project.
#[derive(Debug, Default)]
pub struct Inspection {
    /// In the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// The modules that were looked at; each file once.
    pub paths: BTreeSet<String>,
    pub aliases: Aliases,
}

/// The findings of `inspect`.
pub fn check(files: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    inspect(files).diagnostics
}

/// Syntax errors, imports without a file, imported names that are not exported, packages that cannot be had,
/// components and hooks that were never imported, a missing entry or default export: of the code that the preview runs and of what else lies in `src/`.
/// Tests, declarations and the configuration of tools are left alone: they belong to other runtimes.
pub fn inspect(files: &BTreeMap<String, String>) -> Inspection {
    let mut graph = Graph::new(CompileOptions { plain: true, ..CompileOptions::default() });
    for (path, text) in files {
        graph.write(path, text);
    }
    let entry = graph.entry();
    let others = files.keys().filter(|path| is_checked(path)).cloned();
    let paths = graph.reach(entry.iter().map(|entry| entry.path.clone()).chain(others));
    let mut found = graph.problems(&paths);
    match entry {
        None => found.push(missing_entry()),
        Some(entry) if entry.mount => found.extend(missing_default(&graph, &entry.path)),
        Some(_) => {}
    }
    for path in &paths {
        let Some(module) = graph.module(path) else { continue };
        for missing in &module.compiled.undeclared {
            let message = format!("\"{}\" is neither declared nor imported here.", missing.name);
            found.push(error(path, missing.line, missing.column, "undeclared-name", message));
        }
    }
    found.extend(graph.unknown_packages(&paths));
    found.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
    let paths = paths.iter().map(|id| file_of(id).to_owned()).collect();
    Inspection { diagnostics: found, paths, aliases: graph.aliases().clone() }
}

/// Names of the packages that the modules of a project import, without the paths inside them.
pub fn packages(files: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut graph = Graph::new(CompileOptions { plain: true, ..CompileOptions::default() });
    for (path, text) in files {
        graph.write(path, text);
    }
    let entry = graph.entry().map(|entry| entry.path);
    let others = files.keys().filter(|path| is_checked(path)).cloned();
    let paths = graph.reach(entry.into_iter().chain(others));
    let links = paths.iter().filter_map(|path| graph.module(path)).flat_map(|module| &module.links);
    let specifiers = links.filter_map(|link| if let Link::Package(name) = link { Some(name) } else { None });
    specifiers.map(|specifier| vfs::package_of(specifier).to_owned()).collect()
}

/// By path, the files of the project that each module imports.
pub fn imports(files: &BTreeMap<String, String>) -> BTreeMap<String, Vec<String>> {
    let mut graph = Graph::new(CompileOptions { plain: true, ..CompileOptions::default() });
    for (path, text) in files {
        graph.write(path, text);
    }
    let entry = graph.entry().map(|entry| entry.path);
    let others = files.keys().filter(|path| is_checked(path)).cloned();
    let paths = graph.reach(entry.into_iter().chain(others));
    let modules = paths.iter().filter_map(|path| Some((path, graph.module(path)?)));
    let files_of = |links: &[Link]| {
        let found = links
            .iter()
            .filter_map(|link| if let Link::Module(id) = link { Some(file_of(id)) } else { None });
        found.map(str::to_owned).collect()
    };
    modules.map(|(path, module)| (file_of(path).to_owned(), files_of(&module.links))).collect()
}

pub fn missing_entry() -> Diagnostic {
    let message = "There is no src/App.tsx (with a component as default export) and no src/main.tsx.";
    error("src/App.tsx", 1, 1, "missing-entry", message.to_owned())
}

pub fn missing_default(graph: &Graph, path: &str) -> Option<Diagnostic> {
    let exported = graph.exports(path, "default", &mut std::collections::HashSet::new());
    let message = format!("\"{path}\" has no default export: the preview shows that component.");
    (!exported).then(|| error(path, 1, 1, "missing-default", message))
}

fn is_checked(path: &str) -> bool {
    let scripts = [".tsx", ".ts", ".jsx", ".js", ".mts", ".mjs", ".json"];
    let foreign = [
        ".d.ts",
        ".d.mts",
        ".test.",
        ".spec.",
        ".stories.",
        "__tests__/",
        "__mocks__/",
        "/test/",
        "/tests/",
        "/testing/",
        "/setupTests.",
        "/setup-tests.",
        "/mocks/",
    ];
    path.starts_with("src/")
        && scripts.iter().any(|end| path.ends_with(end))
        && !foreign.iter().any(|part| path.contains(part))
}
