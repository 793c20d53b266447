//! A project as static files with hashed names: production React, nothing but what is used, minified.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use rolldown::{BundlerBuilder, BundlerTransformOptions, DecoratorOptions, InputItem};
use rolldown_common::Output;
use sha2::{Digest, Sha256};

use crate::child::Done;
use crate::css::minified;
use crate::job::{Bundled, Fault, SiteJob, SiteOutline};
use crate::shared::{fault, options, write};
use crate::sources::{MAIN, Sources};
use crate::tailwind::{Tailwind, uses_tailwind};
use crate::unpack::unpack;

const PUBLIC: &str = "public/";

pub async fn bundle(job: SiteJob) -> Done {
    unpack(&job.folder, &job.tree)?;
    let out = job.folder.join("out");
    std::fs::create_dir_all(&out)
        .map_err(|error| Fault::new(format!("The bundle cannot be written: {error}.")))?;
    let emitted = emit_assets(&job.files, &out)?;
    let site = preview::site(&job.files, &|path| emitted.get(path).map(|name| format!("./{name}")))
        .map_err(|found| Fault::of(&found))?;
    let style = style(&site, &job.tailwind, &out)?;
    let public: BTreeMap<String, String> = emitted
        .iter()
        .filter_map(|(path, name)| Some((format!("/{}", path.strip_prefix(PUBLIC)?), name.clone())))
        .collect();

    let mut options = options(&job.folder, "production");
    options.input = Some(vec![InputItem { name: Some("app".to_owned()), import: MAIN.to_owned() }]);
    options.transform = Some(BundlerTransformOptions {
        decorator: Some(DecoratorOptions { legacy: Some(true), ..DecoratorOptions::default() }),
        ..BundlerTransformOptions::default()
    });
    let sources = Sources::new(&job.folder, job.files, site, emitted, !public.is_empty());
    let failed = |error: &dyn std::fmt::Display| fault(error, &job.folder);
    let mut bundler = BundlerBuilder::default()
        .with_options(options)
        .with_plugins(vec![Arc::new(sources)])
        .build()
        .map_err(|error| failed(&error))?;
    let built = bundler.generate().await.map_err(|error| failed(&error))?;
    write(&out, &built.assets)?;
    let entry = built.assets.iter().find_map(|output| match output {
        Output::Chunk(chunk) if chunk.is_entry => Some(chunk),
        Output::Chunk(_) | Output::Asset(_) => None,
    });
    let entry = entry.ok_or_else(|| Fault::new("The bundle has no entry."))?;
    Ok(Bundled::Site(SiteOutline {
        script: entry.filename.to_string(),
        imports: entry.imports.iter().map(ToString::to_string).collect(),
        style,
        public,
    }))
}

/// Writes pictures, fonts and what lies in `public/`; answers each path's name in `out`.
fn emit_assets(files: &BTreeMap<String, String>, out: &Path) -> Result<BTreeMap<String, String>, Fault> {
    let mut emitted = BTreeMap::new();
    for (path, text) in files {
        if !preview::is_asset(path) && !path.starts_with(PUBLIC) {
            continue;
        }
        let name = emit(out, path, &export::decode(path, text))?;
        emitted.insert(path.clone(), name);
    }
    Ok(emitted)
}

/// `logo-1a2b3c4d.png` for `src/logo.png`.
fn emit(out: &Path, path: &str, bytes: &[u8]) -> Result<String, Fault> {
    let file = path.rsplit('/').next().unwrap_or(path);
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, "bin"));
    let plain =
        |text: &str| -> String { text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect() };
    let mut name = plain(stem);
    name.push('-');
    for byte in &Sha256::digest(bytes)[..6] {
        let _ = write!(name, "{byte:02x}");
    }
    let name = format!("{name}.{}", plain(ending));
    std::fs::write(out.join(&name), bytes)
        .map_err(|error| Fault::new(format!("The bundle cannot be written: {error}.")))?;
    Ok(name)
}

/// All sheets in one, as the preview has them.
fn style(site: &preview::Site, core: &str, out: &Path) -> Result<Option<String>, Fault> {
    let mut tailwind: Option<Tailwind> = None;
    let candidates: Vec<&str> = site.candidates.iter().map(String::as_str).collect();
    let mut css = String::new();
    for sheet in &site.sheets {
        if !uses_tailwind(&sheet.css) {
            css.push_str(&sheet.css);
        } else {
            let engine = match &tailwind {
                Some(engine) => engine,
                None => tailwind.insert(Tailwind::new(core)?),
            };
            css.push_str(&engine.compile(&sheet.path, &sheet.css, &candidates)?);
        }
        css.push('\n');
    }
    let css = minified(&css);
    if css.is_empty() { Ok(None) } else { emit(out, "style.css", css.as_bytes()).map(Some) }
}
