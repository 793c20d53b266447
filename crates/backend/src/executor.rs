//! Carries out one turn.

use contract::{ProjectId, RunId, UserId};
use tokio_util::sync::CancellationToken;

use crate::Context;

pub(crate) struct Run {
    pub(crate) context: Context,
    pub(crate) project: ProjectId,
    pub(crate) user: UserId,
    pub(crate) run: RunId,
    pub(crate) cancel: CancellationToken,
}

impl Run {
    pub(crate) async fn execute(self) {}
}
