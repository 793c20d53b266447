//! What a registry says of a package.

use std::collections::BTreeMap;

use nodejs_semver::{Range, Version};
use serde::Deserialize;

use crate::error::NpmError;
use crate::tarball::Dist;

/// The short form, `application/vnd.npm.install-v1+json`.
#[derive(Debug, Deserialize)]
pub struct Packument {
    #[serde(default, rename = "dist-tags")]
    tags: BTreeMap<String, String>,
    #[serde(default)]
    versions: BTreeMap<String, Manifest>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    pub version: String,
    pub dist: Dist,
    #[serde(default)]
    pub dependencies: BTreeMap<String, String>,
    #[serde(default)]
    pub optional_dependencies: BTreeMap<String, String>,
    #[serde(default)]
    pub peer_dependencies: BTreeMap<String, String>,
    #[serde(default)]
    pub peer_dependencies_meta: BTreeMap<String, PeerMeta>,
}

#[derive(Debug, Default, Deserialize)]
pub struct PeerMeta {
    #[serde(default)]
    pub optional: bool,
}

impl Packument {
    /// The newest version for `range`, the one tagged `latest` before others.
    pub fn choose(&self, name: &str, range: &str) -> Result<&Manifest, NpmError> {
        if let Some(manifest) = self.tags.get(range).and_then(|version| self.versions.get(version)) {
            return Ok(manifest);
        }
        let parsed = parse_range(name, range)?;
        let latest = self.tags.get("latest").and_then(|version| self.versions.get(version));
        if let Some(latest) = latest
            && satisfies(&parsed, &latest.version)
        {
            return Ok(latest);
        }
        let fitting = self.versions.values().filter(|manifest| satisfies(&parsed, &manifest.version));
        let best = fitting.max_by_key(|manifest| Version::parse(&manifest.version).ok());
        best.ok_or_else(|| NpmError::NoSuchVersion {
            name: name.to_owned(),
            range: range.to_owned(),
            newest: self.tags.get("latest").cloned().unwrap_or_else(|| "none".to_owned()),
        })
    }
}

pub fn parse_range(name: &str, range: &str) -> Result<Range, NpmError> {
    let text = if range.trim().is_empty() { "*" } else { range.trim() };
    Range::parse(text).map_err(|_| NpmError::RangeRefused {
        name: name.to_owned(),
        range: range.chars().take(100).collect(),
    })
}

pub fn satisfies(range: &Range, version: &str) -> bool {
    Version::parse(version).is_ok_and(|version| version.satisfies(range))
}
