//! Archives of packages: fetched once, compared with what was promised, kept by their content.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use futures::StreamExt;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ssri::{Integrity, IntegrityChecker};
use tokio::io::AsyncWriteExt;

use crate::error::NpmError;

pub const MAX_TARBALL_BYTES: u64 = 20_000_000;

/// Where a version's archive is, and what it has to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dist {
    pub tarball: String,
    #[serde(default)]
    pub integrity: Option<String>,
    /// SHA-1 in hexadecimal: all that packages from before 2017 have.
    #[serde(default)]
    pub shasum: Option<String>,
}

impl Dist {
    /// What the archive is compared with. None if nothing usable is promised: then it is not used.
    pub(crate) fn integrity(&self) -> Option<Integrity> {
        match (&self.integrity, &self.shasum) {
            (Some(integrity), _) => {
                integrity.parse().ok().filter(|integrity: &Integrity| !integrity.hashes.is_empty())
            }
            (None, Some(sum)) => Integrity::from_hex(sum, ssri::Algorithm::Sha1).ok(),
            (None, None) => None,
        }
    }

    /// A name for the archive's content.
    pub fn key(&self) -> String {
        let promised = self.integrity().map(|integrity| integrity.to_string()).unwrap_or_default();
        Sha256::digest(promised.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The archive on disk. `answer` is asked only if it is not there.
pub(crate) async fn keep<F>(
    folder: &Path,
    name: &str,
    dist: &Dist,
    answer: impl FnOnce() -> F,
) -> Result<PathBuf, NpmError>
where
    F: Future<Output = Result<reqwest::Response, NpmError>>,
{
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let Some(integrity) = dist.integrity() else { return Err(NpmError::Integrity(name.to_owned())) };
    let target = folder.join(format!("{}.tgz", dist.key()));
    if tokio::fs::try_exists(&target).await.unwrap_or(false) {
        return Ok(target);
    }
    let failed = |source| NpmError::Folder { path: folder.to_owned(), source };
    tokio::fs::create_dir_all(folder).await.map_err(failed)?;
    let fresh = folder.join(format!("{}.{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed)));
    let written = write(&fresh, name, integrity, answer().await?).await;
    if let Err(error) = written {
        let _ = tokio::fs::remove_file(&fresh).await;
        return Err(error);
    }
    tokio::fs::rename(&fresh, &target).await.map_err(failed)?;
    Ok(target)
}

async fn write(
    path: &Path,
    name: &str,
    integrity: Integrity,
    answer: reqwest::Response,
) -> Result<(), NpmError> {
    let failed = |source| NpmError::Folder { path: path.to_owned(), source };
    let mut file = tokio::fs::File::create(path).await.map_err(failed)?;
    let mut checker = IntegrityChecker::new(integrity);
    let mut bytes = 0u64;
    let mut stream = answer.bytes_stream();
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(|error| NpmError::Unreachable(error.without_url().to_string()))?;
        bytes += piece.len() as u64;
        if bytes > MAX_TARBALL_BYTES {
            return Err(NpmError::TooLarge {
                name: name.to_owned(),
                megabytes: MAX_TARBALL_BYTES / 1_000_000,
            });
        }
        checker.input(&piece);
        file.write_all(&piece).await.map_err(failed)?;
    }
    file.flush().await.map_err(failed)?;
    checker.result().map_err(|_| NpmError::Integrity(name.to_owned()))?;
    Ok(())
}
