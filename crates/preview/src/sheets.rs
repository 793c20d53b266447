//! Style sheets of a project: their texts with addresses in them, and their order.

use std::collections::HashSet;

use crate::compile::DepKind;
use crate::graph::{Graph, Link, Module};

impl Graph {
    /// The text of a style module, its `url()`s leading to where `address` says that files can be loaded from.
    pub fn style_text(
        &self,
        module: &Module,
        address: &dyn Fn(&Graph, &str) -> Option<String>,
    ) -> Option<String> {
        let style = module.compiled.style.as_ref()?;
        let mut css = String::with_capacity(style.css.len());
        let mut copied = 0;
        for (range, dep) in &style.urls {
            let Some(Link::Module(target)) = module.links.get(*dep) else { continue };
            let Some(address) = address(self, target) else { continue };
            css.push_str(&style.css[copied..range.start]);
            css.push('"');
            css.push_str(&address);
            css.push('"');
            copied = range.end;
        }
        css.push_str(&style.css[copied..]);
        Some(css)
    }

    /// Style sheets in the order in which their modules would run: what a sheet imports comes before it.
    pub fn cascade<'p>(&self, paths: &'p [String]) -> Vec<&'p str> {
        let sheets: Vec<&'p str> =
            paths.iter().map(String::as_str).filter(|path| path.ends_with(".css")).collect();
        let mut order: Vec<&str> = Vec::new();
        for path in &sheets {
            let mut waiting = vec![(*path, false)];
            let mut seen = HashSet::new();
            while let Some((path, left)) = waiting.pop() {
                if left {
                    if !order.contains(&path) {
                        order.push(path);
                    }
                } else if seen.insert(path) {
                    waiting.push((path, true));
                    let inner = self.static_imports(path);
                    waiting.extend(
                        sheets
                            .iter()
                            .filter(|known| inner.contains(known))
                            .map(|known| (*known, false))
                            .rev(),
                    );
                }
            }
        }
        order
    }

    fn static_imports(&self, path: &str) -> Vec<&str> {
        let Some(module) = self.module(path) else { return Vec::new() };
        let links = module.compiled.deps.iter().zip(&module.links);
        links
            .filter(|(dep, _)| dep.kind == DepKind::Static)
            .filter_map(
                |(_, link)| if let Link::Module(target) = link { Some(target.as_str()) } else { None },
            )
            .collect()
    }
}
