//! Models: one trait over every provider, an OpenAI-compatible client, and the demo model.
//!
//! Provider names stay in this crate. It knows nothing of projects, runs or users, and stores nothing.

mod demo;
mod error;
mod openai;
mod registry;
mod request;
mod seam;

pub use demo::Demo;
pub use error::LlmError;
pub use openai::OpenAi;
pub use registry::Registry;
pub use request::{FinishReason, LlmEvent, Message, Provider, Request, Role};

/// Chooses the TLS implementation for the process. Call it first; further calls change nothing.
pub fn install_crypto() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}
