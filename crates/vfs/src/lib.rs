//! A project's files as a tree: paths that cannot leave it, hashes, module resolution.
//!
//! Pure and small, for the server and for wasm32: no IO, no async, no dependency.

mod hash;
mod intake;
mod packages;
mod path;
mod resolve;
mod tree;

pub use hash::content_hash;
pub use intake::{below, is_left_out, top_folder};
pub use packages::{is_known_package, package_names, package_of, packages};
pub use path::{PathProblem, normalize_path};
pub use resolve::{Aliases, Resolution, resolve};
pub use tree::{Vfs, VfsError};
