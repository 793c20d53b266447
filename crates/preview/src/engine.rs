//! The state behind one preview: what the frame has, and what it must be sent to match the files.

use std::collections::{HashMap, VecDeque};
use std::fmt::Write as _;
use std::rc::Rc;

use contract::Diagnostic;

use crate::check::{missing_default, missing_entry};
use crate::compile::{DepKind, ModuleKind, original_position};
use crate::graph::{Entry, Graph, Link, Module};
use crate::json::{push_array, push_string};

/// Batches whose positions can still be mapped back. Older code lives on only in closures.
const REMEMBERED_BATCHES: usize = 200;

#[derive(Default)]
pub struct Engine {
    graph: Graph,
    /// What the frame holds.
    sent: HashMap<String, Sent>,
    batches: VecDeque<Batch>,
    /// Numbers never repeat, so that an address never names two scripts.
    next_batch: u32,
}

/// The answer to a change.
pub struct Update {
    /// JSON: `{"entry","mount","cold","changed":[path],"removed":[path],"styles":[[path,css]],
    /// "packages":[[specifier,path,line,column]],"errors":[Diagnostic]}`.
    pub meta: String,
    /// A script that defines the changed modules; empty if there is none.
    pub script: String,
}

struct Sent {
    source: Rc<str>,
    links: Vec<Link>,
    /// The code of a style module: its class names.
    style_code: Option<String>,
}

struct Batch {
    number: u32,
    /// First line of each module in the script, its path and its source.
    modules: Vec<(u32, String, Rc<str>)>,
}

impl Engine {
    pub fn write(&mut self, path: &str, text: &str) {
        self.graph.write(path, text);
    }

    pub fn remove(&mut self, path: &str) {
        self.graph.remove(path);
    }

    /// Removes every file that is not among `paths`.
    pub fn keep_only(&mut self, paths: &[String]) {
        let gone: Vec<String> = self.graph.paths().filter(|path| !paths.contains(path)).cloned().collect();
        gone.iter().for_each(|path| self.graph.remove(path));
    }

    /// The frame is a new one and holds nothing.
    pub fn forget_frame(&mut self) {
        self.sent.clear();
    }

    /// Compiles ahead, while there is no frame yet.
    pub fn prepare(&mut self) {
        let entry = self.graph.entry();
        self.graph.reach(entry.map(|entry| entry.path));
    }

    /// What the frame lacks. With errors it is told nothing: it keeps showing what it has.
    pub fn build(&mut self) -> Update {
        let entry = self.graph.entry();
        let paths = self.graph.reach(entry.iter().map(|entry| entry.path.clone()));
        let mut errors = self.graph.problems(&paths);
        errors.retain(|found| found.severity == contract::Severity::Error);
        match &entry {
            None => errors.push(missing_entry()),
            Some(entry) if entry.mount => errors.extend(missing_default(&self.graph, &entry.path)),
            Some(_) => {}
        }
        let Some(entry) = entry.filter(|_| errors.is_empty()) else {
            return Update { meta: failed(&errors), script: String::new() };
        };
        self.send(&entry, &paths)
    }

    fn send(&mut self, entry: &Entry, paths: &[String]) -> Update {
        let cold = self.sent.is_empty();
        let mut batch = Batch { number: self.next_batch, modules: Vec::new() };
        let mut styles: Vec<(&String, &str)> = Vec::new();
        let mut script = String::from("export default __define=>{\n");
        let mut line = 2;
        for path in paths {
            let Some(module) = self.graph.module(path) else { continue };
            let known = self.sent.get(path);
            if known.is_some_and(|sent| sent.source == module.source && sent.links == module.links) {
                continue;
            }
            if let Some(css) = &module.compiled.style {
                styles.push((path, css));
            }
            // A style whose class names stay is swapped without running its module again.
            let style_only = module.compiled.kind == ModuleKind::Style
                && known.is_some_and(|sent| sent.style_code.as_ref() == Some(&module.compiled.code));
            if !style_only {
                let before = script.len();
                push_definition(&mut script, path, module);
                // The factory starts on the definition's last head line, its body on the next.
                batch.modules.push((line, path.clone(), module.source.clone()));
                line += script[before..].bytes().filter(|byte| *byte == b'\n').count() as u32;
            }
            let style_code =
                (module.compiled.kind == ModuleKind::Style).then(|| module.compiled.code.clone());
            let sent = Sent { source: module.source.clone(), links: module.links.clone(), style_code };
            self.sent.insert(path.clone(), sent);
        }
        let reached: std::collections::HashSet<&String> = paths.iter().collect();
        let mut removed: Vec<String> =
            self.sent.keys().filter(|path| !reached.contains(path)).cloned().collect();
        removed.sort();
        removed.iter().for_each(|path| drop(self.sent.remove(path)));
        let meta = self.meta(entry, cold, &batch, &removed, &styles, paths);
        if batch.modules.is_empty() {
            return Update { meta, script: String::new() };
        }
        let _ = write!(script, "}}\n//# sourceURL=easel:///{}.js\n", batch.number);
        self.next_batch += 1;
        self.batches.push_back(batch);
        if self.batches.len() > REMEMBERED_BATCHES {
            self.batches.pop_front();
        }
        Update { meta, script }
    }

