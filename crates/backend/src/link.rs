//! Share links: whoever has the token sees what the link shows, read-only, until it is revoked or expires.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::{LinkId, LinkKind, LinkLife, LinkView, ProjectId, SharedView, UserId};
use rand::TryRng;
use sha2::{Digest, Sha256};
use store::{LinkRow, NewLink, ProjectRow};

use crate::context::new_id;
use crate::{BackendError, Context, now_ms};

const TOKEN_BYTES: usize = 32;
/// Enough to tell links apart, and far too little to guess the rest.
const HINT_CHARS: usize = 6;
const HOUR_MS: i64 = 60 * 60 * 1000;

/// A link that works, with the project behind it.
pub(crate) struct Linked {
    pub(crate) link: LinkRow,
    pub(crate) project: ProjectRow,
}

impl Linked {
    /// The guard of everything that shows sources. `AppOnly` tells no stranger anything: only who has the token of a
    /// link that works gets to see it.
    pub(crate) fn with_sources(self) -> Result<Self, BackendError> {
        match self.link.kind.0 {
            LinkKind::View => Ok(self),
            LinkKind::Run => Err(BackendError::AppOnly),
        }
    }
}

impl Context {
    /// Makes a link. A link to the app alone is never one to fork: a copy is the sources.
    pub async fn create_link(
        &self,
        user: &UserId,
        project: &ProjectId,
        kind: LinkKind,
        may_fork: bool,
        life: LinkLife,
    ) -> Result<LinkView, BackendError> {
        self.owned(user, project).await?;
        if kind == LinkKind::Run && may_fork {
            return Err(BackendError::Invalid(
                "A link to the app alone shows no code, so nobody can fork by it. Share code and preview instead.",
            ));
        }
        let mut secret = [0u8; TOKEN_BYTES];
        rand::rngs::SysRng.try_fill_bytes(&mut secret).map_err(|_| BackendError::NoRandomness)?;
        let token = URL_SAFE_NO_PAD.encode(secret);
        let hint: String = token.chars().take(HINT_CHARS).collect();
        let id = LinkId(new_id());
        let new = NewLink {
            token_hash: &hash(&token),
            sealed_token: &self.0.vault.seal(&sealed_for(&id), &token)?,
            hint: &hint,
            kind,
            may_fork,
            expires_at_ms: expiry(life, now_ms()),
        };
        let row = self.0.store.create_link(&id, project, user, new).await?;
        self.link_view(row)
    }

    /// Links of the project that were not revoked, newest first; those that have expired are among them.
    pub async fn list_links(
        &self,
        user: &UserId,
        project: &ProjectId,
    ) -> Result<Vec<LinkView>, BackendError> {
        self.owned(user, project).await?;
        let rows = self.0.store.list_links(project).await?;
        rows.into_iter().map(|row| self.link_view(row)).collect()
    }

    /// The link answers NotFound from now on, and pages that are open hear of it.
    pub async fn revoke_link(&self, user: &UserId, link: &LinkId) -> Result<(), BackendError> {
        self.owned_link(user, link).await?;
        self.0.store.revoke_link(link).await?;
        self.tell_of_links();
        Ok(())
    }

    /// Takes a revocation back.
    pub async fn restore_link(&self, user: &UserId, link: &LinkId) -> Result<(), BackendError> {
        self.owned_link(user, link).await?;
        self.0.store.restore_link(link).await?;
        Ok(())
    }

    /// The project behind a link that shows sources, for anyone who has its token. Counts as an opening.
    pub async fn open_shared(&self, token: &str) -> Result<SharedView, BackendError> {
        let Linked { link, project } = self.linked(token).await?.with_sources()?;
        let view = project.view();
        let files = self.0.store.list_files(&view.id).await?;
        self.count_opening(&link).await;
        Ok(SharedView {
            name: view.name,
            files: files.into_iter().map(store::StoredFile::view).collect(),
            may_fork: link.may_fork,
            key: format!("shared.{}", link.id),
            address: String::new(),
        })
    }

    /// The project's name and what the link shows, for anyone who has the token. Counts as nothing.
    pub async fn describe_shared(&self, token: &str) -> Result<(String, LinkKind), BackendError> {
        let Linked { link, project } = self.linked(token).await?;
        Ok((project.name, link.kind.0))
    }

    /// The page with the app alone was opened.
    pub async fn count_app_opening(&self, token: &str) -> Result<(), BackendError> {
        let Linked { link, .. } = self.linked(token).await?;
        self.count_opening(&link).await;
        Ok(())
    }

    /// The guard of everything behind a link.
    pub(crate) async fn linked(&self, token: &str) -> Result<Linked, BackendError> {
        self.linked_by_hash(&hash(token)).await
    }

    pub(crate) async fn linked_by_hash(&self, token_hash: &[u8]) -> Result<Linked, BackendError> {
        let missing = || BackendError::NotFound("link");
        let link = self.0.store.find_link_by_token(token_hash).await?.ok_or_else(missing)?;
        let project = self.0.store.find_project(&ProjectId(link.project_id.clone())).await?;
        Ok(Linked { project: project.ok_or_else(missing)?, link })
    }

    async fn owned_link(&self, user: &UserId, link: &LinkId) -> Result<(), BackendError> {
        let row = self.0.store.find_link(link).await?.ok_or(BackendError::NotFound("link"))?;
        self.owned(user, &row.project_id.into()).await.map(drop).map_err(|error| match error {
            BackendError::NotFound(_) => BackendError::NotFound("link"),
            error => error,
        })
    }

    /// A visitor is not turned away because a figure cannot be written.
    async fn count_opening(&self, link: &LinkRow) {
        if let Err(error) = self.0.store.count_link_opening(&LinkId(link.id.clone())).await {
            tracing::warn!(%error, "an opening of a link was not counted");
        }
    }

    fn link_view(&self, row: LinkRow) -> Result<LinkView, BackendError> {
        let id = LinkId(row.id);
        let token = match &row.sealed_token {
            Some(sealed) => self.0.vault.open(&sealed_for(&id), sealed)?,
            None => None,
        };
        Ok(LinkView {
            path: token.map(|token| format!("/s/{token}")),
            id,
            hint: row.hint,
            created_at_ms: row.created_at_ms,
            kind: row.kind.0,
            may_fork: row.may_fork,
            expires_at_ms: row.expires_at_ms,
            opened: row.opened,
        })
    }
}

/// The token has 256 random bits, so a plain hash cannot be searched back.
pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// What the encrypted token belongs to: copied onto another row it opens nothing.
fn sealed_for(id: &LinkId) -> String {
    format!("share link {id}")
}

fn expiry(life: LinkLife, now_ms: i64) -> Option<i64> {
    let hours = match life {
        LinkLife::Hour => 1,
        LinkLife::Day => 24,
        LinkLife::Week => 7 * 24,
        LinkLife::Month => 30 * 24,
        LinkLife::Unlimited => return None,
    };
    Some(now_ms.saturating_add(hours * HOUR_MS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_life_ends_when_it_says() {
        let days = |ms: i64| ms / HOUR_MS / 24;
        assert_eq!(expiry(LinkLife::Hour, 5), Some(5 + 3_600_000));
        assert_eq!(expiry(LinkLife::Day, 0).map(days), Some(1));
        assert_eq!(expiry(LinkLife::Week, 0).map(days), Some(7));
        assert_eq!(expiry(LinkLife::Month, 0).map(days), Some(30));
        assert_eq!(expiry(LinkLife::Unlimited, 5), None);
    }
}
