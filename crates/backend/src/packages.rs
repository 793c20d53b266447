//! Packages that do not come with Easel: fetched from a registry, checked, bundled once, and kept.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use bundle::{Bundled, Job, PackagesJob};
use contract::{PackageAddresses, PackagesRequest, ProjectId, SavedFile, TabId, UserId};
use npm::{Registry, Tree, Wanted};

use crate::file::SaveFile;
use crate::workshop::{
    Bench, JobFolder, disk, is_file_name, is_key, key_of, prune, read_index, settle, touch,
};
use crate::{BackendError, Context};

const MOST_WANTED: usize = 60;
const MOST_IMPORTS: usize = 200;
const MAX_SPECIFIER: usize = 250;
/// For all that the registry is asked.
pub(crate) const FETCH_TIME: Duration = Duration::from_secs(10);
/// How long the answer for a range is taken for granted.
const FRESH: Duration = Duration::from_secs(3600);
const MOST_BUILT: usize = 200;
const MOST_RESOLVED: usize = 2000;
const MOST_TARBALLS: usize = 2000;

/// The modules of one answer.
type Index = BTreeMap<String, String>;

impl Context {
    /// Addresses of modules for these imports. Their first use takes as long as the registry and the bundler need;
    /// later ones are answered from disk, also without a connection.
    pub async fn resolve_packages(
        &self,
        _: &UserId,
        request: PackagesRequest,
    ) -> Result<PackageAddresses, BackendError> {
        let request = checked(request)?;
        let bench = self.bench()?;
        let asked = key_of(&(&request, &bench.workshop.build))?;
        // Two tabs that ask for the same wait for the same.
        let _lock = bench.locks.lock(&asked).await;
        let note = bench.folder(&["packages", "resolved"]).join(format!("{asked}.json"));
        let known = read_note(&note);
        if let Some(known) = known.as_ref().filter(|known| known.fresh) {
            return Ok(addresses(&known.key, &known.index(bench)?));
        }
        let made = match &bench.workshop.registry {
            Some(registry) => bench.make(registry, &request).await,
            None => Err(BackendError::PackagesOff),
        };
        match (made, known) {
            (Ok((key, index)), _) => {
                write_note(&note, &key)?;
                Ok(addresses(&key, &index))
            }
            // What was right an hour ago serves better than nothing.
            (Err(error), Some(known)) if error.is_outage() => {
                tracing::warn!(%error, "packages are answered from what is kept");
                Ok(addresses(&known.key, &known.index(bench)?))
            }
            (Err(error), _) => Err(error),
        }
    }

    /// A module that `resolve_packages` answered with; public, for it is nothing but what the registry has.
    pub fn package_file(&self, key: &str, name: &str) -> Result<PathBuf, BackendError> {
        if !is_key(key) || !is_file_name(name) {
            return Err(BackendError::NotFound("file"));
        }
        Ok(self.bench()?.folder(&["packages", "built", key]).join(name))
    }

    /// Names the newest version of a package in the project's `package.json`.
    pub async fn add_package(
        &self,
        user: &UserId,
        project: &ProjectId,
        name: &str,
        tab: Option<TabId>,
    ) -> Result<SavedFile, BackendError> {
        const MANIFEST: &str = "package.json";
        self.owned(user, project).await?;
        let registry = self.bench()?.workshop.registry.clone().ok_or(BackendError::PackagesOff)?;
        let newest = within(FETCH_TIME, registry.find_version(name, "latest")).await??;
        let current = self.0.store.find_file(project, MANIFEST).await?;
        let (text, base) = match current {
            Some(file) => (file.content, Some(file.hash)),
            None => ("{}\n".to_owned(), None),
        };
        let range = format!("^{newest}");
        let content = export::record(&text, &[("dependencies", name, &range)])?.unwrap_or(text);
        self.save_file(user, project, SaveFile { path: MANIFEST.to_owned(), content, base, tab }).await
    }

    pub(crate) fn has_registry(&self) -> bool {
        self.bench().is_ok_and(|bench| bench.workshop.registry.is_some())
    }

    pub(crate) fn bench(&self) -> Result<&Bench, BackendError> {
        self.0.bench.get().ok_or(BackendError::PackagesOff)
    }
}

