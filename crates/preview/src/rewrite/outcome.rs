//! The end of the walk: what is imported, what is declared where, and the text.

use oxc::str::Ident;

use super::edits::{Runtime, Text, Use};
use super::modules::Export;
use super::refresh::push_numbered;
use super::{Rewriter, Rewritten};
use crate::compile::{Dep, DepKind, ImportedName};
use crate::json::{push_number, push_string};
use crate::link::{Linked, head, member_text, push_member};

const JSX: &str = "react/jsx-runtime";

impl Rewriter<'_, '_> {
    /// None if a name turns out to be doubtful.
    pub fn finish(self, with_places: bool) -> Option<Rewritten> {
        // The transformer puts its import before the first other statement.
        if !self.certain() || !(self.imports_first || self.runtime.is_empty()) {
            return None;
        }
        let undeclared = self.undeclared()?;
        let mut deps = Vec::new();
        let imported_from = self.import_deps(&mut deps);
        let runtime = self.runtime_dep(&mut deps);
        let exports = self.export_values(&mut deps, &imported_from);
        let found: Vec<usize> = self
            .found
            .iter()
            .map(|found| {
                let dep = self.dep(&mut deps, &found.specifier, found.kind, found.start);
                if found.kind == DepKind::Static {
                    self.need_name(&mut deps, dep, "default", found.start);
                }
                dep
            })
            .collect();
        let numbers = self.registration_numbers();
        let write = |text: Text, out: &mut String| match text {
            Text::Fixed(text) => out.push_str(text),
            Text::Made(from, to) => out.push_str(&self.edits.made[from as usize..to as usize]),
            Text::Import(import, used) => {
                let dep = imported_from[import as usize];
                let name = self.imports[import as usize].name;
                let called = used == Use::Called && name.is_some();
                out.push_str(match used {
                    Use::Called if called => "(0,",
                    Use::Shorthand => ":",
                    Use::Called | Use::Value => "",
                });
                push_member(out, dep, name);
                if called {
                    out.push(')');
                }
            }
            Text::Runtime(Runtime::Fragment) => push_member(out, runtime.unwrap_or(0), Some("Fragment")),
            Text::Runtime(part) => {
                out.push_str("(0,");
                push_member(out, runtime.unwrap_or(0), Some(runtime_name(part)));
                out.push_str(")(");
            }
            Text::Found(at) => match self.found[at as usize].kind {
                DepKind::Dynamic => push_number(out, found[at as usize]),
                _ => push_member(out, found[at as usize], Some("default")),
            },
            Text::Registering(at) => {
                push_numbered(out, 'c', numbers[at as usize]);
                out.push('=');
            }
            Text::Registered(at) if numbers[at as usize] > 0 => {
                out.push(';');
                push_numbered(out, 'c', numbers[at as usize]);
                out.push('=');
                out.push_str(self.refresh.registrations[at as usize].name.as_ref().map_or("", |name| name));
                out.push(';');
            }
            Text::Registered(_) | Text::Moved(..) => {}
        };
        let mut body = String::with_capacity(self.source.len() * 2);
        let mut places = with_places.then(Vec::new);
        self.edits.render(self.source, 0..self.source.len() as u32, &mut body, &mut places, &write);
        body.push('\n');
        self.push_registrations(&mut body, &numbers);
        let mut head = head(self.is_async, deps.len(), &exports);
        self.push_signatures(&mut head);
        let exports = exports.into_iter().map(|(name, _)| name).collect();
        Some(Rewritten { linked: Linked { head, deps, exports }, body, undeclared, places })
    }

    /// What needed the whole file to be known.
    fn certain(&self) -> bool {
        let value =
            |name: &Ident<'_>, scope| self.scopes.resolve(name, scope).is_some_and(|(_, is_type)| !is_type);
        self.exported_values.iter().all(|name| value(name, 0))
            && self.refresh.hooks.iter().all(|(name, scope)| value(name, *scope))
    }

    /// None if a component's or hook's name is a type's.
    fn undeclared(&self) -> Option<Vec<ImportedName>> {
        let mut found: Vec<ImportedName> = Vec::new();
        for candidate in &self.candidates {
            match self.scopes.resolve(&candidate.name, candidate.scope) {
                Some((_, true)) => return None,
                Some(_) => {}
                None => {
                    let name = candidate.name.as_str();
                    if found.iter().all(|known| known.name != name) {
                        let (line, column) = self.lines.at(candidate.start);
                        found.push(ImportedName { name: name.to_owned(), line, column });
                    }
                }
            }
        }
        Some(found)
    }

    fn runtime_dep(&self, deps: &mut Vec<Dep>) -> Option<usize> {
        self.runtime.first()?;
        let dep = self.dep(deps, JSX, DepKind::Static, 0);
        for part in &self.runtime {
            self.need_name(deps, dep, runtime_name(*part), 0);
        }
        Some(dep)
    }