    fn meta(
        &self,
        entry: &Entry,
        cold: bool,
        batch: &Batch,
        removed: &[String],
        styles: &[(&String, &str)],
        paths: &[String],
    ) -> String {
        let mut out = String::from("{\"entry\":");
        push_string(&mut out, &entry.path);
        let _ = write!(out, ",\"mount\":{},\"cold\":{cold},\"errors\":[],\"changed\":", entry.mount);
        push_array(&mut out, &batch.modules, |out, (_, path, _)| push_string(out, path));
        out.push_str(",\"removed\":");
        push_array(&mut out, removed, |out, path| push_string(out, path));
        out.push_str(",\"styles\":");
        push_array(&mut out, styles, |out, (path, css)| {
            push_array(out, [path.as_str(), css], push_string);
        });
        out.push_str(",\"packages\":");
        push_array(&mut out, self.packages(paths), |out, (name, path, line, column)| {
            out.push('[');
            push_string(out, name);
            out.push(',');
            push_string(out, path);
            let _ = write!(out, ",{line},{column}]");
        });
        out.push('}');
        out
    }

    /// Every imported package with the first place that imports it.
    fn packages<'g>(&'g self, paths: &'g [String]) -> Vec<(&'g str, &'g str, u32, u32)> {
        let mut packages: Vec<(&str, &str, u32, u32)> = Vec::new();
        for path in paths {
            let Some(module) = self.graph.module(path) else { continue };
            for (dep, link) in module.compiled.deps.iter().zip(&module.links) {
                if let Link::Package(name) = link
                    && !packages.iter().any(|(known, ..)| known == name)
                {
                    packages.push((name, path, dep.line, dep.column));
                }
            }
        }
        packages
    }

    /// The file and place behind a position of batch `number`, all counted from 1.
    pub fn original(&self, number: u32, line: u32, column: u32) -> Option<(String, u32, u32)> {
        let batch = self.batches.iter().find(|batch| batch.number == number)?;
        let at = batch.modules.partition_point(|(first, ..)| *first <= line).checked_sub(1)?;
        let (first, path, source) = batch.modules.get(at)?;
        let (line, column) = original_position(path, source, line - first + 1, column)?;
        Some((path.clone(), line, column))
    }
}

/// `__define("path",[[kind,target,names,star]…],function*…);` with kind 0 for a module, 1 for one imported when
/// a call runs, 2 and 3 the same of packages.
fn push_definition(script: &mut String, path: &str, module: &Module) {
    script.push_str("__define(");
    push_string(script, path);
    script.push(',');
    push_array(script, module.compiled.deps.iter().zip(&module.links), |out, (dep, link)| {
        let dynamic = u8::from(dep.kind == DepKind::Dynamic);
        let (kind, target) = match link {
            Link::Module(target) => (dynamic, target.as_str()),
            Link::Package(name) => (2 + dynamic, name.as_str()),
            Link::Missing => (dynamic, ""),
        };
        let _ = write!(out, "[{kind},");
        push_string(out, target);
        out.push(',');
        push_array(out, dep.names.iter().filter(|_| kind == 2), |out, name| push_string(out, &name.name));
        let _ = write!(out, ",{}]", u8::from(dep.star));
    });
    script.push(',');
    script.push_str(&module.compiled.code);
    script.push_str(");\n");
}

fn failed(errors: &[Diagnostic]) -> String {
    let mut out = String::from("{\"errors\":");
    push_array(&mut out, errors, |out, found| {
        out.push_str("{\"kind\":");
        push_string(out, cause_kind(&found.code));
        out.push_str(",\"message\":");
        push_string(out, &found.message);
        out.push_str(",\"path\":");
        push_string(out, &found.path);
        let _ = write!(out, ",\"line\":{},\"column\":{}}}", found.line, found.column);
    });
    out.push('}');
    out
}

fn cause_kind(code: &str) -> &'static str {
    match code {
        "syntax" => "syntax",
        "missing-export" => "missing-export",
        _ => "missing-file",
    }
}
