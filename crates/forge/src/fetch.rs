use std::time::Duration;

use futures::StreamExt;
use reqwest::Url;

use crate::{ForgeError, Repository};

const CONNECT: Duration = Duration::from_secs(10);
/// For everything: a repository that takes longer is none to wait for.
const TOTAL: Duration = Duration::from_secs(90);
const MEGABYTE: usize = 1024 * 1024;

/// A repository as its host packs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
    /// As the repository is called.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The hosts, and how they are asked. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Forge {
    client: reqwest::Client,
    /// Who is asked instead of all hosts; for tests.
    stand_in: Option<String>,
}

impl Forge {
    /// Call it when the process has chosen its TLS implementation.
    pub fn new() -> Result<Self, ForgeError> {
        // A host sends on only to itself: never to an address of this machine or of its network.
        let same_host = reqwest::redirect::Policy::custom(|attempt| {
            let before = attempt.previous().last();
            let same = before.is_some_and(|before| {
                before.host_str() == attempt.url().host_str() && before.scheme() == attempt.url().scheme()
            });
            if same && attempt.previous().len() < 4 { attempt.follow() } else { attempt.stop() }
        });
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .timeout(TOTAL)
            .redirect(same_host)
            .user_agent(concat!("easel/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| ForgeError::Unreachable("of the repository", error.to_string()))?;
        Ok(Self { client, stand_in: None })
    }

    /// Asks the server at `base` instead of every host.
    #[doc(hidden)]
    pub fn with_stand_in(self, base: &str) -> Self {
        Self { stand_in: Some(base.trim_end_matches('/').to_owned()), ..self }
    }

    /// The archive of a repository, `most` bytes at most.
    pub async fn fetch(&self, repository: &Repository, most: usize) -> Result<Archive, ForgeError> {
        let host = repository.host();
        let (server, path) = repository.archive();
        let address = match &self.stand_in {
            Some(base) => format!("{base}{path}"),
            None => format!("https://{server}{path}"),
        };
        let url = Url::parse(&address).map_err(|_| ForgeError::Address)?;
        let lost = |error: reqwest::Error| ForgeError::Unreachable(host, error.without_url().to_string());
        let answer = self.client.get(url).send().await.map_err(lost)?;
        match answer.status().as_u16() {
            200 => {}
            // A private repository sends to the page where one signs in.
            301 | 302 | 303 | 307 | 308 | 401 | 403 | 404 => return Err(ForgeError::NotFound(host)),
            status => return Err(ForgeError::Status(host, status)),
        }
        let mut bytes = Vec::new();
        let mut stream = answer.bytes_stream();
        while let Some(piece) = stream.next().await {
            bytes.extend_from_slice(&piece.map_err(lost)?);
            if bytes.len() > most {
                return Err(ForgeError::TooLarge(most / MEGABYTE));
            }
        }
        Ok(Archive { name: repository.name.clone(), bytes })
    }
}
