//! An npm registry as a source of packages: which versions fit together, and their archives, checked and kept.
//!
//! The registry is somebody else's machine: its answers have limits, archives are compared with what was promised of
//! them, and no address but the configured one is ever asked. Nothing is unpacked or run here.

mod error;
mod name;
mod packument;
mod registry;
mod tarball;
mod tree;

pub use error::NpmError;
pub use name::is_name;
pub use registry::{Registry, find_registry};
pub use tarball::Dist;
pub use tree::{Locked, Tree, Wanted};
