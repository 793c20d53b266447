//! Share links: whoever has the token sees the files, read-only, until the link is revoked.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::{LinkId, LinkView, ProjectId, SharedView, UserId};
use rand::TryRng;
use sha2::{Digest, Sha256};
use store::{LinkRow, ProjectRow};

use crate::context::new_id;
use crate::{BackendError, Context};

const TOKEN_BYTES: usize = 32;
/// Enough to tell links apart, and far too little to guess the rest.
const HINT_CHARS: usize = 6;

impl Context {
    /// Makes a link. Only this answer holds its path: of the token just a hash is kept.
    pub async fn create_link(&self, user: &UserId, project: &ProjectId) -> Result<LinkView, BackendError> {
        self.owned(user, project).await?;
        let mut secret = [0u8; TOKEN_BYTES];
        rand::rngs::SysRng.try_fill_bytes(&mut secret).map_err(|_| BackendError::NoRandomness)?;
        let token = URL_SAFE_NO_PAD.encode(secret);
        let hint: String = token.chars().take(HINT_CHARS).collect();
        let row = self.0.store.create_link(&LinkId(new_id()), project, user, &hash(&token), &hint).await?;
        Ok(LinkView { path: Some(format!("/s/{token}")), ..view(row) })
    }

    /// Links of the project that work, newest first.
    pub async fn list_links(
        &self,
        user: &UserId,
        project: &ProjectId,
    ) -> Result<Vec<LinkView>, BackendError> {
        self.owned(user, project).await?;
        Ok(self.0.store.list_links(project).await?.into_iter().map(view).collect())
    }

    /// The link answers NotFound from now on.
    pub async fn revoke_link(&self, user: &UserId, link: &LinkId) -> Result<(), BackendError> {
        let row = self.0.store.find_link(link).await?.ok_or(BackendError::NotFound("link"))?;
        self.owned(user, &row.project_id.into()).await.map_err(|error| match error {
            BackendError::NotFound(_) => BackendError::NotFound("link"),
            error => error,
        })?;
        self.0.store.revoke_link(link).await?;
        Ok(())
    }

    /// The project behind a link, for anyone who has its token.
    pub async fn open_shared(&self, token: &str) -> Result<SharedView, BackendError> {
        let row = self.linked(token).await?;
        let view = row.view();
        let files = self.0.store.list_files(&view.id).await?;
        Ok(SharedView { name: view.name, files: files.into_iter().map(store::StoredFile::view).collect() })
    }

    /// The guard of everything behind a link.
    pub(crate) async fn linked(&self, token: &str) -> Result<ProjectRow, BackendError> {
        let missing = || BackendError::NotFound("link");
        let link = self.0.store.find_link_by_token(&hash(token)).await?.ok_or_else(missing)?;
        self.0.store.find_project(&link.project_id.into()).await?.ok_or_else(missing)
    }
}

/// The token has 256 random bits, so a plain hash cannot be searched back.
fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

fn view(row: LinkRow) -> LinkView {
    LinkView { id: row.id.into(), path: None, hint: row.hint, created_at_ms: row.created_at_ms }
}
