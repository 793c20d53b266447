//! The state behind one preview: what the frame has, and what it must be sent to match the files.

use std::collections::{HashMap, HashSet, VecDeque};
use std::fmt::Write as _;
use std::rc::Rc;

use crate::candidates;
use crate::check::{missing_default, missing_entry};
use crate::compile::{ModuleKind, original_position};
use crate::frame_message::{Meta, Package, failed, push_definition};
use crate::graph::{Entry, Files, Graph, Link, PUBLIC};
use crate::position::count_breaks;

/// Batches whose positions can still be mapped back. Older code lives on only in closures.
const REMEMBERED_BATCHES: usize = 200;

#[derive(Default)]
pub struct Engine {
    graph: Graph,
    /// What the frame holds.
    sent: HashMap<String, Sent>,
    sent_public: Option<Files>,
    batches: VecDeque<Batch>,
    /// Numbers never repeat, so that an address never names two scripts.
    next_batch: u32,
    /// The files as they were when the frame last ran them well.
    good: Option<Files>,
    /// Sources whose candidates were given out.
    scanned: HashMap<String, Rc<str>>,
}

/// The answer to a change.
pub struct Update {
    /// JSON: `{"entry","mount","cold","changed":[path],"removed":[path],"styles":[[path,css]],"order":[path]|null,
    /// "packages":[[specifier,path,line,column,range|null]],"public":[[path,address]]|null,"errors":[Cause]}`.
    pub meta: String,
    /// A script that defines the changed modules; empty if there is none.
    pub script: String,
}

struct Sent {
    source: Rc<str>,
    links: Vec<Link>,
    /// Of a style module: its class names, and its text with addresses in it.
    style: Option<(String, String)>,
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
        self.sent_public = None;
    }

    /// Compiles ahead, while there is no frame yet.
    pub fn prepare(&mut self) {
        let entry = self.graph.entry();
        self.graph.reach(entry.map(|entry| entry.path));
    }

    /// The frame runs these files, and runs them well.
    pub fn mark_good(&mut self) {
        self.good = Some(self.graph.files().clone());
    }

    /// What a new frame needs to show the files that last ran well; none if none did.
    pub fn build_good(&mut self) -> Option<Update> {
        let current = self.graph.exchange(self.good.clone()?);
        let update = self.build();
        self.graph.exchange(current);
        Some(update)
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
        errors.extend(self.graph.unknown_packages(&paths));
        let Some(entry) = entry.filter(|_| errors.is_empty()) else {
            return Update { meta: failed(&errors), script: String::new() };
        };
        self.send(&entry, &paths)
    }

    fn send(&mut self, entry: &Entry, paths: &[String]) -> Update {
        let cold = self.sent.is_empty();
        let mut batch = Batch { number: self.next_batch, modules: Vec::new() };
        let mut styles: Vec<(&str, String)> = Vec::new();
        let mut sheets_changed = false;
        let mut script = String::from("__easelDefine(__define=>{\"use strict\";\n");
        let mut line = 2;
        for path in paths {
            let Some(module) = self.graph.module(path) else { continue };
            let known = self.sent.get(path);
            let css = self.graph.style_text(module, &|graph, path| graph.address(path));
            let same = known.is_some_and(|sent| sent.source == module.source && sent.links == module.links);
            let known_style = known.and_then(|sent| sent.style.as_ref());
            if same && known_style.map(|(_, css)| css) == css.as_ref() {
                continue;
            }
            // A style whose class names stay is swapped without running its module again.
            let style_only = module.compiled.kind == ModuleKind::Style
                && known_style.is_some_and(|(code, _)| *code == module.compiled.code)
                && known.is_some_and(|sent| sent.links == module.links);
            if !style_only {
                let before = script.len();
                push_definition(&mut script, path, module);
                // The factory starts on the definition's last head line, its body on the next.
                batch.modules.push((line, path.clone(), module.source.clone()));
                line += count_breaks(&script[before..]);
                sheets_changed |= css.is_some();
            }
            let style = css.clone().map(|css| (module.compiled.code.clone(), css));
            styles.extend(css.map(|css| (path.as_str(), css)));
            let sent = Sent { source: module.source.clone(), links: module.links.clone(), style };
            self.sent.insert(path.clone(), sent);
        }
        let reached: HashSet<&String> = paths.iter().collect();
        let mut removed: Vec<String> =
            self.sent.keys().filter(|path| !reached.contains(path)).cloned().collect();
        removed.sort();
        removed.iter().for_each(|path| drop(self.sent.remove(path)));
        let public = self.changed_public();
        let meta = Meta {
            entry: &entry.path,
            mount: entry.mount,
            cold,
            changed: batch.modules.iter().map(|(_, path, _)| path.as_str()).collect(),
            removed: &removed,
            styles,
            order: sheets_changed.then(|| self.graph.cascade(paths)),
            packages: self.packages(paths),
            public,
        }
        .write();
        if batch.modules.is_empty() {
            return Update { meta, script: String::new() };
        }
        let _ = write!(script, "}})\n//# sourceURL=easel:///{}.js\n", batch.number);
        self.next_batch += 1;
        self.batches.push_back(batch);
        if self.batches.len() > REMEMBERED_BATCHES {
            self.batches.pop_front();
        }
        Update { meta, script }
    }

    /// Paths under `public/` as the app writes them, with the addresses of those files.
    fn changed_public(&mut self) -> Option<Vec<(String, String)>> {
        let files = self.graph.files().range(PUBLIC.to_owned()..);
        let files: Files = files
            .take_while(|(path, _)| path.starts_with(PUBLIC))
            .map(|(path, text)| (path.clone(), text.clone()))
            .collect();
        if self.sent_public.as_ref().map_or(files.is_empty(), |sent| *sent == files) {
            return None;
        }
        let address = |(path, text): (&String, &Rc<str>)| {
            let found = self.graph.address(path).unwrap_or_else(|| text.to_string());
            (path[PUBLIC.len() - 1..].to_owned(), found)
        };
        let addresses = files.iter().map(address).collect();
        self.sent_public = Some(files);
        Some(addresses)
    }

    /// What may be class names in the modules that the frame runs, each source once.
    pub fn candidates(&mut self) -> Vec<String> {
        let mut found = HashSet::new();
        let mut sources = Vec::new();
        for (path, sent) in &self.sent {
            if sent.style.is_none() && self.scanned.get(path) != Some(&sent.source) {
                sources.push((path.clone(), sent.source.clone()));
            }
        }
        for (_, source) in &sources {
            candidates::collect(source, &mut found);
        }
        let found = found.into_iter().map(str::to_owned).collect();
        self.scanned.extend(sources);
        found
    }

    /// Every imported package with the first place that imports it.
    fn packages<'g>(&'g self, paths: &'g [String]) -> Vec<Package<'g>> {
        let mut packages: Vec<Package<'g>> = Vec::new();
        for path in paths {
            let Some(module) = self.graph.module(path) else { continue };
            for (dep, link) in module.compiled.deps.iter().zip(&module.links) {
                if let Link::Package(name) = link
                    && !packages.iter().any(|known| known.specifier == name)
                {
                    let range = if vfs::is_known_package(name) { None } else { self.graph.range_of(name) };
                    packages.push(Package {
                        specifier: name,
                        path,
                        line: dep.line,
                        column: dep.column,
                        range,
                    });
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
