//! What this program brings for bundling: itself as the bundler's process, and what is embedded in it.

use std::io;
use std::path::Path;

use backend::Workshop;
use bundle::{Bundler, Limits};

use crate::assets::{self, Manifest};
use crate::config::ServeConfig;

/// The hidden subcommand that `main` answers with `bundle::child::run`.
pub const BUNDLE_COMMAND: &str = "bundle-job";

/// None if this program does not know where it is itself, or carries no browser half.
pub fn workshop(config: &ServeConfig) -> Option<Workshop> {
    let manifest = Manifest::embedded();
    let program =
        std::env::current_exe().inspect_err(|error| tracing::warn!(%error, "nothing can be bundled")).ok()?;
    let tailwind = manifest.text("tailwind.js").ok()?;
    Some(Workshop {
        bundler: Bundler::new(program, &[BUNDLE_COMMAND], Limits::default()),
        registry: registry(config.npm_registry.as_deref(), &config.data_dir),
        vendored: manifest.vendor,
        tailwind,
        library,
        build: crate::BUILD.to_owned(),
        data_dir: config.data_dir.clone(),
    })
}

fn library() -> io::Result<Vec<u8>> {
    let manifest = Manifest::embedded();
    let address = manifest.files.get("library.json").and_then(|address| address.as_str());
    assets::read(address.unwrap_or_default())
}

fn registry(address: Option<&str>, data_dir: &Path) -> Option<npm::Registry> {
    let folder = data_dir.join("packages").join("tarballs");
    npm::Registry::new(address?, folder)
        .inspect_err(|error| tracing::warn!(%error, "packages of the registry are off"))
        .ok()
}
