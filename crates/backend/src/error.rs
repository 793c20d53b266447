use std::io::ErrorKind;
use std::path::PathBuf;
use std::time::Duration;

use bundle::BundleError;
use contract::{ModelId, Problem, ProblemCode};
use forge::ForgeError;
use npm::NpmError;
use store::StoreError;

use crate::import::ImportError;

/// Why a use case did not happen. `problem` is what people and scripts get to see of it.
#[derive(Debug, thiserror::Error)]
pub enum BackendError {
    /// Missing, deleted, or somebody else's: which of these is nobody's business.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    #[error("the link leads to the app alone")]
    AppOnly,
    #[error("the link is not one to fork by")]
    ForkOff,
    #[error("a turn is running")]
    Busy,
    #[error("the prompt is empty")]
    PromptEmpty,
    #[error("the prompt has {0} bytes")]
    PromptTooLong(usize),
    #[error("{path} has {bytes} bytes")]
    FileTooLarge { path: String, bytes: usize },
    #[error("the project has its {0} files")]
    TooManyFiles(usize),
    /// `reason` is a sentence.
    #[error("{path:?}: {reason}")]
    PathRefused { path: String, reason: String },
    #[error("the image is larger than what a prompt takes")]
    ImageTooLarge,
    #[error("the file is no image that a model reads")]
    NotAnImage,
    #[error("the project has its images")]
    TooManyImages,
    #[error("{0:?} is not text")]
    NotText(String),
    #[error("{path} has {bytes} bytes")]
    AssetTooLarge { path: String, bytes: usize },
    #[error("the project has its pictures and fonts")]
    TooManyAssets,
    #[error("{0:?} is of a type that no project takes")]
    TypeRefused(String),
    #[error("{0:?} is not what its name says")]
    NotThatType(String),
    #[error("the name {0:?} cannot be used")]
    NameRefused(String),
    #[error("there is no model {0}")]
    UnknownModel(ModelId),
    #[error("no model is connected")]
    NoModel,
    /// The sentence says what collides with what.
    #[error("{0}")]
    Conflict(String),
    #[error("{0}")]
    Invalid(&'static str),
    /// Millionths of a US dollar.
    #[error("the budget of {limit} is spent: {spent}")]
    BudgetSpent { spent: i64, limit: i64 },
    /// A provider that was tested did not answer as it should.
    #[error(transparent)]
    Llm(#[from] llm::LlmError),
    #[error("the server is stopping")]
    Stopping,
    #[error("the data folder {path}: {source}")]
    DataFolder { path: PathBuf, source: std::io::Error },
    #[error("the data folder {0} is used by another server")]
    DataFolderInUse(PathBuf),
    #[error("no package registry is configured")]
    PackagesOff,
    #[error("the package registry did not answer within {} s", .0.as_secs())]
    RegistrySlow(Duration),
    #[error(transparent)]
    Npm(#[from] npm::NpmError),
    #[error(transparent)]
    Bundle(#[from] bundle::BundleError),
    /// The sentence says why.
    #[error("{0}")]
    Unpublished(String),
    #[error("{path}: {source}")]
    Folder { path: PathBuf, source: std::io::Error },
    #[error(transparent)]
    Manifest(#[from] export::ManifestError),
    #[error(transparent)]
    Export(#[from] export::ExportError),
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A repository that was to be imported.
    #[error(transparent)]
    Forge(#[from] forge::ForgeError),
    #[error("a task ended early: {0}")]
    Task(#[from] tokio::task::JoinError),
    #[error("the system gives no random numbers")]
    NoRandomness,
    #[error(transparent)]
    Prompt(#[from] agent::TemplateError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl BackendError {
    /// A code, a sentence that says what to do, and for the unexpected ones the id under which the cause is
    /// logged here. Call it once, at the edge.
    pub fn problem(&self) -> Problem {
        use ProblemCode as Code;
        match self {
            // The same for what never was: only its owner knows which.
            Self::NotFound("link") => Problem::new(
                Code::NotFound,
                "This link was revoked or has expired, or its address is not complete. Ask whoever sent it for a new one.",
            ),
            Self::NotFound(what) => Problem::new(Code::NotFound, format!("There is no such {what}.")),
            Self::AppOnly => Problem::new(
                Code::Forbidden,
                "This link opens the app alone, not its code. Ask whoever sent it for a link to the code.",
            ),
            Self::ForkOff => Problem::new(
                Code::Forbidden,
                "Whoever made this link did not allow forks. Ask them for a link that does.",
            ),
            Self::Manifest(_) => Problem::new(
                Code::Invalid,
                "package.json cannot be read, so the project would not install. Mend it in the editor, then try again.",
            ),
            Self::Busy => Problem::new(
                Code::Busy,
                "Easel is still working on this project. Wait until the turn has ended, or stop it.",
            ),
            Self::BudgetSpent { spent, limit } => Problem::new(
                Code::BudgetSpent,
                format!(
                    "This project's budget is used up: {} of {}. Raise it on the usage page, then press Retry.",
                    dollars(*spent),
                    dollars(*limit)
                ),
            ),
            Self::Llm(error) => error.problem(),
            Self::Import(error) => error.problem(),
            Self::Forge(error) => match error {
                ForgeError::TooLarge(_) => Problem::new(Code::FileTooLarge, error.to_string()),
                error if error.is_outage() => Problem::new(Code::Offline, error.to_string()),
                error => Problem::new(Code::Invalid, error.to_string()),
            },
            Self::PromptEmpty => Problem::new(Code::Invalid, "Describe what you want to build or change."),
            Self::PromptTooLong(bytes) => Problem::new(
                Code::PromptTooLong,
                format!(
                    "The prompt is too long: {} KB of at most {} KB. Shorten it, or put long texts into a file.",
                    bytes.div_ceil(1024),
                    contract::MAX_PROMPT_BYTES / 1024
                ),
            ),
            Self::FileTooLarge { path, bytes } => Problem::new(
                Code::FileTooLarge,
                format!(
                    "{path} is too large: {} KB of at most {} KB. Split it into smaller files.",
                    bytes.div_ceil(1024),
                    contract::MAX_FILE_BYTES / 1024
                ),
            ),
            Self::TooManyFiles(most) => Problem::new(
                Code::TooManyFiles,
                format!("A project holds at most {most} files. Delete some first."),
            ),
            Self::ImageTooLarge => Problem::new(
                Code::FileTooLarge,
                format!(
                    "The image is too large: a prompt takes images of at most {} MB. Make it smaller, or cut out the \
                     part that matters.",
                    contract::MAX_IMAGE_BYTES / 1024 / 1024
                ),
            ),
            Self::NotAnImage => Problem::new(
                Code::Invalid,
                "This file is not an image that models read. Attach a PNG, JPEG, WebP or GIF.",
            ),
            Self::TooManyImages => Problem::new(
                Code::TooManyFiles,
                "A project holds at most 200 images or 200 MB of them. Go on without a new one, or start another \
                 project.",
            ),
            Self::PathRefused { path, reason } => Problem::new(
                Code::PathRefused,
                format!("The path \"{path}\" cannot be used: {}.", reason.trim_end_matches('.')),
            ),
            Self::NotText(path) => Problem::new(
                Code::Invalid,
                format!("{path} holds characters that are not text. Only text files can be edited here."),
            ),
            Self::AssetTooLarge { path, bytes } => Problem::new(
                Code::FileTooLarge,
                format!(
                    "{path} is too large: {} MB of at most {} MB. Make it smaller, or link to it on the web.",
                    bytes.div_ceil(1024 * 1024),
                    contract::MAX_ASSET_BYTES / 1024 / 1024
                ),
            ),
            Self::TooManyAssets => Problem::new(
                Code::FileTooLarge,
                format!(
                    "A project holds at most {} MB of images, fonts and other files that are not text. Delete some \
                     first.",
                    contract::MAX_ASSETS_BYTES / 1024 / 1024
                ),
            ),
            Self::TypeRefused(path) => Problem::new(
                Code::Invalid,
                format!(
                    "{path} is of a type that a project does not take. Upload code, text, images, fonts, sounds or \
                     videos."
                ),
            ),
            Self::NotThatType(path) => Problem::new(
                Code::Invalid,
                format!(
                    "{path} is not an image, although its name says so. Save it as one again, then upload it."
                ),
            ),
            Self::NameRefused(_) => {
                Problem::new(Code::Invalid, "A project's name has 1 to 100 characters. Choose another name.")
            }
            Self::UnknownModel(model) => Problem::new(
                Code::UnknownModel,
                format!("The model \"{model}\" is not connected. Choose another one from the list."),
            ),
            Self::NoModel => {
                Problem::new(Code::UnknownModel, "No model is connected. Set one up as the README describes.")
            }
            Self::Conflict(sentence) => Problem::new(Code::Conflict, sentence.clone()),
            Self::Invalid(sentence) => Problem::new(Code::Invalid, *sentence),
            Self::Stopping => {
                Problem::new(Code::Busy, "The server is restarting. Try again in a few seconds.")
            }
            Self::DataFolder { path, source } => Problem::new(
                Code::Invalid,
                format!(
                    "The data folder {} cannot be used: {source}. Choose another one with --data-dir.",
                    path.display()
                ),
            ),
            Self::DataFolderInUse(path) => Problem::new(
                Code::Busy,
                format!(
                    "Another Easel server uses the data folder {}. Stop it, or choose another folder with \
                     --data-dir.",
                    path.display()
                ),
            ),
            Self::PackagesOff => Problem::new(
                Code::Invalid,
                "This package does not come with Easel, and no package registry is configured. Set \
                 EASEL_NPM_REGISTRY and start Easel again, or do without the package.",
            ),
            Self::RegistrySlow(limit) => Problem::new(
                Code::Offline,
                format!(
                    "The package registry did not answer within {} s. Check the connection, then try again.",
                    limit.as_secs()
                ),
            ),
            Self::Npm(error) => match error {
                NpmError::Folder { source, .. } => self.disk(source),
                error if error.is_outage() => Problem::new(Code::Offline, error.to_string()),
                error => Problem::new(Code::Invalid, error.to_string()),
            },
            Self::Bundle(error) => match error {
                BundleError::Refused(fault) => Problem::new(Code::Invalid, fault.sentence()),
                BundleError::TooSlow(_) | BundleError::TooLarge(_) => Problem::new(
                    Code::Invalid,
                    format!("Bundling was given up: {error}. Use fewer or smaller packages."),
                ),
                BundleError::Folder { source, .. } => self.disk(source),
                BundleError::Crashed(_) | BundleError::Start(_) => {
                    self.unexpected("The bundler did not do its work.")
                }
            },
            Self::Unpublished(sentence) => Problem::new(Code::Invalid, sentence.clone()),
            Self::Folder { source, .. } => self.disk(source),
            Self::NoRandomness => self.unexpected("Easel could not make a secret."),
            Self::Export(_) | Self::Task(_) => self.unexpected("The archive could not be made."),
            Self::Prompt(_) => self.unexpected("Easel could not put the question to the model together."),
            Self::Store(error) => match error {
                StoreError::DiskFull => Problem::new(
                    Code::DiskFull,
                    "The disk is full, so nothing was saved. Free some space and try again.",
                ),
                StoreError::Busy => Problem::new(
                    Code::Busy,
                    "The database is busy, so nothing was saved. Try again in a few seconds.",
                ),
                StoreError::NotFound => Problem::new(Code::NotFound, "This does not exist any more."),
                StoreError::RunActive(_) => Self::Busy.problem(),
                StoreError::NulInText => {
                    Problem::new(Code::Invalid, "The text holds characters that are not text. Remove them.")
                }
                StoreError::Closed => Self::Stopping.problem(),
                StoreError::Open { url, source } => Problem::new(
                    Code::Internal,
                    format!(
                        "The database {url} cannot be opened: {source}. Check DATABASE_URL and the data folder."
                    ),
                ),
                StoreError::Migrate(_) => self.unexpected(
                    "The database belongs to another version of Easel. Start the version that made it, or \
                     choose another data folder.",
                ),
                StoreError::Corrupt { .. } => self.unexpected("A stored record cannot be read."),
                StoreError::Encode(_) | StoreError::Database(_) => self.unexpected("Something went wrong."),
            },
        }
    }

    fn disk(&self, source: &std::io::Error) -> Problem {
        match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                BackendError::Store(StoreError::DiskFull).problem()
            }
            _ => self.unexpected("A file in the data folder cannot be written."),
        }
    }

    /// Asking again later may help, and what was found out before is still good.
    pub(crate) fn is_outage(&self) -> bool {
        match self {
            Self::RegistrySlow(_) => true,
            Self::Npm(error) => error.is_outage(),
            _ => false,
        }
    }

    fn unexpected(&self, what: &str) -> Problem {
        let incident = incident();
        tracing::error!(%incident, error = ?self, "{self}");
        Problem {
            code: ProblemCode::Internal,
            message: format!("{what} The server's log has the cause under {incident}."),
            incident: Some(incident),
        }
    }
}

/// Of millionths; cents are enough except where there are none.
pub(crate) fn dollars(micros: i64) -> String {
    let digits = if (1..10_000).contains(&micros) { 4 } else { 2 };
    format!("${:.digits$}", micros as f64 / 1e6)
}

/// Short enough to be read out, long enough to be found in a log.
fn incident() -> String {
    let id = uuid::Uuid::now_v7().simple().to_string();
    id.chars().skip(id.len().saturating_sub(10)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One of each; a new variant breaks `problem`'s match and belongs here too.
    fn all() -> Vec<BackendError> {
        use BackendError as E;
        let io = || std::io::Error::other("denied");
        let project = || contract::ProjectId::from("p");
        let json = || serde_json::from_str::<i32>("x").unwrap_err();
        let stored = vec![
            StoreError::DiskFull,
            StoreError::Busy,
            StoreError::NotFound,
            StoreError::RunActive(project()),
            StoreError::NulInText,
            StoreError::Closed,
            StoreError::Corrupt { project: project(), seq: 1, source: json() },
            StoreError::Encode(json()),
        ];
        let mut all = vec![
            E::NotFound("project"),
            E::NotFound("link"),
            E::AppOnly,
            E::ForkOff,
            E::Busy,
            E::PromptEmpty,
            E::PromptTooLong(40_000),
            E::FileTooLarge { path: "a".into(), bytes: 2_000_000 },
            E::TooManyFiles(1000),
            E::ImageTooLarge,
            E::NotAnImage,
            E::TooManyImages,
            E::PathRefused { path: "../a".into(), reason: "it leaves the project".into() },
            E::NotText("a".into()),
            E::AssetTooLarge { path: "a".into(), bytes: 20_000_000 },
            E::TooManyAssets,
            E::TypeRefused("a".into()),
            E::NotThatType("a".into()),
            E::NameRefused(String::new()),
            E::UnknownModel("a/b".into()),
            E::NoModel,
            E::Conflict("Both changed it.".into()),
            E::Invalid("This turn changed no files."),
            E::Stopping,
            E::BudgetSpent { spent: 5_000_000, limit: 5_000_000 },
            E::Llm(llm::LlmError::Unauthorized { key: "OPENAI_API_KEY" }),
            E::DataFolder { path: "/x".into(), source: io() },
            E::DataFolderInUse("/x".into()),
            E::NoRandomness,
            E::PackagesOff,
            E::RegistrySlow(Duration::from_secs(10)),
            E::Npm(npm::NpmError::NoSuchPackage("x".into())),
            E::Npm(npm::NpmError::Unreachable("refused".into())),
            E::Npm(npm::NpmError::Folder { path: "/x".into(), source: ErrorKind::StorageFull.into() }),
            E::Bundle(BundleError::TooSlow(Duration::from_secs(10))),
            E::Bundle(BundleError::Refused(bundle::Fault::new("Nothing can be resolved"))),
            E::Bundle(BundleError::Crashed("killed".into())),
            E::Unpublished("There is no file \"./x\".".into()),
            E::Folder { path: "/x".into(), source: io() },
            E::Prompt(agent::TemplateError::Unclosed),
            E::Import(ImportError::Empty),
            E::Forge(ForgeError::Host),
            E::Forge(ForgeError::Status("github.com", 503)),
        ];
        all.extend(stored.into_iter().map(E::Store));
        all
    }

    #[test]
    fn every_error_is_a_sentence_and_only_the_unexpected_have_an_incident() {
        for error in all() {
            let problem = error.problem();
            assert!(problem.message.ends_with('.') && problem.message.len() > 15, "{problem}");
            assert!(
                problem.message.starts_with(char::is_uppercase) || problem.message.starts_with("a "),
                "{problem}"
            );
            assert_eq!(problem.incident.is_some(), problem.code == ProblemCode::Internal, "{problem}");
        }
    }
}
