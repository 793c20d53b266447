use contract::ProjectId;

/// What a caller can do about a failed query. Nothing was stored and nothing published.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Make room, then try again.
    #[error("the disk is full")]
    DiskFull,
    /// Somebody else held the database for longer than the time limit: try again.
    #[error("the database is busy")]
    Busy,
    #[error("there is no such row")]
    NotFound,
    /// One turn at a time works on a project.
    #[error("a turn of project {0} is still running")]
    RunActive(ProjectId),
    /// PostgreSQL stores no NUL character, so neither database does.
    #[error("the text holds a NUL character")]
    NulInText,
    /// The store is closing: the process ends.
    #[error("the database is closed")]
    Closed,
    #[error("cannot open the database {url}: {source}")]
    Open { url: String, source: sqlx::Error },
    #[error("cannot migrate the database: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A stored event that this build cannot read.
    #[error("event {seq} of project {project} cannot be read: {source}")]
    Corrupt { project: ProjectId, seq: i64, source: serde_json::Error },
    #[error("an event cannot be written as JSON: {0}")]
    Encode(serde_json::Error),
    #[error(transparent)]
    Database(sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::PoolClosed => Self::Closed,
            sqlx::Error::Io(cause) if cause.kind() == std::io::ErrorKind::StorageFull => Self::DiskFull,
            sqlx::Error::Database(cause) => match cause.code().map(|code| classify(&code)) {
                Some(Class::Full) => Self::DiskFull,
                Some(Class::Busy) => Self::Busy,
                Some(Class::Other) | None => Self::Database(error),
            },
            _ => Self::Database(error),
        }
    }
}

enum Class {
    Full,
    Busy,
    Other,
}

/// SQLite's codes are numbers whose low byte is the primary code, PostgreSQL's have five characters.
fn classify(code: &str) -> Class {
    if code.len() == 5 {
        return match code {
            "53100" => Class::Full,
            // Serialisation failure, deadlock, lock not available, too many connections.
            "40001" | "40P01" | "55P03" | "53300" => Class::Busy,
            _ => Class::Other,
        };
    }
    match code.parse::<i32>().map(|number| number & 0xff) {
        Ok(13) => Class::Full,
        Ok(5 | 6) => Class::Busy,
        _ => Class::Other,
    }
}

impl StoreError {
    /// True when the caller did nothing wrong and the database is sound, but this one request does not fit:
    /// others in the same group are not affected.
    pub(crate) fn is_refusal(&self) -> bool {
        match self {
            Self::NotFound | Self::RunActive(_) | Self::NulInText | Self::Encode(_) => true,
            Self::DiskFull
            | Self::Busy
            | Self::Closed
            | Self::Open { .. }
            | Self::Migrate(_)
            | Self::Corrupt { .. }
            | Self::Database(_) => false,
        }
    }
}
