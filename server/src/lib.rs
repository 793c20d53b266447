//! The `easel` program: configuration, router, middleware, sockets and the embedded browser half.
//!
//! Only wiring lives here. What Easel does is in `backend`; what it looks like is in `app`.

// The views of all pages make one deep type.
#![recursion_limit = "512"]

pub mod assets;
pub mod config;
mod console_socket;
mod export;
mod frame;
mod generate;
pub mod generate_command;
mod health;
mod identity;
mod images;
mod link_socket;
mod packages;
mod pages;
mod projects;
mod published;
mod refusal;
pub mod router;
pub mod serve;
mod social;
mod socket;
mod solo;
mod stored;
pub mod typescript;
mod upload;
mod usage;
pub mod workshop;

/// Identifies the embedded browser half.
pub const BUILD: &str = env!("EASEL_BUILD");

/// For text and attributes of a document.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