impl Bench {
    async fn make(
        &self,
        registry: &Registry,
        request: &PackagesRequest,
    ) -> Result<(String, Index), BackendError> {
        let wanted: Vec<(String, String)> =
            request.wanted.iter().map(|wanted| (wanted.name.clone(), wanted.range.clone())).collect();
        let (tree, beside) = self.tree(registry, &wanted).await?;
        let key = key_of(&(&tree, &request.imports, &self.workshop.vendored))?;
        let place = self.folder(&["packages", "built", &key]);
        if let Some(index) = read_index(&place) {
            return Ok((key, index));
        }
        let placed = within(FETCH_TIME, self.fetch(registry, &tree)).await??;
        let folder = JobFolder::create(&self.folder(&["packages", "jobs"]))?;
        let job = PackagesJob {
            folder: folder.0.clone(),
            tree: placed,
            entries: request.imports.clone(),
            shared: self.workshop.vendored.clone(),
            beside,
        };
        let Bundled::Packages(index) = self.workshop.bundler.run(&Job::Packages(job)).await? else {
            return Err(BackendError::Invalid("The bundler answered something else."));
        };
        settle(&folder.0.join("out"), &place, &index)?;
        prune(&self.folder(&["packages", "built"]), MOST_BUILT);
        prune(&self.folder(&["packages", "resolved"]), MOST_RESOLVED);
        prune(registry.folder(), MOST_TARBALLS);
        Ok((key, index))
    }

    /// Versions for names and ranges, and the names of those that are there for further parts of what comes with
    /// Easel.
    pub async fn tree(
        &self,
        registry: &Registry,
        wanted: &[(String, String)],
    ) -> Result<(Tree, BTreeSet<String>), BackendError> {
        let provided = Self::provided();
        let mut beside = BTreeSet::new();
        let wanted: Vec<Wanted> = wanted
            .iter()
            .map(|(name, range)| {
                // Further parts have to be of the version that the first ones are.
                let range = match provided.get(name) {
                    Some(version) => {
                        beside.insert(name.clone());
                        version.clone()
                    }
                    None => range.clone(),
                };
                Wanted { name: name.clone(), range }
            })
            .collect();
        let tree = within(FETCH_TIME, registry.resolve(&wanted, &provided)).await??;
        Ok((tree, beside))
    }
}

pub(crate) async fn within<T>(limit: Duration, work: impl Future<Output = T>) -> Result<T, BackendError> {
    tokio::time::timeout(limit, work).await.map_err(|_| BackendError::RegistrySlow(limit))
}

/// Sorted, without doubles, and nothing that is no name.
fn checked(mut request: PackagesRequest) -> Result<PackagesRequest, BackendError> {
    request.wanted.sort();
    request.wanted.dedup();
    request.imports.sort();
    request.imports.dedup();
    if request.wanted.len() > MOST_WANTED || request.imports.len() > MOST_IMPORTS {
        return Err(BackendError::Invalid(
            "These are more packages than a page can have. Remove some from the imports.",
        ));
    }
    let names: BTreeSet<&str> = request.wanted.iter().map(|wanted| wanted.name.as_str()).collect();
    for specifier in &request.imports {
        let short: String = specifier.chars().take(MAX_SPECIFIER).collect();
        let plain = !specifier.contains(['\\', '\0', '?', '#', '%'])
            && !specifier.split('/').any(|part| matches!(part, "" | "." | ".."));
        if !plain
            || short.len() != specifier.len()
            || !npm::is_name(vfs::package_of(specifier))
            || !names.contains(vfs::package_of(specifier))
        {
            return Err(npm::NpmError::NameRefused(short).into());
        }
    }
    Ok(request)
}

struct Known {
    key: String,
    fresh: bool,
}

impl Known {
    fn index(&self, bench: &Bench) -> Result<Index, BackendError> {
        read_index(&bench.folder(&["packages", "built", &self.key])).ok_or(BackendError::NotFound("bundle"))
    }
}

fn read_note(note: &Path) -> Option<Known> {
    let key = std::fs::read_to_string(note).ok()?;
    let built = note.parent()?.parent()?.join("built").join(&key);
    if !is_key(&key) || !built.join("index.json").is_file() {
        return None;
    }
    let age = std::fs::metadata(note).ok()?.modified().ok()?.elapsed().unwrap_or_default();
    touch(&built);
    Some(Known { key, fresh: age < FRESH })
}

fn write_note(note: &Path, key: &str) -> Result<(), BackendError> {
    let fresh = note.with_extension(crate::context::new_id());
    std::fs::create_dir_all(note.parent().unwrap_or(note))
        .and_then(|()| std::fs::write(&fresh, key))
        .and_then(|()| std::fs::rename(&fresh, note))
        .map_err(|source| disk(note, source))
}

fn addresses(key: &str, index: &Index) -> PackageAddresses {
    let located = index.iter().map(|(specifier, file)| (specifier.clone(), format!("/npm/-/{key}/{file}")));
    PackageAddresses { addresses: located.collect() }
}
