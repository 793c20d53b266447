use contract::{MAX_FILE_BYTES, MAX_FILES, MAX_IMPORT_ASSET_BYTES, MAX_IMPORT_BYTES, Problem, ProblemCode};

/// Why what was brought along was not taken. Nothing of it was stored.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    #[error("it is no zip archive")]
    NotAnArchive,
    #[error("the list of files is broken")]
    NotAFolder,
    #[error("nothing is in it")]
    Empty,
    /// Packed or unpacked.
    #[error("it holds more than an import may")]
    TooLarge,
    #[error("it holds {0} files")]
    TooManyFiles(usize),
    #[error("{path} has {bytes} bytes or more")]
    FileTooLarge { path: String, bytes: u64, asset: bool },
    #[error("{0} is encrypted")]
    Encrypted(String),
    #[error("{0} is damaged or packed in an unknown way")]
    Damaged(String),
    #[error("{0} is a link")]
    Link(String),
    /// The name as far as it can be read.
    #[error("the name {0} is not UTF-8")]
    NameNotUtf8(String),
    #[error("{0} is in it twice")]
    Twice(String),
    #[error("{path}: {problem}")]
    Path { path: String, problem: vfs::PathProblem },
    /// Neither text nor a kind of picture, font or sound that is known.
    #[error("{0} is no text")]
    Kind(String),
}

impl ImportError {
    /// What happened, and what to do.
    pub fn problem(&self) -> Problem {
        use ProblemCode as Code;
        const MEGABYTE: usize = 1024 * 1024;
        let (code, message) = match self {
            Self::NotAnArchive => (
                Code::Invalid,
                "This file is not a zip archive, or it is damaged. Pack the project's folder as .zip and try again."
                    .to_owned(),
            ),
            Self::NotAFolder => (
                Code::Invalid,
                "The folder did not arrive whole. Choose it again; if that does not help, import it as a .zip."
                    .to_owned(),
            ),
            Self::Empty => (
                Code::Invalid,
                "There is no source file in it. node_modules, .git, build outputs and .env files are left out; choose \
                 the folder that holds package.json or src."
                    .to_owned(),
            ),
            Self::TooLarge => (
                Code::FileTooLarge,
                format!(
                    "This is more than the {} MB that an import takes. Leave large pictures and videos out and try \
                     again.",
                    MAX_IMPORT_BYTES / MEGABYTE
                ),
            ),
            Self::TooManyFiles(count) => (
                Code::TooManyFiles,
                format!(
                    "There are {count} files in it, without node_modules and build outputs; a project holds at most \
                     {MAX_FILES}. Leave some out and try again."
                ),
            ),
            Self::FileTooLarge { path, asset, .. } => {
                let (kind, most) = match asset {
                    true => ("a picture, font or sound", MAX_IMPORT_ASSET_BYTES),
                    false => ("a text file", MAX_FILE_BYTES),
                };
                (
                    Code::FileTooLarge,
                    format!(
                        "{path} is too large: {kind} may have {} MB. Make it smaller or leave it out, then try again.",
                        most / MEGABYTE
                    ),
                )
            }
            Self::Encrypted(path) => (
                Code::Invalid,
                format!("{path} is protected by a password. Pack the archive without one and try again."),
            ),
            Self::Damaged(path) => (
                Code::Invalid,
                format!("{path} cannot be unpacked: it is damaged, or packed in a way that is not known here. Pack \
                         the archive again with an ordinary zip program."),
            ),
            Self::Link(path) => (
                Code::PathRefused,
                format!(
                    "{path} is a link to another file, which an import does not follow. Put the file itself there and \
                     try again."
                ),
            ),
            Self::NameNotUtf8(name) => (
                Code::PathRefused,
                format!(
                    "The file name \"{name}\" is not written in UTF-8, so nobody can tell what it is. Rename the file, \
                     pack it again and try once more."
                ),
            ),
            Self::Twice(path) => (
                Code::PathRefused,
                format!("{path} is in it twice. Pack the archive again with each file once."),
            ),
            Self::Path { path, problem } => (
                Code::PathRefused,
                format!(
                    "The path \"{path}\" cannot be used: {problem}. Nothing was imported. Rename the file and try \
                     again."
                ),
            ),
            Self::Kind(path) => (
                Code::Invalid,
                format!(
                    "{path} is neither text in UTF-8 nor a picture, font or sound that a project takes. Leave it out \
                     and try again."
                ),
            ),
        };
        Problem::new(code, message)
    }
}
