use contract::{LinkId, LinkKind, ProjectId, UserId};

use crate::db::{read, write};
use crate::{Store, StoreError, now_ms};

/// A share link. Of its token there is the SHA-256, which is searched by, and the token encrypted by the caller.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LinkRow {
    pub id: String,
    pub project_id: String,
    pub hint: String,
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    pub may_fork: bool,
    /// None for links from before tokens were kept.
    pub sealed_token: Option<Vec<u8>>,
    pub created_by: String,
    pub created_at_ms: i64,
    pub revoked_at_ms: Option<i64>,
    pub expires_at_ms: Option<i64>,
    pub opened: i64,
}

/// [`LinkKind`] as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind(pub LinkKind);

impl TryFrom<String> for Kind {
    type Error = UnknownKind;

    fn try_from(text: String) -> Result<Self, UnknownKind> {
        match text.as_str() {
            "view" => Ok(Self(LinkKind::View)),
            "run" => Ok(Self(LinkKind::Run)),
            _ => Err(UnknownKind),
        }
    }
}

/// Of a later version of Easel: such a link shows nothing here.
#[derive(Debug, thiserror::Error)]
#[error("the link has a kind that is not known")]
pub struct UnknownKind;

/// What a link is made of.
#[derive(Clone, Debug)]
pub struct NewLink<'a> {
    pub token_hash: &'a [u8],
    pub sealed_token: &'a [u8],
    /// The first characters of the token, to tell links apart.
    pub hint: &'a str,
    pub kind: LinkKind,
    pub may_fork: bool,
    pub expires_at_ms: Option<i64>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, project_id, hint, kind, may_fork, sealed_token, created_by, created_at_ms, revoked_at_ms,
                    expires_at_ms, opened
             FROM share_links ",
            $rest
        )
    };
}

impl Store {
    /// The database refuses a link that runs the app alone and may fork.
    pub async fn create_link(
        &self,
        id: &LinkId,
        project: &ProjectId,
        user: &UserId,
        new: NewLink<'_>,
    ) -> Result<LinkRow, StoreError> {
        let now = now_ms();
        let kind = match new.kind {
            LinkKind::View => "view",
            LinkKind::Run => "run",
        };
        write!(
            &self.db,
            sqlx::query(
                "INSERT INTO share_links
                 (id, token_hash, sealed_token, hint, project_id, kind, may_fork, created_by, created_at_ms, expires_at_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            )
            .bind(id.as_str())
            .bind(new.token_hash)
            .bind(new.sealed_token)
            .bind(new.hint)
            .bind(project.as_str())
            .bind(kind)
            .bind(new.may_fork)
            .bind(user.as_str())
            .bind(now)
            .bind(new.expires_at_ms)
        )?;
        Ok(LinkRow {
            id: id.0.clone(),
            project_id: project.0.clone(),
            hint: new.hint.to_owned(),
            kind: Kind(new.kind),
            may_fork: new.may_fork,
            sealed_token: Some(new.sealed_token.to_vec()),
            created_by: user.0.clone(),
            created_at_ms: now,
            revoked_at_ms: None,
            expires_at_ms: new.expires_at_ms,
            opened: 0,
        })
    }

    /// Whether it works or not.
    pub async fn find_link(&self, id: &LinkId) -> Result<Option<LinkRow>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(select!("WHERE id = $1"))
            .bind(id.as_str())
            .fetch_optional(pool))?)
    }

    /// The link with this token if it may still be used.
    pub async fn find_link_by_token(&self, token_hash: &[u8]) -> Result<Option<LinkRow>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(select!(
            "WHERE token_hash = $1 AND revoked_at_ms IS NULL AND (expires_at_ms IS NULL OR expires_at_ms > $2)"
        ))
        .bind(token_hash)
        .bind(now_ms())
        .fetch_optional(pool))?)
    }

    /// Links of a project that were not revoked, newest first; those that have expired are among them.
    pub async fn list_links(&self, project: &ProjectId) -> Result<Vec<LinkRow>, StoreError> {
        Ok(read!(&self.db, pool => sqlx::query_as(select!(
            "WHERE project_id = $1 AND revoked_at_ms IS NULL ORDER BY created_at_ms DESC, id DESC"
        ))
        .bind(project.as_str())
        .fetch_all(pool))?)
    }

    /// From now on the link answers as if it had never been.
    pub async fn revoke_link(&self, id: &LinkId) -> Result<(), StoreError> {
        write!(
            &self.db,
            sqlx::query("UPDATE share_links SET revoked_at_ms = $2 WHERE id = $1 AND revoked_at_ms IS NULL",)
                .bind(id.as_str())
                .bind(now_ms())
        )?;
        Ok(())
    }

    /// Takes a revocation back. What has expired stays so.
    pub async fn restore_link(&self, id: &LinkId) -> Result<(), StoreError> {
        write!(
            &self.db,
            sqlx::query("UPDATE share_links SET revoked_at_ms = NULL WHERE id = $1").bind(id.as_str())
        )?;
        Ok(())
    }

    /// A page behind the link was opened once more.
    pub async fn count_link_opening(&self, id: &LinkId) -> Result<(), StoreError> {
        write!(
            &self.db,
            sqlx::query("UPDATE share_links SET opened = opened + 1 WHERE id = $1").bind(id.as_str())
        )?;
        Ok(())
    }
}
