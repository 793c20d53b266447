//! A project's files as a tree: paths that cannot leave it, hashes, module resolution.
//!
//! Pure and small, for the server and for wasm32: no IO, no async, no dependency.

mod hash;
mod intake;
mod kind;
mod packages;
mod path;
mod relative;
mod resolve;
mod tree;

pub use hash::content_hash;
pub use intake::{below, is_left_out, top_folder};
pub use kind::{FileKind, file_kind, is_picture, is_stored_as_bytes, may_upload, media_type, stored_bytes};
pub use packages::{is_known_package, package_names, package_of, packages};
pub use path::{PathProblem, normalize_path};
pub use relative::{relative_path, rename_specifier};
pub use resolve::{Aliases, Resolution, resolve};
pub use tree::{Vfs, VfsError};
