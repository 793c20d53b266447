use std::path::PathBuf;

/// Why a package cannot be had. The texts are for people.
#[derive(Debug, thiserror::Error)]
pub enum NpmError {
    #[error("There is no package \"{0}\" in the registry. Check its name.")]
    NoSuchPackage(String),
    #[error("The package \"{name}\" has no version that fits \"{range}\". The newest is {newest}.")]
    NoSuchVersion { name: String, range: String, newest: String },
    #[error("\"{0}\" cannot be the name of a package.")]
    NameRefused(String),
    #[error(
        "The package \"{name}\" is asked for as \"{range}\", which is no version of a registry. Use a version such as ^1.2.3."
    )]
    RangeRefused { name: String, range: String },
    #[error("The package registry does not answer ({0}). Check the connection and EASEL_NPM_REGISTRY.")]
    Unreachable(String),
    #[error("The package registry answered with status {status} for \"{name}\".")]
    Status { name: String, status: u16 },
    #[error("What the package registry says of \"{name}\" cannot be read: {reason}.")]
    Unreadable { name: String, reason: String },
    #[error("The package \"{name}\" has more than {megabytes} MB, too much for a page.")]
    TooLarge { name: String, megabytes: u64 },
    #[error("These packages need more than {0} others, too many for a page.")]
    TooMany(usize),
    #[error(
        "The archive of \"{0}\" is not the one that the registry promised. It was thrown away; try again."
    )]
    Integrity(String),
    #[error("{path}: {source}")]
    Folder { path: PathBuf, source: std::io::Error },
}

impl NpmError {
    /// Asking again later may help, and what was found out before is still good.
    pub fn is_outage(&self) -> bool {
        match self {
            Self::Unreachable(_) => true,
            Self::Status { status, .. } => *status == 429 || *status >= 500,
            Self::NoSuchPackage(_)
            | Self::NoSuchVersion { .. }
            | Self::NameRefused(_)
            | Self::RangeRefused { .. }
            | Self::Unreadable { .. }
            | Self::TooLarge { .. }
            | Self::TooMany(_)
            | Self::Integrity(_)
            | Self::Folder { .. } => false,
        }
    }
}
