//! A project's own modules for the bundler, resolved as the preview resolves them. They exist in memory only, at paths
//! below the job's folder, from which packages are found on disk.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rolldown::plugin::{
    HookLoadArgs, HookLoadOutput, HookLoadReturn, HookResolveIdArgs, HookResolveIdOutput,
    HookResolveIdReturn, HookUsage, Plugin, PluginContext, SharedLoadPluginContext,
};
use rolldown_common::ModuleType;
use vfs::Resolution;

use crate::css;
use crate::shared::{EMPTY, EMPTY_CODE, is_node};

/// The bundle's entry.
pub const MAIN: &str = ".easel/main.js";
/// React's JSX functions, which lead paths into `public/` to where those files are.
const JSX: &str = ".easel/jsx.js";
const JSX_CODE: &str = r#"import { Fragment, jsx as create, jsxs as createMany } from "react/jsx-runtime";
const locate = (type, props) => {
  if (typeof type !== "string" || type === "a") return props;
  for (const name of ["src", "href", "poster"]) {
    const address = typeof props[name] === "string" ? globalThis.__easelPublic?.(props[name]) : undefined;
    if (address !== undefined) props = { ...props, [name]: address };
  }
  return props;
};
export const jsx = (type, props, key) => create(type, locate(type, props), key);
export const jsxs = (type, props, key) => createMany(type, locate(type, props), key);
export { Fragment };
"#;

#[derive(Debug)]
pub struct Sources {
    root: PathBuf,
    prefix: String,
    files: BTreeMap<String, String>,
    site: preview::Site,
    /// Paths of pictures and fonts to their names beside the bundle.
    emitted: BTreeMap<String, String>,
    has_public: bool,
}

impl Sources {
    pub fn new(
        root: &Path,
        files: BTreeMap<String, String>,
        site: preview::Site,
        emitted: BTreeMap<String, String>,
        has_public: bool,
    ) -> Self {
        let prefix = format!("{}/", root.display());
        Self { root: root.to_owned(), prefix, files, site, emitted, has_public }
    }

    fn resolve(&self, args: &HookResolveIdArgs<'_>) -> Option<HookResolveIdOutput> {
        let id = |path: &str| Some(HookResolveIdOutput::from_id(format!("{}{path}", self.prefix)));
        if args.specifier == MAIN {
            return id(MAIN);
        }
        let importer =
            args.importer?.strip_prefix(&self.prefix).filter(|path| !path.starts_with("node_modules/"));
        if let Some(importer) = importer {
            let importer = importer.split('?').next().unwrap_or(importer);
            let exists = |path: &str| self.files.contains_key(path);
            if let Resolution::Internal(path) =
                vfs::resolve(&self.site.aliases, importer, args.specifier, &exists)
            {
                return match args.specifier.split_once('?') {
                    Some((_, query @ ("raw" | "inline"))) => id(&format!("{path}?{query}")),
                    _ => id(&path),
                };
            }
            if args.specifier == "react/jsx-runtime" && self.has_public && importer != JSX {
                return id(JSX);
            }
        }
        let importer = args.importer.filter(|importer| !importer.starts_with('\0'));
        is_node(args.specifier, importer, &self.root).then(|| HookResolveIdOutput::from_id(EMPTY))
    }

    fn load(&self, id: &str) -> anyhow::Result<Option<HookLoadOutput>> {
        if id == EMPTY {
            return Ok(Some(output(EMPTY_CODE.to_owned(), ModuleType::Js)));
        }
        let Some(path) = id.strip_prefix(&self.prefix).filter(|path| !path.starts_with("node_modules/"))
        else {
            // A package's own sheet, from wherever packages are.
            return match id.ends_with(".css") {
                true => Ok(Some(output(css::injecting_module(Path::new(id))?, ModuleType::Js))),
                false => Ok(None),
            };
        };
        match path {
            MAIN => return Ok(Some(output(self.main(), ModuleType::Js))),
            JSX => return Ok(Some(output(JSX_CODE.to_owned(), ModuleType::Js))),
            _ => {}
        }
        let file = path.split('?').next().unwrap_or(path);
        let Some(text) = self.files.get(file) else { return Ok(None) };
        let ending = file.rsplit('.').next().unwrap_or_default();
        Ok(Some(match ending {
            _ if path != file => text_module(text)?,
            "css" => self.classes(file)?,
            "tsx" => output(self.located(file, text), ModuleType::Tsx),
            "ts" | "mts" | "cts" => output(self.located(file, text), ModuleType::Ts),
            "jsx" | "js" | "mjs" | "cjs" => output(self.located(file, text), ModuleType::Jsx),
            "json" => output(text.clone(), ModuleType::Json),
            _ => match self.emitted.get(file) {
                Some(name) => output(
                    format!(
                        "export default new URL({}, import.meta.url).href;",
                        quoted(&format!("./{name}"))?
                    ),
                    ModuleType::Js,
                ),
                None => text_module(text)?,
            },
        }))
    }

