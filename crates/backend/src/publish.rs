//! A project's app by itself, for whoever has a link: bundled once for each content of its files, and kept.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use bundle::{BundleError, Bundled, Fault, Job, Placed, SiteJob, SiteOutline};
use contract::{LinkKind, ProjectId};

use crate::workshop::{
    Bench, JobFolder, disk, is_file_name, is_key, key_of, prune, read_index, settle, touch,
};
use crate::{BackendError, Context};

/// Pages that were opened before a change still ask for the modules they began with.
const MOST_VERSIONS: usize = 4;
const MOST_LIBRARIES: usize = 2;
/// After this time a project that could not be bundled is tried again as it is.
const TRY_AGAIN: Duration = Duration::from_secs(30);

/// An app as it can be served.
#[derive(Clone, Debug)]
pub struct Published {
    pub title: String,
    pub project: ProjectId,
    /// Names its folder of files.
    pub key: String,
    pub outline: SiteOutline,
    /// Why this is not the newest version.
    pub held_back: Option<String>,
}

/// Projects that could not be bundled, by the key of their files.
#[derive(Default)]
pub(crate) struct Failures(Mutex<HashMap<String, (Instant, String)>>);

impl Failures {
    fn find(&self, key: &str) -> Option<String> {
        let failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failures.get(key).filter(|(at, _)| at.elapsed() < TRY_AGAIN).map(|(_, message)| message.clone())
    }

    fn note(&self, key: &str, message: &str) {
        let mut failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failures.retain(|_, (at, _)| at.elapsed() < TRY_AGAIN);
        failures.insert(key.to_owned(), (Instant::now(), message.to_owned()));
    }
}

/// To visitors who may not see the sources.
const NOT_BUILT: &str = "Its newest version cannot be built. Ask whoever sent the link.";

impl Context {
    /// The app behind a link, for anyone who has its token. If the newest files cannot be bundled, the version before
    /// them; the error says why if there is none.
    pub async fn published(&self, token: &str) -> Result<Published, BackendError> {
        let linked = self.linked(token).await?;
        let shows_code = linked.link.kind.0 == LinkKind::View;
        let view = linked.project.view();
        let (project, title) = (view.id, view.name);
        let bench = self.bench()?;
        let stored = self.0.store.list_files(&project).await?;
        let files: BTreeMap<String, String> =
            stored.into_iter().map(|file| file.view()).map(|file| (file.path, file.content)).collect();
        let key = key_of(&(&files, &bench.workshop.build))?;
        let root = bench.folder(&["published", project.as_str()]);
        // Whoever opens the link meanwhile waits for the same bundle.
        let _lock = bench.locks.lock(&format!("published {project}")).await;
        if let Some(outline) = read_index(&root.join(&key)) {
            touch(&root.join(&key));
            return Ok(Published { title, project, key, outline, held_back: None });
        }
        let made = match bench.failures.find(&key) {
            Some(message) => Err(BackendError::Unpublished(message)),
            None => bench.publish(files, &root.join(&key)).await,
        };
        match made {
            Ok(outline) => {
                prune(&root, MOST_VERSIONS);
                Ok(Published { title, project, key, outline, held_back: None })
            }
            Err(error) => {
                let message = error.problem().message;
                bench.failures.note(&key, &message);
                // What the compiler says names files and lines, which the app alone does not show.
                let message = if shows_code { message } else { NOT_BUILT.to_owned() };
                match newest(&root) {
                    Some((key, outline)) => {
                        Ok(Published { title, project, key, outline, held_back: Some(message) })
                    }
                    None => Err(BackendError::Unpublished(message)),
                }
            }
        }
    }

    /// What was bundled of a project goes with it.
    pub(crate) fn forget_published(&self, project: &ProjectId) {
        let Ok(bench) = self.bench() else { return };
        let folder = bench.folder(&["published", project.as_str()]);
        if let Err(error) = std::fs::remove_dir_all(&folder)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "a published app is left over");
        }
    }

    /// A file of an app, for anyone who has the token.
    pub async fn published_file(&self, token: &str, key: &str, name: &str) -> Result<PathBuf, BackendError> {
        let project = ProjectId(self.linked(token).await?.project.id);
        if !is_key(key) || !is_file_name(name) {
            return Err(BackendError::NotFound("file"));
        }
        Ok(self.bench()?.folder(&["published", project.as_str(), key]).join(name))
    }
}

impl Bench {
    async fn publish(
        &self,
        files: BTreeMap<String, String>,
        place: &Path,
    ) -> Result<SiteOutline, BackendError> {
        let library = self.library().await?;
        let (files, packages) = tokio::task::spawn_blocking(move || {
            let packages = preview::site(&files, &|_| None).map(|site| site.packages);
            (files, packages)
        })
        .await?;
        let packages = packages.map_err(|found| BundleError::Refused(Fault::of(&found)))?;
        let tree = self.packages_of_site(packages).await?;
        let folder = JobFolder::create(&library.join("jobs"))?;
        let tailwind = self.workshop.tailwind.clone();
        let job = SiteJob { folder: folder.0.clone(), tree, files, tailwind };
        let Bundled::Site(outline) = self.workshop.bundler.run(&Job::Site(job)).await? else {
            return Err(BackendError::Invalid("The bundler answered something else."));
        };
        settle(&folder.0.join("out"), place, &outline)?;
        Ok(outline)
    }

    async fn packages_of_site(
        &self,
        packages: BTreeMap<String, String>,
    ) -> Result<Vec<Placed>, BackendError> {
        if packages.is_empty() {
            return Ok(Vec::new());
        }
        let registry = self.workshop.registry.as_ref().ok_or(BackendError::PackagesOff)?;
        let wanted: Vec<(String, String)> = packages.into_iter().collect();
        let (tree, _) = self.tree(registry, &wanted).await?;
        crate::packages::within(crate::packages::FETCH_TIME, self.fetch(registry, &tree)).await?
    }

    /// The folder with the `node_modules` that come with Easel, unpacked at their first use.
    async fn library(&self) -> Result<PathBuf, BackendError> {
        let _lock = self.locks.lock(&"library".to_owned()).await;
        let (root, read) = (self.folder(&["library"]), self.workshop.library);
        let folder = root.join(&self.workshop.build);
        tokio::task::spawn_blocking(move || {
            if !folder.join("node_modules").is_dir() {
                let unpacked = std::fs::create_dir_all(&folder)
                    .and_then(|()| read())
                    .and_then(|archive| bundle::unpack_library(archive.as_slice(), &folder));
                unpacked.map_err(|source| disk(&folder, source))?;
                prune(&root, MOST_LIBRARIES);
            }
            Ok(folder)
        })
        .await?
    }
}

fn newest(root: &Path) -> Option<(String, SiteOutline)> {
    let versions = std::fs::read_dir(root).ok()?.flatten();
    let aged = versions.filter_map(|entry| {
        let outline: SiteOutline = read_index(&entry.path())?;
        Some((entry.metadata().ok()?.modified().ok()?, entry.file_name().into_string().ok()?, outline))
    });
    aged.max_by_key(|(at, _, _)| *at).map(|(_, key, outline)| (key, outline))
}
