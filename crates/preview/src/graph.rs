//! The modules of a project: compiled once per content, resolved once per set of paths, checked together.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use contract::{Diagnostic, Severity};
use vfs::{Aliases, Resolution};

use crate::compile::{CompileOptions, Compiled, Dep, DepKind, compile};
use crate::{assets, manifest, tsconfig};

/// Where a dependency leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    Module(String),
    Package(String),
    Missing,
}

pub struct Module {
    pub source: Rc<str>,
    pub compiled: Compiled,
    /// One per dependency, in order.
    pub links: Vec<Link>,
    /// The set of paths that `links` were found in.
    paths_version: u64,
}

/// The first module to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub path: String,
    /// The default export is a component to be mounted; otherwise the module does that itself.
    pub mount: bool,
}

/// Where projects keep files that are served as they are.
pub const PUBLIC: &str = "public/";

/// A project's texts; a copy shares them.
pub type Files = BTreeMap<String, Rc<str>>;

#[derive(Default)]
pub struct Graph {
    files: Files,
    /// By path, perhaps with the query that says how it is loaded (`src/notes.md?raw`).
    modules: HashMap<String, Module>,
    aliases: Aliases,
    /// Packages that `package.json` names, with their ranges.
    dependencies: BTreeMap<String, String>,
    /// Moves on with everything that decides where specifiers lead.
    paths_version: u64,
    options: CompileOptions,
}

const ENTRIES: &[(&str, bool)] = &[
    ("src/main.tsx", false),
    ("src/main.jsx", false),
    ("src/main.ts", false),
    ("src/main.js", false),
    ("src/index.tsx", false),
    ("src/index.jsx", false),
    ("src/App.tsx", true),
    ("src/App.jsx", true),
    ("src/App.js", true),
];

impl Graph {
    pub fn new(options: CompileOptions) -> Self {
        Self { options, ..Self::default() }
    }

    /// Adds or replaces a file. Its module is compiled again only if the text differs.
    pub fn write(&mut self, path: &str, text: &str) {
        match self.files.get(path) {
            Some(known) if &**known == text => {}
            Some(_) => {
                self.files.insert(path.to_owned(), text.into());
            }
            None => {
                self.files.insert(path.to_owned(), text.into());
                self.paths_version += 1;
            }
        }
        self.configure(path);
    }

    pub fn remove(&mut self, path: &str) {
        if self.files.remove(path).is_some() {
            self.modules.retain(|id, _| file_of(id) != path);
            self.paths_version += 1;
            self.configure(path);
        }
    }

    fn configure(&mut self, path: &str) {
        if path == manifest::MANIFEST {
            let text = self.files.get(path);
            self.dependencies = text.map(|text| manifest::dependencies(text)).unwrap_or_default();
        }
        if !tsconfig::CONFIGS.contains(&path) {
            return;
        }
        let mut configs = tsconfig::CONFIGS.iter().filter_map(|config| self.files.get(*config));
        let aliases = configs.find_map(|text| tsconfig::aliases(text)).unwrap_or_default();
        if aliases != self.aliases {
            self.aliases = aliases;
            self.paths_version += 1;
        }
    }

    pub fn aliases(&self) -> &Aliases {
        &self.aliases
    }

    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Puts other files in place; answers those that were there.
    pub fn exchange(&mut self, files: Files) -> Files {
        let before = std::mem::replace(&mut self.files, files);
        self.paths_version += 1;
        self.configure(tsconfig::CONFIGS[0]);
        self.configure(manifest::MANIFEST);
        before
    }

    pub fn paths(&self) -> impl Iterator<Item = &String> {
        self.files.keys()
    }

    pub fn module(&self, path: &str) -> Option<&Module> {
        self.modules.get(path)
    }

    pub fn entry(&self) -> Option<Entry> {
        let found = ENTRIES.iter().find(|(path, _)| self.files.contains_key(*path));
        found.map(|(path, mount)| Entry { path: (*path).to_owned(), mount: *mount })
    }

    /// Compiles what is reachable from `roots`; answers those paths, importers before what they import.
    pub fn reach(&mut self, roots: impl IntoIterator<Item = String>) -> Vec<String> {
        let mut reached = Vec::new();
        let mut seen = HashSet::new();
        let mut waiting: Vec<String> = roots.into_iter().collect();
        waiting.reverse();
        while let Some(path) = waiting.pop() {
            if !seen.insert(path.clone()) || !self.prepare(&path) {
                continue;
            }
            let links = self.modules.get(&path).into_iter().flat_map(|module| module.links.iter().rev());
            waiting.extend(links.filter_map(|link| match link {
                Link::Module(target) if !seen.contains(target) => Some(target.clone()),
                _ => None,
            }));
            reached.push(path);
        }
        reached
    }