    fn main(&self) -> String {
        let entry = format!("/{}", self.site.entry);
        if !self.site.mount {
            return format!("import {entry:?};\n");
        }
        format!(
            "import {{ createElement }} from \"react\";\nimport {{ createRoot }} from \"react-dom/client\";\n\
             import App from {entry:?};\n\
             createRoot(document.getElementById(\"root\")).render(createElement(App));\n"
        )
    }

    /// The class names of a sheet; its text goes into the one sheet of the site.
    fn classes(&self, path: &str) -> anyhow::Result<HookLoadOutput> {
        let sheet = self.site.sheets.iter().find(|sheet| sheet.path == path);
        let mut code = String::from("const classes = {};\n");
        for (at, (name, scoped)) in sheet.iter().flat_map(|sheet| &sheet.classes).enumerate() {
            let (name, scoped) = (quoted(name)?, quoted(scoped)?);
            code += &format!("const c{at} = classes[{name}] = {scoped};\nexport {{ c{at} as {name} }};\n");
        }
        Ok(output(code + "export default classes;\n", ModuleType::Js))
    }

    /// `new URL("./a.png", import.meta.url)` with the name that the file has beside the bundle.
    fn located(&self, importer: &str, source: &str) -> String {
        const CALL: &str = "new URL(";
        let mut out = String::with_capacity(source.len());
        let mut rest = source;
        while let Some(at) = rest.find(CALL) {
            let (before, after) = rest.split_at(at + CALL.len());
            out.push_str(before);
            rest = after;
            let Some((range, specifier)) = literal(after) else { continue };
            let beside = after[range.end..].trim_start_matches([',', ' ', '\n', '\t', '\r']);
            let exists = |path: &str| self.files.contains_key(path);
            let resolved = vfs::resolve(&self.site.aliases, importer, specifier, &exists);
            if beside.starts_with("import.meta.url")
                && let Resolution::Internal(path) = resolved
                && let Some(name) = self.emitted.get(&path)
            {
                out.push_str(&format!("{:?}", format!("./{name}")));
                rest = &after[range.end..];
            }
        }
        out.push_str(rest);
        out
    }
}

/// A plain string literal at the start of `text`, after blanks: its place and what is in it.
fn literal(text: &str) -> Option<(std::ops::Range<usize>, &str)> {
    let start = text.len() - text.trim_start().len();
    let quote = text[start..].chars().next().filter(|sign| matches!(sign, '"' | '\'' | '`'))?;
    let inner = &text[start + 1..];
    let end = inner.find(quote)?;
    let plain = !inner[..end].contains(['\\', '\n', '$']);
    plain.then(|| (start..start + end + 2, &inner[..end]))
}

fn output(code: String, kind: ModuleType) -> HookLoadOutput {
    HookLoadOutput { code: code.into(), module_type: Some(kind), ..HookLoadOutput::default() }
}

fn text_module(text: &str) -> anyhow::Result<HookLoadOutput> {
    Ok(output(format!("export default {};", quoted(text)?), ModuleType::Js))
}

fn quoted(text: &str) -> anyhow::Result<String> {
    Ok(serde_json::to_string(text)?)
}

impl Plugin for Sources {
    fn name(&self) -> Cow<'static, str> {
        Cow::Borrowed("easel:sources")
    }

    async fn resolve_id(&self, _: &PluginContext, args: &HookResolveIdArgs<'_>) -> HookResolveIdReturn {
        Ok(self.resolve(args))
    }

    async fn load(&self, _: SharedLoadPluginContext, args: &HookLoadArgs<'_>) -> HookLoadReturn {
        self.load(args.id)
    }

    fn register_hook_usage(&self) -> HookUsage {
        HookUsage::ResolveId | HookUsage::Load
    }
}
