//! Pages behind a link that are open when it ends: they are told, and do not go on showing what they were given.

use std::time::Duration;

use contract::LinkEnd;
use tokio::sync::watch;

use crate::link::hash;
use crate::{BackendError, Context, now_ms};

/// Other servers on the same database revoke without a word to this one, so the link is asked after.
const ASK_AGAIN: Duration = Duration::from_secs(15);

/// Tells all who watch a link that one may have ended. Which one they find out by asking for theirs.
#[derive(Default)]
pub(crate) struct LinkNews(watch::Sender<()>);

/// A link that worked when this was made.
pub struct LinkWatch {
    context: Context,
    token_hash: Vec<u8>,
    expires_at_ms: Option<i64>,
    news: watch::Receiver<()>,
}

impl Context {
    /// For anyone who has the token of a link that works.
    pub async fn watch_link(&self, token: &str) -> Result<LinkWatch, BackendError> {
        // Subscribing comes before asking: an end in between would be missed the other way round.
        let news = self.0.link_news.0.subscribe();
        let token_hash = hash(token);
        let linked = self.linked_by_hash(&token_hash).await?;
        Ok(LinkWatch { context: self.clone(), token_hash, expires_at_ms: linked.link.expires_at_ms, news })
    }

    /// A link has ended, or a project with its links.
    pub(crate) fn tell_of_links(&self) {
        self.0.link_news.0.send_replace(());
    }
}

impl LinkWatch {
    /// Waits until the link has ended.
    pub async fn ended(mut self) -> LinkEnd {
        loop {
            let left = self.expires_at_ms.map(|at| u64::try_from(at - now_ms() + 1).unwrap_or_default());
            let wait = left.map_or(ASK_AGAIN, |left| ASK_AGAIN.min(Duration::from_millis(left)));
            // The sender lives as long as the context that this holds.
            let _ = tokio::time::timeout(wait, self.news.changed()).await;
            match self.context.linked_by_hash(&self.token_hash).await {
                Err(BackendError::NotFound(_)) => {
                    let expired = self.expires_at_ms.is_some_and(|at| at <= now_ms());
                    return if expired { LinkEnd::Expired } else { LinkEnd::Revoked };
                }
                Ok(_) => {}
                // Whether it ended is not known: asked again with the next turn.
                Err(error) => {
                    tracing::warn!(%error, "a link that is open could not be asked after");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
        }
    }
}
