//! Repositories of the usual hosts, fetched as the archives that these offer: no Git, nothing unpacked, nothing run.
//!
//! A person's address is only ever read, never asked: what is asked is put together here, of a host in the list and of
//! names that were looked at. So no address leads to this machine or to the network around it.

mod address;
mod error;
mod fetch;

pub use address::{HOSTS, Repository};
pub use error::ForgeError;
pub use fetch::{Archive, Forge};
