//! Models: one trait over every provider, their clients, what guards a call, and the demo model.
//!
//! Provider names stay in this crate. It knows nothing of projects, runs or users, and stores nothing.

mod anthropic;
mod catalog;
mod demo;
mod endpoint;
mod error;
mod gemini;
mod guard;
mod image;
mod native;
mod offer;
mod ollama;
mod openai;
mod price;
mod registry;
mod reply;
mod request;
mod seam;
mod settings;
mod wire;

pub use anthropic::Anthropic;
pub use catalog::find_models;
pub use demo::{Demo, base_style, starter};
pub use error::LlmError;
pub use gemini::Gemini;
pub use guard::{Policy, Rates};
pub use image::{Image, unseen_notice};
pub use offer::{OFFERS, Offer};
pub use ollama::Ollama;
pub use openai::OpenAi;
pub use price::price;
pub use registry::Registry;
pub use reply::Patience;
pub use request::{FinishReason, LlmEvent, Message, Provider, Request, Role};
pub use settings::{VARIABLES, Variable};

/// Chooses the TLS implementation for the process. Call it first; further calls change nothing.
pub fn install_crypto() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}
