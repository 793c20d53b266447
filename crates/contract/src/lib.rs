//! Wire types: what the browser, the server, the store and scripts say to each other.
//!
//! Only serde lives here: no behaviour beyond construction and display, no IO, no async, nothing that would
//! not build for wasm32. A type here is a promise to stored logs and open tabs: fields are added with
//! `#[serde(default)]`, never renamed.

mod answer;
mod console;
mod diagnostic;
mod edits;
mod event;
mod files;
mod id;
mod image;
mod link;
mod model;
mod packages;
mod problem;
mod projects;
mod socket;
mod splice;
mod sync;
mod turn;
mod version;
mod view;

pub use answer::*;
pub use console::*;
pub use diagnostic::*;
pub use edits::*;
pub use event::*;
pub use files::*;
pub use id::*;
pub use image::*;
pub use link::*;
pub use model::*;
pub use packages::*;
pub use problem::*;
pub use projects::*;
pub use socket::*;
pub use splice::*;
pub use sync::*;
pub use turn::*;
pub use version::*;
pub use view::*;

/// Longest prompt, in bytes of UTF-8.
pub const MAX_PROMPT_BYTES: usize = 32 * 1024;
/// Largest text file, in bytes (VFS-09).
pub const MAX_FILE_BYTES: usize = 1024 * 1024;
/// Most files in a project (VFS-09).
pub const MAX_FILES: usize = 1000;
