//! Several servers on one PostgreSQL: each tells the others which projects have new events. Only names travel;
//! the events are read from the log, so that a lost message is no lost event.

use std::collections::BTreeSet;
use std::time::Duration;

use contract::ProjectId;
use sqlx::postgres::{PgListener, PgPool};

use crate::StoreError;
use crate::bus::Bus;
use crate::db::{Tx, within};

const CHANNEL: &str = "easel_events";
const RECONNECT: Duration = Duration::from_secs(1);

/// Told with the commit, to all who listen.
pub(crate) async fn announce(
    tx: &mut Tx,
    server: &str,
    projects: BTreeSet<&ProjectId>,
) -> Result<(), StoreError> {
    if matches!(tx, Tx::Sqlite(_)) {
        return Ok(());
    }
    for project in projects {
        let payload = format!("{server} {project}");
        let _: Option<(i32,)> = within!(tx, c => sqlx::query_as("SELECT 1 FROM pg_notify($1, $2)")
            .bind(CHANNEL)
            .bind(payload.as_str())
            .fetch_optional(c))?;
    }
    Ok(())
}

/// Wakes this server's subscribers when another one has stored something. Runs until the pool closes.
pub(crate) async fn listen(pool: PgPool, bus: Bus, server: String) {
    while !pool.is_closed() {
        if let Ok(mut listener) = PgListener::connect_with(&pool).await
            && listener.listen(CHANNEL).await.is_ok()
        {
            // Whatever was said while nobody listened.
            bus.wake_all();
            while let Ok(Some(message)) = listener.try_recv().await {
                match message.payload().split_once(' ') {
                    Some((from, project)) if from != server => bus.wake(&ProjectId::from(project)),
                    Some(_) | None => {}
                }
            }
        }
        tokio::time::sleep(RECONNECT).await;
    }
}
