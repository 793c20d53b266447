//! Projects that were made elsewhere: as an archive, as a folder, or in a public repository.
//!
//! What is brought along is not trusted: a name may lead out of the project, a file may unpack to a thousand times its
//! size. Everything is looked at before anything is stored, and refused as a whole with the file that is to blame.

mod archive;
mod error;
mod folder;
mod tree;

use contract::{ImportedProject, MAX_IMPORT_BYTES, UserId};
use forge::{Forge, Repository};

pub use error::ImportError;
use tree::Intake;

use crate::{BackendError, Context};

impl Context {
    /// A project from a zip archive. `name` empty takes that of the folder in it.
    pub async fn import_archive(
        &self,
        user: &UserId,
        name: &str,
        bytes: impl AsRef<[u8]> + Send + 'static,
    ) -> Result<ImportedProject, BackendError> {
        let intake = tokio::task::spawn_blocking(move || archive::read(bytes.as_ref())).await??;
        self.take_in(user, name, intake).await
    }

    /// A project from a folder: a line of JSON that lists its files as `contract::ImportEntry`, then their bytes.
    pub async fn import_folder(
        &self,
        user: &UserId,
        name: &str,
        bytes: impl AsRef<[u8]> + Send + 'static,
    ) -> Result<ImportedProject, BackendError> {
        let intake = tokio::task::spawn_blocking(move || folder::read(bytes.as_ref())).await??;
        self.take_in(user, name, intake).await
    }

    /// A project from a public repository of one of `forge::HOSTS`. `name` empty takes the repository's.
    pub async fn import_repository(
        &self,
        user: &UserId,
        name: &str,
        address: &str,
    ) -> Result<ImportedProject, BackendError> {
        let repository = Repository::read(address)?;
        let archive = Forge::new()?.fetch(&repository, MAX_IMPORT_BYTES).await?;
        let name = if name.trim().is_empty() { archive.name } else { name.to_owned() };
        self.import_archive(user, &name, archive.bytes).await
    }

    async fn take_in(
        &self,
        user: &UserId,
        name: &str,
        intake: Intake,
    ) -> Result<ImportedProject, BackendError> {
        let Intake { top, files, left_out } = intake;
        let name = if name.trim().is_empty() { top.unwrap_or_default() } else { name.to_owned() };
        let count = u32::try_from(files.len()).unwrap_or(u32::MAX);
        let (project, name) = self.create_from_files(user, &name, files).await?;
        Ok(ImportedProject { project, name, files: count, left_out })
    }
}