    fn dep(&self, deps: &mut Vec<Dep>, specifier: &str, kind: DepKind, start: u32) -> usize {
        if let Some(at) = deps.iter().position(|dep| dep.specifier == specifier && dep.kind == kind) {
            return at;
        }
        let (line, column) = self.lines.at(start);
        deps.push(Dep {
            specifier: specifier.to_owned(),
            kind,
            names: Vec::new(),
            star: false,
            line,
            column,
        });
        deps.len() - 1
    }

    fn need_name(&self, deps: &mut [Dep], dep: usize, name: &str, start: u32) {
        let names = &mut deps[dep].names;
        if !names.iter().any(|known| known.name == name) {
            let (line, column) = self.lines.at(start);
            names.push(ImportedName { name: name.to_owned(), line, column });
        }
    }

    /// Of each imported name its dependency. In TypeScript what is not used as a value is not imported.
    fn import_deps(&self, deps: &mut Vec<Dep>) -> Vec<usize> {
        let mut found = vec![0; self.imports.len()];
        for declared in &self.declared_imports {
            let names = declared.names.clone();
            let kept = |at: &usize| {
                let import = &self.imports[*at];
                let of_jsx = self.has_element && import.local == "React";
                !import.is_type && (import.used || !self.typescript || of_jsx)
            };
            if !declared.bare && !names.clone().any(|at| kept(&at)) {
                continue;
            }
            let dep = self.dep(deps, declared.specifier, DepKind::Static, declared.start);
            for at in names.filter(kept) {
                found[at] = dep;
                if let Some(name) = self.imports[at].name {
                    self.need_name(deps, dep, name, self.imports[at].start);
                }
            }
        }
        found
    }

    fn export_values(&self, deps: &mut Vec<Dep>, imported_from: &[usize]) -> Vec<(String, String)> {
        let mut exports = Vec::new();
        let value_of = |dep: usize, name: Option<&str>| match name {
            Some(name) => member_text(dep, name),
            None => format!("__easel{dep}"),
        };
        for export in &self.exports {
            match export {
                Export::Local { name, value } => exports.push(((*name).to_owned(), (*value).to_owned())),
                Export::Import { name, import } => {
                    let value =
                        value_of(imported_from[*import as usize], self.imports[*import as usize].name);
                    exports.push(((*name).to_owned(), value));
                }
                Export::From { name, specifier, start, source_name, source_start } => {
                    let dep = self.dep(deps, specifier, DepKind::Static, *start);
                    self.need_name(deps, dep, source_name, *source_start);
                    exports.push(((*name).to_owned(), member_text(dep, source_name)));
                }
                Export::All { name, specifier, start } => {
                    let dep = self.dep(deps, specifier, DepKind::Static, *start);
                    match name {
                        Some(name) => exports.push(((*name).to_owned(), value_of(dep, None))),
                        None => deps[dep].star = true,
                    }
                }
                Export::Nothing { specifier, start } => {
                    self.dep(deps, specifier, DepKind::Static, *start);
                }
            }
        }
        exports
    }

    /// Zero for what is no component after all.
    fn registration_numbers(&self) -> Vec<u32> {
        let mut last = 0;
        let number = |registration: &super::refresh::Registration<'_>| {
            let element = || {
                let uses = self.refresh.elements.iter();
                let mut uses = uses.filter(|(name, _)| Some(*name) == registration.name);
                uses.any(|(name, scope)| {
                    self.scopes.resolve(name, *scope).is_some_and(|(scope, _)| scope == 0)
                })
            };
            if registration.if_element && !element() {
                return 0;
            }
            last += 1;
            last
        };
        self.refresh.registrations.iter().map(number).collect()
    }

    /// `var _c,_c2;$RefreshReg$(_c,"App");`
    fn push_registrations(&self, body: &mut String, numbers: &[u32]) {
        let kept = || numbers.iter().filter(|number| **number > 0);
        for number in kept() {
            body.push_str(if *number == 1 { "var " } else { "," });
            push_numbered(body, 'c', *number);
        }
        if kept().next().is_some() {
            body.push(';');
        }
        for (registration, number) in
            self.refresh.registrations.iter().zip(numbers).filter(|(_, number)| **number > 0)
        {
            body.push_str("$RefreshReg$(");
            push_numbered(body, 'c', *number);
            body.push(',');
            push_string(body, &registration.id);
            body.push_str(");\n");
        }
    }

    /// `var _s=$RefreshSig$(),_s2=$RefreshSig$();`
    fn push_signatures(&self, head: &mut String) {
        for number in 1..=self.refresh.signatures {
            head.push_str(if number == 1 { "var " } else { "," });
            push_numbered(head, 's', number);
            head.push_str("=$RefreshSig$()");
        }
        if self.refresh.signatures > 0 {
            head.push(';');
        }
    }
}

fn runtime_name(runtime: Runtime) -> &'static str {
    match runtime {
        Runtime::Jsx => "jsx",
        Runtime::Jsxs => "jsxs",
        Runtime::Fragment => "Fragment",
    }
}
