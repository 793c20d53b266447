//! A project as it leaves Easel: with everything that Vite needs to run it, and as a zip archive.
//!
//! Pure: files in, bytes out. What the project says itself is never changed, only completed.

mod archive;
mod manifest;
mod scaffold;
mod versions;

pub use archive::{ExportError, archive, data_address, decode};
pub use manifest::{ManifestError, record};
pub use scaffold::vite_project;
pub use versions::version_of;
