//! What both kinds of bundles do with the world that pages do not have, and the options they have in common.

use std::path::{Path, PathBuf};

use rolldown::{BundlerOptions, RawMinifyOptions, TreeshakeOptions};
use rolldown_common::{ModuleType, Output, OutputFormat, Platform};
use rolldown_utils::indexmap::FxIndexMap;

use crate::job::Fault;

/// Modules of Node that pages do without.
const NODE: [&str; 34] = [
    "assert",
    "async_hooks",
    "buffer",
    "child_process",
    "cluster",
    "console",
    "constants",
    "crypto",
    "dgram",
    "diagnostics_channel",
    "dns",
    "events",
    "fs",
    "http",
    "http2",
    "https",
    "inspector",
    "module",
    "net",
    "os",
    "path",
    "perf_hooks",
    "process",
    "punycode",
    "querystring",
    "readline",
    "stream",
    "string_decoder",
    "tls",
    "tty",
    "url",
    "util",
    "vm",
    "zlib",
];
/// An empty module in the place of one of Node's.
pub const EMPTY: &str = "\0easel-empty";
pub const EMPTY_CODE: &str = "module.exports = {};";

/// Pictures, fonts and the like go into the module that imports them.
const INLINED: [&str; 14] =
    ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "woff", "woff2", "ttf", "otf", "wasm", "mp3", "glb"];

/// Whether `specifier` means a module of Node, in a tree without a package of that name.
pub fn is_node(specifier: &str, importer: Option<&str>, root: &Path) -> bool {
    let name = specifier.strip_prefix("node:").unwrap_or(specifier);
    let module = name.split('/').next().unwrap_or(name);
    if !NODE.contains(&module) && module != "worker_threads" {
        return false;
    }
    specifier.starts_with("node:") || !has_package(module, importer, root)
}

/// Whether a package of this name is installed for `importer`, inside of `root`.
pub fn has_package(name: &str, importer: Option<&str>, root: &Path) -> bool {
    find_package(name, importer, root).is_some()
}

/// The folder of the package of this name that `importer` gets, inside of `root`.
pub fn find_package(name: &str, importer: Option<&str>, root: &Path) -> Option<PathBuf> {
    let start = importer.map_or(root, Path::new);
    start
        .ancestors()
        .take_while(|folder| folder.starts_with(root))
        .map(|folder| folder.join("node_modules").join(name))
        .find(|folder| folder.is_dir())
}

pub fn options(root: &Path, mode: &str) -> BundlerOptions {
    let production = mode == "production";
    let define: FxIndexMap<String, String> = [
        ("process.env.NODE_ENV", format!("{mode:?}")),
        ("process.env", "{}".to_owned()),
        ("process.platform", "\"browser\"".to_owned()),
        ("process.browser", "true".to_owned()),
        ("global", "globalThis".to_owned()),
        ("import.meta.env.MODE", format!("{mode:?}")),
        ("import.meta.env.DEV", (!production).to_string()),
        ("import.meta.env.PROD", production.to_string()),
        ("import.meta.env.SSR", "false".to_owned()),
        ("import.meta.env.BASE_URL", "\"/\"".to_owned()),
        ("import.meta.env", format!("{{\"MODE\":{mode:?},\"DEV\":{},\"PROD\":{production}}}", !production)),
        ("import.meta.hot", "undefined".to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into_iter()
    .collect();
    BundlerOptions {
        cwd: Some(root.to_owned()),
        platform: Some(Platform::Browser),
        format: Some(OutputFormat::Esm),
        define: Some(define),
        minify: Some(RawMinifyOptions::Bool(true)),
        treeshake: TreeshakeOptions::default(),
        entry_filenames: Some("[name]-[hash].js".to_owned().into()),
        chunk_filenames: Some("[name]-[hash].js".to_owned().into()),
        module_types: Some(
            INLINED.iter().map(|ending| ((*ending).to_owned(), ModuleType::Dataurl)).collect(),
        ),
        ..BundlerOptions::default()
    }
}

/// Writes modules into `out`.
pub fn write(out: &Path, outputs: &[Output]) -> Result<(), Fault> {
    let written = std::fs::create_dir_all(out).and_then(|()| {
        outputs
            .iter()
            .try_for_each(|output| std::fs::write(out.join(output.filename()), output.content_as_bytes()))
    });
    written.map_err(|error| Fault::new(format!("The bundle cannot be written: {error}.")))
}

/// What the bundler complains of, without the paths of this machine.
pub fn fault(error: &dyn std::fmt::Display, root: &Path) -> Fault {
    let root = format!("{}/", root.display());
    let text = error.to_string().replace(&root, "").replace("node_modules/", "");
    Fault::new(text.trim().chars().take(600).collect::<String>())
}
