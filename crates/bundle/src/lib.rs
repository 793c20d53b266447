//! Bundles with rolldown: packages of a registry for the preview, and whole projects to be published.
//!
//! What is bundled was written by strangers, so the work is done by a child process (`child`) with limits to its time
//! and memory, which the server's side (`Bundler`) enforces. Nothing of it is ever run, scripts of packages included;
//! the one exception is Tailwind's own core, in an engine without any access to the machine. No network here.

pub mod child;
mod css;
mod error;
mod job;
mod library;
mod packages;
mod parent;
mod shared;
mod site;
mod sources;
mod tailwind;
mod unpack;

pub use error::BundleError;
pub use job::{Bundled, Fault, Job, PackagesJob, Placed, SiteJob, SiteOutline};
pub use library::unpack_library;
pub use parent::{Bundler, Limits};
