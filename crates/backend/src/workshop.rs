//! What bundling needs besides a project: a bundler, a registry, the parts that come with Easel, and places on disk.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use bundle::{Bundler, Placed};
use futures::{StreamExt, TryStreamExt};
use npm::{Registry, Tree};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::BackendError;
use crate::locks::Locks;
use crate::publish::Failures;

/// Tarballs that are fetched at once.
const FETCHES: usize = 8;

/// Given to `Context::equip` by a program that can bundle.
pub struct Workshop {
    pub bundler: Bundler,
    /// None: only what comes with Easel.
    pub registry: Option<Registry>,
    /// Specifier to address, of the packages that come with Easel.
    pub vendored: BTreeMap<String, String>,
    /// Tailwind's core as an ES module.
    pub tailwind: String,
    /// Reads the archive that `bundle::unpack_library` takes.
    pub library: fn() -> io::Result<Vec<u8>>,
    /// Identifies what comes with Easel: bundles of another build are not used.
    pub build: String,
    pub data_dir: PathBuf,
}

/// A workshop at work.
pub(crate) struct Bench {
    pub workshop: Workshop,
    /// By what is being made.
    pub locks: Locks<String>,
    pub failures: Failures,
}

impl Bench {
    /// Clears away what a bundler that was killed left behind.
    pub fn new(workshop: Workshop) -> Self {
        let data = &workshop.data_dir;
        for jobs in [data.join("packages/jobs"), data.join("library").join(&workshop.build).join("jobs")] {
            let _ = std::fs::remove_dir_all(jobs);
        }
        Self { workshop, locks: Locks::default(), failures: Failures::default() }
    }

    /// `<data>/packages/…` and the like.
    pub fn folder(&self, parts: &[&str]) -> PathBuf {
        parts.iter().fold(self.workshop.data_dir.clone(), |folder, part| folder.join(part))
    }

    /// The archives of a tree, on disk.
    pub async fn fetch(&self, registry: &Registry, tree: &Tree) -> Result<Vec<Placed>, BackendError> {
        let fetches = futures::stream::iter(tree.packages.clone()).map(|package| {
            let registry = registry.clone();
            async move {
                let tarball = registry.tarball(&package.name, &package.dist).await?;
                Ok(Placed { place: package.place, tarball })
            }
        });
        fetches.buffered(FETCHES).try_collect().await
    }

    /// The packages that the preview and every bundle have, with their exact versions.
    pub fn provided() -> BTreeMap<String, String> {
        let versions = vfs::package_names().iter().filter_map(|&name| {
            let range = export::version_of(name)?;
            Some((name.to_owned(), range.trim_start_matches(['^', '~']).to_owned()))
        });
        versions.collect()
    }
}

/// An empty folder that is gone when this is dropped.
pub(crate) struct JobFolder(pub PathBuf);

impl JobFolder {
    pub fn create(within: &Path) -> Result<Self, BackendError> {
        let path = within.join(crate::context::new_id());
        std::fs::create_dir_all(&path).map_err(|source| disk(&path, source))?;
        // The bundler compares paths: links in them would be in its way.
        let path = std::fs::canonicalize(&path).map_err(|source| disk(&path, source))?;
        Ok(Self(path))
    }
}

impl Drop for JobFolder {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0)
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "a folder of the bundler is left over");
        }
    }
}

pub(crate) fn disk(path: &Path, source: io::Error) -> BackendError {
    BackendError::Folder { path: path.to_owned(), source }
}

/// A name for what is said by `value`.
pub(crate) fn key_of(value: &impl Serialize) -> Result<String, BackendError> {
    let text = serde_json::to_vec(value).map_err(|_| BackendError::Invalid("This cannot be bundled."))?;
    Ok(Sha256::digest(text)[..16].iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Moves what was made to its place, in one step, with `index.json` beside it.
pub(crate) fn settle(out: &Path, place: &Path, index: &impl Serialize) -> Result<(), BackendError> {
    let written = serde_json::to_vec(index)
        .map_err(io::Error::other)
        .and_then(|text| std::fs::write(out.join("index.json"), text))
        .and_then(|()| std::fs::create_dir_all(place.parent().unwrap_or(place)));
    let moved = written.and_then(|()| std::fs::rename(out, place));
    match moved {
        // Another process was faster.
        Err(_) if place.join("index.json").is_file() => Ok(()),
        done => done.map_err(|source| disk(place, source)),
    }
}

pub(crate) fn read_index<T: serde::de::DeserializeOwned>(place: &Path) -> Option<T> {
    let text = std::fs::read(place.join("index.json")).ok()?;
    serde_json::from_slice(&text).ok()
}

/// Leaves the newest `most` entries of a folder.
pub(crate) fn prune(folder: &Path, most: usize) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut aged: Vec<(SystemTime, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    aged.sort_unstable_by(|a, b| b.cmp(a));
    for (_, path) in aged.drain(..).skip(most) {
        let gone = if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
        if let Err(error) = gone {
            tracing::warn!(%error, "an old bundle is left over");
        }
    }
}

/// It is used: others are thrown away first.
pub(crate) fn touch(folder: &Path) {
    let _ = std::fs::File::open(folder).and_then(|folder| folder.set_modified(SystemTime::now()));
}

/// What `key_of` makes.
pub(crate) fn is_key(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A plain file name: no path, nothing hidden.
pub(crate) fn is_file_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    !name.is_empty()
        && name.len() <= 200
        && name != "index.json"
        && !name.starts_with('.')
        && name.bytes().all(plain)
}
