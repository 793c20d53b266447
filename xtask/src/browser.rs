//! The browser half: two WASM modules, one of them split into what every page needs and what some need, their
//! JavaScript glue, and everything bundled into `target/dist`.

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::Options;

use crate::shell::{Failure, Root, fail, step, when_changed};
use crate::wasm_target::{TARGET, Toolchain};

/// A cdylib, and the name its glue goes by.
const MODULES: [(&str, &str); 2] = [("frontend", "easel"), ("preview_worker", "preview")];

/// For tests and measurements of the edit engine; not shipped.
const SUITE: (&str, &str) = ("edit_suite", "suite");

/// The section of a module that keeps what the linker knew; `frontend/build.rs` asks for it.
const LINKS: &[u8] = b"reloc.CODE";

/// What every engine since 2023 understands, and no more.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

pub fn compile_modules(root: &Root, toolchain: &Toolchain) -> Result<(), Failure> {
    // In one call: with a call for each, features of shared dependencies would differ, and each call would
    // compile the other's half again.
    step("wasm", || compile(root, toolchain, &MODULES))
}

/// From compiled modules to `target/dist`. One core does most of it.
pub fn pack(root: &Root) -> Result<(), Failure> {
    let mut bundled: Vec<PathBuf> =
        ["frontend/js", "frontend/package-lock.json", "style"].iter().map(|path| root.path(path)).collect();
    for (package, name) in MODULES {
        glue_changed(root, package, name)?;
        bundled.push(folder(root, name));
    }
    when_changed(root, "bundle", &bundled, &[root.path("target/dist/manifest.json")], || bundle(root))
}

/// The suite of the edit engine for a page, in `target/web/suite`.
pub fn build_suite(root: &Root, toolchain: &Toolchain) -> Result<(), Failure> {
    // With the others, so that nothing is compiled twice.
    let all: Vec<_> = MODULES.into_iter().chain([SUITE]).collect();
    step("wasm: suite", || compile(root, toolchain, &all))?;
    let (package, name) = SUITE;
    glue_changed(root, package, name)
}

fn compile(root: &Root, toolchain: &Toolchain, modules: &[(&str, &str)]) -> Result<(), Failure> {
    let run =
        toolchain.cargo(root, "build").args(["--quiet", "--lib", "--profile", "browser", "--target", TARGET]);
    modules.iter().fold(run, |run, (package, _)| run.args(["--package", package])).run()
}

fn glue_changed(root: &Root, package: &str, name: &str) -> Result<(), Failure> {
    let wasm = root.path(format!("target/{TARGET}/browser/{package}.wasm"));
    let inputs = [wasm.clone(), root.path("xtask/src/browser.rs")];
    let outputs = [module(root, name), folder(root, name).join(format!("{name}.js"))];
    when_changed(root, &format!("glue: {name}"), &inputs, &outputs, || glue(root, &wasm, name))
}

fn folder(root: &Root, name: &str) -> PathBuf {
    root.path(format!("target/web/{name}"))
}

fn module(root: &Root, name: &str) -> PathBuf {
    folder(root, name).join(format!("{name}_bg.wasm"))
}

/// Glue and smaller modules. Names are only taken out after wasm-bindgen has read them.
fn glue(root: &Root, wasm: &Path, name: &str) -> Result<(), Failure> {
    let folder = folder(root, name);
    std::fs::remove_dir_all(&folder).or_else(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    })?;
    let (main, mut modules) = split(wasm, &folder, name)?;
    // The parts call each other by the names that the linker exported.
    let generated = Bindgen::new().input_path(main).web(true).and_then(|bindgen| {
        bindgen.keep_lld_exports(!modules.is_empty());
        bindgen.demangle(modules.is_empty());
        bindgen.out_name(name).typescript(false).remove_name_section(true).generate(&folder)
    });
    generated.map_err(|error| Failure(format!("wasm-bindgen failed for {name}: {error:#}")))?;
    modules.push(module(root, name));
    modules.iter().try_for_each(|module| shrink(root, module))
}

/// The part that every page needs, and the parts fetched when the first page asks for them: those functions that are
/// marked with `wasm_split`, and what only they use.
fn split(wasm: &Path, folder: &Path, name: &str) -> Result<(PathBuf, Vec<PathBuf>), Failure> {
    let bytes = std::fs::read(wasm)?;
    if !bytes.windows(LINKS.len()).any(|window| window == LINKS) {
        return Ok((wasm.to_owned(), Vec::new()));
    }
    let main = wasm.with_extension("main.wasm");
    let entry = format!("./{name}.js");
    let mut options = Options::new(&bytes);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &entry;
    options.link_name = "./parts.js";
    match wasm_split_cli_support::transform(options) {
        Ok(parts) => Ok((main, parts.split_modules)),
        Err(error) => fail(format!("{name} could not be split: {error:#}")),
    }
}

fn shrink(root: &Root, module: &Path) -> Result<(), Failure> {
    root.command("node")
        .arg(root.path("frontend/node_modules/binaryen/bin/wasm-opt"))
        .args(["-Oz", "--strip-debug", "--strip-producers"])
        .args(FEATURES)
        .arg(module)
        .arg("-o")
        .arg(module)
        .quiet()
        .map(drop)
}

fn bundle(root: &Root) -> Result<(), Failure> {
    let arguments = ["target/dist", "target/web/easel", "target/web/preview"];
    root.command("node").arg("frontend/js/bundle.mjs").args(arguments.map(|folder| root.path(folder))).run()
}
