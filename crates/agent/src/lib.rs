//! What a turn does next, and what a model is told: decisions, without IO, clock or async.
//!
//! `backend` carries out what this crate decides. Prompts are templates under `prompts/`.

mod complaint;
mod context;
mod kind;
mod ledger;
mod reader;
mod seam;
mod template;
mod turn;

pub use context::{Conversation, Exchange, Material, Saying, Speaker, estimate_tokens};
pub use kind::Kind;
pub use ledger::Hints;
pub use reader::{Found, Reader};
pub use seam::Seam;
pub use template::{Template, TemplateError};
pub use turn::{Call, Next, REPAIR_ROUNDS, Turn};
