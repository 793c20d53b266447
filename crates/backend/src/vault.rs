//! Secrets at rest: encrypted with a key that does not lie in the database.
//!
//! ChaCha20-Poly1305 with a random nonce per secret. The name of what a secret belongs to is authenticated with it, so
//! that a row copied onto another is refused.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use rand::TryRng;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use sha2::{Digest, Sha256};

use crate::BackendError;

const KEY_BYTES: usize = 32;
const KEY_FILE: &str = "secret.key";

/// Where the key comes from. It is read when it is needed, so that a server without secrets has no file.
#[derive(Clone)]
pub(crate) enum Vault {
    /// A text that somebody set.
    Secret(String),
    /// Random bytes in the data folder, made at the first secret.
    File(PathBuf),
}

impl Vault {
    pub(crate) fn new(secret: Option<&str>, data_dir: &Path) -> Self {
        match secret {
            Some(secret) => Self::Secret(secret.to_owned()),
            None => Self::File(data_dir.join(KEY_FILE)),
        }
    }

    /// Nonce and ciphertext of `secret`, which belongs to `owner`.
    pub(crate) fn seal(&self, owner: &str, secret: &str) -> Result<Vec<u8>, BackendError> {
        let key = self.key(true)?.ok_or(BackendError::NoRandomness)?;
        let nonce = random::<NONCE_LEN>()?;
        let mut text = secret.as_bytes().to_vec();
        key.seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(owner.as_bytes()),
            &mut text,
        )
        .map_err(|_| BackendError::NoRandomness)?;
        Ok([nonce.as_slice(), &text].concat())
    }

    /// None if it was sealed with another key or for another owner, or is damaged.
    pub(crate) fn open(&self, owner: &str, sealed: &[u8]) -> Result<Option<String>, BackendError> {
        let Some(key) = self.key(false)? else { return Ok(None) };
        let Some((nonce, text)) = sealed.split_at_checked(NONCE_LEN) else { return Ok(None) };
        let Ok(nonce) = Nonce::try_assume_unique_for_key(nonce) else { return Ok(None) };
        let mut text = text.to_vec();
        let opened = key.open_in_place(nonce, Aad::from(owner.as_bytes()), &mut text).ok();
        Ok(opened.and_then(|text| String::from_utf8(text.to_vec()).ok()))
    }

    fn key(&self, make: bool) -> Result<Option<LessSafeKey>, BackendError> {
        let bytes: [u8; KEY_BYTES] = match self {
            Self::Secret(secret) => Sha256::digest(secret.as_bytes()).into(),
            Self::File(path) => match read_key(path)? {
                Some(bytes) => bytes,
                None if make => make_key(path)?,
                None => return Ok(None),
            },
        };
        Ok(UnboundKey::new(&CHACHA20_POLY1305, &bytes).ok().map(LessSafeKey::new))
    }
}

fn read_key(path: &Path) -> Result<Option<[u8; KEY_BYTES]>, BackendError> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(bytes.try_into().ok()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(BackendError::Folder { path: path.to_owned(), source }),
    }
}

/// Written whole under another name first: a killed process must not leave half a key.
fn make_key(path: &Path) -> Result<[u8; KEY_BYTES], BackendError> {
    let failed = |source| BackendError::Folder { path: path.to_owned(), source };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let bytes = random::<KEY_BYTES>()?;
    let fresh = path.with_extension("new");
    let mut options = std::fs::File::options();
    options.create(true).write(true).truncate(true);
    // Other accounts of the machine have no business in here.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&fresh).map_err(failed)?;
    file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(failed)?;
    std::fs::rename(&fresh, path).map_err(failed)?;
    Ok(bytes)
}

fn random<const N: usize>() -> Result<[u8; N], BackendError> {
    let mut bytes = [0u8; N];
    rand::rngs::SysRng.try_fill_bytes(&mut bytes).map_err(|_| BackendError::NoRandomness)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_comes_back_for_its_owner_and_its_key_only() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::new(None, folder.path());
        assert_eq!(vault.open("openai", &[0; 64]).unwrap(), None);
        assert!(!folder.path().join(KEY_FILE).exists(), "nothing is made for reading");

        let sealed = vault.seal("openai", "sk-secret").unwrap();
        assert!(!sealed.windows(9).any(|bytes| bytes == b"sk-secret"));
        assert_ne!(sealed, vault.seal("openai", "sk-secret").unwrap(), "each has its own nonce");
        // A restarted server has the same key.
        let again = Vault::new(None, folder.path());
        assert_eq!(again.open("openai", &sealed).unwrap().as_deref(), Some("sk-secret"));
        assert_eq!(again.open("anthropic", &sealed).unwrap(), None, "another row");
        assert_eq!(Vault::new(Some("other"), folder.path()).open("openai", &sealed).unwrap(), None);
        let mut damaged = sealed.clone();
        *damaged.last_mut().unwrap() ^= 1;
        assert_eq!(again.open("openai", &damaged).unwrap(), None);
        assert_eq!(again.open("openai", &sealed[..5]).unwrap(), None);
    }

    #[cfg(unix)]
    #[test]
    fn the_key_is_for_this_account_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        Vault::new(None, folder.path()).seal("a", "b").unwrap();
        let mode = std::fs::metadata(folder.path().join(KEY_FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_set_secret_needs_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::new(Some("a long text"), folder.path());
        let sealed = vault.seal("a", "b").unwrap();
        assert_eq!(vault.open("a", &sealed).unwrap().as_deref(), Some("b"));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