    fn prepare(&mut self, id: &str) -> bool {
        let Some(source) = self.files.get(file_of(id)) else { return false };
        match self.modules.get(id) {
            Some(module) if module.source == *source => {
                if module.paths_version == self.paths_version {
                    return true;
                }
            }
            _ => {
                let compiled = compile(id, source, &self.options);
                let source = source.clone();
                let module = Module { source, compiled, links: Vec::new(), paths_version: 0 };
                self.modules.insert(id.to_owned(), module);
            }
        }
        let (files, aliases) = (&self.files, &self.aliases);
        if let Some(module) = self.modules.get_mut(id) {
            let exists = |candidate: &str| files.contains_key(candidate);
            let deps = module.compiled.deps.iter();
            module.links = deps.map(|dep| resolve(aliases, file_of(id), dep, &exists)).collect();
            module.paths_version = self.paths_version;
        }
        true
    }

    /// What a picture, a font or another file is loaded from.
    pub fn address(&self, id: &str) -> Option<String> {
        let path = file_of(id);
        assets::address(path, self.files.get(path)?)
    }

    /// The range in which `package.json` asks for the package of an import that is none of Easel's own; an empty one
    /// for further parts of those. None if nobody named it.
    pub fn range_of(&self, specifier: &str) -> Option<&str> {
        let name = vfs::package_of(specifier);
        let listed = self.dependencies.get(name).map(String::as_str);
        listed.or_else(|| vfs::package_names().contains(&name).then_some(""))
    }

    /// Static imports of packages that are neither Easel's nor named by the project.
    pub fn unknown_packages(&self, paths: &[String]) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (path, module) in paths.iter().filter_map(|path| Some((path, self.modules.get(path)?))) {
            for (dep, link) in module.compiled.deps.iter().zip(&module.links) {
                if let Link::Package(name) = link
                    && dep.kind == DepKind::Static
                    && !vfs::is_known_package(name)
                    && self.range_of(name).is_none()
                {
                    let message = format!(
                        "The package \"{}\" neither comes with Easel nor stands in package.json.",
                        vfs::package_of(name)
                    );
                    found.push(error(path, dep.line, dep.column, "unknown-package", message));
                }
            }
        }
        found
    }

    /// What is wrong with these modules, apart from packages; syntax first, for the rest may follow from it.
    pub fn problems(&self, paths: &[String]) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let modules = || paths.iter().filter_map(|path| Some((path, self.modules.get(path)?)));
        for (_, module) in modules() {
            found.extend(module.compiled.diagnostics.iter().cloned());
        }
        for (path, module) in modules() {
            for (dep, link) in module.compiled.deps.iter().zip(&module.links) {
                match link {
                    // A style sheet may name what it will never show.
                    Link::Missing if dep.kind == DepKind::Asset => {}
                    Link::Missing => found.push(missing_file(path, dep)),
                    Link::Module(target) if dep.kind == DepKind::Static => {
                        found.extend(self.missing_exports(path, dep, target));
                    }
                    Link::Module(_) | Link::Package(_) => {}
                }
            }
        }
        found
    }

    fn missing_exports(&self, path: &str, dep: &Dep, target: &str) -> Vec<Diagnostic> {
        let missing = dep.names.iter().filter(|name| !self.exports(target, &name.name, &mut HashSet::new()));
        missing
            .map(|missing| {
                let name = &missing.name;
                let (code, message) = if name == "default" {
                    ("missing-default", format!("\"{target}\" has no default export."))
                } else {
                    ("missing-export", format!("\"{target}\" does not export \"{name}\"."))
                };
                error(path, missing.line, missing.column, code, message)
            })
            .collect()
    }

    /// A module that does not compile, and a package behind `export *`, may export anything.
    pub fn exports<'g>(&'g self, path: &'g str, name: &str, seen: &mut HashSet<&'g str>) -> bool {
        if !seen.insert(path) {
            return false;
        }
        let Some(module) = self.modules.get(path) else { return true };
        if module.compiled.failed() || module.compiled.exports.iter().any(|export| export == name) {
            return true;
        }
        name != "default"
            && module.compiled.deps.iter().zip(&module.links).any(|(dep, link)| {
                dep.star
                    && match link {
                        Link::Module(target) => self.exports(target, name, seen),
                        Link::Package(_) | Link::Missing => true,
                    }
            })
    }
}

/// The file behind a module.
pub fn file_of(id: &str) -> &str {
    id.split('?').next().unwrap_or(id)
}

fn resolve(aliases: &Aliases, importer: &str, dep: &Dep, exists: &dyn Fn(&str) -> bool) -> Link {
    match vfs::resolve(aliases, importer, &dep.specifier, exists) {
        Resolution::Internal(path) => Link::Module(match dep.specifier.split_once('?') {
            // The others ask for what such a file is anyway.
            Some((_, query @ ("raw" | "inline"))) => format!("{path}?{query}"),
            _ => path,
        }),
        Resolution::Package { .. } => Link::Package(dep.specifier.clone()),
        Resolution::Missing { .. } => Link::Missing,
    }
}

fn missing_file(path: &str, dep: &Dep) -> Diagnostic {
    let message = format!("There is no file \"{}\" to import here.", dep.specifier);
    error(path, dep.line, dep.column, "unresolved-import", message)
}

pub fn error(path: &str, line: u32, column: u32, code: &str, message: String) -> Diagnostic {
    Diagnostic {
        path: path.to_owned(),
        line,
        column,
        severity: Severity::Error,
        code: code.to_owned(),
        message,
        source: "imports".to_owned(),
    }
}
