//! What a turn does next, and what a model is told: decisions, without IO, clock or async.
//!
//! `backend` carries out what this crate decides. Prompts are templates under `prompts/`.

mod context;
mod template;

pub use context::{Conversation, Exchange, Material, PACKAGES, Saying, Speaker, estimate_tokens};
pub use template::{Template, TemplateError};
