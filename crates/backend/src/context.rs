//! The one object that use cases hang on.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use contract::{ModelId, ModelView, Problem, ProjectId, StoredEvent, UserId};
use futures::{Stream, StreamExt};
use store::{ProjectRow, Store};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use verify::Verifier;

use crate::BackendError;
use crate::console::Consoles;
use crate::link_watch::LinkNews;
use crate::locks::Locks;
use crate::running::Running;
use crate::vault::Vault;
use crate::workshop::{Bench, Workshop};

/// The one account of local mode.
const LOCAL_USER: &str = "local";

#[derive(Clone, Default)]
pub struct Config {
    /// Made if missing.
    pub data_dir: PathBuf,
    /// `postgres://…` or `sqlite:…`; none for SQLite in the data folder.
    pub database_url: Option<String>,
    /// What stored keys are encrypted with; none for random bytes in the data folder.
    pub secret: Option<String>,
}

/// The database, the models and the turns under way. Cheap to clone; built once.
#[derive(Clone)]
pub struct Context(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) store: Store,
    /// Replaced as a whole when a provider is connected.
    models: RwLock<llm::Registry>,
    pub(crate) vault: Vault,
    pub(crate) running: Running,
    pub(crate) consoles: Consoles,
    pub(crate) link_news: LinkNews,
    /// All run tasks, so that stopping can wait for them.
    pub(crate) tasks: TaskTracker,
    /// Cancelled when the server stops: runs pause where they are.
    pub(crate) stopping: CancellationToken,
    /// For packages and for publishing; missing in a program that does not bundle.
    pub(crate) bench: OnceLock<Bench>,
    verifier: OnceLock<Verifier>,
    local_user: UserId,
    locks: Locks<ProjectId>,
    /// Held as long as this process uses the folder.
    _folder: Option<std::fs::File>,
}

impl Context {
    /// Opens the database, applies migrations and makes the local account. Runs that were interrupted stay
    /// so until `resume_runs`.
    pub async fn open(config: Config, models: llm::Registry) -> Result<Self, BackendError> {
        let (url, folder) = match &config.database_url {
            Some(url) => (url.clone(), None),
            None => {
                let folder = take_folder(&config.data_dir)?;
                (format!("sqlite:{}", config.data_dir.join("easel.db").display()), Some(folder))
            }
        };
        let store = Store::open(&url).await?;
        let local_user = UserId::from(LOCAL_USER);
        store.create_user(&local_user, "You").await?;
        let context = Self(Arc::new(Inner {
            store,
            models: RwLock::new(models),
            vault: Vault::new(config.secret.as_deref(), &config.data_dir),
            running: Running::default(),
            consoles: Consoles::default(),
            link_news: LinkNews::default(),
            tasks: TaskTracker::new(),
            stopping: CancellationToken::new(),
            local_user,
            bench: OnceLock::new(),
            verifier: OnceLock::new(),
            locks: Locks::default(),
            _folder: folder,
        }));
        context.load_models().await?;
        if let Err(error) = context.purge_expired().await {
            // No reason not to start.
            tracing::warn!(%error, "projects that were deleted long ago are still there");
        }
        Ok(context)
    }

    /// Lets this server bundle packages and projects. The first one counts.
    pub fn equip(&self, workshop: Workshop) {
        if self.0.bench.set(Bench::new(workshop)).is_err() {
            tracing::warn!("the workshop was set up before");
        }
    }

    /// Lets this server check types as well. The first one counts.
    pub fn verify_with(&self, verifier: Verifier) {
        if self.0.verifier.set(verifier).is_err() {
            tracing::warn!("the verifier was set up before");
        }
    }

    /// What is wrong with these files: path to text. Blocks, for seconds if types are checked.
    pub fn verify(&self, files: &verify::Files) -> verify::Report {
        match self.0.verifier.get() {
            Some(verifier) => verifier.verify(files),
            None => Verifier::default().verify(files),
        }
    }

    /// The account of whoever uses this computer: in local mode there is no sign-in.
    pub fn local_user(&self) -> UserId {
        self.0.local_user.clone()
    }

    pub fn list_models(&self) -> Vec<ModelView> {
        self.models().models()
    }

    /// As the picker calls it.
    pub(crate) fn model_name(&self, id: &ModelId) -> String {
        let known = self.list_models().into_iter().find(|model| model.id == *id);
        known.map_or_else(|| id.to_string(), |model| model.name)
    }

    /// As they are connected now.
    pub(crate) fn models(&self) -> llm::Registry {
        self.0.models.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set_models(&self, models: llm::Registry) {
        *self.0.models.write().unwrap_or_else(PoisonError::into_inner) = models;
    }

    /// Fails with NotFound unless the project is this user's.
    pub async fn authorize(&self, user: &UserId, project: &ProjectId) -> Result<(), BackendError> {
        self.owned(user, project).await.map(drop)
    }

    /// Every event after number `after`: from the log, then live, in order, without gaps. The caller has
    /// authorised the reader.
    pub fn subscribe(
        &self,
        project: &ProjectId,
        after: i64,
    ) -> impl Stream<Item = Result<Vec<StoredEvent>, Problem>> + Send + use<> {
        self.0
            .store
            .subscribe(project, after)
            .map(|batch| batch.map_err(|error| BackendError::from(error).problem()))
    }

    /// Stops runs where they are, stores what they have, and closes the database. They go on at the next
    /// start.
    pub async fn shutdown(&self) {
        self.0.stopping.cancel();
        self.0.tasks.close();
        self.0.tasks.wait().await;
        self.0.store.close().await;
    }

    /// For tests: what is stored, without guards.
    #[doc(hidden)]
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// The guard of everything that belongs to a project.
    pub(crate) async fn owned(&self, user: &UserId, project: &ProjectId) -> Result<ProjectRow, BackendError> {
        match self.0.store.find_project(project).await? {
            Some(row) if row.owner_id == user.0 => Ok(row),
            Some(_) | None => Err(BackendError::NotFound("project")),
        }
    }

    /// Whoever changes a project's files reads, decides and appends under this lock.
    pub(crate) async fn lock(&self, project: &ProjectId) -> tokio::sync::OwnedMutexGuard<()> {
        self.0.locks.lock(project).await
    }
}

/// Makes the folder and takes it for this process: two servers on one SQLite file would both take up the
/// same interrupted runs.
fn take_folder(path: &Path) -> Result<std::fs::File, BackendError> {
    let failed = |source| BackendError::DataFolder { path: path.to_owned(), source };
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    // Other accounts of the machine have no business in here.
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(failed)?;
    let file = std::fs::File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path.join("easel.lock"))
        .map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(BackendError::DataFolderInUse(path.to_owned())),
        Err(std::fs::TryLockError::Error(source)) => Err(failed(source)),
    }
}

/// Sortable by time.
pub(crate) fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}
