//! What a bundler needs to know of a project: where it starts, what it imports, and its styles as the preview has them.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use contract::{Diagnostic, Severity};
use vfs::Aliases;

use crate::candidates;
use crate::check::{missing_default, missing_entry};
use crate::compile::{CompileOptions, ModuleKind};
use crate::graph::{Entry, Graph, Link};

#[derive(Debug)]
pub struct Site {
    /// Path of the first module to run; if `mount`, its default export is a component to be shown.
    pub entry: String,
    pub mount: bool,
    /// In the order of the cascade.
    pub sheets: Vec<Sheet>,
    /// Names and ranges of packages that do not come with Easel, or of which more is imported than comes with it; the
    /// range may be empty.
    pub packages: BTreeMap<String, String>,
    /// What may be class names in the project's sources.
    pub candidates: BTreeSet<String>,
    pub aliases: Aliases,
}

#[derive(Debug)]
pub struct Sheet {
    pub path: String,
    pub css: String,
    /// Class name as written, and the one that is unique in the project; empty for a plain sheet.
    pub classes: Vec<(String, String)>,
}

/// `address` answers where a file, by its path, will be loaded from. Errors are those that the preview stops at.
pub fn site(
    files: &BTreeMap<String, String>,
    address: &dyn Fn(&str) -> Option<String>,
) -> Result<Site, Vec<Diagnostic>> {
    let mut graph = Graph::new(CompileOptions { plain: true, ..CompileOptions::default() });
    for (path, text) in files {
        graph.write(path, text);
    }
    let Some(Entry { path: entry, mount }) = graph.entry() else { return Err(vec![missing_entry()]) };
    let paths = graph.reach([entry.clone()]);
    let mut errors = graph.problems(&paths);
    errors.extend(graph.unknown_packages(&paths));
    errors.retain(|found| found.severity == Severity::Error);
    if mount {
        errors.extend(missing_default(&graph, &entry));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let modules = || paths.iter().filter_map(|path| Some((path, graph.module(path)?)));
    let mut packages = BTreeMap::new();
    let mut found = HashSet::new();
    for (_, module) in modules() {
        packages.extend(module.links.iter().filter_map(|link| match link {
            Link::Package(specifier) if !vfs::is_known_package(specifier) => {
                let range = graph.range_of(specifier)?;
                Some((vfs::package_of(specifier).to_owned(), range.to_owned()))
            }
            Link::Package(_) | Link::Module(_) | Link::Missing => None,
        }));
        if module.compiled.kind != ModuleKind::Style {
            candidates::collect(&module.source, &mut found);
        }
    }
    let sheets = graph.cascade(&paths).into_iter().filter_map(|path| {
        let module = graph.module(path)?;
        let css = graph.style_text(module, &|_, path| address(path))?;
        Some(Sheet { path: path.to_owned(), css, classes: crate::css::classes_of(path, &module.source) })
    });
    Ok(Site {
        sheets: sheets.collect(),
        packages,
        candidates: found.into_iter().map(str::to_owned).collect(),
        aliases: graph.aliases().clone(),
        entry,
        mount,
    })
}
