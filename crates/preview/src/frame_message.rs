//! What the frame is sent: JSON for the worker, and the script that defines modules.

use std::fmt::Write as _;

use contract::Diagnostic;

use crate::compile::DepKind;
use crate::graph::{Link, Module};
use crate::json::{push_array, push_string};

/// Everything about an update except its script.
pub struct Meta<'m> {
    pub entry: &'m str,
    pub mount: bool,
    pub cold: bool,
    pub changed: Vec<&'m str>,
    pub removed: &'m [String],
    pub styles: Vec<(&'m str, String)>,
    /// All style sheets in the order of the cascade, when a sheet came or went.
    pub order: Option<Vec<&'m str>>,
    pub packages: Vec<Package<'m>>,
    /// Addresses of the files in `public/`, when one of them changed.
    pub public: Option<Vec<(String, String)>>,
}

/// An imported package and the first place that imports it.
pub struct Package<'m> {
    pub specifier: &'m str,
    pub path: &'m str,
    pub line: u32,
    pub column: u32,
    /// For those that the registry has: the versions that will do.
    pub range: Option<&'m str>,
}

impl Meta<'_> {
    pub fn write(&self) -> String {
        let mut out = String::from("{\"entry\":");
        push_string(&mut out, self.entry);
        let _ = write!(out, ",\"mount\":{},\"cold\":{},\"errors\":[],\"changed\":", self.mount, self.cold);
        push_array(&mut out, &self.changed, |out, path| push_string(out, path));
        out.push_str(",\"removed\":");
        push_array(&mut out, self.removed, |out, path| push_string(out, path));
        out.push_str(",\"styles\":");
        push_array(&mut out, &self.styles, |out, (path, css)| push_array(out, [*path, css], push_string));
        out.push_str(",\"order\":");
        match &self.order {
            Some(order) => push_array(&mut out, order, |out, path| push_string(out, path)),
            None => out.push_str("null"),
        }
        out.push_str(",\"public\":");
        match &self.public {
            Some(files) => push_array(&mut out, files, |out, (path, address)| {
                push_array(out, [path, address], |out, text| push_string(out, text));
            }),
            None => out.push_str("null"),
        }
        out.push_str(",\"packages\":");
        push_array(&mut out, &self.packages, |out, package| {
            out.push('[');
            push_string(out, package.specifier);
            out.push(',');
            push_string(out, package.path);
            let _ = write!(out, ",{},{},", package.line, package.column);
            match package.range {
                Some(range) => push_string(out, range),
                None => out.push_str("null"),
            }
            out.push(']');
        });
        out.push('}');
        out
    }
}

/// `__define("path",[[kind,target,names,star]…],function*…);` with kind 0 for a module, 1 for one imported when
/// a call runs, 2 and 3 the same of packages.
pub fn push_definition(script: &mut String, path: &str, module: &Module) {
    script.push_str("__define(");
    push_string(script, path);
    script.push(',');
    push_array(script, module.compiled.deps.iter().zip(&module.links), |out, (dep, link)| {
        let later = u8::from(dep.kind != DepKind::Static);
        let (kind, target) = match link {
            Link::Module(target) => (later, target.as_str()),
            Link::Package(name) => (2 + later, name.as_str()),
            Link::Missing => (later, ""),
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

/// The answer when nothing can be sent.
pub fn failed(errors: &[Diagnostic]) -> String {
    let mut out = String::from("{\"errors\":");
    push_array(&mut out, errors, |out, found| {
        out.push_str("{\"kind\":");
        push_string(out, cause_kind(&found.code));
        out.push_str(",\"message\":");
        push_string(out, &found.message);
        out.push_str(",\"path\":");
        push_string(out, &found.path);
        let _ = write!(out, ",\"line\":{},\"column\":{}", found.line, found.column);
        if found.code == "unknown-package" {
            // Its message begins with the name in quotes; see `Graph::unknown_packages`.
            out.push_str(",\"package\":");
            push_string(out, found.message.split('"').nth(1).unwrap_or_default());
        }
        out.push('}');
    });
    out.push('}');
    out
}

fn cause_kind(code: &str) -> &'static str {
    match code {
        "syntax" => "syntax",
        "missing-export" => "missing-export",
        "missing-default" => "missing-default",
        "unknown-package" => "unknown-package",
        _ => "missing-file",
    }
}
