//! The browser half: two WASM modules, their JavaScript glue, and everything bundled into `target/dist`.

use std::path::PathBuf;

use wasm_bindgen_cli_support::Bindgen;

use crate::shell::{Failure, Root, step, when_changed};

/// A cdylib, and the name its glue goes by.
const MODULES: [(&str, &str); 2] = [("frontend", "easel"), ("preview_worker", "preview")];

pub fn build(root: &Root) -> Result<(), Failure> {
    let mut bundled: Vec<PathBuf> = vec![
        root.path("frontend/js"),
        root.path("frontend/package-lock.json"),
        root.path("style"),
    ];
    for (package, name) in MODULES {
        step(&format!("wasm: {package}"), || {
            root.command("cargo")
                .args(["build", "--quiet", "--profile", "browser", "--target", "wasm32-unknown-unknown"])
                .args(["--package", package])
                .run()
        })?;
        let wasm = root.path(format!("target/wasm32-unknown-unknown/browser/{package}.wasm"));
        when_changed(root, &format!("glue: {name}"), std::slice::from_ref(&wasm), "", || glue(root, &wasm, name))?;
        bundled.push(folder(root, name));
    }
    let dist = root.path("target/dist");
    let salt = if dist.join("manifest.json").is_file() { "present" } else { "absent" };
    when_changed(root, "bundle", &bundled, salt, || bundle(root))?;
    if salt == "absent" {
        when_changed(root, "bundle", &bundled, "present", || Ok(()))?;
    }
    Ok(())
}

fn folder(root: &Root, name: &str) -> PathBuf {
    root.path(format!("target/web/{name}"))
}

/// Glue and a smaller module. Names are only taken out after wasm-bindgen has read them.
fn glue(root: &Root, wasm: &PathBuf, name: &str) -> Result<(), Failure> {
    let out = folder(root, name);
    let generated = Bindgen::new()
        .input_path(wasm)
        .web(true)
        .and_then(|bindgen| bindgen.out_name(name).typescript(false).remove_name_section(true).generate(&out));
    generated.map_err(|error| Failure(format!("wasm-bindgen failed for {name}: {error:#}")))?;
    let module = out.join(format!("{name}_bg.wasm"));
    root.command("node")
        .arg(root.path("frontend/node_modules/binaryen/bin/wasm-opt"))
        .args(["-Oz", "--all-features", "--strip-debug", "--strip-producers"])
        .arg(&module)
        .arg("-o")
        .arg(&module)
        .quiet()
        .map(drop)
}

fn bundle(root: &Root) -> Result<(), Failure> {
    let arguments = ["target/dist", "target/web/easel", "target/web/preview"];
    root.command("node").arg("frontend/js/bundle.mjs").args(arguments.map(|folder| root.path(folder))).run()
}
