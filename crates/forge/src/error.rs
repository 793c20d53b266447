/// Why a repository cannot be had. The texts are for people.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ForgeError {
    #[error(
        "This is not the address of a repository. Write it as https://github.com/owner/name; GitLab and Bitbucket work \
         as well."
    )]
    Address,
    #[error("Only https addresses are fetched. Write https:// in front of it and try again.")]
    NotHttps,
    #[error(
        "Repositories are fetched from github.com, gitlab.com and bitbucket.org. Import the others as a .zip."
    )]
    Host,
    #[error(
        "An address with a name or password in it is not fetched. Take them out, or import the project as a .zip."
    )]
    Credentials,
    #[error(
        "There is no such public repository or branch at {0}. Check the address; private ones can be imported as a .zip."
    )]
    NotFound(&'static str),
    #[error("The host {0} does not answer ({1}). Check the connection and try again.")]
    Unreachable(&'static str, String),
    #[error("The host {0} answered with status {1}. Try again in a few minutes.")]
    Status(&'static str, u16),
    #[error("The repository is larger than the {0} MB that an import takes. Import a part of it as a .zip.")]
    TooLarge(usize),
}

impl ForgeError {
    /// Asking again later may help.
    pub fn is_outage(&self) -> bool {
        match self {
            Self::Unreachable(..) | Self::Status(..) => true,
            Self::Address
            | Self::NotHttps
            | Self::Host
            | Self::Credentials
            | Self::NotFound(_)
            | Self::TooLarge(_) => false,
        }
    }
}
