//! What several crates' tests share: fresh databases on both engines, a temporary PostgreSQL, and a model
//! that answers from a script. Never a dependency of anything that ships.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up has failed")]

mod database;
mod postgres;
mod scripted;

pub use database::TestDb;
pub use postgres::Postgres;
pub use scripted::{Reply, Scripted};

/// One test for both databases: `both! { async fn name(db) { … } }` makes `name::sqlite` and
/// `name::postgres`.
#[macro_export]
macro_rules! both {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident) $body:block)*) => {$(
        $(#[$meta])*
        mod $name {
            use super::*;

            async fn check($db: $crate::TestDb) $body

            #[tokio::test]
            async fn sqlite() {
                check($crate::TestDb::sqlite()).await;
            }

            #[tokio::test]
            async fn postgres() {
                if let Some(db) = $crate::TestDb::postgres().await {
                    check(db).await;
                }
            }
        }
    )*};
}
